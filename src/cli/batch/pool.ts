import { fileURLToPath } from "node:url";
import Tinypool from "tinypool";
import { createWork, type Setup, type Work } from "./work.js";

/** Runs tasks, several at a time. */
export interface WorkerPool extends Work {
  /** Maximum number of tasks under way, and so of results in memory. */
  room: number;
  close(): Promise<void>;
}

/** Works in this thread. */
export const sameThreadPool = (setup: Setup): WorkerPool => ({
  ...createWork(setup),
  room: 1,
  close: async () => undefined,
});

/** Works in `threads` threads, each with its own rules. When a thread dies, its task is rejected. */
export async function threadPool(setup: Setup, threads: number): Promise<WorkerPool> {
  const worker = new URL("./batch-worker.js", import.meta.url);
  // Fails here if the worker cannot be loaded: a thread that dies before its first task would never answer.
  await import(worker.href);
  const pool = new Tinypool({
    filename: fileURLToPath(worker),
    minThreads: threads,
    maxThreads: threads,
    workerData: setup,
  });
  const run = (name: keyof Work, task: { bytes: Uint8Array }): Promise<never> =>
    pool.run(task, { name, transferList: [task.bytes.buffer as ArrayBuffer] }) as Promise<never>;
  return {
    diagnoseChunk: (chunk) => run("diagnoseChunk", chunk),
    countWritten: (written) => run("countWritten", written),
    // Queue ahead so that no worker idles.
    room: threads * 3,
    close: () => pool.destroy(),
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
