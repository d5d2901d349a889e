import { createDiagnose } from "../../api/diagnose.js";
import { createLocalizeOwn } from "../../api/localize.js";
import type { DiagnoseOptions, ReplyOptions } from "../../api/options.js";
import type { Assessment, Audience } from "../../base/assessment.js";
import type { Diagnosis, Escalation } from "../../base/diagnosis.js";
import { InvalidContextError } from "../../base/errors.js";
import { type JsonObject, own } from "../../base/json.js";
import { applyPatch } from "../../base/patch.js";
import type { Reply } from "../../words/reply.js";
import type { Ask } from "../protocol.js";
import type { Locale } from "../words/index.js";
import { pageRules } from "./rules.js";

const made = { ...createDiagnose(pageRules), ...createLocalizeOwn(pageRules) };

/** What was found out about one context. It is data: the languages of the page and of the reply are chosen when it is put into words. */
export interface Findings {
  context: JsonObject;
  /** RFC 3339; undefined where nothing names the time. */
  now: string | undefined;
  /** It always has an escalation: that of the diagnosis, or one that the agent may ask for. */
  assessment: Assessment;
  /** Whether the transaction would pass if it were attempted now. */
  passes: boolean;
  /** RFC 3339; null where it is not known, or where waiting alone does not help. */
  passesAt: string | null;
}

/** Findings in one language, for one audience. */
export interface Worded {
  diagnosis: Diagnosis;
  /** The escalation of the diagnosis, or one that the agent may ask for. */
  escalation: Escalation;
}

/** What one answer is about. */
export interface ShownFindings {
  /** The text, with what the agent added. */
  real: Findings;
  /** With what is supposed as well; null where nothing is. */
  supposed: Findings | InvalidContextError | null;
}

/** What decides about an answer, beside the transaction and the languages. */
type Case = Pick<Ask, "added" | "supposed" | "now" | "profile">;

/** The last answer. Another language, or a reply in another language, words it again and diagnoses nothing. */
let kept: { pasted: JsonObject; key: string; shown: Promise<ShownFindings> } | undefined;

/** Diagnoses a pasted transaction, with what was added and supposed, unless the last answer was about the same. @throws {InvalidContextError} */
export function shownOf(pasted: JsonObject, { added, supposed, now, profile }: Case): Promise<ShownFindings> {
  const patches = (changes: Ask["added"]) => changes.map(({ patch }) => patch);
  const key = JSON.stringify([patches(added), patches(supposed), now, profile]);
  if (kept?.pasted !== pasted || kept.key !== key) {
    kept = { pasted, key, shown: diagnosed(pasted, { added, supposed, now, profile }) };
  }
  return kept.shown;
}

/** Drops the last answer: its text is gone. */
export function forgetShown(): void {
  kept = undefined;
}

const changed = (context: JsonObject, changes: Ask["added"]): JsonObject =>
  changes.reduce((result, { patch }) => applyPatch(result, patch), context);

async function diagnosed(pasted: JsonObject, { added, supposed, now, profile }: Case): Promise<ShownFindings> {
  const options: DiagnoseOptions = { profile, now };
  const context = changed(pasted, added);
  const real = await findingsOf(context, options);
  if (supposed.length === 0) return { real, supposed: null };
  try {
    return { real, supposed: await findingsOf(changed(context, supposed), options) };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    return { real, supposed: error };
  }
}

async function findingsOf(context: JsonObject, options: DiagnoseOptions): Promise<Findings> {
  const assessment = await made.assessForHandOver(context, options);
  const { passes, passesAt } = await made.preflight(context, options);
  const at = own(own(context, "transaction"), "at");
  const now = options.now ?? (typeof at === "string" ? at : undefined);
  return { context, now, assessment, passes, passesAt };
}

/** Puts findings into words, for the agent of the page or for the customer who gets the reply. */
export function inWords({ assessment }: Findings, locale: Locale, audience: Audience): Worded {
  const { escalation, ...diagnosis } = made.localize(assessment, { locale, audience });
  const calledFor = diagnosis.verdict === "escalate" ? escalation : null;
  return { diagnosis: { ...diagnosis, escalation: calledFor } as Diagnosis, escalation: escalation as Escalation };
}

/** The message to the customer. A hand-over that nothing calls for is not spoken of. */
export function replyOf(
  { assessment, now }: Findings,
  { locale, channel, handedOver }: Pick<ReplyOptions, "locale" | "channel" | "handedOver">,
): Reply {
  const { verdict, escalation } = assessment;
  const sent = { ...assessment, escalation: verdict === "escalate" || handedOver ? escalation : null };
  return made.reply(sent as Assessment, { locale, channel, handedOver, now } as ReplyOptions);
}

/** The assessment of an example, for the gallery. @throws {InvalidContextError} */
export const assessmentOf = (context: JsonObject): Promise<Assessment> => made.assess(context);

/** An example in words, for the agent. */
export const exampleInWords = (assessment: Assessment, locale: Locale): Diagnosis =>
  made.localize(assessment, { locale, audience: "agent" });

/** The diagnosis alone, for a list. @throws {InvalidContextError} */
export const diagnosisOf = (context: JsonObject, options: DiagnoseOptions): Promise<Diagnosis> =>
  made.diagnose(context, options);
