import { describe, expect, it } from "vitest";
import { explain, type InvalidContextError } from "../../src/api/index.js";
import { loadRules } from "../support/rules.js";

const faultOf = (options: unknown): string => {
  try {
    explain("network.offline", options as object);
    return "none";
  } catch (error) {
    return (error as InvalidContextError).issues.map(({ path, code }) => `${path} ${code}`).join();
  }
};

describe("the explanation of a cause", () => {
  it("says what its rule file says of it", () => {
    expect(explain("fee.exceeds_balance")).toMatchObject({
      code: "fee.exceeds_balance",
      title: "The balance does not cover the fee",
      certainties: ["certain", "code"],
      advice: false,
      sensitive: false,
      needsHuman: false,
      replaces: ["balance.insufficient"],
      locale: "en",
    });
    expect(explain("network.insecure")).toMatchObject({ advice: true, sensitive: false, needsHuman: false });
    expect(explain("risk.suspected_fraud")).toMatchObject({ advice: false, sensitive: true, needsHuman: true });
    expect(explain("account.frozen")).toMatchObject({ sensitive: false, needsHuman: true });
  });

  it("has each certainty once, however many rules have it", () => {
    const [first, ...more] = explain("network.unstable")?.certainties ?? [];
    expect(first).toBe("likely");
    expect(more).not.toContain("likely");
  });

  it("keeps facts as {names}, and leaves out what is only there if it is known", () => {
    const text = explain("fee.exceeds_balance");
    expect(text?.explanation).toBe(
      "{transaction.amount} + {fees.payer} fee = {total.debit}, but only {balance.usable} is available: short {balance.shortfall}.",
    );
    const steps = text?.remedies.flatMap((remedy) => [remedy.title, ...remedy.steps]) ?? [];
    expect(steps).toContain("Add {params.amount} via {params.source}");
    expect(steps.join()).not.toMatch(/\[\[|\]\]|\{term\./);
  });

  it("has the remedies in their order, with their own texts where the cause has some, else with those of the action", () => {
    expect(explain("fee.exceeds_balance")?.remedies).toMatchObject([
      { action: "top_up", who: "customer", effort: "minutes" },
      { action: "reduce_amount", who: "customer", effort: "seconds" },
    ]);
    const withTexts = (own: object) =>
      loadRules({
        "network/odd.json": {
          code: "network.odd",
          since: "2.0.0",
          party: "network",
          rules: [
            {
              name: "odd",
              certainty: "certain",
              when: { all: [{ fact: "network.status", operator: "equal", value: "unstable" }] },
              evidence: ["network.status"],
            },
          ],
          remedies: [{ action: "test_network", who: "customer", effort: "seconds" }],
          text: { title: "Odd", explanation: "It is odd.", ...own },
          cases: [{ name: "odd", given: { network: { status: "unstable" } }, expect: "match" }],
        },
      });
    const general = explain("network.odd", { rules: withTexts({}) })?.remedies[0];
    expect(general?.title).toMatch(/\w \w/);
    expect(general?.steps.length).toBeGreaterThan(0);
    const own = explain("network.odd", {
      rules: withTexts({ remedies: { test_network: { title: "Look at the mast", steps: ["Go out.", "Look up."] } } }),
    });
    expect(own?.remedies[0]).toMatchObject({ title: "Look at the mast", steps: ["Go out.", "Look up."] });
  });

  it("is in the language of the rules that has it, and in English where the cause has no texts in it", () => {
    expect(explain("network.offline", { locale: "id" })).toMatchObject({ locale: "id" });
    expect(explain("network.offline", { locale: "id" })?.title).not.toBe(explain("network.offline")?.title);
    expect(explain("network.offline", { locale: "fr" })).toEqual(explain("network.offline"));
  });

  it("is null for a code that no rule file has, and for a name that every object has", () => {
    expect(explain("network.offlin")).toBeNull();
    expect(explain("constructor")).toBeNull();
    expect(explain("__proto__")).toBeNull();
  });

  it("is refused with options that are none, each at its place", () => {
    const throwing = new Proxy({}, { getOwnPropertyDescriptor: () => assertNever() });
    for (const options of [null, 1, "en", [], throwing]) expect(faultOf(options)).toBe("/options invalid_type");
    expect(faultOf({ locale: 7 })).toBe("/options/locale invalid_type");
    expect(faultOf({ rules: {} })).toBe("/options/rules invalid_type");
    expect(faultOf({ locale: null, rules: undefined })).toBe("none");
    expect(faultOf({})).toBe("none");
  });

  it("runs no code of the options", () => {
    let calls = 0;
    const options = Object.defineProperty({}, "locale", { get: () => ++calls, enumerable: true });
    expect(faultOf(options)).toBe("none");
    expect(calls).toBe(0);
  });
});

function assertNever(): never {
  throw new Error("nothing may be read from it");
}
