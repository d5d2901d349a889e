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
const gc = runInNewContext("gc") as (options: { type: "minor" }) => void;
/** The young generation alone: a full collection drops shapes that no object has just then, and with them the compiled code. */
const collect = (): void => gc({ type: "minor" });

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

/** Runs until the compiler has had time to do its best, then says how many runs take about `target`. */
async function batchOf(contestant: Contestant, target: number, warmUp: number): Promise<number> {
  let [times, spent] = [1, 0];
  for (;;) {
    const took = await time(contestant, times);
    spent += took;
    const fitting = Math.max(1, Math.round((times * target) / took));
    if (spent >= warmUp && took >= target / 2) return fitting;
    times = Math.min(times * 8, fitting);
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
    batches.set(one.name, await batchOf(one, target, quick ? 200e6 : 1500e6));
  }
  const seen = new Map(all.map((one): [string, number[]] => [one.name, []]));
  for (let round = 0; round < (quick ? 5 : 15); round++) {
    const offset = round % all.length;
    for (const one of [...all.slice(offset), ...all.slice(0, offset)]) {
      const times = batches.get(one.name) ?? 1;
      collect();
      seen.get(one.name)?.push((await time(one, times)) / times);
    }
  }
  return linesOf(group, "ns", seen);
}
