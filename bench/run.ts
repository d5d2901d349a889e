import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { bundles } from "./bundle.js";
import { diagnosing } from "./diagnosing.js";
import { matching } from "./matching.js";
import { type Line, quick } from "./measure.js";
import { memory } from "./memory.js";
import { rows } from "./rows.js";
import { startup } from "./startup.js";
import { table } from "./table.js";

const parts: Readonly<Record<string, () => Line[] | Promise<Line[]>>> = {
  matching,
  diagnose: diagnosing,
  startup,
  memory,
  bundle: bundles,
  rows,
};

/** `tsx bench/run.ts [part ...]`: all parts, or those named. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    process.stderr.write(`no such part: ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  const lines: Line[] = [];
  const before = loadavg()[0] ?? 0;
  for (const [name, measure] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    lines.push(...(await measure()));
  }
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    load: { before, after: loadavg()[0] ?? 0 },
    quick,
  };
  const { node, cpu, cores } = machine;
  const load = `load ${before.toFixed(1)} before, ${machine.load.after.toFixed(1)} after`;
  const rounds = quick ? "; BENCH_QUICK: a trial run, its numbers say little" : "";
  process.stdout.write(`Node ${node}, ${cpu}, ${cores} cores, ${load}${rounds}\n\n${table(lines)}\n`);
  writeFileSync(new URL("results.json", import.meta.url), `${JSON.stringify({ machine, lines }, null, 2)}\n`);
}

await main(process.argv.slice(2));
