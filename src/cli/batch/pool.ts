import { fileURLToPath } from "node:url";
import Tinypool from "tinypool";
import { createWork, type Setup, type Work } from "./work.js";

/** Somewhere the work is done, several tasks at a time. */
export interface WorkerPool extends Work {
  /** How many tasks it takes before one has to be awaited: so many results may be in memory. */
  room: number;
  close(): Promise<void>;
}

/** In this thread. */
export const sameThreadPool = (setup: Setup): WorkerPool => ({
  ...createWork(setup),
  room: 1,
  close: async () => undefined,
});

/** In threads of their own, each with its rules. A thread that dies rejects what it was working on. */
export async function threadPool(setup: Setup, threads: number): Promise<WorkerPool> {
  const worker = new URL("./batch-worker.js", import.meta.url);
  // What cannot be loaded is found out here: a thread that dies before its first task leaves everybody waiting.
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
    // More than are being worked on, so that no thread waits for its next.
    room: threads * 3,
    close: () => pool.destroy(),
  };
}

/** Results in the order of the tasks, each as soon as it can be had, with no more of them under way than there is room for. */
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
        // A failure is thrown when its turn comes; until then it is no unhandled one.
        result.catch(() => undefined);
        waiting.push(result);
      }
    }
  } finally {
    await Promise.allSettled(waiting);
    if (next === null) await iterator.return?.();
  }
}
