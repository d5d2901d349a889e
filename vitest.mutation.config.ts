import { defineConfig } from "vitest/config";
import {
  BaseSequencer,
  type PoolOptions,
  type TestSpecification,
  ThreadsPoolWorker,
  type WorkerRequest,
} from "vitest/node";
import stryker from "./stryker.config.mjs";

type Listener = Parameters<ThreadsPoolWorker["on"]>[1];

/**
 * A thread that stays for all mutants. Vitest would start one for each and load the library in it, which takes longer than the tests.
 * What is worked out once for the shipped rules is worked out before the first mutant, so mutants of that code are not noticed.
 */
class KeptWorker extends ThreadsPoolWorker {
  override readonly name = "kept";
  private readonly listeners: [event: string, listener: Listener][] = [];
  private isStarted = false;
  private isLeft = false;

  override on(event: string, listener: Listener): void {
    this.listeners.push([event, listener]);
    super.on(event, listener);
  }

  /** Vitest starts and stops it for each mutant. A thread that is started again listens once more, and with each time gets slower. */
  override send(message: WorkerRequest): void {
    if (message.type === "stop") {
      this.isLeft = true;
      this.answer("stopped");
    } else if (message.type === "start" && this.isStarted) this.answer("started");
    else {
      this.isStarted ||= message.type === "start";
      super.send(message.type === "start" ? withAllTests(message) : message);
    }
  }

  /** Without a request to stop before it, the tests in it go on for ever. */
  override async stop(): Promise<void> {
    if (!this.isLeft) await super.stop();
    else for (const [event, listener] of this.listeners) super.off(event, listener);
    this.listeners.length = 0;
    this.isLeft = false;
  }

  private answer(type: "started" | "stopped"): void {
    const answer = { type, __vitest_worker_response__: true };
    for (const [event, listener] of [...this.listeners]) if (event === "message") listener(answer);
  }
}

/** A thread keeps the settings it was started with. After a mutant that never ended, those would name the tests of the next one for good. */
const withAllTests = (start: Extract<WorkerRequest, { type: "start" }>): WorkerRequest => ({
  ...start,
  context: { ...start.context, config: { ...start.context.config, testNamePattern: undefined } },
});

let kept: KeptWorker | undefined;
const createPoolWorker = (options: PoolOptions): KeptWorker => {
  kept ??= new KeptWorker(options);
  return kept;
};

interface Known {
  /** The run in which it last noticed a mutant; 0 is never. */
  noticedAt: number;
  /** In milliseconds, the longest yet: a file that was not loaded took no time. */
  duration: number;
}

let runs = 0;
const knownByFile = new Map<string, Known>();

/** The file that noticed a mutant last is tried first on the next, which is mostly its neighbour; then the quick ones. */
class LikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    runs += 1;
    for (const file of files) this.learn(file);
    const known = (file: TestSpecification): Known => knownByFile.get(file.moduleId) ?? { noticedAt: 0, duration: 0 };
    return [...files].sort(
      (left, right) => known(right).noticedAt - known(left).noticedAt || known(left).duration - known(right).duration,
    );
  }

  private learn({ moduleId, project }: TestSpecification): void {
    const last = this.ctx.cache.getFileTestResults(`${project.name}:${moduleId.slice(project.config.root.length + 1)}`);
    if (!last) return;
    const { noticedAt, duration } = knownByFile.get(moduleId) ?? { noticedAt: 0, duration: 0 };
    knownByFile.set(moduleId, {
      noticedAt: last.failed ? runs : noticedAt,
      duration: Math.max(duration, last.duration),
    });
  }
}

/** How Stryker runs the tests that stryker.config.mjs names; the rules' modules are made before it starts. */
export default defineConfig({
  plugins: [
    {
      name: "kept-worker",
      configureVitest({ project }) {
        project.config.pool = "kept";
        project.config.poolRunner = { name: "kept", createPoolWorker };
      },
    },
  ],
  test: {
    // No other files: for each mutant, every file here is compared with the name of every test that reaches it.
    include: stryker.testFiles,
    reporters: [{}],
    runner: "test/setup/mutation-runner.ts",
    isolate: false,
    sequence: { sequencer: LikelyFirst },
    setupFiles: ["test/setup/each.ts"],
    testTimeout: 30_000,
    // A few tries of each property: many of them meet the same mutant.
    env: { TXWHY_RUNS: "3", TXWHY_MUTANTS: "yes" },
  },
});
