import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { randomFrom } from "./random.js";

/**
 * Mutation testing of a room that is too large to be run whole: all mutants on some lines of its files. The lines are put into an order by
 * chance, which the seed repeats; those from FROM up to TO in it are tried. A mutant of several lines, as the body of a function that
 * becomes empty, is never among them.
 *
 *   tsx scripts/mutation-sample.ts ROOM FROM TO [SEED]
 */
const [room = "", from = 0, to = 100, seed = 1] = [process.argv[2], ...process.argv.slice(3).map(Number)];

interface Report {
  files: Record<string, { mutants: { location: { start: { line: number } }; status: string }[] }>;
}

const random = randomFrom(seed);
const lines = readdirSync(`src/${room}`, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort()
  .flatMap((name) => {
    const { length } = readFileSync(`src/${room}/${name}`, "utf8").trimEnd().split("\n");
    return Array.from({ length }, (_, i) => ({ file: `src/${room}/${name}`, line: i + 1, by: random() }));
  })
  .sort((a, b) => a.by - b.by);
const chosen = lines.slice(from, to);
const ranges = chosen.map(({ file, line }) => `${file}:${line}-${line}`);
const path = `reports/mutation/${room}.json`;
// An older report would be read as that of a run that did not end.
rmSync(path, { force: true });
spawnSync("npx", ["stryker", "run", "--mutate", ranges.join(",")], {
  stdio: "inherit",
  env: { ...process.env, ROOM: room },
});

const report = JSON.parse(readFileSync(path, "utf8")) as Report;
const totals: Record<string, number> = {};
/** Of each line that has mutants: how many were tried, and how many were noticed. */
const counted = chosen.flatMap(({ file, line }) => {
  const mutants = (report.files[file]?.mutants ?? []).filter(({ location }) => location.start.line === line);
  for (const { status } of mutants) totals[status] = (totals[status] ?? 0) + 1;
  const noticed = mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length;
  const tried = noticed + mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage").length;
  return tried === 0 ? [] : [{ tried, noticed }];
});
const sum = (of: (line: { tried: number; noticed: number }) => number): number =>
  counted.reduce((total, line) => total + of(line), 0);
const tried = sum((line) => line.tried);
const score = sum((line) => line.noticed) / tried;
// Mutants of one line are noticed or not together, so the lines are what was chosen, and the error is theirs.
const n = counted.length;
const error = (1.96 / tried) * Math.sqrt((n / (n - 1)) * sum((line) => (line.noticed - score * line.tried) ** 2));
console.log(
  `${room}: lines ${from} to ${to} of ${lines.length} by the seed ${seed}; ${n} of them have mutants`,
  totals,
);
console.log(`${tried} tried, ${(100 * score).toFixed(1)} % noticed, ± ${(100 * error).toFixed(1)} (95 %)`);
