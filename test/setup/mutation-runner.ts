import { TestRunner } from "vitest";

type Cleanup = () => unknown;

let cleanUpLast: Cleanup | undefined;

/** The runner of a mutation run, whose one thread runs the tests thousands of times; see vitest.mutation.config.ts. */
export default class MutationRunner extends TestRunner {
  private isNoticed = false;

  override cancel(reason: Parameters<TestRunner["cancel"]>[0]): void {
    this.isNoticed = true;
    super.cancel(reason);
  }

  /** Once a test has noticed the mutant, no other file is loaded. Vitest would load each of them and then skip its tests. */
  override importFile(filepath: string, source: "collect" | "setup"): unknown {
    return this.isNoticed ? undefined : super.importFile(filepath, source);
  }

  /** Vitest cleans up when its thread ends, but this thread stays. What one run leaves behind would make all later ones slower. */
  override onCleanupWorkerContext(cleanUp: Cleanup): void {
    void cleanUpLast?.();
    cleanUpLast = cleanUp;
  }
}
