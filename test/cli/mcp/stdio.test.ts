import { describe, expect, it } from "vitest";
import type { Io } from "../../../src/cli/io.js";
import { run } from "../../../src/cli/run.js";
import { txwhy } from "../helpers.js";
import { attempts } from "./attempts.js";

const HELLO = [
  {
    jsonrpc: "2.0",
    id: "hello",
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
  },
  { jsonrpc: "2.0", method: "notifications/initialized" },
];

/** Runs `txwhy mcp` with these lines, and ends its input when so many answers have come. */
async function served(lines: readonly string[], answers: number): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const heard = new EventTarget();
  const count = (): number => written.out.split("\n").length - 1;
  const stdin = async function* (): AsyncGenerator<string> {
    yield* lines.map((line) => `${line}\n`);
    while (count() < answers) await new Promise((resolve) => heard.addEventListener("line", resolve, { once: true }));
  };
  const io: Io = {
    stdin: stdin(),
    stdout: {
      write: (text) => {
        written.out += text;
        heard.dispatchEvent(new Event("line"));
      },
    },
    stderr: {
      write: (text) => {
        written.err += text;
      },
    },
    env: {},
    platform: "linux",
    launch: async () => false,
  };
  return { code: await run(["mcp"], io), ...written };
}

const messagesIn = (out: string): { jsonrpc: string; id: unknown; result?: unknown; error?: unknown }[] =>
  out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe("txwhy mcp over standard input and output", () => {
  it("writes one JSON-RPC message a line, whatever is in a payload", async () => {
    const calls = attempts.flatMap(({ tool, calls }, place) =>
      calls
        .filter((_, i) => (i + place) % 4 === 0)
        .map((args) => ({ method: "tools/call", params: { name: tool, arguments: args } })),
    );
    const requests = calls.map((one, i) => ({ jsonrpc: "2.0", id: i, ...one }));
    const { code, out } = await served(
      [...HELLO, ...requests].map((one) => JSON.stringify(one)),
      requests.length + 1,
    );
    expect(code).toBe(0);
    const messages = messagesIn(out);
    expect(messages.every(({ jsonrpc, result }) => jsonrpc === "2.0" && result !== undefined)).toBe(true);
    expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(["hello", ...requests.map(({ id }) => id)]));
    expect(messages).toHaveLength(requests.length + 1);
    expect(out).not.toMatch(/[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u);
  });

  it("goes on after a line that is no message, and does not show a card number in it", async () => {
    const lines = [
      ...HELLO.map((one) => JSON.stringify(one)),
      "pan 4012888888881881",
      '{"jsonrpc":"2.0","id":7,"method":"ping"}',
    ];
    const { code, out, err } = await served(lines, 2);
    expect(code).toBe(0);
    expect(messagesIn(out).map(({ id }) => id)).toContain(7);
    expect(err).not.toContain("40128888");
  });

  it("answers calls that are none, too deep, or about a prototype, and goes on", async () => {
    const called = (id: number, name: string, args: string): string =>
      `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${name}","arguments":${args}}}`;
    const deep = `{"context":{"transaction":${'{"a":'.repeat(100_000)}1${"}".repeat(100_001)}}`;
    const lines = [
      called(1, "pay", "{}"),
      called(2, "diagnose", '"text"'),
      called(3, "diagnose", deep),
      called(4, "diagnose", '{"context":{"__proto__":{"transaction":1},"constructor":1}}'),
      called(5, "redact", '{"text":"ok"}'),
    ];
    const { code, out } = await served([...HELLO.map((one) => JSON.stringify(one)), ...lines], 6);
    expect(code).toBe(0);
    const answers = new Map(messagesIn(out).map((message) => [message.id, message]));
    expect(answers.get(1)?.error).toBeDefined();
    expect(answers.get(2)?.error).toBeDefined();
    expect(answers.get(3)?.result).toMatchObject({ isError: true });
    expect(JSON.stringify(answers.get(3)?.result)).toContain("invalid_context");
    expect(answers.get(4)?.result).toMatchObject({ structuredContent: { verdict: "escalate" } });
    expect(answers.get(5)?.result).toMatchObject({ structuredContent: { text: "ok" } });
  });

  it("ends with its input", async () => {
    expect(await txwhy(["mcp"])).toMatchObject({ code: 0, out: "" });
  });

  it("takes no files", async () => {
    expect(await txwhy(["mcp", "payment.json"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Expected 0 arguments"),
    });
  });
});
