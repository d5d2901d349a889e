import { expect } from "vitest";

/** Processor time of one run, in ms: what other programs take of a shared machine does not count. */
async function spent(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Collecting rubbish and compiling fall into some runs and not into others: the smallest of several is the work itself. */
async function least(work: () => unknown, tries: number): Promise<number> {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries; i++) smallest = Math.min(smallest, await spent(work));
  return smallest;
}

/** Too short to be measured well: growth from less than this is taken from this, so that the larger input has to be slow in earnest. */
const FLOOR = 4;
/** Eight times the input is eight times the work when it grows in line, sixty-four when it grows by the square. */
const MOST = 24;

/** How many times as long the work takes with eight times the input. Measured once more where it is over the bound by chance. */
export async function growth(run: (size: number) => unknown, size: number): Promise<number> {
  const measured = async (tries: number): Promise<number> => {
    const small = Math.max(await least(() => run(size), tries), FLOOR);
    const large = await least(() => run(size * 8), tries - 1);
    return large / small;
  };
  const first = await measured(3);
  return first <= MOST ? first : Math.min(first, await measured(4));
}

/** @throws where eight times the input takes more than twenty-four times as long. */
export async function growsInLine<T>(
  make: (size: number) => T,
  run: (input: T) => unknown,
  size: number,
): Promise<void> {
  const inputs = new Map([size, size * 8].map((n) => [n, make(n)]));
  expect(await growth((n) => run(inputs.get(n) as T), size)).toBeLessThanOrEqual(MOST);
}
