import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { readTransaction, redact } from "../../src/api/index.js";
import { cases } from "./contexts.js";
import { diagnose, preflight } from "./untyped.js";

const examples = new URL("../../examples/", import.meta.url);

/** A digest of each answer to some examples and some random contexts. Run by itself, or as a worker, it hands them over. */
export async function answers(): Promise<string[]> {
  const given = readdirSync(examples)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .filter((_, i) => i % 2 === 0)
    .map((file) => ({ context: JSON.parse(readFileSync(new URL(file, examples), "utf8")) as unknown, options: {} }));
  const found: unknown[] = [];
  for (const { context, options } of [...given, ...fc.sample(cases, { seed: 42, numRuns: 25 })]) {
    found.push(await diagnose(context, { ...options, locale: "id" }));
    found.push(await preflight(context, options), redact(context), readTransaction(JSON.stringify(context)));
  }
  return found.map((answer) => createHash("sha256").update(JSON.stringify(answer)).digest("hex").slice(0, 12));
}

const isWorker = (workerData as { answers?: boolean } | null)?.answers === true;
if (isWorker) parentPort?.postMessage(await answers());
else if (process.argv[1]?.endsWith("answers.ts") === true) process.stdout.write((await answers()).join("\n"));
