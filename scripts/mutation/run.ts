import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { readTries } from "./tries.js";

/**
 * `tsx scripts/mutation/run.ts [room ...]`: changes the source of each room in small ways, one at a time, and sees whether the tests that
 * are about it notice. The changes are Stryker's; all of one file are tried in one process, each only under the tests that reach it. What
 * runs only while a module is loaded cannot be tried so, and counts for nothing. Writes the score of each room to
 * reports/mutation-scores.json, and what was not noticed to reports/survivors-<room>.txt; fails where a score is below the least.
 */
const LEAST = 85;

const cases = ["test/stories/*.test.ts", "test/cases.test.ts", "test/stories.test.ts"];
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
    source: ["src/diagnose.ts", "src/assess.ts"],
    tests: [...answers, "test/rules-gate.test.ts"],
  },
  context: {
    source: ["src/context.ts", "src/context-values.ts"],
    tests: ["test/context.test.ts", "test/schemas.property.test.ts", "test/faults/contexts.test.ts", ...cases],
  },
  amounts: { source: ["src/amounts.ts"], tests: [...cases, "test/amounts.property.test.ts"] },
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

/** Files of one folder by a pattern of their names, with stars and braces. */
function filesBy(pattern: string): string[] {
  const name = basename(pattern)
    .replace(/[.]/g, "\\$&")
    .replace(/\*/g, "[^/]*")
    .replace(/\{(.*)\}/, (_, choices: string) => `(?:${choices.replace(/,/g, "|")})`);
  const folder = dirname(pattern);
  const found = readdirSync(folder).filter((file) => new RegExp(`^${name}$`).test(file));
  if (found.length === 0) throw new Error(`no file is called ${pattern}`);
  return found.sort().map((file) => `${folder}/${file}`);
}

/** Stryker's switch and coverage go into the file's text, with a number for each mutant. */
async function instrument(file: string, folder: string): Promise<Mutant[]> {
  const content = readFileSync(file, "utf8");
  const quiet = (): boolean => false;
  const log = {
    isDebugEnabled: quiet,
    isTraceEnabled: quiet,
    debug() {},
    trace() {},
    info() {},
    warn() {},
    error() {},
  };
  const { files, mutants } = await new Instrumenter(log as never).instrument([{ name: file, content, mutate: true }], {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  writeFileSync(join(folder, "code.ts"), files[0]?.content ?? "");
  const lines = content.split("\n");
  const offset = ({ line, column }: { line: number; column: number }): number =>
    lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + column;
  return mutants.map(({ id, replacement, location: { start, end } }) => ({
    id,
    place: `${file}:${start.line + 1}:${start.column + 1}`,
    was: content.slice(offset(start), offset(end)),
    now: replacement,
  }));
}

interface Mutant {
  id: string;
  place: string;
  was: string;
  now: string;
}
interface Found {
  noticed: number;
  survivors: string[];
}

/** A hang ends the process; the next one goes on behind it. */
const MOST_STARTS = 100;

async function tryFile(file: string, tests: readonly string[]): Promise<Found> {
  const folder = join("reports", "mutation", file.replace(/\//g, "_"));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const mutants = await instrument(file, folder);
  const reached = join(folder, "reached.json");
  const env = { ...process.env, MUTATED: file, MUTATION_FOLDER: folder, MUTATION_TESTS: tests.join(";") };
  let said = "";
  for (let start = 0, isDone = false; !isDone; start++) {
    if (start === MOST_STARTS) throw new Error(`${file}: ${MOST_STARTS} processes hung, and not all was tried`);
    const ran = spawnSync("npx", ["vitest", "run", "--config", "scripts/mutation/vitest.config.ts"], {
      env,
      encoding: "utf8",
    });
    said = `${ran.stdout}${ran.stderr}`;
    const current = join(folder, "current");
    const hung = existsSync(current) ? readFileSync(current, "utf8").trim() : "";
    isDone = hung === "";
    if (!isDone)
      appendFileSync(join(folder, "tries"), `${JSON.stringify({ mutant: hung, test: "", noticed: "hung" })}\n`);
  }
  if (!existsSync(reached)) throw new Error(`no test ran for ${file}: ${said}`);
  const { byTests, atLoad } = JSON.parse(readFileSync(reached, "utf8")) as { byTests: string[]; atLoad: string[] };
  const noticed = new Set(readTries(folder).flatMap((one) => (one.noticed === null ? [] : [one.mutant])));
  const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 200);
  const survivors = mutants
    .filter(({ id }) => !noticed.has(id) && (byTests.includes(id) || !atLoad.includes(id)))
    .map(({ id, place, was, now }) => {
      const state = byTests.includes(id) ? "not noticed" : "not reached";
      return `${place} ${state}\n  - ${short(was)}\n  + ${short(now)}\n`;
    });
  return { noticed: noticed.size, survivors };
}

interface Score {
  room: string;
  score: number;
  noticed: number;
  survived: number;
}

async function tryRoom(room: string): Promise<Score> {
  const { source, tests } = ROOMS[room] as (typeof ROOMS)[string];
  const found: Found = { noticed: 0, survivors: [] };
  const files = tests.flatMap(filesBy);
  for (const file of source.flatMap(filesBy)) {
    const { noticed, survivors } = await tryFile(file, files);
    process.stderr.write(`${file}: ${noticed} noticed, ${survivors.length} not\n`);
    found.noticed += noticed;
    found.survivors.push(...survivors);
    // After each file, for a room can take long.
    writeFileSync(`reports/survivors-${room}.txt`, found.survivors.join(""));
  }
  const survived = found.survivors.length;
  return {
    room,
    score: Math.round((1000 * found.noticed) / (found.noticed + survived)) / 10,
    noticed: found.noticed,
    survived,
  };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in ROOMS));
if (unknown.length > 0) {
  process.stderr.write(`no such room: ${unknown.join(", ")}; there are ${Object.keys(ROOMS).join(", ")}\n`);
  process.exit(2);
}
mkdirSync("reports", { recursive: true });
const scores: Score[] = [];
for (const room of wanted.length > 0 ? wanted : Object.keys(ROOMS)) scores.push(await tryRoom(room));
writeFileSync("reports/mutation-scores.json", `${JSON.stringify(scores, null, 2)}\n`);
for (const { room, score, noticed, survived } of scores) {
  process.stdout.write(`${room.padEnd(10)} ${score.toFixed(1).padStart(5)} %  ${noticed} noticed, ${survived} not\n`);
}
if (scores.some(({ score }) => score < LEAST)) process.exitCode = 1;
