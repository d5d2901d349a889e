import type { JsonPatch } from "../base/assessment.js";
import type { JsonObject } from "../base/json.js";
import { type Decimal, ZERO } from "../base/money.js";
import { PatchBuilder } from "../base/patch.js";
import { type FoundCause, type Situation, startNextAttempt } from "../causes/find.js";
import type { CodeReading } from "../facts/codes.js";
import { truthOf } from "../rules/engine.js";
import type { Action, RemedyRule } from "../rules/files.js";
import { type ActionInput, BUILD, type ParamValues, type RemedyDraft, type RemedyNumbers } from "./actions.js";
import { barredActions, isUnsafe, isWait, mayHavePaid, needsAbsentCustomer } from "./policy.js";

/** A remedy before it is checked: its action, its numbers, and its patch. */
export interface Proposal {
  action: Action;
  rule: RemedyRule;
  params: RemedyNumbers;
  /** Null if the effect cannot be simulated. */
  patch: JsonPatch | null;
  /** The raw context with the patch applied. */
  document: JsonObject;
  /** Money that the customer has to move, fees included. */
  money: Decimal;
  /** Money that a top-up adds to the balance; the top-up is checked as a transaction of its own. */
  arrives: Decimal | undefined;
}

/**
 * The remedies of a found cause that apply, in the rule file's order. Patches are made for `raw`. Only those actions are worked out that
 * are `wanted`: what an amount may be is a search of its own.
 */
export function propose(
  situation: Situation,
  found: FoundCause,
  raw: JsonObject,
  wanted: (action: Action) => boolean = () => true,
): Proposal[] {
  const barred = barredActions(situation);
  return remediesOf(situation, found).flatMap(({ rule, when }) => {
    if (barred.includes(rule.action) || !wanted(rule.action)) return [];
    if (when !== null && truthOf(when, situation.read) !== true) return [];
    const values: ParamValues = {};
    let restsOnUnknown = false;
    for (const [name, param] of Object.entries(rule.params ?? {})) {
      if (typeof param !== "object") values[name] = param;
      else {
        const reading = situation.next.read(param.fact);
        values[name] = reading.known ? reading.value : undefined;
        restsOnUnknown ||= reading.known && reading.assumed !== undefined;
      }
    }
    const input: ActionInput = { situation, found, rule, values, raw };
    return BUILD[rule.action](input).map((draft): Proposal => {
      const { params = {}, money = ZERO, arrives } = draft;
      const built = restsOnUnknown ? null : build(draft, input);
      const [patch, document] = [built?.operations ?? null, built?.document ?? raw];
      return { action: rule.action, rule, params, patch, document, money, arrives };
    });
  });
}

type Remedies = FoundCause["cause"]["remedies"];
const RETRY_NOW: Remedies = [{ rule: { action: "retry_now", who: "customer", effort: "seconds" }, when: null }];
const CHECK_STATUS: Remedies = [{ rule: { action: "check_status", who: "customer", effort: "seconds" }, when: null }];

/** Nobody is there to confirm what the merchant started: the merchant has to bring the customer back. */
const BRING_BACK: Remedies = [
  {
    rule: { action: "complete_challenge", who: "merchant", effort: "hours", params: { initiator: "merchant" } },
    when: null,
  },
];

/** The remedies of the rule file, except where time has ended the cause. While money may have moved, the status is checked first. */
function remediesOf(situation: Situation, found: FoundCause): Remedies {
  let remedies = found.ended ? RETRY_NOW : found.cause.remedies;
  const possible = remedies.filter(({ rule }) => !needsAbsentCustomer(rule.action, situation));
  if (possible.length < remedies.length) remedies = [...BRING_BACK, ...possible];
  const isFirst = found === situation.blocking[0];
  if (!isFirst || !mayHavePaid(situation) || isUnsafe(situation)) return remedies;
  return remedies.some(({ rule }) => rule.action === "check_status") ? remedies : [...CHECK_STATUS, ...remedies];
}

/** The patch of a remedy. Null where it has no known effect, or where that effect changes nothing here. */
function build({ effect, then }: RemedyDraft, { raw, situation, found, rule }: ActionInput): PatchBuilder | null {
  const isRetry = found.ended === true;
  if (!effect && !isRetry) return null;
  const patch = new PatchBuilder(raw);
  startNextAttempt(patch, situation, then);
  const { length } = patch.operations;
  effect?.(patch);
  dropCodes(patch, situation, found);
  // A wait whose effect is not known is checked all the same: it does not clear its cause, and is left out.
  return patch.operations.length > length || isRetry || isWait(rule.action) ? patch : null;
}

/**
 * Removes the codes that named this cause, because the next attempt will not have them. With the deciding code go the message and the
 * codes that say less than it. A code that names another cause stays.
 */
function dropCodes(patch: PatchBuilder, { failure, rules }: Situation, { codes }: FoundCause): void {
  if (failure === null || codes.length === 0) return;
  const { deciding } = failure;
  const isDecided = deciding !== null && codes.includes(deciding);
  const saysLess = ({ cause }: CodeReading): boolean =>
    cause === null || cause === deciding?.cause || rules.byCode.get(cause)?.file.givesNoReason === true;
  const dropped = failure.codes.filter((code) => codes.includes(code) || (isDecided && saysLess(code)));
  if (dropped.length === failure.codes.length) {
    patch.remove("/failure");
    return;
  }
  // From the end, so that the indexes of earlier codes stay valid.
  for (const { pointer } of dropped.reverse()) patch.remove(pointer);
  if (isDecided) patch.remove("/failure/message");
}
