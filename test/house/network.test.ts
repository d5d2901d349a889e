import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("/generated/"));

/** Modules that reach other machines, or let them reach this one. */
const NETWORK =
  /\b(?:from|import\()\s*"(?:(?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/\w+)?|ioredis|@modelcontextprotocol\/[^"]+)"/;
/** What a page and Node have without an import. */
const GLOBAL = /\bfetch\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\(|\bsendBeacon\(/;

const reaching = files.filter((file) => {
  const text = readFileSync(join(source, file), "utf8");
  return NETWORK.test(text) || GLOBAL.test(text);
});

describe("the network", () => {
  it("is known to two parts of the command line only: the consumer of a stream, and the server for models", () => {
    expect(reaching.filter((file) => !/^cli\/(?:streams|mcp)\//.test(file))).toEqual([]);
    expect(reaching.length).toBeGreaterThan(0);
  });

  it("is loaded by a command when it runs, not by the program", () => {
    const commands = files.filter((file) => /^cli\/(?:commands\/|\w+\.ts)/.test(file));
    const loads = /^import (?!type )[^;]*"\.[^"]*\/mcp\/(?:server|serve)\.js"/m;
    expect(commands.filter((file) => loads.test(readFileSync(join(source, file), "utf8")))).toEqual([]);
  });
});
