import { fork } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CARD, type Input, sizeOf, tryInput } from "../test/support/doors.js";
import { packetWith } from "../test/support/hostile.js";
import { Dice, type Json, mutated, mutatedText, places, put } from "../test/support/mutate.js";
import { watchPrototypes } from "../test/support/prototypes.js";

/**
 * Changes examples, payloads and rules at random and puts them through every public door, as long as it is told:
 * `npm run fuzz -- --minutes N [--seed S]`. Each input follows from the seed and its number. A finding is made small and written to
 * reports/fuzz/, from where `--replay FILE` tries it again. Exit code 1 where there was one.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const reports = join(root, "reports", "fuzz");
/** Nothing that is tried takes nearly as long: whoever is silent for this long hangs. */
const PATIENCE = 60_000;
const MOST_FINDINGS = 25;

interface Finding {
  seed: number;
  number: number;
  problem: string;
  input: Input;
}
type Said =
  | { tries: Input; number: number }
  | { found: Finding }
  | { progress: { number: number; findings: number } }
  | { done: { number: number; findings: number } };

// --- inputs ---

function jsonFiles(folder: string): { path: string; value: Json }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json") && !path.endsWith("schema.json"))
    .sort()
    .map((path) => ({ path, value: JSON.parse(readFileSync(join(root, folder, path), "utf8")) as Json }));
}

const ARGS =
  "--json --locale --audience agent customer --now 2026-11-22T01:00:00Z --profile gopay default --what-if balance.available=200 --preflight --packet --no-color --fail-on cause escalate explain balance.insufficient limit.daily codes stripe adyen 51 redact schema - -- en id zh-CN --help --version limits.0.max=1 transaction.amount=";
const WRAPPINGS: readonly ((json: string) => string)[] = [
  (json) => json,
  (json) => `10:02:11 ERROR payment failed ${json} (attempt 2)`,
  (json) => JSON.stringify({ body: json }),
  (json) => `{"data":{"object":${json}}}`,
  (json) => `\`\`\`json\n${json}\n\`\`\``,
  (json) => `curl -d '${json}' https://example.test`,
  (json) => json.replaceAll('"', "'"),
  (json) => json.replaceAll('"', "&quot;"),
  (json) => `${json}\n${json}`,
];

/** The same value as other languages print it. */
function printedAs(value: Json, style: number): string {
  const leaf = (text: string): string => (style === 2 ? `'${text.replace(/['\\]/g, "\\$&")}'` : text);
  if (typeof value !== "object" || value === null) return leaf(String(value));
  const entries = Object.entries(value).map(([key, member]) => [key, printedAs(member as Json, style)] as const);
  const each = (one: (key: string, text: string) => string): string[] => entries.map(([key, text]) => one(key, text));
  switch (style) {
    case 0:
      return `{${each((key, text) => `${key}=${text}`).join(", ")}}`;
    case 1:
      return `Array\n(\n${each((key, text) => `    [${key}] => ${text}\n`).join("")})\n`;
    case 2:
      return `array (\n${each((key, text) => `  '${key}' => ${text},\n`).join("")})`;
    case 3:
      return `&{${each((key, text) => `${key}:${text}`).join(" ")}}`;
    case 4:
      return `{${each((key, text) => `${key}: ${text}`).join(", ")}}`;
    case 5:
      return each((key, text) => `${key}: ${text}\n`).join("");
    default:
      return `#<A ${each((key, text) => `@${key}=${text}`).join(", ")}>`;
  }
}

class Inputs {
  readonly #contexts = jsonFiles("examples").filter(({ path }) => !path.startsWith("provider"));
  readonly #payloads = jsonFiles("examples/provider");
  readonly #rules = jsonFiles("rules").filter(({ path }) => /^(?!codes|profiles|locales)[a-z]+\//.test(path));
  readonly #texts = jsonFiles("rules/locales/id");

  make(seed: number, number: number): Input {
    const dice = new Dice(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
    for (let i = 0; i < 4; i++) dice.below(2);
    const kind = dice.below(10);
    if (kind < 4) return this.#context(dice);
    if (kind < 7) return { door: "text", text: this.#text(dice), options: this.#readOptions(dice) };
    if (kind < 8) return this.#ruleFiles(dice);
    if (kind < 9) return this.#cli(dice);
    return this.#outcome(dice);
  }

  #mutated(dice: Dice, value: Json): Json {
    let changed = value;
    const times = 1 + dice.below(5);
    for (let i = 0; i < times; i++) changed = mutated(changed, dice, dice.one(this.#contexts).value);
    return changed;
  }

  #context(dice: Dice): Input {
    let context = this.#mutated(dice, dice.one(this.#contexts).value);
    if (typeof context === "object" && context !== null && !Array.isArray(context) && dice.below(3) === 0)
      context = put(context, ["failure"], { message: `card ${CARD} was refused`, provider: "stripe" });
    const options: { [name: string]: Json } = {};
    if (dice.below(2) === 0) options.locale = dice.one(["en", "id", "zh-CN", "zh", "__proto__", "x"]);
    if (dice.below(2) === 0) options.audience = dice.one(["agent", "customer"]);
    if (dice.below(3) === 0) options.now = dice.one(["2026-11-22T01:00:00Z", "2027-01-01T00:00:00+14:00"]);
    return { door: "context", context, options };
  }

  #readOptions(dice: Dice): { locale?: string; provider?: string } {
    return {
      ...(dice.below(3) === 0 ? { locale: dice.one(["en", "id", "de-CH", "__proto__", "en-US-u-nu-arab", ""]) } : {}),
      ...(dice.below(6) === 0 ? { provider: dice.one(["stripe", "adyen", "constructor", ""]) } : {}),
    };
  }

  #text(dice: Dice): string {
    const { value } = dice.one(dice.below(2) === 0 ? this.#payloads : this.#contexts);
    const json = JSON.stringify(dice.below(2) === 0 ? this.#mutated(dice, value) : value, null, dice.below(2) * 2);
    let text = dice.below(3) === 0 ? printedAs(JSON.parse(json) as Json, dice.below(7)) : dice.one(WRAPPINGS)(json);
    const times = dice.below(6);
    for (let i = 0; i < times; i++)
      text = mutatedText(text, dice, JSON.stringify(dice.one(this.#payloads).value)).slice(0, 1_000_000);
    if (dice.below(4) > 0) return text;
    const at = dice.below(text.length + 1);
    return `${text.slice(0, at)} card ${CARD} ${text.slice(at)}`;
  }

  #ruleFiles(dice: Dice): Input {
    const files: { [path: string]: Json } = {};
    for (let i = 0; i <= dice.below(3); i++) {
      const { path, value } = dice.one(this.#rules);
      const changed = dice.below(6) === 0 ? value : this.#mutated(dice, value);
      const isText = dice.below(3) === 0;
      files[path] = isText ? mutatedText(JSON.stringify(changed), dice, "") : changed;
    }
    if (dice.below(3) === 0) {
      const { path, value } = dice.one(this.#texts);
      files[`locales/${dice.one(["id", "__proto__", "constructor", "xx"])}/${path}`] = this.#mutated(dice, value);
    }
    return { door: "rules", files, context: dice.one(this.#contexts).value };
  }

  #cli(dice: Dice): Input {
    const words = ARGS.split(" ");
    const args = Array.from({ length: dice.below(6) }, () =>
      dice.below(5) === 0 ? mutatedText(dice.one(words), dice, "") : dice.one(words),
    );
    const bytes = Buffer.from(this.#text(dice));
    const changes = dice.below(3) === 0 ? dice.below(20) : 0;
    for (let i = 0; i < changes; i++) bytes[dice.below(bytes.length)] = dice.below(256);
    return { door: "cli", args, stdin: bytes.toString("latin1") };
  }

  #outcome(dice: Dice): Input {
    const packet = packetWith(dice.one(this.#contexts).value);
    const outcome = { ticket: "T", result: "not_solved", tried: [{ cause: "x.y", actions: ["top_up"] }], note: "n" };
    return { door: "outcome", packet: this.#mutated(dice, packet), outcome: this.#mutated(dice, outcome) };
  }
}

// --- trying ---

const changed = watchPrototypes();

/** What is wrong with the answer to an input; undefined where nothing is. */
async function problemOf(input: Input): Promise<string | undefined> {
  let slow = 0;
  const bound = 1500 + sizeOf(input) * 0.02;
  const spent = async (work: () => unknown): Promise<void> => {
    const took = async (): Promise<number> => {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    let time = await took();
    // Once more: compiling and collecting rubbish are not the input's doing.
    if (time > bound) time = Math.min(time, await took());
    slow = Math.max(slow, time);
  };
  try {
    await tryInput(input, spent);
  } catch (error) {
    const { stack, message, name } = error as Error;
    const own = (stack ?? "")
      .split("\n")
      .filter((line) => /\((?:.*\/)?(?:src|test)\//.test(line) || line.includes("/src/"));
    return `${name}: ${message}\n${own.slice(0, 4).join("\n").replaceAll(root, "")}`;
  }
  const members = changed();
  if (members.length > 0) return `built-in objects were changed: ${members.join(", ")}`;
  return slow > bound ? `slow: over ${Math.round(bound / 100) / 10} s of processor time` : undefined;
}

/** The same kind of problem: its first words, and where it arose. */
const kindOf = (problem: string): string => {
  const [first = "", place = ""] = problem.split("\n");
  return `${first.replace(/[\d"'`].*$/, "")} ${place.trim()}`;
};

function* smaller(input: Input): Generator<Input> {
  const cut = function* (text: string): Generator<string> {
    for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < text.length; at += size) yield text.slice(0, at) + text.slice(at + size);
  };
  const pruned = function* (value: Json): Generator<Json> {
    for (const path of places(value)) if (path.length > 0) yield put(value, path, undefined);
  };
  if (input.door === "text") for (const text of cut(input.text)) yield { ...input, text };
  if (input.door === "cli") {
    for (const args of pruned(input.args)) yield { ...input, args: args as string[] };
    for (const stdin of cut(input.stdin)) yield { ...input, stdin };
  }
  if (input.door === "context") for (const context of pruned(input.context)) yield { ...input, context };
  if (input.door === "rules") for (const files of pruned(input.files)) yield { ...input, files: files as never };
  if (input.door === "outcome") for (const packet of pruned(input.packet)) yield { ...input, packet };
  if (input.door === "outcome") for (const outcome of pruned(input.outcome)) yield { ...input, outcome };
}

/** The smallest input of the same problem that a minute of leaving things out comes to. */
async function shrunk(input: Input, kind: string): Promise<Input> {
  const until = Date.now() + 20_000;
  let best = input;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smaller(best)) {
      if (Date.now() > until) return best;
      const problem = await problemOf(candidate);
      if (problem === undefined || kindOf(problem) !== kind) continue;
      best = candidate;
      found = true;
      break;
    }
  }
  return best;
}

async function work({ seed, minutes }: { seed: number; minutes: number }): Promise<void> {
  const say = (said: Said): void => void process.send?.(said);
  const inputs = new Inputs();
  const kinds = new Set<string>();
  const until = Date.now() + minutes * 60_000;
  let number = 0;
  for (let next = Date.now() + 15_000; Date.now() < until && kinds.size < MOST_FINDINGS; number++) {
    const input = inputs.make(seed, number);
    say({ tries: input, number });
    const problem = await problemOf(input);
    if (problem !== undefined && !kinds.has(kindOf(problem))) {
      kinds.add(kindOf(problem));
      const slow = problem.startsWith("slow");
      say({ found: { seed, number, problem, input: slow ? input : await shrunk(input, kindOf(problem)) } });
    }
    if (Date.now() > next) {
      say({ progress: { number, findings: kinds.size } });
      next = Date.now() + 15_000;
    }
    // Lets the words out, and the watch see that nothing hangs.
    if (number % 20 === 0) await new Promise(setImmediate);
  }
  say({ done: { number, findings: kinds.size } });
}

// --- the watch ---

function keep(finding: Finding): void {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${finding.seed}-${finding.number}.json`);
  writeFileSync(file, `${JSON.stringify(finding, null, 2)}\n`);
  console.log(`FOUND by input ${finding.number} of seed ${finding.seed}, at the ${finding.input.door} door:`);
  console.log(`${finding.problem.slice(0, 1500)}\nkept in ${file.replace(root, "")}`);
}

/** Runs the tries in a process of its own, so that one that hangs or runs out of memory is found as well. @returns the number of findings. */
function watch(seed: number, minutes: number): Promise<number> {
  const start = Date.now();
  const worker = fork(fileURLToPath(import.meta.url), ["try", String(seed), String(minutes)], {
    serialization: "advanced",
  });
  let [last, heard, findings]: [{ input: Input; number: number } | null, number, number] = [null, Date.now(), 0];
  return new Promise((resolve) => {
    const end = (problem?: string): void => {
      clearInterval(clock);
      if (problem !== undefined && last !== null) keep({ seed, ...last, problem });
      worker.removeAllListeners();
      worker.kill("SIGKILL");
      resolve(findings + (problem === undefined ? 0 : 1));
    };
    const clock = setInterval(() => {
      if (Date.now() - heard > PATIENCE) end(`hangs: no answer in ${PATIENCE / 1000} s`);
    }, 1000);
    worker.on("exit", (code, signal) => end(`the process ended by itself (${signal ?? code}), perhaps out of memory`));
    worker.on("message", (said: Said) => {
      heard = Date.now();
      if ("tries" in said) last = { input: said.tries, number: said.number };
      else if ("found" in said) {
        findings++;
        keep(said.found);
      } else {
        const { number } = "progress" in said ? said.progress : said.done;
        const seconds = Math.round((Date.now() - start) / 1000);
        const rate = Math.round(number / Math.max(1, seconds));
        console.log(
          `seed ${seed} · ${seconds} s of ${minutes * 60} · ${number} inputs, ${rate}/s · ${findings} findings`,
        );
        if ("done" in said) end();
      }
    });
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: "string" }, seed: { type: "string" }, replay: { type: "string" } },
  });
  if (values.replay !== undefined) {
    const { input } = JSON.parse(readFileSync(values.replay, "utf8")) as Finding;
    const problem = await problemOf(input);
    console.log(problem ?? "nothing is wrong with this input any more");
    return problem === undefined ? 0 : 1;
  }
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
    console.error("usage: npm run fuzz -- --minutes N [--seed S] | --replay FILE");
    return 2;
  }
  return (await watch(seed, minutes)) > 0 ? 1 : 0;
}

const [job, seed, minutes] = process.argv.slice(2);
if (job === "try" && process.send !== undefined) {
  await work({ seed: Number(seed), minutes: Number(minutes) });
  process.disconnect();
} else process.exitCode = await main();
