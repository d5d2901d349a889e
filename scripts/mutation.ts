import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/**
 * `tsx scripts/mutation.ts [room ...]`: changes the source of each room in small ways, one at a time, and sees whether the tests that are
 * about it notice. Writes the score of each room to reports/mutation-scores.json; fails where one is below the least.
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

interface Report {
  files: Record<string, { mutants: { status: string; mutatorName: string; location: { start: { line: number } } }[] }>;
}

function tryRoom(name: string): { room: string; score: number; killed: number; survived: number } {
  const room = ROOMS[name] as (typeof ROOMS)[string];
  const run = spawnSync("npx", ["stryker", "run", "--mutate", room.source.join(",")], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, MUTATION_TESTS: room.tests.join(",") },
  });
  if (run.status !== 0) throw new Error(`stryker ended with ${run.status ?? run.signal} in ${name}`);
  const { files } = JSON.parse(readFileSync("reports/mutation.json", "utf8")) as Report;
  const states = Object.values(files).flatMap((file) => file.mutants.map((mutant) => mutant.status));
  const killed = states.filter((status) => status === "Killed" || status === "Timeout").length;
  const survived = states.filter((status) => status === "Survived" || status === "NoCoverage").length;
  return { room: name, score: Math.round((1000 * killed) / (killed + survived)) / 10, killed, survived };
}

const wanted = process.argv.slice(2);
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
