import type { HourCounts } from "./tally.js";

/** An hour with fewer failures of one code is never marked. */
const FEWEST = 5;
/** Fewer hours with failures are too few to know what is usual. */
const FEWEST_HOURS = 12;
/** Share of the hours that do not exceed the usual number. An outage may fill the rest. */
const USUAL = 0.8;
/** The usual number of a code that most hours do not have. */
const SMALLEST_USUAL = 0.5;
/** How unlikely a count must be at the usual number to be marked. */
const UNLIKELY = 1e-6;

/** The rule in words, for the reports. */
export const SPIKE_RULE = `An hour is marked where it has at least ${FEWEST} failures of a code and so many would come by chance less than once in a million hours, at the number that four of five hours stay within. Under ${FEWEST_HOURS} hours nothing is marked.`;

/** One provider's code over the hours. */
export interface CodeHours {
  provider: string;
  code: string;
  count: number;
  /** What four of five hours stay within. */
  usual: number;
  /** Only the hours that have failures, in the order of time. */
  hours: { at: string; count: number; spike?: true | undefined }[];
}

const HOUR = 3_600_000;

/** Failures by provider, code and hour (UTC), those with marked hours first, then the most frequent. */
export function codeHoursOf(counts: HourCounts): CodeHours[] {
  const seen = new Set([...counts.values()].flatMap((hours) => [...hours.keys()]));
  const all = [...counts].map(([key, hours]): CodeHours => {
    const [provider = "", code = ""] = JSON.parse(key) as string[];
    const usual = usualOf([...hours.values()], seen.size);
    const listed = [...hours].sort(([a], [b]) => a - b);
    return {
      provider,
      code,
      count: listed.reduce((total, [, count]) => total + count, 0),
      usual,
      hours: listed.map(([hour, count]) => ({
        at: new Date(hour * HOUR).toISOString().replace(".000", ""),
        count,
        ...(seen.size >= FEWEST_HOURS && isSpike(count, usual) ? { spike: true as const } : {}),
      })),
    };
  });
  const marked = ({ hours }: CodeHours): number => hours.filter(({ spike }) => spike).length;
  return all.sort(
    (a, b) =>
      Math.sign(marked(b)) - Math.sign(marked(a)) ||
      b.count - a.count ||
      (a.provider + a.code < b.provider + b.code ? -1 : 1),
  );
}

/** The number that four of five of all hours stay within; hours without a failure of this code count too. */
function usualOf(counts: readonly number[], hours: number): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const zeros = hours - sorted.length;
  return sorted[Math.ceil(hours * USUAL) - 1 - zeros] ?? 0;
}

function isSpike(count: number, usual: number): boolean {
  return count >= FEWEST && tail(count, Math.max(usual, SMALLEST_USUAL)) < UNLIKELY;
}

/** Probability of at least `count` events where `mean` are usual (Poisson). */
function tail(count: number, mean: number): number {
  if (count <= mean) return 1;
  let logarithm = -mean;
  for (let i = 1; i <= count; i++) logarithm += Math.log(mean / i);
  let term = Math.exp(logarithm);
  let sum = 0;
  for (let i = count + 1; term > sum * 1e-12; i++) {
    sum += term;
    term *= mean / i;
  }
  return sum;
}

/** A spike that lasts: marked hours of a code that follow one another. */
export interface Spike {
  provider: string;
  code: string;
  from: string;
  /** End of its last hour. */
  to: string;
  count: number;
  usual: number;
}

/** The spikes of all codes, in the order of time. */
export function spikesOf(codes: readonly CodeHours[]): Spike[] {
  const spikes: Spike[] = [];
  for (const { provider, code, usual, hours } of codes) {
    let last: Spike | undefined;
    for (const { at, count } of hours.filter(({ spike }) => spike)) {
      const to = new Date(Date.parse(at) + HOUR).toISOString().replace(".000", "");
      if (last?.to === at) {
        last.to = to;
        last.count += count;
      } else {
        last = { provider, code, from: at, to, count, usual };
        spikes.push(last);
      }
    }
  }
  return spikes.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : b.count - a.count));
}
