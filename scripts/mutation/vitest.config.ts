import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { MUTATED = "", MUTATION_FOLDER = "", MUTATION_TESTS = "" } = process.env;
const mutated = join(root, MUTATED);
const tests = MUTATION_TESTS.split(";");

/** In the order in which they are named: the quick and telling ones first. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => tests.findIndex((test) => moduleId.endsWith(test));
    return [...files].sort((a, b) => place(a) - place(b));
  }
}

/** One file with all its mutants in it, and memories that can be emptied: what a mutant left in one must not speak for the next. */
const instrumented = {
  name: "instrumented",
  enforce: "pre" as const,
  load(id: string): string | undefined {
    const [path] = id.split("?");
    if (path === mutated) return readFileSync(join(MUTATION_FOLDER, "code.ts"), "utf8");
    if (path !== join(root, "src", "bounded.ts")) return undefined;
    const registers = "(globalThis.txwhyMemories ??= []).push(() => this.#kept.clear());";
    return readFileSync(path, "utf8").replace(
      "this.#limit = limit;",
      `this.#limit = limit; // @ts-ignore\n${registers}`,
    );
  },
};

/** All in one process, so that a mutant costs no more than the tests that reach it. */
export default defineConfig({
  root,
  plugins: [instrumented],
  test: {
    include: tests,
    setupFiles: ["test/setup/each.ts"],
    testTimeout: 30_000,
    env: { TXWHY_RUNS: process.env.TXWHY_RUNS ?? "5" },
    runner: "scripts/mutation/runner.ts",
    pool: "forks",
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    watch: false,
    reporters: ["dot"],
    sequence: { sequencer: AsNamed },
  },
});
