import type { AssessedCause, AssessedEscalation, Assessment, CauseCode, Said } from "../base/assessment.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";

/** Words of code tables and providers about fraud, theft or loss. */
const TELLING = /fraud|stolen|theft|thief|\blost\b|pick.?up|risk|suspicious|blacklist/i;

/** What a customer is shown of an assessment. */
interface ShownToCustomer {
  assessment: Assessment;
  /** Causes of which only the title is shown. */
  titleOnly: ReadonlySet<CauseCode>;
}

/**
 * An assessment without what a customer must not learn. Nothing tells of a sensitive cause: fraud, theft, loss. Where one is found, or
 * somebody else may control the account, nothing tells balances or tries left either, because the reader may not be the holder.
 */
export function forCustomer(assessment: Assessment, rules: CompiledRuleSet): ShownToCustomer {
  const isSensitive = (code: CauseCode | null): boolean =>
    code !== null && rules.byCode.get(code)?.file.sensitive === true;
  const isGuarded = ({ code, sensitive }: AssessedCause): boolean =>
    sensitive === true || rules.byCode.get(code)?.file.unsafe === true;
  const guarded = assessment.causes.filter(isGuarded).map(({ code }) => code);
  const found = guarded.length > 0;
  const said = assessment.said
    .filter(({ cause }) =>
      found ? cause !== null && !guarded.includes(cause) && !isSensitive(cause) : !isSensitive(cause),
    )
    .flatMap(withoutTelling);
  const { because, ...retry } = assessment.retry;
  const isShown = because !== undefined && said.some(({ code }) => code === because.code);
  const quiet: Assessment = {
    ...assessment,
    said,
    retry: isShown ? assessment.retry : (retry as Assessment["retry"]),
    ruledOut: assessment.ruledOut.filter(({ cause }) => !isSensitive(cause)),
    conflicts: assessment.conflicts.filter(({ cause }) => !isSensitive(cause)),
    questions: assessment.questions
      .map(({ path, decides }) => ({ path, decides: decides.filter((code) => !isSensitive(code)) }))
      .filter(({ decides }) => decides.length > 0),
  };
  if (!found) return { assessment: quiet, titleOnly: new Set() };
  const hushed = (cause: AssessedCause): AssessedCause => {
    const { providerCodes: _, ...rest } = cause;
    return guarded.includes(cause.code)
      ? { ...rest, rules: [], evidence: [] }
      : { ...rest, evidence: [], remedies: [] };
  };
  return {
    assessment: {
      ...quiet,
      causes: assessment.causes.map(hushed),
      advice: [],
      largestAmount: null,
      ruledOut: [],
      conflicts: [],
      questions: [],
      escalation: assessment.escalation === null ? null : quietEscalation(assessment.escalation),
    },
    titleOnly: new Set(assessment.causes.map(({ code }) => code).filter((code) => !guarded.includes(code))),
  };
}

/**
 * An escalation whose packet does not tell why: no code of the provider's, no fact of the account. The person who takes over gets the
 * whole packet from the assessment, or from a diagnosis for an agent.
 */
function quietEscalation(escalation: AssessedEscalation): AssessedEscalation {
  const { packet } = escalation;
  const { transaction, customer } = packet.context;
  const context = {
    ...(transaction === undefined ? {} : { transaction }),
    ...(customer === undefined ? {} : { customer }),
  };
  const causes = packet.causes.map(({ code, certainty }) => ({ code, certainty, rules: [] }));
  return { ...escalation, packet: { ...packet, said: [], context, causes, questions: [], conflicts: [], tried: [] } };
}

/** A table's meaning is left out where it tells more than its cause does; a code or message that tells it is left out whole. */
function withoutTelling(said: Said): Said[] {
  if (TELLING.test(said.code)) return [];
  return said.meaning !== null && TELLING.test(said.meaning) ? [{ ...said, meaning: null }] : [said];
}
