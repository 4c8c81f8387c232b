// The far side of `foreign.yaml` on vscode-jsonrpc.
// Usage: node vscode-jsonrpc.mjs call HOST:PORT   connects, and runs the test cases below
//        node vscode-jsonrpc.mjs answer           prints its address, and answers one connection

import assert from "node:assert/strict";
import net from "node:net";
import {
  CancellationTokenSource,
  createMessageConnection,
  ProgressType,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const STEPS = new ProgressType();

/** Returns a connection that answers all methods, and the ids of the requests that it sends. */
function connected(socket) {
  // The library writes the header and the content one after the other.
  socket.setNoDelay(true);
  const writer = new StreamMessageWriter(socket);
  const write = writer.write.bind(writer);
  const ids = [];
  writer.write = (message) => {
    if (message.method !== undefined && message.id !== undefined) ids.push(message.id);
    return write(message);
  };
  const connection = createMessageConnection(new StreamMessageReader(socket), writer);
  let notes = [];
  connection.onRequest("echo", ({ value }) => value);
  connection.onRequest("add", ({ a, b = 10 }) => a + b);
  connection.onRequest("fail", ({ why }) => new ResponseError(7, `broken: ${why}`, { why }));
  connection.onNotification("note", ({ text }) => void notes.push(text));
  connection.onRequest("notes", () => notes.splice(0));
  connection.onRequest("relay", ({ value }) => connection.sendRequest("echo", { value }));
  connection.onRequest("never", (...args) => new Promise((resolve) => {
    args.at(-1).onCancellationRequested(() => {
      notes.push("cancelled");
      resolve(new ResponseError(-32800, "cancelled"));
    });
  }));
  connection.onRequest("work", async ({ token, steps }) => {
    for (let step = 1; step <= steps; step++) await connection.sendProgress(STEPS, token, step);
    return steps;
  });
  connection.listen();
  return { connection, ids };
}

const range = (count) => Array.from({ length: count }, (_, index) => index);

const CASES = {
  async "values"({ call }) {
    const values = [null, true, 0, -1, 1.5, 2 ** 53 - 1, "", "text", [], {}, [[], { a: [null, { b: false }] }]];
    for (const value of values) assert.deepEqual(await call("echo", { value }), value);
  },
  async "unicode"({ call }) {
    for (const value of ["héllo", "😀", "\u2028\u2029", "\0\u0001\r\n\t\"\\/", "\ufeff", "e\u0301"]) {
      assert.equal(await call("echo", { value }), value);
    }
  },
  async "a large value"({ call }) {
    const value = "ä".repeat(200_000);
    assert.equal(await call("echo", { value }), value);
  },
  async "arguments by name, and a default"({ call }) {
    assert.equal(await call("add", { a: 2, b: 3 }), 5);
    assert.equal(await call("add", { a: 2 }), 12);
  },
  async "arguments by position"({ call }) {
    assert.equal(await call("add", 2, 3), 5);
  },
  async "an error with data"({ call }) {
    await assert.rejects(call("fail", { why: "a reason" }), { code: 7, data: { why: "a reason" } });
  },
  async "an unknown method"({ call }) {
    await assert.rejects(call("missing", {}), { code: -32601 });
  },
  async "wrong arguments"({ call }) {
    await assert.rejects(call("add", { a: "two" }), { code: -32602 });
    await assert.rejects(call("add"), { code: -32602 });
  },
  async "notifications in order"({ call, connection }) {
    const texts = range(100).map((number) => `note ${number}`);
    for (const text of texts) await connection.sendNotification("note", { text });
    assert.deepEqual(await call("notes"), texts);
  },
  async "200 pipelined calls"({ call }) {
    const sums = await Promise.all(range(200).map((a) => call("add", { a, b: 1 })));
    assert.deepEqual(sums, range(200).map((a) => a + 1));
  },
  async "a call back during a call"({ call }) {
    assert.equal(await call("relay", { value: "there and back" }), "there and back");
  },
  async "a cancelled call"({ call }) {
    const source = new CancellationTokenSource();
    const never = call("never", source.token);
    // The answer to another call shows that the call has begun.
    await call("echo", { value: null });
    source.cancel();
    await assert.rejects(never, { code: -32800 });
    assert.deepEqual(await call("notes"), ["cancelled"]);
  },
  async "the progress of 200 pipelined calls"({ call, connection }) {
    const reports = range(200).map(() => []);
    for (const token of range(200)) connection.onProgress(STEPS, token, (step) => reports[token].push(step));
    await Promise.all(range(200).map((token) => call("work", { token, steps: 3 })));
    for (const steps of reports) assert.deepEqual(steps, [1, 2, 3]);
  },
  async "ids from 0"({ ids }) {
    assert.deepEqual(ids, range(ids.length));
    assert.ok(ids.length > 400);
  },
};

async function run(address) {
  const [host, port] = address.split(":");
  const socket = net.connect(Number(port), host);
  const { connection, ids } = connected(socket);
  const call = (method, ...args) => connection.sendRequest(method, ...args);
  for (const [name, test] of Object.entries(CASES)) {
    await test({ call, connection, ids });
    console.log(`ok: ${name}`);
  }
  console.log(`${Object.keys(CASES).length} passed`);
  socket.end();
}

function answer() {
  const server = net.createServer((socket) => {
    server.close();
    connected(socket);
  });
  server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));
}

if (process.argv[2] === "call") await run(process.argv[3]);
else answer();
