import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { assess, readTransaction } from "../../../api/index.js";
import type { Diagnosis } from "../../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../../base/errors.js";
import { canonicalJson, type Json } from "../../../base/json.js";
import { mergePatch } from "../../../base/patch.js";
import type { TransactionContext } from "../../../context/parse.js";
import type { CauseFile } from "../../../rules/files.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";

/** A context that is diagnosed under both rule sets. */
export interface Trial {
  /** Where it comes from: a case of a cause, or the file of an example. */
  from: string;
  context: Json;
  now?: string;
}

/** What the diagnosis would tell the customer. */
export interface Outcome {
  verdict: Diagnosis["verdict"] | "invalid";
  /** Blocking causes, most decisive first. */
  causes: string[];
  /** Remedies of each cause, in order, with the result of their check. */
  remedies: Record<string, string[]>;
}

export interface Effect {
  from: string;
  /** Other trials with the same context. */
  alike: number;
  was: Outcome;
  now: Outcome;
}

/** Every case of rule files, as the context it describes. */
export const casesOf = (causes: Iterable<CauseFile>, baseline: Json): Trial[] =>
  [...causes].flatMap(({ code, cases = [] }) =>
    cases.map(({ name, given, now }) => ({
      from: `${code}, case ${JSON.stringify(name)}`,
      context: mergePatch(baseline, given as Json),
      ...(now === undefined ? {} : { now }),
    })),
  );

/** The transactions in the folder `examples` beside a rules folder, where there is one. A file that cannot be read is no example. */
export function examplesBeside(rulesFolder: string): Trial[] {
  const folder = join(dirname(resolve(rulesFolder)), "examples");
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\\/g, "/"))
    .sort()
    .flatMap((name) => {
      try {
        const { transactions } = readTransaction(readFileSync(join(folder, name), "utf8"));
        return transactions.map(({ context }) => ({ from: `examples/${name}`, context: context as Json }));
      } catch (error) {
        if (error instanceof UnreadableInputError) return [];
        throw error;
      }
    });
}

/** The trials whose diagnosis differs between two rule sets, in their order; contexts that are the same are tried once. */
export async function effectsOf(
  trials: readonly Trial[],
  before: CompiledRuleSet,
  after: CompiledRuleSet,
): Promise<{ tried: number; effects: Effect[] }> {
  const distinct = new Map<string, { trial: Trial; alike: number }>();
  for (const trial of trials) {
    const key = canonicalJson([trial.context, trial.now ?? null]);
    const same = distinct.get(key);
    if (same === undefined) distinct.set(key, { trial, alike: 0 });
    else if (same.trial.from !== trial.from) same.alike++;
  }
  const effects: Effect[] = [];
  for (const { trial, alike } of distinct.values()) {
    const [was, now] = [await outcomeOf(trial, before), await outcomeOf(trial, after)];
    if (JSON.stringify(was) !== JSON.stringify(now)) effects.push({ from: trial.from, alike, was, now });
  }
  return { tried: distinct.size, effects };
}

async function outcomeOf({ context, now }: Trial, rules: CompiledRuleSet): Promise<Outcome> {
  try {
    const options = { rules, ...(now === undefined ? {} : { now }) };
    const { verdict, causes } = await assess(context as TransactionContext, options);
    const remedies = causes.map(({ code, remedies: ways }): [string, string[]] => [
      code,
      ways.map(({ action, verified }) => `${action} (${verified})`),
    ]);
    return { verdict, causes: causes.map(({ code }) => code), remedies: Object.fromEntries(remedies) };
  } catch (error) {
    if (error instanceof InvalidContextError) return { verdict: "invalid", causes: [], remedies: {} };
    throw error;
  }
}
