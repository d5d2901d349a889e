import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import { isoExponent } from "../../base/currencies.js";
import type { Json, JsonObject } from "../../base/json.js";
import { decimal, moneyOf } from "../../base/money.js";
import { version } from "../../rules/generated/core.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { explainCause } from "../../words/explain.js";
import { chooseLocale } from "../../words/locale.js";
import type { Shard } from "./chunk.js";
import { clusterOf } from "./cluster.js";
import { codeHoursOf, SPIKE_RULE } from "./outages.js";
import type { BatchReport, ReportPart, ReportSum } from "./report-schema.js";
import { type ClusterData, minus, plainTally, type SumData, type TallyData } from "./tally.js";

const MOST_LISTED = 100;

const NONE: SumData = { count: 0, money: new Map(), unpriced: 0 };

export interface Tallied {
  tally: TallyData;
  /** Names of the inputs in results. */
  names: readonly string[];
  options: Omit<DiagnoseOptions, "rules">;
  /** Which part of the rows; the whole where it is missing. */
  shard?: Shard;
}

/** The report on a tally. */
export async function reportOf(
  { tally, names, options, shard }: Tallied,
  rules: CompiledRuleSet,
): Promise<BatchReport> {
  const { locale } = chooseLocale(options.locale, rules);
  const data = (key: string): SumData => tally.sums.get(key) ?? NONE;
  const sum = (key: string): ReportSum => plain(data(key));
  const failed = minus(data("results"), data("verdict not_failed"));
  const part = (of: SumData): ReportPart => ({
    ...plain(of),
    share: failed.count === 0 ? null : Math.round((of.count / failed.count) * 1e6) / 1e6,
  });
  const under = (prefix: string): [name: string, SumData][] =>
    [...tally.sums]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, of]): [string, SumData] => [key.slice(prefix.length), of])
      .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const clusters = byCount(tally.clusters);
  const errors = byCount(tally.errors);
  const codes = codeHoursOf(tally.hours);
  const unlisted = (all: [string, { count: number }][]): number =>
    all.slice(MOST_LISTED).reduce((total, [, { count }]) => total + count, 0);
  return {
    schema: "txwhy.batch-report/1",
    version,
    ruleSet: { id: rules.id, version: rules.version, hash: rules.hash },
    locale,
    files: names.map((file) => ({
      file,
      results: data(`file results ${file}`).count,
      errors: data(`file errors ${file}`).count,
    })),
    results: sum("results"),
    failed: plain(failed),
    verdicts: {
      self_service: sum("verdict self_service"),
      wait: sum("verdict wait"),
      escalate: sum("verdict escalate"),
      not_failed: sum("verdict not_failed"),
    },
    customer: part(data("customer")),
    waiting: part(data("verdict wait")),
    escalated: part(data("verdict escalate")),
    unproved: part(minus(data("verdict self_service"), data("customer"))),
    reasons: under("reason ").map(([reason, of]) => ({ reason, ...part(of) })),
    priorities: under("priority ").map(([priority, of]) => ({ priority, ...part(of) })),
    causes: under("cause ").map(([code, of]) => ({
      code,
      title: explainCause(code, locale, rules)?.title ?? code,
      blocking: part(of),
      decisive: part(data(`decisive ${code}`)),
    })),
    formats: under("format ").map(([format, { count }]) => ({ format, count })),
    warned: data("warned").count,
    unmatched: {
      count: data("reason no_rule_matched").count,
      clusters: await Promise.all(
        clusters.slice(0, MOST_LISTED).map(async ([signature, { count, smallest, first }]) => ({
          signature,
          count,
          first,
          context: await shrunk(smallest, options, rules),
        })),
      ),
      others: tally.otherClusters + unlisted(clusters),
    },
    errors: {
      count: data("errors").count,
      kinds: errors.slice(0, MOST_LISTED).map(([, error]) => error),
      others: tally.otherErrors + unlisted(errors),
    },
    hours: {
      rule: SPIKE_RULE,
      codes: codes.slice(0, MOST_LISTED),
      others: Math.max(0, codes.length - MOST_LISTED),
    },
    ...(shard === undefined || shard.count === 1
      ? {}
      : { shard: { ...shard, options: { ...options }, tally: plainTally(tally) } }),
  };
}

function byCount<T extends { count: number }>(counted: ReadonlyMap<string, T>): [string, T][] {
  return [...counted].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
}

const plain = ({ count, money, unpriced }: SumData): ReportSum => ({
  count,
  money: [...money]
    .map(([currency, sum]) => ({
      ...moneyOf(decimal(sum.value), isoExponent(currency) ?? 0, currency),
      count: sum.count,
    }))
    .sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
  unpriced,
});

/**
 * The parts of a context that a new rule needs. A part is left out where the rest is still unmatched and in the same cluster. Where the
 * cluster is made of field names alone, every part stays.
 */
async function shrunk(
  smallest: ClusterData["smallest"],
  options: Omit<DiagnoseOptions, "rules">,
  rules: CompiledRuleSet,
): Promise<JsonObject> {
  const { assess } = createDiagnose(() => rules);
  let context = JSON.parse(smallest) as JsonObject;
  const { key } = clusterOf(context);
  const isSame = async (candidate: JsonObject): Promise<boolean> => {
    if (clusterOf(candidate).key !== key) return false;
    try {
      return (await assess(candidate, options)).escalation?.reason === "no_rule_matched";
    } catch {
      return false;
    }
  };
  for (const name of Object.keys(context)) {
    const { [name]: _, ...without } = context as Record<string, Json>;
    if (await isSame(without)) context = without;
  }
  return context;
}
