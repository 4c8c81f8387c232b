// Opens a document in a language server, over the library of the editor that the protocol comes
// from. Usage: node lsp-client.mjs SERVER

import { spawn } from "node:child_process";
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const timeout = setTimeout(() => {
  console.error("no end after 20 s");
  process.exit(1);
}, 20_000);

const server = spawn(process.argv[2], { stdio: ["pipe", "pipe", "inherit"] });
const ended = new Promise((resolve) => server.on("exit", resolve));
const writer = new StreamMessageWriter(server.stdin);
const ids = [];
const write = writer.write.bind(writer);
writer.write = (message) => {
  if (message.id !== undefined) ids.push(message.id);
  return write(message);
};
const connection = createMessageConnection(new StreamMessageReader(server.stdout), writer);
connection.listen();

const uri = "file:///words.txt";
const textDocument = { uri, languageId: "plaintext", version: 1, text: "😀 two one two\nforever" };
const at = (line, character) => ({ textDocument: { uri }, position: { line, character } });
const hover = (...position) => connection.sendRequest("textDocument/hover", ...position);
const failed = ({ code, message }) => `error ${code}: ${message}`;

const { capabilities, serverInfo } = await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: {},
});
console.log("server:", serverInfo.name, JSON.stringify(capabilities));
await connection.sendNotification("initialized", {});
await connection.sendNotification("textDocument/didOpen", { textDocument });

console.log("a word:", JSON.stringify(await hover(at(0, 3))));
console.log("between words:", await hover(at(0, 2)));
await connection.sendNotification("textDocument/didChange", {
  textDocument: { uri, version: 2 },
  contentChanges: [{ text: "😀 two\nforever" }],
});
console.log("after a change:", (await hover(at(0, 3))).contents.value);
await hover({ ...at(0, 3), textDocument: { uri: "file:///other" } }).catch((error) =>
  console.log("another document:", failed(error)),
);
await connection
  .sendRequest("textDocument/rename", at(0, 3))
  .catch((error) => console.log("another method:", failed(error)));

const source = new CancellationTokenSource();
const forever = hover(at(1, 0), source.token).catch((error) => console.log("cancelled:", failed(error)));
source.cancel();
await forever;

console.log("shutdown:", await connection.sendRequest("shutdown"));
await connection.sendNotification("exit");
console.log("exit code:", await ended);
console.log("ids:", ids.join(" "));
connection.dispose();
clearTimeout(timeout);
