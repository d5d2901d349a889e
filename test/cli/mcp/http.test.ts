import { request } from "node:http";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Io } from "../../../src/cli/io.js";
import { overHttp } from "../../../src/cli/mcp/serve.js";
import { createMcpServer } from "../../../src/cli/mcp/server.js";
import { short, txwhy } from "../helpers.js";
import { callsOf } from "./client.js";

const silent = { write: () => true };
const io = (stderr: Io["stderr"]): Io => ({
  stdin: (async function* () {})(),
  stdout: silent,
  stderr,
  env: {},
  platform: "linux",
  launch: async () => false,
});

const stop = new AbortController();
let ended: Promise<void>;
let address: URL;
beforeAll(async () => {
  const told = await new Promise<string>((resolve) => {
    ended = overHttp(() => createMcpServer(), 0, io({ write: resolve }), stop.signal);
  });
  address = new URL(/http:\S+/.exec(told)?.[0] ?? "");
});
afterAll(async () => {
  stop.abort();
  await ended;
});

/** The status of an answer to a call with these headers. `fetch` would not let them be chosen. */
const statusOf = (headers: Record<string, string>, path = address.pathname): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: address.port, path, method: "POST" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    const standard = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    for (const [name, value] of Object.entries({ ...standard, ...headers })) sent.setHeader(name, value);
    sent.on("error", reject).end('{"jsonrpc":"2.0","id":1,"method":"ping"}');
  });

describe("txwhy mcp over HTTP", () => {
  it("tells the port that it took", () => {
    expect(Number(address.port)).toBeGreaterThan(0);
    expect(address.hostname).toBe("127.0.0.1");
  });

  it.each(["legacy", "auto"] as const)("answers the official client of the %s protocol", async (mode) => {
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(address));
    expect(client.getProtocolEra()).toBe(mode === "auto" ? "modern" : "legacy");
    expect((await client.listTools()).tools).toHaveLength(5);
    const { data } = await callsOf(client)("diagnose", { context: short });
    expect(data).toMatchObject({ verdict: "self_service", causes: [{ code: "fee.exceeds_balance" }] });
    await client.close();
  });

  it("refuses a foreign name for this machine, as DNS rebinding uses it", async () => {
    expect(await statusOf({ host: "evil.example" })).toBe(403);
    expect(await statusOf({ host: `evil.example:${address.port}` })).toBe(403);
    expect(await statusOf({ host: `localhost:${address.port}` })).toBe(200);
  });

  it("refuses pages of other origins", async () => {
    expect(await statusOf({ origin: "https://evil.example" })).toBe(403);
    expect(await statusOf({ origin: "null" })).toBe(403);
    expect(await statusOf({ origin: "http://localhost:5173" })).toBe(200);
  });

  it("has nothing at other paths", async () => {
    expect(await statusOf({}, "/")).toBe(404);
    expect(await statusOf({}, "/mcp/../x")).toBe(404);
  });

  it("says which port cannot be had, in one line", async () => {
    await expect(overHttp(() => createMcpServer(), Number(address.port), io(silent), stop.signal)).rejects.toThrow(
      `port ${address.port} cannot be used (EADDRINUSE)`,
    );
    expect(await txwhy(["mcp", "--http", "70000"])).toMatchObject({ code: 2, err: expect.stringContaining("65535") });
  });
});
