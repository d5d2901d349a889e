import { assess, localize } from "../../../api/index.js";
import type { Assessment, Cause, Remedy } from "../../../base/diagnosis.js";
import { InvalidContextError } from "../../../base/errors.js";
import type { Json } from "../../../base/json.js";
import { mergePatch } from "../../../base/patch.js";
import type { TransactionContext } from "../../../context/parse.js";
import type { CauseFile } from "../../../rules/files.js";
import type { CompiledCause, CompiledRuleSet } from "../../../rules/rule-set.js";

/** A cause diagnosed in one of its own cases. */
export interface Worked {
  /** The case. */
  name: string;
  /** Whether facts prove the cause, and not only a provider code. */
  byFacts: boolean;
  /** The texts, by locale. */
  texts: Record<string, { title: string; explanation: string; remedies: string[] }>;
  /** As diagnosed, in English. */
  remedies: readonly Remedy[];
}

/** The first case in which facts prove the cause, else the first in which a code names it; null where no case matches. */
export async function workedCase(file: CauseFile, rules: CompiledRuleSet, baseline: Json): Promise<Worked | null> {
  const byFacts = new Set((rules.byCode.get(file.code) as CompiledCause).byFacts.map(({ name }) => name));
  let byCode: Worked | null = null;
  for (const one of file.cases ?? []) {
    if (one.expect !== "match") continue;
    const context = mergePatch(baseline, one.given as Json);
    const assessment = await assessedCase(context, one.now, rules);
    if (assessment === null) continue;
    const said = (locale: string): Cause | undefined => {
      const { causes, advice } = localize(assessment, { rules, locale, audience: "agent" });
      return [...causes, ...advice].find((cause) => cause.code === file.code);
    };
    const english = said("en");
    if (english === undefined) continue;
    const isByFacts = english.rules.some((name) => byFacts.has(name));
    if (!isByFacts && byCode !== null) continue;
    const worked: Worked = { name: one.name, byFacts: isByFacts, texts: {}, remedies: english.remedies };
    for (const locale of Object.keys(rules.parts.words)) {
      const { title, explanation, remedies } = said(locale) as Cause;
      worked.texts[locale] = { title, explanation, remedies: remedies.map((remedy) => remedy.title) };
    }
    if (isByFacts) return worked;
    byCode = worked;
  }
  return byCode;
}

/** Null for a context that is refused: a case may be about that, and has no numbers to show. */
async function assessedCase(
  context: Json,
  now: string | undefined,
  rules: CompiledRuleSet,
): Promise<Assessment | null> {
  try {
    return await assess(context as TransactionContext, { rules, ...(now === undefined ? {} : { now }) });
  } catch (error) {
    if (error instanceof InvalidContextError) return null;
    throw error;
  }
}
