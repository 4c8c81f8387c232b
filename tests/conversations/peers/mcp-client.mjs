// Calls the tools of an MCP server with the client of the official SDK.
// Usage: node mcp-client.mjs SERVER

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { LoggingMessageNotificationSchema } from "@modelcontextprotocol/sdk/types.js";

const timeout = setTimeout(() => {
  console.error("no end after 20 s");
  process.exit(1);
}, 20_000);

const client = new Client({ name: "official", version: "1.0.0" });
const logged = new Promise((resolve) => {
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => resolve(params));
});
await client.connect(new StdioClientTransport({ command: process.argv[2] }));
console.log("server:", client.getServerVersion().name);
await client.ping();

for (const tool of (await client.listTools()).tools) {
  console.log(`tool: ${tool.name}: ${tool.description} ${Object.keys(tool.inputSchema.properties ?? {})}`);
}

async function call(name, args) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  console.log(`${name}${isError ? " failed" : ""}: ${content[0].text}`);
}
await call("add", { a: 2, b: 0.5 });
await call("add", { a: "two" });
await call("subtract", {}).catch((error) => console.log(`error ${error.code}: ${error.message}`));

// Cancels a call as soon as the server reports that the call has begun.
const abort = new AbortController();
const onprogress = ({ progress }) => {
  console.log("progress:", progress);
  abort.abort("enough");
};
await client
  .callTool({ name: "wait" }, undefined, { signal: abort.signal, onprogress })
  .catch((error) => console.log("cancelled:", error.message ?? error));
console.log("log:", (await logged).data);

await client.close();
clearTimeout(timeout);
