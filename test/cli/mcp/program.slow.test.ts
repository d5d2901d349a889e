import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ended, Program } from "../batch/program.js";
import { fileWith, overDaily, short } from "../helpers.js";
import { attempts } from "./attempts.js";
import { callsOf } from "./client.js";

const program = new Program();
beforeAll(() => program.build(), 300_000);
afterAll(() => program.remove());

/** The official client, which starts the built program itself. */
async function started(args: readonly string[], mode: "legacy" | "auto"): Promise<{ client: Client; errors: Error[] }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(program.folder, "cli.js"), "mcp", ...args],
    stderr: "pipe",
  });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  await client.connect(transport);
  await client.listTools();
  return { client, errors };
}

describe("the built program as a server", () => {
  it.each(["legacy", "auto"] as const)(
    "answers the official client over standard input and output, %s",
    async (mode) => {
      const { client, errors } = await started(["--locale", "id"], mode);
      const call = callsOf(client);
      expect((await call("diagnose", { context: short })).data).toMatchObject({
        locale: "id",
        causes: [{ code: "fee.exceeds_balance" }],
      });
      expect((await call("preflight", { context: overDaily })).data).toMatchObject({ outcome: "blocked" });
      expect((await call("reply", { context: short })).data).toMatchObject({ channel: "chat" });
      expect((await call("explain_code", { code: "insufficient_funds" })).isError).toBe(false);
      expect((await call("redact", { text: "4012 8888 8888 1881" })).data).toEqual({ text: "<CARD_1 …1881>" });
      // A line that is no message would be an error of the client.
      for (const { tool, calls } of attempts) for (const args of calls) await call(tool, args);
      expect(errors).toEqual([]);
      await client.close();
    },
  );

  it("answers the official client over HTTP, and stops in order", async () => {
    const child = program.start(["mcp", "--http"]);
    const end = ended(child);
    const told = await new Promise<string>((tell) => child.stderr?.once("data", (text) => tell(String(text))));
    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(/http:\S+/.exec(told)?.[0] ?? "")));
    expect((await callsOf(client)("diagnose", { context: short })).data).toMatchObject({ verdict: "self_service" });
    await client.close();
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: 0, out: "" });
  });

  it("says in one line what to install where the packages are missing, and does everything else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "txwhy-"));
    try {
      mkdirSync(join(folder, "node_modules"));
      for (const name of readdirSync("node_modules").filter((one) => one !== "@modelcontextprotocol"))
        if (!name.startsWith(".")) symlinkSync(resolve("node_modules", name), join(folder, "node_modules", name));
      cpSync(program.folder, join(folder, "dist"), { recursive: true });
      writeFileSync(join(folder, "package.json"), '{"type":"module"}');
      const bare = new Program(join(folder, "dist"));
      const { code, err } = await ended(bare.start(["mcp"]));
      expect(code).toBe(2);
      expect(err).toBe(
        "txwhy: this needs two packages beside txwhy: npm install @modelcontextprotocol/server @modelcontextprotocol/node\n",
      );
      const payment = fileWith(JSON.stringify(short));
      expect((await ended(bare.start([payment, "--json"]))).code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
