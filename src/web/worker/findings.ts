import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import type { Assessment, Audience } from "../../base/assessment.js";
import type { Diagnosis, Escalation } from "../../base/diagnosis.js";
import { InvalidContextError } from "../../base/errors.js";
import { type JsonObject, own } from "../../base/json.js";
import { applyPatch } from "../../base/patch.js";
import type { Ask } from "../protocol.js";
import type { Locale } from "../words/index.js";
import { pageRules } from "./rules.js";

const made = createDiagnose(pageRules);

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

/** The contexts that one answer is about. */
export interface Shown {
  /** Without the supposed changes; null where only they make it a valid context. */
  asPasted: Findings | null;
  /** With the supposed changes. */
  supposed: Findings;
  /** The next attempt, where the supposed changes clear every cause; else null. */
  next: Findings | null;
}

/** What decides about an answer, beside the transaction and the languages. */
type Case = Pick<Ask, "changes" | "asOf" | "profile">;

/** The last answer. Another language, or a reply in another language, words it again and diagnoses nothing. */
let kept: { pasted: JsonObject; key: string; shown: Promise<Shown> } | undefined;

/** Diagnoses a pasted transaction with the supposed changes, unless the last answer was about the same. @throws {InvalidContextError} */
export function shownOf(pasted: JsonObject, { changes, asOf, profile }: Case): Promise<Shown> {
  const key = JSON.stringify([changes.map(({ patch }) => patch), asOf, profile]);
  if (kept?.pasted !== pasted || kept.key !== key) {
    kept = { pasted, key, shown: diagnosed(pasted, { changes, asOf, profile }) };
  }
  return kept.shown;
}

/** Drops the last answer: its text is gone. */
export function forgetShown(): void {
  kept = undefined;
}

async function diagnosed(pasted: JsonObject, { changes, asOf, profile }: Case): Promise<Shown> {
  const options: DiagnoseOptions = { profile, ...(asOf === null ? {} : { now: asOf }) };
  const context = changes.reduce((changed, { patch }) => applyPatch(changed, patch), pasted);
  const supposed = await findingsOf(context, options);
  if (changes.length === 0) return { asPasted: supposed, supposed, next: null };
  const asPasted = await findingsIfValid(pasted, options);
  const isCleared = supposed.assessment.causes.length === 0 && (asPasted?.assessment.causes.length ?? 0) > 0;
  return { asPasted, supposed, next: isCleared ? await findingsOf(planned(context), options) : null };
}

async function findingsOf(context: JsonObject, options: DiagnoseOptions): Promise<Findings> {
  const assessment = await made.assessForHandOver(context, options);
  const { passes, passesAt } = await made.preflight(context, options);
  const at = own(own(context, "transaction"), "at");
  const now = options.now ?? (typeof at === "string" ? at : undefined);
  return { context, now, assessment, passes, passesAt };
}

async function findingsIfValid(context: JsonObject, options: DiagnoseOptions): Promise<Findings | null> {
  try {
    return await findingsOf(context, options);
  } catch (error) {
    if (error instanceof InvalidContextError) return null;
    throw error;
  }
}

const planned = (context: JsonObject): JsonObject =>
  applyPatch(context, [{ op: "add", path: "/transaction/status", value: "planned" }]);

/** Puts findings into words, for the agent of the page or for the customer who gets the reply. */
export function inWords({ assessment }: Findings, locale: Locale, audience: Audience): Worded {
  const { escalation, ...diagnosis } = made.localize(assessment, { locale, audience });
  const calledFor = diagnosis.verdict === "escalate" ? escalation : null;
  return { diagnosis: { ...diagnosis, escalation: calledFor } as Diagnosis, escalation: escalation as Escalation };
}

/** The assessment of an example, for the gallery. @throws {InvalidContextError} */
export const assessmentOf = (context: JsonObject): Promise<Assessment> => made.assess(context);

/** An example in words, for the agent. */
export const exampleInWords = (assessment: Assessment, locale: Locale): Diagnosis =>
  made.localize(assessment, { locale, audience: "agent" });

/** The diagnosis alone, for a list. @throws {InvalidContextError} */
export const diagnosisOf = (context: JsonObject, options: DiagnoseOptions): Promise<Diagnosis> =>
  made.diagnose(context, options);
