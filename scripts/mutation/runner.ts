import { appendFileSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunnerTestCase } from "vitest";
import { VitestTestRunner } from "vitest/runners";
import { getFn } from "vitest/suite";
import { readTries, type Try } from "./tries.js";

/** What Stryker's instrumented code reads, and where it notes what was reached. */
interface Switch {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number;
  currentTestId?: string;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

const shared = globalThis as { __stryker__?: Switch; txwhyMemories?: (() => void)[]; txwhyTries?: Tries };
const folder = process.env.MUTATION_FOLDER as string;
/** Seconds without an answer after which a mutant is said to hang. */
const PATIENCE = 12;

/** Kills the process when it has not come further for too long: nothing inside it can stop an endless loop. */
const WATCH = `const { workerData: pulse } = require("node:worker_threads");
let last = -1, still = 0;
setInterval(() => {
  const now = Atomics.load(pulse, 0);
  still = Atomics.load(pulse, 1) === 1 && now === last ? still + 1 : 0;
  last = now;
  if (still >= ${PATIENCE}) process.kill(process.pid, "SIGKILL");
}, 1000);`;

/** What was tried so far, in this process and in the ones that were killed. */
class Tries {
  readonly #noticed = new Set<string>();
  readonly #done = new Map<string, Set<string>>();
  readonly #reached = new Set<string>();
  readonly #pulse = new Int32Array(new SharedArrayBuffer(8));
  readonly #current: number;

  constructor() {
    for (const one of readTries(folder)) this.#note(one);
    new Worker(WATCH, { eval: true, workerData: this.#pulse }).unref();
    this.#current = openSync(join(folder, "current"), "w");
  }

  isOpen(mutant: string, test: string): boolean {
    this.#reached.add(mutant);
    return !this.#noticed.has(mutant) && this.#done.get(test)?.has(mutant) !== true;
  }

  /** Says which mutant is tried now: that one hangs if the process is killed. */
  begin(mutant: string): void {
    writeSync(this.#current, mutant.padEnd(12), 0);
    Atomics.add(this.#pulse, 0, 1);
    Atomics.store(this.#pulse, 1, 1);
  }

  end(one: Try): void {
    Atomics.store(this.#pulse, 1, 0);
    writeSync(this.#current, " ".repeat(12), 0);
    this.#note(one);
    appendFileSync(join(folder, "tries"), `${JSON.stringify(one)}\n`);
  }

  #note({ mutant, test, noticed }: Try): void {
    if (noticed !== null) this.#noticed.add(mutant);
    else this.#done.set(test, (this.#done.get(test) ?? new Set()).add(mutant));
  }

  /** Written anew behind each file of tests, with all that was reached so far. */
  finish(atLoad: readonly string[]): void {
    writeFileSync(join(folder, "reached.json"), JSON.stringify({ byTests: [...this.#reached], atLoad }));
  }
}

const forget = (): void => {
  for (const clear of shared.txwhyMemories ?? []) clear();
};

function nameOf(test: RunnerTestCase): string {
  const names = [test.name];
  for (let { suite } = test; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
  return `${test.file.name} > ${names.join(" > ")}`;
}

/** Runs each test as it is, and then once for each mutant that it reached and that no test has noticed yet. */
export default class MutantRunner extends VitestTestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    shared.__stryker__ ??= {};
    shared.txwhyTries ??= new Tries();
    const { __stryker__: now, txwhyTries: tries } = shared;
    const name = nameOf(test);
    const run = getFn(test);
    Object.assign(now, { activeMutant: "none", hitCount: undefined, currentTestId: name });
    forget();
    await run();
    now.currentTestId = "mutants";
    for (const [mutant, hits] of Object.entries(now.mutantCoverage?.perTest[name] ?? {})) {
      if (!tries.isOpen(mutant, name)) continue;
      tries.begin(mutant);
      forget();
      Object.assign(now, { activeMutant: mutant, hitCount: 0, hitLimit: hits * 20 + 10_000 });
      let noticed: Try["noticed"] = null;
      try {
        await run();
      } catch {
        noticed = "failed";
      }
      if ((now.hitCount ?? 0) > (now.hitLimit ?? 0)) noticed = "hung";
      Object.assign(now, { activeMutant: "none", hitCount: undefined });
      tries.end({ mutant, test: name, noticed });
    }
    forget();
  }

  override async onAfterRunFiles(): Promise<void> {
    await super.onAfterRunFiles();
    shared.txwhyTries?.finish(Object.keys(shared.__stryker__?.mutantCoverage?.static ?? {}));
  }
}
