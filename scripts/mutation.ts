import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/**
 * `tsx scripts/mutation.ts [--concurrency 1] [room ...]`: changes the source of each room in small ways, one at a time, and sees whether
 * the tests that are about it notice. Writes the score of each room to reports/mutation-scores.json, and what was not noticed to
 * reports/survivors-<room>.txt; fails where a score is below the least.
 */
const LEAST = 85;

const cases = ["test/cases.test.ts", "test/stories.test.ts", "test/stories/*.test.ts"];
const answers = [...cases, "test/invariants/{causes,contract,remedies,preflight}.test.ts"];
const ROOMS: Readonly<Record<string, { source: string[]; tests: string[] }>> = {
  money: {
    source: ["src/money.ts"],
    tests: ["test/money.test.ts", "test/money-laws.property.test.ts", "test/amounts.property.test.ts"],
  },
  engine: {
    source: ["src/engine.ts"],
    tests: ["test/engine.test.ts", "test/readings.property.test.ts", "test/cases.test.ts"],
  },
  facts: {
    source: ["src/facts/*.ts"],
    tests: [...cases, "test/amounts.property.test.ts", "test/context.test.ts", "test/invariants/causes.test.ts"],
  },
  diagnose: {
    source: ["src/diagnose.ts", "src/assess.ts", "src/context.ts"],
    tests: [...answers, "test/context.test.ts", "test/rules-gate.test.ts"],
  },
  amounts: { source: ["src/amounts.ts"], tests: ["test/amounts.property.test.ts", ...cases] },
  plan: { source: ["src/plan.ts"], tests: answers },
  remedies: { source: ["src/remedies.ts", "src/actions.ts"], tests: [...answers, "test/amounts.property.test.ts"] },
  escalate: { source: ["src/escalate.ts"], tests: ["test/escalation.test.ts", ...answers] },
  redact: {
    source: ["src/redact.ts", "src/redact/*.ts"],
    tests: ["test/redact{,.keys,.numbers,.prose,.property,.structured,.values}.test.ts"],
  },
  read: {
    source: ["src/read/*.ts"],
    tests: [
      "test/read/{amounts,curl,literals,properties,prose,repairs,strict,tables,transactions,xml}.test.ts",
      "test/adapters/common.test.ts",
    ],
  },
  adapters: { source: ["src/read/adapters/*.ts"], tests: ["test/adapters/*.test.ts"] },
};

interface Place {
  line: number;
  column: number;
}
interface Mutant {
  status: string;
  replacement?: string;
  location: { start: Place; end: Place };
}
interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

const NOTICED = ["Killed", "Timeout"];
const UNNOTICED = ["Survived", "NoCoverage"];

/** `src/money.ts:12:3 NoCoverage`, what stands there and what was put in its place. */
function told(file: string, source: string, { status, replacement, location: { start, end } }: Mutant): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines.push((lines.pop() ?? "").slice(0, end.column - 1));
  const was = [(lines.shift() ?? "").slice(start.column - 1), ...lines].join("\n");
  const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 200);
  return `${file}:${start.line}:${start.column} ${status}\n  - ${short(was)}\n  + ${short(replacement ?? "")}\n`;
}

function tryRoom(name: string): { room: string; score: number; killed: number; survived: number } {
  const room = ROOMS[name] as (typeof ROOMS)[string];
  const concurrency = values.concurrency === undefined ? [] : ["--concurrency", values.concurrency];
  const run = spawnSync("npx", ["stryker", "run", "--mutate", room.source.join(","), ...concurrency], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, MUTATION_TESTS: room.tests.join(";") },
  });
  if (run.status !== 0) throw new Error(`stryker ended with ${run.status ?? run.signal} in ${name}`);
  const { files } = JSON.parse(readFileSync("reports/mutation.json", "utf8")) as Report;
  const mutants = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file, source, mutant })),
  );
  const left = mutants.filter(({ mutant }) => UNNOTICED.includes(mutant.status));
  const survivors = left.map(({ file, source, mutant }) => told(file, source, mutant));
  writeFileSync(`reports/survivors-${name}.txt`, survivors.join(""));
  const killed = mutants.filter(({ mutant }) => NOTICED.includes(mutant.status)).length;
  const survived = survivors.length;
  return { room: name, score: Math.round((1000 * killed) / (killed + survived)) / 10, killed, survived };
}

const { values, positionals: wanted } = parseArgs({
  options: { concurrency: { type: "string" } },
  allowPositionals: true,
});
const unknown = wanted.filter((name) => !(name in ROOMS));
if (unknown.length > 0) {
  process.stderr.write(`no such room: ${unknown.join(", ")}; there are ${Object.keys(ROOMS).join(", ")}\n`);
  process.exit(2);
}
const scores = (wanted.length > 0 ? wanted : Object.keys(ROOMS)).map(tryRoom);
writeFileSync("reports/mutation-scores.json", `${JSON.stringify(scores, null, 2)}\n`);
for (const { room, score, killed, survived } of scores) {
  process.stdout.write(`${room.padEnd(10)} ${score.toFixed(1).padStart(5)} %  ${killed} noticed, ${survived} not\n`);
}
if (scores.some(({ score }) => score < LEAST)) process.exitCode = 1;
