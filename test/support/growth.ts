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
const FLOOR = 8;
/** Eight times the input is eight times the work when it grows in line, sixty-four when it grows by the square. */
const MOST = 24;

/**
 * How many times as long the work takes with eight times the input. A heap that grows costs a step at one size, which is no growth of the
 * work: where the whole is over the bound, its upper part decides, scaled to eight times. Work by the square is over the bound in both.
 */
export async function growth(run: (size: number) => unknown, size: number): Promise<number> {
  const time = async (times: number, tries: number): Promise<number> =>
    Math.max(await least(() => run(size * times), tries), FLOOR);
  const whole = (await time(8, 2)) / (await time(1, 3));
  return whole <= MOST ? whole : Math.min(whole, ((await time(8, 3)) / (await time(2, 4))) ** 1.5);
}

/** @throws where eight times the input takes more than twenty-four times as long. */
export async function growsInLine<T>(
  make: (size: number) => T,
  run: (input: T) => unknown,
  size: number,
): Promise<void> {
  const inputs = new Map<number, T>();
  const inputOf = (n: number): T => {
    if (!inputs.has(n)) inputs.set(n, make(n));
    return inputs.get(n) as T;
  };
  for (const n of [size, size * 8]) inputOf(n);
  expect(await growth((n) => run(inputOf(n)), size)).toBeLessThanOrEqual(MOST);
}
