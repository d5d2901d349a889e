import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import type { Diagnosis, Escalation, Preflight } from "../../base/diagnosis.js";
import type { JsonObject } from "../../base/json.js";
import type { Locale } from "../words/index.js";
import { pageRules } from "./rules.js";

const made = createDiagnose(pageRules);

/** All that the page shows of one context. */
export interface Findings {
  /** For the agent, in the agent's language. */
  diagnosis: Diagnosis;
  /** For the customer, in the language of the reply. */
  forCustomer: Diagnosis;
  preflight: Preflight;
  /** The diagnosis' own hand-over, or the one that an agent may ask for. */
  escalation: Escalation;
}

/** Diagnoses a context for the agent and the customer. @throws {InvalidContextError} */
export async function findingsOf(
  context: JsonObject,
  options: DiagnoseOptions,
  replyLocale: Locale,
): Promise<Findings> {
  const diagnosis = await made.diagnose(context, options);
  return {
    diagnosis,
    forCustomer: await made.diagnose(context, { ...options, locale: replyLocale, audience: "customer" }),
    preflight: await made.preflight(context, options),
    escalation: diagnosis.escalation ?? (await made.handOver(context, options)),
  };
}

/** The diagnosis alone, for a list, a gallery or a comparison. @throws {InvalidContextError} */
export const diagnosisOf = (context: JsonObject, options: DiagnoseOptions): Promise<Diagnosis> =>
  made.diagnose(context, options);
