import { describe, expect, it } from "vitest";
import { codes as packs } from "../../src/rules/generated/all.js";
import { assess, diagnose } from "../support/untyped.js";

/** What only a payer can do: a refund or payout is made by the merchant. */
const PAYERS = ["reduce_amount", "increase_amount", "split_payment", "top_up", "use_other_method", "start_again"];
const CONFIRMS = ["complete_challenge", "enter_password_again", "request_new_code", "sign_in_again"];
const CARD = ["update_details", "link_instrument"];
/** What only somebody who pays another can do. */
const OF_A_PAYEE = ["correct_payee", "ask_payee"];

const rows = packs.flatMap((pack) =>
  Object.entries(pack.load().schemes).flatMap(([scheme, { level, codes }]) =>
    level === "advice" ? [] : codes.map((row) => ({ scheme, ...row })),
  ),
);

/** What the rows of all tables lead to on one kind of transaction. One row of each meaning: the others are answered alike. */
async function wrongOn(kind: "top_up" | "withdrawal" | "refund" | "payout", barred: string[], blamed: RegExp) {
  const transaction = { kind, amount: "10", currency: "USD", at: "2026-03-10T10:00:00Z" };
  const meanings = new Map(
    rows.map((row) => [`${row.cause} ${JSON.stringify(row.kinds?.[kind])} ${row.eitherAccount}`, row]),
  );
  expect(meanings.size).toBeGreaterThan(60);
  const wrong: string[] = [];
  for (const { scheme, code } of meanings.values()) {
    const { causes } = await assess({ transaction, failure: { codes: [{ scheme, code }] } });
    const asked = causes.flatMap(({ remedies }) => remedies.map(({ action }) => action));
    const named = causes.map((cause) => cause.code).filter((one) => blamed.test(one));
    const found = [...asked.filter((action) => barred.includes(action)), ...named];
    if (found.length > 0) wrong.push(`${scheme} ${code}: ${found.join(", ")}`);
  }
  return wrong;
}

describe("a code on a refund or payout", () => {
  it.each(["refund", "payout"] as const)(
    "never asks the customer of a %s to pay in another way, and never blames their balance or limit",
    async (kind) => {
      // A refund goes back to where the payment came from, into an account of the customer that may have a limit.
      const barred = [...PAYERS, ...CONFIRMS, ...(kind === "refund" ? [...CARD, ...OF_A_PAYEE] : [])];
      expect(await wrongOn(kind, barred, /^(?:balance\.(?!cap)|fee\.|limit\.(?!incoming))/)).toEqual([]);
    },
  );
});

describe("a code on a top-up or withdrawal", () => {
  it.each(["top_up", "withdrawal"] as const)(
    "never speaks of a payee: the account of a %s is the customer's own",
    async (kind) => {
      expect(await wrongOn(kind, OF_A_PAYEE, /^payee\./)).toEqual([]);
    },
  );
});

describe("a closed account that a withdrawal should go to", () => {
  it("is told as that account, and another one helps", async () => {
    const transaction = { kind: "withdrawal", amount: "10", currency: "EUR", at: "2026-03-10T10:00:00Z" };
    const failure = { provider: "wise", code: "ACCOUNT_CLOSED" };
    const [cause] = (await diagnose({ transaction, failure }, { locale: "en" })).causes;
    expect(cause?.code).toBe("account.closed");
    expect(cause?.explanation).toBe("The account that was to receive this is closed.");
    expect(cause?.remedies.map(({ action }) => action)).toEqual(["use_other_method", "contact_support"]);
  });
});

describe("a bank's code that does not say whose account it is about", () => {
  const transaction = { amount: "10", currency: "EUR", at: "2026-03-10T10:00:00Z" };
  const meant = async (more: object, code: string) => {
    const failure = { provider: "iso20022", code };
    const { causes } = await assess({ transaction: { ...transaction, ...more }, failure });
    return causes.map((cause) => `${cause.certainty} ${cause.code}`);
  };

  it("means the payer's account where the merchant collects", async () => {
    const debit = { kind: "payment", initiator: "merchant" };
    expect(await meant(debit, "AC04")).toEqual(["likely account.closed"]);
    expect(await meant(debit, "AC01")).toEqual(["likely instrument.invalid_details"]);
  });

  it("means the payee's account where the customer sends", async () => {
    expect(await meant({ kind: "transfer" }, "AC04")).toEqual(["likely payee.closed"]);
    expect(await meant({ kind: "payment", initiator: "customer" }, "AC01")).toEqual(["likely payee.not_found"]);
    expect(await meant({ kind: "payout", initiator: "merchant" }, "AC06")).toEqual(["likely payee.cannot_receive"]);
  });

  it("is a guess where nobody says who started the payment", async () => {
    expect(await meant({ kind: "payment" }, "AC04")).toEqual(["possible payee.closed"]);
    expect(await meant({}, "AC06")).toEqual(["possible payee.cannot_receive"]);
  });

  it("leaves the payee's account what it is where the code names it", async () => {
    expect(await meant({ kind: "payment", initiator: "merchant" }, "AC07")).toEqual(["certain payee.closed"]);
  });

  it("means the merchant's own account where the debtor of a payout is named", async () => {
    expect(await meant({ kind: "payout" }, "AC05")).toEqual(["certain merchant.misconfigured"]);
  });
});
