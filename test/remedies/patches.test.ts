import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/base/json.js";
import { mergePatch } from "../../src/base/patch.js";
import type { Fields } from "../support/contexts.js";
import { patched } from "../support/laws.js";
import { assess } from "../support/untyped.js";

interface RuleFile {
  code: string;
  cases?: { given: JsonObject; expect: string; now?: string }[];
}
const folder = new URL("../../rules/", import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), "utf8"));
const baseline = read("baseline.json") as JsonObject;
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["codes", "locales", "profiles"].includes(entry.name))
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => read(`${name}/${file}`) as RuleFile));

/** A second thing in the way, by a fact of its own, and the area of that fact. */
const OTHERS: [cause: string, facts: JsonObject, area: string][] = [
  ["instrument.lost_or_stolen", { instrument: { status: "stolen" } }, "/instrument"],
  ["network.unstable", { network: { status: "unstable" } }, "/network/status"],
  ["account.frozen", { account: { status: "frozen" } }, "/account/status"],
  ["payee.cannot_receive", { payee: { status: "cannot_receive" } }, "/payee"],
  ["authentication.challenge_failed", { authentication: { method: "biometric", status: "failed" } }, "/authentication"],
  ["balance.insufficient", { balance: { available: "0", held: null, restricted: null } }, "/balance"],
];

/** The remedies that the cause of each file has in its matching cases, with what else stands in the way. */
async function* remediesBeside(facts: JsonObject) {
  for (const { code, cases = [] } of files) {
    for (const { given, now } of cases.filter(({ expect }) => expect === "match").slice(0, 1)) {
      const context = mergePatch(mergePatch(baseline, given), facts) as Fields;
      const options = now === undefined ? {} : { now };
      const { causes } = await assess(context, options);
      for (const cause of causes) {
        for (const remedy of cause.remedies)
          if (remedy.patch !== null) yield { code, context, options, causes, cause, remedy };
      }
    }
  }
}

describe("the patch of a remedy", () => {
  test.each(OTHERS)("leaves %s as it is, unless it is about it", { timeout: 60_000 }, async (other, facts, area) => {
    let checked = 0;
    for await (const { code, causes, cause, remedy } of remediesBeside(facts)) {
      const isAbout =
        cause.code === other || remedy.patch?.some(({ path }) => path.startsWith(area) || area.startsWith(path));
      if (isAbout || !causes.some((one) => one.code === other)) continue;
      // A smaller amount fits where the larger one did not.
      if (other === "balance.insufficient" && remedy.action.endsWith("_amount")) continue;
      checked++;
      expect([code, cause.code, remedy.action, remedy.leaves]).toEqual([
        code,
        cause.code,
        remedy.action,
        expect.arrayContaining([other]),
      ]);
    }
    expect(checked).toBeGreaterThan(20);
  });

  test("never makes a plan of a failure, and gives what it leaves when it is applied", {
    timeout: 60_000,
  }, async () => {
    for await (const { context, options, remedy, cause } of remediesBeside({ transaction: { status: "expired" } })) {
      expect(JSON.stringify(remedy.patch)).not.toContain("planned");
      if (remedy.verified === "fails") continue;
      const { causes } = await assess(patched(context, remedy.patch ?? []), options);
      const after = causes.map(({ code }) => code);
      expect([cause.code, remedy.action, remedy.leaves]).toEqual([cause.code, remedy.action, after]);
    }
  });

  test.each([
    ["insufficient_funds", "expired_card", "instrument.expired"],
    ["incorrect_pin", "lost_card", "instrument.lost_or_stolen"],
    ["expired_card", "lost_card", "instrument.lost_or_stolen"],
    ["incorrect_cvc", "stolen_card", "instrument.lost_or_stolen"],
    ["insufficient_funds", "fraudulent", "risk.suspected_fraud"],
  ])("that answers %s keeps the code %s", async (one, another, left) => {
    const code = (name: string) => ({ scheme: "stripe.decline_code", code: name });
    const { causes } = await assess({
      transaction: { kind: "transfer", amount: "150", currency: "USD", at: "2026-03-10T10:00:00Z" },
      balance: { available: "100" },
      fees: [],
      failure: { codes: [code(one), code(another)] },
    });
    const simulated = causes.flatMap(({ remedies }) => remedies).filter(({ patch }) => patch !== null);
    for (const { action, leaves } of simulated.filter(
      ({ action }) => action !== "update_details" || left !== "instrument.expired",
    ))
      expect([action, leaves]).toEqual([action, expect.arrayContaining([left])]);
  });
});
