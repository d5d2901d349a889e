import { expect } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import type { Case, Fields } from "./contexts.js";
import {
  CERTAINTIES,
  clone,
  codes,
  GROUPS,
  needsHuman,
  patched,
  standsFirst,
  UNKNOWN_OUTCOME,
  UNSAFE,
  VERIFIED,
} from "./laws.js";
import { assess, diagnose } from "./untyped.js";

/** Laws of a diagnosis of any accepted context, however odd: the property tests and the fuzz hold every answer against them. */

/** Causes stand by safety, then certainty, then group, then code, each once; last those that came since the attempt. */
export function standInOrder(diagnosis: Diagnosis): void {
  for (const list of [diagnosis.causes, diagnosis.advice]) {
    const places = list.map(({ code: name, certainty, sinceAttempt }) => {
      const tier = sinceAttempt ? 4 : standsFirst(name) ? 0 : 1 + CERTAINTIES.indexOf(certainty);
      const place = [tier, GROUPS.indexOf(name.split(".")[0] as string)];
      expect(place).not.toContain(-1);
      return `${place[0]} ${String(place[1]).padStart(2, "0")} ${name}`;
    });
    expect(places).toEqual([...places].sort());
    expect(new Set(list.map((cause) => cause.code)).size).toBe(list.length);
  }
}

/** A cause that stands is never ruled out as well, and what is ruled out stands by code with its reason. */
export function areNotRuledOut({ causes, advice, ruledOut }: Diagnosis): void {
  const out = ruledOut.map(({ cause }) => cause);
  for (const { code: name } of [...causes, ...advice]) expect(out).not.toContain(name);
  expect(out).toEqual([...out].sort());
  for (const { because } of ruledOut) expect(because).not.toBe("");
}

/** Verdict, retry and hand-over follow from the causes. */
export function giveTheVerdict(diagnosis: Diagnosis, { context, options }: Case): void {
  const { verdict, retry, escalation, causes, plan } = diagnosis;
  const standing = codes(diagnosis);
  const transaction = (context.transaction ?? {}) as Fields;
  const status = transaction.status ?? "failed";
  expect(escalation !== null).toBe(verdict === "escalate");
  const unsafe = standing.some((name) => ["risk.abnormal_activity", "risk.suspected_fraud"].includes(name));
  const unknown = standing.some((name) => UNKNOWN_OUTCOME.includes(name));
  if (verdict === "not_failed") {
    expect(causes).toEqual([]);
    expect(plan).toBeNull();
    expect(diagnosis.questions).toEqual([]);
    expect(retry).toEqual({
      when: status === "planned" ? "now" : status === "pending" ? "check_status_first" : "never",
      sameReference: status === "pending",
    });
    if (status !== "planned") expect(diagnosis.largestAmount).toBeNull();
    return;
  }
  const never = unsafe || standing.includes("instrument.lost_or_stolen");
  if (never) expect(retry.when).toBe("never");
  const checkFirst = !never && (unknown || standing.includes("transaction.duplicate"));
  if (checkFirst) expect(retry.when).toBe("check_status_first");
  if (retry.when === "check_status_first") expect(retry.sameReference).toBe(true);
  if (retry.when === "never") expect(retry.sameReference).toBe(false);
  const risk = standing.some((name) => name.startsWith("risk."));
  const human = standing.some(needsHuman);
  if (risk) expect(escalation?.reason).toBe("needs_human");
  else if (unknown) expect(escalation?.reason).toBe("unknown_outcome");
  else if (human) expect(escalation?.reason).toBe("needs_human");
  else if (causes.length === 0) expect(escalation?.reason).toBe("no_rule_matched");
  if (unsafe) {
    expect(escalation?.priority).toBe("urgent");
    expect(plan).toBeNull();
    const offered = [...causes, ...diagnosis.advice].flatMap((cause) => cause.remedies.map(({ action }) => action));
    expect(offered.filter((action) => UNSAFE.includes(action))).toEqual([]);
  } else if (standing.includes("instrument.lost_or_stolen") && escalation) expect(escalation.priority).toBe("high");
  if (verdict === "wait" && retry.when === "later" && retry.notBefore !== undefined && options.now !== undefined)
    expect(Date.parse(retry.notBefore)).toBeGreaterThan(Date.parse(options.now));
  if (plan !== null) expect(causes).not.toEqual([]);
}

/** The packet alone gives the same causes again. A customer's tells nothing of a sensitive cause: the whole one is in the assessment. */
export async function areFoundFromThePacket(diagnosis: Diagnosis, { context, options }: Case): Promise<void> {
  const { escalation } = await assess(context, options);
  if (escalation === null) return;
  const { packet } = escalation;
  const again = await diagnose(clone(packet.context), packet.options as never);
  expect(codes(again)).toEqual(codes(diagnosis));
  expect(again.verdict).toBe(diagnosis.verdict);
  expect(again.causes.map((cause) => cause.certainty)).toEqual(diagnosis.causes.map((cause) => cause.certainty));
}

/** Applied from outside, each patch leaves what its remedy says it leaves; remedies stand by what they clear. */
export async function doWhatTheySay(diagnosis: Diagnosis, { context, options }: Case): Promise<void> {
  for (const { code, remedies } of diagnosis.causes) {
    const places = remedies.map(({ verified }) => VERIFIED.indexOf(verified));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { action, patch, verified, leaves } of remedies) {
      const where = `${code} ${action}`;
      expect([where, verified === "not_simulated"]).toEqual([where, patch === null]);
      if (patch === null) continue;
      const after = codes(await diagnose(patched(context, patch), options));
      // What is against the top-up itself stands first.
      const first = action === "top_up" ? leaves.slice(0, leaves.length - after.length) : [];
      expect([where, leaves]).toEqual([where, [...first, ...after]]);
      if (verified === "clears_all") expect([where, leaves]).toEqual([where, []]);
    }
  }
  if (diagnosis.plan !== null)
    expect(codes(await diagnose(patched(context, diagnosis.plan.patch), options))).toEqual([]);
}
