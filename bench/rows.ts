import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { JsonObject } from "../src/base/json.js";
import { TestServer } from "../test/cli/streams/redis.js";
import { type Facts, factsOf } from "./facts.js";
import { built } from "./library.js";
import { type Line, linesOf, quick } from "./measure.js";
import { jsonRulesEngine } from "./peers/json-rules-engine.js";
import { shipped } from "./rules.js";

const ROWS = quick ? 400 : 4_000;
const ROUNDS = quick ? 1 : 3;

interface Library {
  diagnose(context: unknown): Promise<unknown>;
  assess(context: unknown): Promise<unknown>;
}

/** The examples in turn, each row with an id of its own. */
function contexts(): JsonObject[] {
  const folder = fileURLToPath(new URL("../examples", import.meta.url));
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as JsonObject);
  return Array.from({ length: ROWS }, (_, i) => {
    const example = examples[i % examples.length] as JsonObject;
    return { ...example, transaction: { ...(example.transaction as JsonObject), id: `tx-${i}` } };
  });
}

/** How long one row takes, from many: the built program beside a plain loop, and a peer that only matches. */
export async function rows(): Promise<Line[]> {
  const [cli, index] = [built("cli.js"), built("index.js")];
  if (cli === null || index === null) {
    process.stderr.write("rows are left out: dist/ is not built (npm run build)\n");
    return [];
  }
  const { diagnose, assess } = (await import(pathToFileURL(index).href)) as Library;
  const all = contexts();
  const lines = all.map((context) => JSON.stringify(context));
  const folder = mkdtempSync(join(tmpdir(), "txwhy-bench-"));
  const input = join(folder, "rows.ndjson");
  writeFileSync(input, lines.map((line) => `${line}\n`).join(""));
  let outputs = 0;
  const program = (...args: string[]) => runProgram(cli, args);
  const batch = (...args: string[]) =>
    program("batch", input, "--out", join(folder, `out-${++outputs}.ndjson`), "--quiet", ...args);
  const facts = all.slice(0, 40).map(factsOf);
  const peer = jsonRulesEngine(shipped);
  const server = spawnSync("redis-server", ["--version"]).status === 0 ? new TestServer() : null;
  const contestants: Record<string, () => Promise<unknown>> = {
    "plain loop: JSON.parse, diagnose": async () => {
      for (const line of lines) JSON.stringify(await diagnose(JSON.parse(line)));
    },
    "plain loop: JSON.parse, assess": async () => {
      for (const line of lines) JSON.stringify(await assess(JSON.parse(line)));
    },
    "batch, one thread": () => batch("--jobs", "1"),
    "batch --assess, one thread": () => batch("--jobs", "1", "--assess"),
    [`batch --assess, ${availableParallelism()} threads`]: () => batch("--assess"),
    "batch - --assess, one thread": () => runProgram(cli, ["batch", "-", "--jobs", "1", "--assess", "--quiet"], input),
    "json-rules-engine, same rules, facts ready": async () => {
      for (let i = 0; i < all.length; i++) await peer.match(facts[i % facts.length] as Facts);
    },
  };
  const seen = new Map([...Object.keys(contestants), WORK].map((name): [string, number[]] => [name, []]));
  try {
    await server?.start();
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, run] of Object.entries(contestants)) seen.get(name)?.push(await perRow(run));
      if (server === null) continue;
      const job = ["--prefix", `round-${round}`, "--quiet"];
      await program("feed", server.address, input, ...job, "--most-unanswered", String(ROWS));
      seen.get(WORK)?.push(await perRow(() => program("work", server.address, ...job, "--assess", "--drain")));
    }
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (server === null) seen.delete(WORK);
  return linesOf(`one row of ${ROWS.toLocaleString("en")} (dist; programs with their start)`, "ns", seen);
}

const WORK = "work --assess, one consumer, server that keeps every write";

async function perRow(run: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - start) / ROWS;
}

/** Runs the built program to its end; its standard input is the file. */
function runProgram(cli: string, args: readonly string[], file?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ["pipe", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said += data.toString();
    });
    child.stdin.end(file === undefined ? "" : readFileSync(file));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`txwhy ${args.join(" ")}: ${code} ${said}`)),
    );
  });
}
