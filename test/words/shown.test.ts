import { describe, expect, it } from "vitest";
import type { Cause, Diagnosis } from "../../src/base/diagnosis.js";
import { compiled } from "../../src/rules/rule-set.js";
import { defaultRules } from "../../src/rules/shipped.js";
import { meaningText } from "../../src/words/said.js";
import { headingOf, planTexts, retryText, verdictText } from "../../src/words/shown.js";
import { Wording } from "../../src/words/wording.js";
import { plain } from "../stories/example.js";

const rules = compiled(defaultRules());
const en = new Wording("en", rules);
const id = new Wording("id", rules);
const customers = new Wording("en", rules, "customer");

/** A cause of which only the remedies are looked at. */
const cause = (code: string, ...remedies: object[]): Cause => ({ code, remedies }) as unknown as Cause;
const remedy = (who: string, action = "retry_now", effort = "minutes", verified = "clears_all") => ({
  who,
  action,
  effort,
  verified,
});

describe("what is shown of a verdict", () => {
  const shown = (verdict: Diagnosis["verdict"], ...causes: Cause[]) => verdictText({ verdict, causes }, en);

  it.each<[string, Diagnosis["verdict"], Cause[]]>([
    ["The customer can solve this", "self_service", [cause("network.offline", remedy("customer"))]],
    ["The merchant has to act", "self_service", [cause("network.offline", remedy("merchant"))]],
    ["The bank has to act", "self_service", [cause("a.b", remedy("issuer")), cause("c.d", remedy("customer"))]],
    ["The customer can solve this", "self_service", [cause("network.offline")]],
    ["The customer can solve this", "self_service", []],
    ["Needs escalation", "escalate", [cause("network.offline", remedy("merchant"))]],
    ["Waiting solves this", "wait", [cause("network.offline", remedy("merchant"))]],
  ])("%s: %s", (text, verdict, causes) => {
    expect(shown(verdict, ...causes)).toBe(text);
  });
});

describe("the heading of an answer", () => {
  const said = (code: string, name: string, scheme = "acme") =>
    [{ code, name, scheme }] as unknown as Diagnosis["said"];
  const of = (change: object, wording = en) => {
    const summary = "No cause is known.";
    const heading = headingOf({ summary, causes: [], verdict: "escalate", said: [], ...change }, wording);
    return [plain(heading.heading), heading.below];
  };
  const OPEN = ["Cause not known", "No cause is known."];

  it("is the summary where a cause is known, or nothing failed", () => {
    expect(of({ causes: [cause("network.offline")] })).toEqual(["No cause is known.", null]);
    expect(of({ verdict: "not_failed" })).toEqual(["No cause is known.", null]);
  });

  it("has the provider's code where no cause is known, which the text below then need not repeat", () => {
    expect(of({ said: said("E1", "Acme") })).toEqual(["Cause not known (Acme: E1)", "No cause is known."]);
    expect(of({ said: said("E1", "Acme"), summary: "Acme: E1. Try again later." })).toEqual([
      "Cause not known (Acme: E1)",
      "Try again later.",
    ]);
    expect(of({ said: said("E1", "Acme"), summary: "Try again later. Acme: E1. " })[1]).toBe(
      "Try again later. Acme: E1. ",
    );
    for (const name of ["", "generic"])
      expect(of({ said: said("E1", name), summary: "E1. Try again later." })).toEqual([
        "Cause not known (E1)",
        "Try again later.",
      ]);
    expect(of({ said: said("x".repeat(40), "") })[0]).toBe(`Cause not known (${"x".repeat(40)})`);
  });

  it.each<[string, object, Wording]>([
    ["nothing was said", {}, en],
    ["it is a customer's", { said: said("E1", "Acme") }, customers],
    ["only a message was said", { said: said("E1", "Acme", "message") }, en],
    ["the code is a sentence", { said: said("x".repeat(41), "Acme") }, en],
  ])("has no code where %s", (_, change, wording) => {
    expect(of(change, wording)).toEqual(OPEN);
  });
});

describe("the steps of a plan", () => {
  const step = (code: string, action: string) => ({ cause: code, action, params: {} });
  const leading = cause("network.offline", remedy("customer", "switch_network"));
  const texts = (steps: object[], causes: Cause[] = [leading]) =>
    planTexts({ plan: { steps, patch: [], clears: true } as unknown as Diagnosis["plan"], causes }, en).length;
  const first = step("network.offline", "switch_network");

  it("are shown, but for one that is the first remedy, which is shown anyway", () => {
    expect(texts([first])).toBe(0);
    expect(texts([first, step("network.offline", "retry_now")])).toBe(2);
    expect(texts([step("network.offline", "test_network")])).toBe(1);
    expect(texts([step("network.unstable", "switch_network")])).toBe(1);
    const half = cause("network.offline", remedy("customer", "switch_network", "minutes", "clears_this"));
    expect(texts([first], [half])).toBe(1);
    expect(planTexts({ plan: null, causes: [leading] }, en)).toEqual([]);
  });
});

describe("when to try again", () => {
  it.each<[string, Diagnosis["retry"]]>([
    ["now", { when: "now", sameReference: true }],
    ["not before Mar 11, 2026, 00:00 UTC", { when: "later", notBefore: "2026-03-11T00:00:00Z", sameReference: false }],
    ["later", { when: "later", sameReference: false }],
    ["only after checking the status", { when: "check_status_first", sameReference: false }],
    ["only after checking the status, with the same reference", { when: "check_status_first", sameReference: true }],
    ["never", { when: "never", sameReference: false }],
  ])("is %s", (text, retry) => {
    expect(plain(retryText(retry, en))).toBe(text);
  });
});

describe("what a table says of a code", () => {
  const meaning = "card is out of date";

  it("is told as it is in English, by the title of its cause in another language, and marked where it has none", () => {
    expect(meaningText({ meaning, cause: "instrument.expired" }, en)).toBe(meaning);
    expect(meaningText({ meaning: null, cause: "instrument.expired" }, id)).toBeNull();
    expect(meaningText({ meaning, cause: "instrument.expired" }, id)).toMatch(/^Masa berlaku/);
    expect(meaningText({ meaning, cause: null }, id)).toBe(id.phrase("english", { text: meaning }));
    expect(meaningText({ meaning, cause: null }, id)).not.toBe(meaning);
  });
});
