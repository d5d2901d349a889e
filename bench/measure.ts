import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What is run, and what it is called. `turn` counts up, so that inputs can be taken in turn. */
export interface Contestant {
  name: string;
  run(turn: number): unknown;
}

/** The middle of what was seen, and the noise around it: a tenth lies below p10, a tenth above p90. */
export interface Spread {
  median: number;
  p10: number;
  p90: number;
}

/** One line of the table. */
export interface Line {
  group: string;
  name: string;
  unit: "ns" | "bytes";
  value: Spread;
  /** How many times as much as the first of its group; null for the first. */
  ratio: Spread | null;
  note?: string;
}

/** BENCH_QUICK=1: few and short rounds, only to see that everything runs. */
export const quick = process.env.BENCH_QUICK === "1";

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) };
}

/** Lines with ratios to the first: each round's value over the first one's of the same round, so that a slow moment hits both. */
export function linesOf(group: string, unit: Line["unit"], rounds: ReadonlyMap<string, readonly number[]>): Line[] {
  const [reference = []] = rounds.values();
  return [...rounds].map(([name, values], i) => {
    const ratios = values.map((value, round) => value / (reference[round] ?? Number.NaN));
    return { group, name, unit, value: spread(values), ratio: i === 0 ? null : spread(ratios) };
  });
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Keeps results alive, so that no compiler drops the work. */
const sink: { last?: unknown } = {};

async function time({ run }: Contestant, times: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < times; turn++) {
    const result = run(turn);
    sink.last = result instanceof Promise ? await result : result;
  }
  return Number(process.hrtime.bigint() - start);
}

/** So many runs that one round of a contestant takes about `target`; finding out warms it up. */
async function batchOf(contestant: Contestant, target: number): Promise<number> {
  let times = 1;
  for (;;) {
    const took = await time(contestant, times);
    if (took >= target) return Math.max(1, Math.round((times * target) / took));
    times = Math.max(times + 1, Math.min(times * 8, Math.ceil((times * target * 1.2) / took)));
  }
}

/**
 * Nanoseconds a run, measured in rounds in which everyone has a turn, each round beginning with another one. The first contestant has a
 * twin in every round: how far the two lie apart is the machine's noise, and no ratio is known better than that.
 */
export async function race(group: string, contestants: readonly Contestant[]): Promise<Line[]> {
  const [first] = contestants;
  if (first === undefined) return [];
  const all = [...contestants, { ...first, name: `${first.name}, once more (noise)` }];
  const target = quick ? 5e6 : 100e6;
  const batches = new Map<string, number>();
  for (const one of all) {
    await time(one, (await batchOf(one, target)) * 2);
    batches.set(one.name, await batchOf(one, target));
  }
  const seen = new Map(all.map((one): [string, number[]] => [one.name, []]));
  for (let round = 0; round < (quick ? 5 : 25); round++) {
    const offset = round % all.length;
    for (const one of [...all.slice(offset), ...all.slice(0, offset)]) {
      const times = batches.get(one.name) ?? 1;
      collect();
      seen.get(one.name)?.push((await time(one, times)) / times);
    }
  }
  return linesOf(group, "ns", seen);
}
