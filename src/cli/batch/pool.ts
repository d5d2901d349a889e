import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Tinypool from "tinypool";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { createWork, type Setup, type Work } from "./work.js";

/** Runs tasks, several at a time. */
export interface WorkerPool extends Work {
  /** Maximum number of tasks under way, and so of results in memory. */
  room: number;
  close(): Promise<void>;
}

/** Works in this thread. */
export const sameThreadPool = (setup: Setup, rules: CompiledRuleSet): WorkerPool => ({
  ...createWork(setup, rules),
  room: 1,
  close: async () => undefined,
});

/** Tasks that a helper has at a time: one under way and one to go on with while this thread is busy. */
const TASKS_OF_HELPER = 2;

/**
 * Works in this thread and in `threads - 1` others, which start when there is more than one task. Every thread has to load the rules and to
 * run a thousand rows before it is fast: with this one at work too, that is paid once less. When a thread dies, its task is rejected.
 */
export async function threadPool(setup: Setup, rules: CompiledRuleSet, threads: number): Promise<WorkerPool> {
  const worker = new URL("./batch-worker.js", import.meta.url);
  // Fails here if the worker cannot be loaded: a thread that dies before its first task would never answer.
  await import(worker.href);
  const helpers = new Tinypool({
    filename: fileURLToPath(worker),
    minThreads: 0,
    maxThreads: threads - 1,
    concurrentTasksPerWorker: TASKS_OF_HELPER,
    workerData: setup,
  });
  const here = createWork(setup, rules);
  let isBusyHere = false;
  let withHelpers = 0;
  const run = async <T extends { bytes: Uint8Array }, R>(
    name: keyof Work,
    task: T,
    answer: (task: T) => Promise<R>,
  ): Promise<R> => {
    // A single row, as of a filter that waits for each answer, needs no other thread.
    if (!isBusyHere && (withHelpers === 0 || withHelpers >= TASKS_OF_HELPER * (threads - 1))) {
      isBusyHere = true;
      // The other threads get their tasks first, and signals and results are heard between two tasks.
      await turn();
      return answer(task).finally(() => {
        isBusyHere = false;
      });
    }
    withHelpers++;
    const options = { name, transferList: [task.bytes.buffer as ArrayBuffer] };
    return (helpers.run(task, options) as Promise<R>).finally(() => {
      withHelpers--;
    });
  };
  return {
    diagnoseChunk: (chunk) => run("diagnoseChunk", chunk, here.diagnoseChunk),
    countWritten: (written) => run("countWritten", written, here.countWritten),
    // Queue ahead so that no thread idles.
    room: threads * 3,
    close: () => helpers.destroy(),
  };
}

/** Yields results in the order of the tasks, with at most `room` tasks under way. */
export async function* inOrder<T, R>(
  tasks: AsyncIterable<T>,
  room: number,
  work: (task: T) => Promise<R>,
): AsyncGenerator<[task: T, result: R]> {
  const iterator = tasks[Symbol.asyncIterator]();
  const waiting: Promise<[T, R]>[] = [];
  let next: Promise<IteratorResult<T>> | null = null;
  let ended = false;
  try {
    while (!ended || waiting.length > 0) {
      if (!ended && waiting.length < room) next ??= iterator.next();
      const first = waiting[0]?.then((done) => ({ done }));
      const event = await Promise.race([first, next?.then((step) => ({ step }))].filter((one) => one !== undefined));
      if ("done" in event) {
        waiting.shift();
        yield event.done;
        continue;
      }
      next = null;
      if (event.step.done === true) ended = true;
      else {
        const task = event.step.value;
        const result = work(task).then((done): [T, R] => [task, done]);
        // Thrown when its turn comes; until then it must not count as unhandled.
        result.catch(() => undefined);
        waiting.push(result);
      }
    }
  } finally {
    await Promise.allSettled(waiting);
    if (next === null) await iterator.return?.();
  }
}
