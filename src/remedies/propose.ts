import type { JsonPatch } from "../base/assessment.js";
import type { JsonObject } from "../base/json.js";
import { type Decimal, ZERO } from "../base/money.js";
import { PatchBuilder } from "../base/patch.js";
import type { FoundCause, Situation } from "../causes/find.js";
import type { CodeReading } from "../facts/codes.js";
import { truthOf } from "../rules/engine.js";
import type { Action, RemedyRule } from "../rules/files.js";
import { type ActionInput, BUILD, type ParamValues, type RemedyNumbers } from "./actions.js";
import { barredActions, isWait } from "./policy.js";

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

/** The remedies of a found cause that apply, in the rule file's order. Patches are made for `raw`. */
export function propose(situation: Situation, found: FoundCause, raw: JsonObject): Proposal[] {
  const barred = barredActions(situation);
  return found.cause.remedies.flatMap(({ rule, when }) => {
    if (barred.includes(rule.action)) return [];
    if (when !== null && truthOf(when, situation.read) !== true) return [];
    const values: ParamValues = {};
    let restsOnUnknown = false;
    for (const [name, param] of Object.entries(rule.params ?? {})) {
      if (typeof param !== "object") values[name] = param;
      else {
        const reading = situation.read(param.fact);
        values[name] = reading.known ? reading.value : undefined;
        restsOnUnknown ||= reading.known && reading.assumed !== undefined;
      }
    }
    const input: ActionInput = { situation, found, rule, values, raw };
    return BUILD[rule.action](input).map((draft): Proposal => {
      const built = draft.effect && !restsOnUnknown ? build(raw, draft.effect, situation, found) : null;
      const { params = {}, money = ZERO, arrives } = draft;
      // An effect that changes nothing here is not known; a wait without one is then left out, as its cause remains.
      const isEmpty = built?.operations.length === 0 && !isWait(rule.action);
      const [patch, document] = [isEmpty ? null : (built?.operations ?? null), built?.document ?? raw];
      return { action: rule.action, rule, params, patch, document, money, arrives };
    });
  });
}

function build(
  raw: JsonObject,
  effect: (patch: PatchBuilder) => void,
  situation: Situation,
  found: FoundCause,
): PatchBuilder {
  const patch = new PatchBuilder(raw);
  effect(patch);
  dropCodes(patch, situation, found);
  return patch;
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
