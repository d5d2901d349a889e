import type { ProviderCode, Retry } from "../base/assessment.js";
import { own } from "../base/json.js";
import { latestOf } from "../base/time.js";
import { type FoundCause, type Situation, timeText } from "../causes/find.js";
import { type CodeReading, isCode } from "../facts/codes.js";
import { declineOf, type Guidance } from "../facts/guidance.js";
import type { Redactor } from "../redact/index.js";
import { adviceTime } from "./actions.js";
import { isRetryBarred, mayHavePaid, needsHuman } from "./policy.js";
import { budgetOf } from "./retry-budget.js";
import type { Waiting } from "./waiting.js";

/** When to try again, and which code decided. */
interface Choice {
  when: Retry["when"];
  /** RFC 3339; only for `later`. */
  notBefore?: string | undefined;
  because?: CodeReading | undefined;
}

/** When to try again: what is safe, then what is published about the codes, then what the found causes need, within the network's budget. */
export function retryOf(situation: Situation, isSilent: boolean, waiting: Waiting | null, redactor: Redactor): Retry {
  if (isSilent) {
    const { status } = situation;
    if (status === "planned") return { when: "now", sameReference: false };
    if (status === "pending") return { when: "check_status_first", sameReference: true };
    return { when: "never", sameReference: false };
  }
  const { when, notBefore, because } = chosen(situation, waiting);
  const decline = declineFor(when, because, situation);
  const sameReference = when === "check_status_first" || (when !== "never" && keepsReference(situation));
  const budget = when === "never" || when === "check_status_first" ? null : budgetOf(situation);
  const facts = {
    sameReference,
    ...(decline === undefined ? {} : { decline }),
    ...(budget === null ? {} : { attemptsLeft: budget.attemptsLeft }),
  };
  if (budget !== null && budget.attemptsLeft === 0)
    return { when: "later", ...later(notBefore, budget.freeAt), ...facts };
  const code = because === undefined ? {} : { because: codeOf(because, redactor) };
  return when === "later" ? { when, ...later(notBefore), ...facts, ...code } : { when, ...facts, ...code };
}

/** How the code that decided declines. Where nothing may follow, no other code calls it soft. */
function declineFor(when: Retry["when"], because: CodeReading | undefined, { failure }: Situation): Retry["decline"] {
  const told = because ?? failure?.guidance?.code ?? failure?.deciding;
  const decline = declineOf(told ?? failure?.codes.find(({ row }) => row?.decline !== undefined));
  return when === "never" && decline === "soft" ? undefined : decline;
}

/** The latest of the known times. */
function later(...times: (string | undefined)[]): { notBefore?: string } {
  const latest = latestOf(times.filter((time): time is string => time !== undefined));
  return latest === undefined ? {} : { notBefore: latest };
}

function chosen(situation: Situation, waiting: Waiting | null): Choice {
  const { blocking, failure } = situation;
  const guidance = failure?.guidance ?? null;
  if (isRetryBarred(situation))
    return { when: "never", because: codeFor(blocking, ({ retry, unsafe }) => unsafe === true || retry === "never") };
  if (mayHavePaid(situation)) {
    const because = codeFor(
      blocking,
      ({ outcomeUnknown, retry }) => outcomeUnknown === true || retry === "check_status_first",
    );
    return { when: "check_status_first", because: because ?? guidanceCode(guidance, "check_status_first") };
  }
  if (guidance?.when === "never" || guidance?.when === "check_status_first")
    return { when: guidance.when, because: guidance.code };
  const advised = guidance?.when === "later" ? adviceTime(situation) : undefined;
  const isOver = advised !== undefined && !isAhead(situation, advised);
  if (guidance?.when === "later" && !isOver) {
    const until = advised === undefined ? undefined : timeText(situation, advised);
    return { when: "later", notBefore: later(until, waiting?.notBefore).notBefore, because: guidance.code };
  }
  // Advice to try now does not shorten a wait whose end is known.
  if (waiting !== null && (guidance?.when !== "now" || waiting.notBefore !== undefined))
    return { when: "later", notBefore: waiting.notBefore };
  // What a code says holds for its own cause: another one still needs its remedy, unless time has ended it.
  const isClear = (found: FoundCause): boolean => found.ended === true || clearsByTrying(found, guidance, situation);
  const isPublished = guidance?.when === "now" || isOver;
  if ((isPublished || blocking.some(({ ended }) => ended === true)) && blocking.every(isClear))
    return { when: "now", because: isPublished ? guidance?.code : undefined };
  // A technical fault: nothing is to be mended but by time.
  if (guidance === null && blocking.length > 0 && blocking.every(({ cause }) => cause.file.retry === "later"))
    return { when: "later" };
  return { when: "after_remedy", because: guidanceCode(guidance, "after_remedy") };
}

const guidanceCode = (guidance: Guidance | null, when: Guidance["when"]): CodeReading | undefined =>
  guidance?.when === when ? guidance.code : undefined;

/** The code that names the first cause with a policy. */
const codeFor = (
  blocking: readonly FoundCause[],
  has: (file: FoundCause["cause"]["file"]) => boolean,
): CodeReading | undefined => blocking.find(({ cause }) => has(cause.file))?.codes.find(isCode);

/** Whether trying again is all that a cause needs: the code that says so names it, and nobody has to act or to confirm first. */
function clearsByTrying(found: FoundCause, guidance: Guidance | null, situation: Situation): boolean {
  const { cause, codes } = found;
  const byMerchant = own(own(situation.context, "transaction"), "initiator") === "merchant";
  const needsPerson = needsHuman(found) || (byMerchant && cause.groupName === "authentication");
  if (needsPerson || cause.file.retry === "after_remedy" || guidance === null) return false;
  return guidance.code.level === "advice" ? codes.length > 0 : codes.includes(guidance.code);
}

/** The same attempt is made again where nothing else is wrong than the way to the payer's bank. */
const keepsReference = ({ blocking }: Situation): boolean =>
  blocking.length > 0 && blocking.every(({ cause }) => cause.file.sameReference === true);

const isAhead = ({ now }: Situation, instant: number): boolean => !now.known || instant > now.value;

const codeOf = ({ provider, scheme, code }: CodeReading, redactor: Redactor): ProviderCode => ({
  provider: redactor.text(provider ?? scheme ?? "generic"),
  code: redactor.text(code),
});
