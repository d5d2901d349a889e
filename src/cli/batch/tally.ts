import * as z from "zod";
import type { Assessment, Diagnosis, Money } from "../../base/diagnosis.js";
import { type Decimal, decimal, ZERO } from "../../base/money.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { clusterOf } from "./cluster.js";

const ERROR_KINDS = [
  "unreadable",
  "invalid",
  "encoding",
  "too_large",
  "truncated",
  "corrupt",
  "unreadable_file",
  "given_up",
] as const;

/** Where a row came from: the first members of every line of the results. */
export interface RowPlace {
  file: string;
  row: number;
  line: number;
  /** The member of the row that `--key` names; null where it has none. */
  key?: string | boolean | null;
}

/** One line of the results for a row that could be read. */
interface DiagnosedRow extends RowPlace {
  /** The detected format, `txwhy` or `<provider>.<shape>`. */
  format: string;
  /** The amount of the transaction; null where it is not known. */
  amount: Money | null;
}
export type DiagnosedLine = DiagnosedRow & (Diagnosis | Assessment);

/** One line of the results for a row that could not be read. */
export interface RefusedLine extends RowPlace {
  error: {
    kind: (typeof ERROR_KINDS)[number];
    message: string;
    /** The code of the fault. */
    code?: string;
    issues?: { path: string; code: string; message: string }[];
  };
}

export type Line = DiagnosedLine | RefusedLine;

export const isRefused = (line: Line): line is RefusedLine => "error" in line;

/** A count, and the amounts by currency. */
export interface SumData {
  count: number;
  /** By currency: the number of results, and the sum as decimal text. */
  money: Map<string, { count: number; value: string }>;
  /** Results whose amount is unknown, negative, or in a currency beyond the maximum number of currencies. */
  unpriced: number;
}

export interface ClusterData {
  count: number;
  smallest: string;
  first: RowPlace;
}

export interface ErrorData {
  kind: RefusedLine["error"]["kind"];
  code: string | null;
  /** Place of the first one. */
  message: string;
  count: number;
  first: RowPlace;
}

/** By provider and code (a JSON list of both), the failures of each hour since 1970, UTC. */
export type HourCounts = Map<string, Map<number, number>>;

/** A tally as it is passed between threads. */
export interface TallyData {
  hours: HourCounts;
  sums: Map<string, SumData>;
  clusters: Map<string, ClusterData>;
  otherClusters: number;
  errors: Map<string, ErrorData>;
  otherErrors: number;
}

const entriesOf = <T>(of: z.ZodType<T>): z.ZodType<[string, T][]> => z.array(z.tuple([z.string(), of]));
const count = z.int().min(0);
const place = z.strictObject({ file: z.string(), row: count, line: count });

/** A tally as JSON, so that the reports of the parts of a run can be merged. */
export const tallySchema = z.strictObject({
  hours: entriesOf(z.array(z.tuple([z.int(), count]))),
  sums: entriesOf(
    z.strictObject({ count, money: entriesOf(z.strictObject({ count, value: z.string() })), unpriced: count }),
  ),
  clusters: entriesOf(z.strictObject({ count, smallest: z.string(), first: place })),
  otherClusters: count,
  errors: entriesOf(
    z.strictObject({
      kind: z.enum(ERROR_KINDS),
      code: z.string().nullable(),
      message: z.string(),
      count,
      first: place,
    }),
  ),
  otherErrors: count,
});
type PlainTally = z.infer<typeof tallySchema>;

export const plainTally = ({ hours, sums, clusters, errors, otherClusters, otherErrors }: TallyData): PlainTally => ({
  hours: [...hours].map(([key, counts]) => [key, [...counts]]),
  sums: [...sums].map(([key, sum]) => [key, { ...sum, money: [...sum.money] }]),
  clusters: [...clusters],
  otherClusters,
  errors: [...errors],
  otherErrors,
});

export const tallyOf = ({ hours, sums, clusters, errors, otherClusters, otherErrors }: PlainTally): TallyData => ({
  hours: new Map(hours.map(([key, counts]) => [key, new Map(counts)])),
  sums: new Map(sums.map(([key, sum]) => [key, { ...sum, money: new Map(sum.money) }])),
  clusters: new Map(clusters),
  otherClusters,
  errors: new Map(errors),
  otherErrors,
});

/** Maximum number of keys, which come from data. Beyond it the rarest count as "others", and the remaining counts may be too low. */
const MOST_KEYS = 1000;
const MOST_CURRENCIES = 200;
/** Maximum number of hours of one code: more than a year. Later ones are not counted. */
const MOST_HOURS = 10_000;

class Sum {
  count = 0;
  unpriced = 0;
  readonly money = new Map<string, { count: number; value: Decimal }>();

  add(amount: Money | null): void {
    this.count++;
    if (amount === null) this.unpriced++;
    else this.#put(amount.currency, decimal(amount.value), 1);
  }

  merge({ count, money, unpriced }: SumData): void {
    this.count += count;
    this.unpriced += unpriced;
    for (const [currency, sum] of money) this.#put(currency, decimal(sum.value), sum.count);
  }

  #put(currency: string, value: Decimal, count: number): void {
    const sum = this.money.get(currency) ?? { count: 0, value: ZERO };
    if (sum.count === 0 && this.money.size >= MOST_CURRENCIES) this.unpriced += count;
    else this.money.set(currency, { count: sum.count + count, value: sum.value.plus(value) });
  }

  data(): SumData {
    const money = new Map(
      [...this.money].map(([currency, { count, value }]) => [currency, { count, value: value.toFixed() }]),
    );
    return { count: this.count, unpriced: this.unpriced, money };
  }
}

/**
 * Counts any number of results in bounded memory. Merging the tally of later results into that of earlier ones gives the tally of all.
 */
export class Tally {
  readonly #rules: CompiledRuleSet;
  readonly #sums = new Map<string, Sum>();
  readonly #hours: HourCounts = new Map();
  readonly #clusters = new Map<string, ClusterData>();
  readonly #errors = new Map<string, ErrorData>();
  #otherClusters = 0;
  #otherErrors = 0;

  constructor(rules: CompiledRuleSet) {
    this.#rules = rules;
  }

  add(line: Line): void {
    const { file, row } = line;
    if (isRefused(line)) {
      this.#count("errors", null);
      this.#count(`file errors ${file}`, null);
      this.#addError(line);
      return;
    }
    const amount = line.amount === null || line.amount.value.startsWith("-") ? null : line.amount;
    const { verdict, causes, escalation } = line;
    this.#count("results", amount);
    this.#count(`file results ${file}`, null);
    this.#count(`format ${line.format}`, null);
    this.#count(`verdict ${verdict}`, amount);
    if (verdict !== "not_failed") this.#countHour(line);
    if (line.warnings.length > 0) this.#count("warned", null);
    if (this.#isForCustomer(line)) this.#count("customer", amount);
    for (const [i, { code }] of causes.entries()) {
      this.#count(`cause ${code}`, amount);
      if (i === 0) this.#count(`decisive ${code}`, amount);
    }
    if (escalation === null) return;
    this.#count(`reason ${escalation.reason}`, amount);
    this.#count(`priority ${escalation.priority}`, amount);
    if (escalation.reason === "no_rule_matched") {
      const { key, context } = clusterOf(escalation.packet.context);
      putCluster(this.#clusters, key, { count: 1, smallest: context, first: { file, row, line: line.line } });
    }
  }

  /** An empty tally with the same rules. */
  fresh(): Tally {
    return new Tally(this.#rules);
  }

  merge({ hours, sums, clusters, otherClusters, errors, otherErrors }: TallyData): void {
    for (const [key, data] of sums) this.#sum(key).merge(data);
    for (const [key, counts] of hours) {
      for (const [hour, count] of counts) this.#putHour(key, hour, count);
    }
    for (const [key, data] of clusters) putCluster(this.#clusters, key, data);
    for (const [key, data] of errors) putError(this.#errors, key, data);
    this.#otherClusters += otherClusters + prune(this.#clusters);
    this.#otherErrors += otherErrors + prune(this.#errors);
  }

  data(): TallyData {
    return {
      hours: this.#hours,
      sums: new Map([...this.#sums].map(([key, sum]) => [key, sum.data()])),
      clusters: this.#clusters,
      otherClusters: this.#otherClusters,
      errors: this.#errors,
      otherErrors: this.#otherErrors,
    };
  }

  /** By the code that decided; of a message alone, by its first cause. */
  #countHour({ transaction, said, causes }: DiagnosedLine): void {
    const [first] = said;
    const hour = Math.floor(Date.parse(transaction.at ?? "") / 3_600_000);
    const code = first?.scheme === "message" ? causes[0]?.code : first?.code;
    if (first === undefined || code === undefined || Number.isNaN(hour)) return;
    this.#putHour(JSON.stringify([first.name.toLowerCase(), code]), hour, 1);
  }

  #putHour(key: string, hour: number, count: number): void {
    const counts = this.#hours.get(key) ?? new Map<number, number>();
    if (!this.#hours.has(key) && this.#hours.size >= MOST_KEYS) return;
    if (!counts.has(hour) && counts.size >= MOST_HOURS) return;
    this.#hours.set(key, counts.set(hour, (counts.get(hour) ?? 0) + count));
  }

  /** The customer can do every step of the plan, and nothing is escalated. */
  #isForCustomer({ verdict, plan }: DiagnosedLine): boolean {
    if (verdict !== "self_service" || plan === null) return false;
    return plan.steps.every(({ cause, action }) =>
      this.#rules.byCode.get(cause)?.remedies.some(({ rule }) => rule.action === action && rule.who === "customer"),
    );
  }

  #addError({ file, row, line, error: { kind, message, code, issues } }: RefusedLine): void {
    const first: RowPlace = { file, row, line };
    const faults: { path: string; code: string | undefined; message: string }[] | undefined = issues?.map((issue) => ({
      ...issue,
      message: `${general(issue.path)}: ${issue.message}`,
    }));
    const seen = new Set<string>();
    for (const fault of faults ?? [{ path: "", code, message }]) {
      // Where there is a code, the message may hold details of the row and is not part of the key.
      const key = JSON.stringify([kind, general(fault.path), fault.code ?? fault.message]);
      if (seen.has(key)) continue;
      seen.add(key);
      putError(this.#errors, key, { kind, code: fault.code ?? null, message: fault.message, count: 1, first });
    }
  }

  #sum(key: string): Sum {
    const sum = this.#sums.get(key) ?? new Sum();
    this.#sums.set(key, sum);
    return sum;
  }

  #count(key: string, amount: Money | null): void {
    this.#sum(key).add(amount);
  }
}

/** A JSON Pointer without list indices, so that the same fault in two entries has one key. */
const general = (path: string): string => path.replace(/\/\d+(?=\/|$)/g, "/*") || "(top)";

function putCluster(clusters: Map<string, ClusterData>, key: string, { count, smallest, first }: ClusterData): void {
  const known = clusters.get(key);
  if (known === undefined) clusters.set(key, { count, smallest, first });
  else {
    known.count += count;
    // The shortest, and of those the first in the alphabet: the result does not depend on how rows were grouped into chunks.
    const isSmaller = smallest.length - known.smallest.length || (smallest < known.smallest ? -1 : 1);
    if (isSmaller < 0) known.smallest = smallest;
  }
}

function putError(errors: Map<string, ErrorData>, key: string, data: ErrorData): void {
  const known = errors.get(key);
  if (known === undefined) errors.set(key, { ...data });
  else known.count += data.count;
}

/** Drops the rarest half of too many keys, and returns how many results they counted. */
function prune(counted: Map<string, { count: number }>): number {
  if (counted.size <= 2 * MOST_KEYS) return 0;
  const rare = [...counted].sort(([, a], [, b]) => b.count - a.count).slice(MOST_KEYS);
  for (const [key] of rare) counted.delete(key);
  return rare.reduce((total, [, { count }]) => total + count, 0);
}

/** A sum minus a part of it. */
export function minus(whole: SumData, part: SumData): SumData {
  const money: SumData["money"] = new Map();
  for (const [currency, { count, value }] of whole.money) {
    const less = part.money.get(currency) ?? { count: 0, value: "0" };
    if (count === less.count) continue;
    money.set(currency, { count: count - less.count, value: decimal(value).minus(decimal(less.value)).toFixed() });
  }
  return { count: whole.count - part.count, money, unpriced: whole.unpriced - part.unpriced };
}
