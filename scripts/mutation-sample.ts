import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/**
 * Mutation testing of a room that is too large to be run whole. Its mutants are put into an order by chance, which the seed repeats; those
 * from FROM up to TO in it are tried.
 *
 *   tsx scripts/mutation-sample.ts ROOM FROM TO [SEED]
 */
const [room = "", from = 0, to = 100, seed = 1] = [process.argv[2], ...process.argv.slice(3).map(Number)];
process.env.ROOM = room;
const { default: config } = await import("../stryker.config.mjs");

interface Report {
  files: Record<string, { mutants: Mutant[] }>;
}
interface Mutant {
  location: Record<"start" | "end", { line: number; column: number }>;
  mutatorName: string;
  replacement?: string | undefined;
  status?: string | undefined;
}

/** The same for a mutant as it is made, whose lines and columns are counted from 0, and in the report, where they are counted from 1. */
const nameOf = (file: string, { location, mutatorName, replacement }: Mutant, first: 0 | 1): string => {
  const { start, end } = location;
  const places = [start, end].map(({ line, column }) => `${line - first}:${column - first}`);
  return [file, ...places, mutatorName, replacement].join(" ");
};

/** A small linear congruential generator: seeded, the same everywhere. */
let state = seed;
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
};

const silent = new Proxy({}, { get: () => () => false }) as never;
const files = readdirSync(`src/${room}`, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .map((name) => ({
    name: `src/${room}/${name}`,
    mutate: true,
    content: readFileSync(`src/${room}/${name}`, "utf8"),
  }));
const made = await new Instrumenter(silent).instrument(files, { ...config.mutator, plugins: null, ignorers: [] });
const all = made.mutants.filter(({ status }) => status !== "Ignored").map((mutant) => ({ mutant, by: random() }));
const chosen = all
  .sort((a, b) => a.by - b.by)
  .slice(from, to)
  .map(({ mutant }) => mutant);

const ranges = chosen.map(
  ({ fileName, location: { start, end } }) =>
    `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`,
);
spawnSync("npx", ["stryker", "run", "--mutate", ranges.join(",")], { stdio: "inherit" });

// What lies inside the place of a chosen mutant was tried too, and does not count.
const report = JSON.parse(readFileSync(`reports/mutation/${room}.json`, "utf8")) as Report;
const statuses = new Map(
  Object.entries(report.files).flatMap(([file, { mutants }]) =>
    mutants.map((mutant) => [nameOf(file, mutant, 1), mutant.status] as const),
  ),
);
const counts: Record<string, number> = {};
for (const mutant of chosen) {
  const status = statuses.get(nameOf(mutant.fileName, mutant, 0)) ?? "not in the report";
  counts[status] = (counts[status] ?? 0) + 1;
}
const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0 } = counts;
const tried = Killed + Timeout + Survived + NoCoverage;
const score = (Killed + Timeout) / tried;
const error = 1.96 * Math.sqrt((score * (1 - score)) / tried);
console.log(`${room}: ${from} to ${to} of ${all.length} mutants, seed ${seed}`, counts);
console.log(`${tried} tried, ${(100 * score).toFixed(1)} % noticed, ± ${(100 * error).toFixed(1)} (95 %)`);
