import type { JsonPatch } from "../base/assessment.js";
import type { JsonObject } from "../base/json.js";
import { type Decimal, ZERO } from "../base/money.js";
import { PatchBuilder } from "../base/patch.js";
import { type FoundCause, type Situation, startNextAttempt } from "../causes/find.js";
import type { CodeReading } from "../facts/codes.js";
import { truthOf } from "../rules/engine.js";
import type { Action, RemedyRule } from "../rules/files.js";
import { type ActionInput, BUILD, type ParamValues, type RemedyNumbers } from "./actions.js";
import { barredActions } from "./policy.js";

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
    for (const [name, param] of Object.entries(rule.params ?? {})) {
      if (typeof param !== "object") values[name] = param;
      else {
        const reading = situation.read(param.fact);
        values[name] = reading.known ? reading.value : undefined;
      }
    }
    const input: ActionInput = { situation, found, rule, values, raw };
    return BUILD[rule.action](input).map((draft): Proposal => {
      const built = draft.effect ? build(raw, draft.effect, situation, found, draft.then) : null;
      const { params = {}, money = ZERO, arrives } = draft;
      const [patch, document] = [built?.operations ?? null, built?.document ?? raw];
      return { action: rule.action, rule, params, patch, document, money, arrives };
    });
  });
}

function build(
  raw: JsonObject,
  effect: (patch: PatchBuilder) => void,
  situation: Situation,
  found: FoundCause,
  then: string | undefined,
): PatchBuilder {
  const patch = new PatchBuilder(raw);
  startNextAttempt(patch, situation, then);
  effect(patch);
  dropCodes(patch, situation, found);
  return patch;
}

/**
 * Removes the deciding code if it names this cause, because the next attempt will not have it. The message and weaker codes go too; a
 * certain code for another cause stays.
 */
function dropCodes(patch: PatchBuilder, { failure }: Situation, { codes }: FoundCause): void {
  if (!failure?.deciding || !codes.includes(failure.deciding)) return;
  const { cause: decided } = failure.deciding;
  const stays = ({ cause, certainty }: CodeReading): boolean =>
    cause !== null && cause !== decided && certainty === "certain";
  if (!failure.codes.some(stays)) {
    patch.remove("/failure");
    return;
  }
  const dropped = failure.codes.filter((code) => !stays(code)).map((code) => code.pointer);
  // From the end, so that the indexes of earlier codes stay valid.
  for (const pointer of dropped.reverse()) patch.remove(pointer);
  patch.remove("/failure/message");
}
