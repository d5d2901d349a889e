import { fileURLToPath } from "node:url";
import Tinypool from "tinypool";
import { createWork, type Setup, type Work } from "./work.js";

/** Somewhere the work is done, several tasks at a time. */
export interface Workshop extends Work {
  /** How many tasks it takes before one has to be awaited: so many results may be in memory. */
  room: number;
  close(): Promise<void>;
}

/** In this thread. */
export const ownWorkshop = (setup: Setup): Workshop => ({
  ...createWork(setup),
  room: 1,
  close: async () => undefined,
});

/** In threads of their own, each with its rules. Where a thread cannot start or dies, what it was to do is rejected with its error. */
export function threadedWorkshop(setup: Setup, threads: number): Workshop {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("./batch-worker.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: setup,
  });
  // A thread that dies before its first task tells nobody but the pool.
  const open = new Set<(error: unknown) => void>();
  pool.on("error", (error) => {
    for (const reject of open) reject(error);
  });
  const run = <R>(name: keyof Work, task: { bytes: Uint8Array }): Promise<R> =>
    new Promise<R>((resolve, reject) => {
      open.add(reject);
      pool
        .run(task, { name, transferList: [task.bytes.buffer as ArrayBuffer] })
        .then(resolve, reject)
        .finally(() => open.delete(reject));
    });
  return {
    answer: (chunk) => run("answer", chunk),
    count: (written) => run("count", written),
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
