import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { row, scheme, tableFile } from "../support/tables.js";
import { diagnose } from "../support/untyped.js";

const rules = loadRules(
  tableFile({
    "acme.code": scheme("provider", [
      row("short", "balance.insufficient", {
        certainty: "certain",
        retry: "after_remedy",
        kinds: {
          payout: { cause: "merchant.misconfigured", retry: "never" },
          transfer: { cause: null },
          withdrawal: { certainty: "possible" },
        },
      }),
      row("poor", "balance.insufficient", { certainty: "certain" }),
      row("over", "limit.per_transaction", { certainty: "certain", family: "limit" }),
      row("closed", "payee.closed", { certainty: "certain" }),
      row("either", "payee.closed", { certainty: "certain", eitherAccount: true }),
      row("gas", "balance.insufficient", { certainty: "certain", feeCurrencyCause: "chain.gas_insufficient" }),
      row("open", null, { retry: "check_status_first" }),
      row("quiet", null),
    ]),
    "acme.advice": scheme("advice", [row("wait", null, { retry: "check_status_first" })]),
  }),
);

const causes = async (code: string, transaction: object = {}, more: object = {}): Promise<string> => {
  const failure = { codes: [{ scheme: code === "wait" ? "acme.advice" : "acme.code", code }] };
  const context = { transaction: { amount: "5", currency: "EUR", ...transaction }, failure, ...more };
  const { causes } = await diagnose(context, { rules });
  return causes.map((cause) => `${cause.code} ${cause.certainty}`).join();
};

describe("what a code means", () => {
  it("is what its row says for this kind of transaction, as sure as that is", async () => {
    expect(await causes("short")).toBe("balance.insufficient certain");
    expect(await causes("short", { kind: "payout" })).toBe("merchant.misconfigured certain");
    expect(await causes("short", { kind: "transfer" })).toBe("");
    expect(await causes("short", { kind: "withdrawal" })).toBe("balance.insufficient possible");
  });

  it("is the merchant's on a refund or payout, which the merchant makes", async () => {
    expect(await causes("poor", { kind: "refund" })).toBe("merchant.balance_insufficient certain");
    expect(await causes("poor", { kind: "payout" })).toBe("merchant.balance_insufficient certain");
    expect(await causes("poor", { kind: "withdrawal" })).toBe("balance.insufficient certain");
    expect(await causes("over", { kind: "payout" })).not.toMatch(/^limit/);
  });

  it("is the customer's own account where that is the one that receives", async () => {
    expect(await causes("closed")).toBe("payee.closed certain");
    expect(await causes("closed", { kind: "payout" })).toBe("payee.closed certain");
    for (const kind of ["top_up", "withdrawal", "refund"])
      expect(await causes("closed", { kind })).toBe("account.closed certain");
  });

  it("is at most possible where it leaves open whose account it is about and nobody says who started the payment", async () => {
    expect(await causes("either")).toBe("payee.closed possible");
    expect(await causes("either", { initiator: "customer" })).toBe("payee.closed certain");
    expect(await causes("either", { initiator: "merchant" })).toBe("account.closed certain");
    expect(await causes("either", { kind: "transfer" })).toBe("payee.closed certain");
  });

  it("is the coin for the fee where a network fee is in another currency than the amount", async () => {
    const fee = (currency?: string, party = "network") => ({
      fees: [{ party, flat: "1", ...(currency && { currency }) }],
    });
    expect(await causes("gas")).toBe("balance.insufficient certain");
    expect(await causes("gas", {}, fee("USD"))).toBe("chain.gas_insufficient certain");
    expect(await causes("gas", {}, fee("EUR"))).toMatch(/^balance\.insufficient/);
    expect(await causes("gas", {}, fee())).toMatch(/^balance\.insufficient/);
    expect(await causes("gas", {}, fee("USD", "bank"))).toMatch(/^balance\.insufficient/);
  });

  it("is an unknown outcome where it names no cause and says to check first, and nothing of an advice", async () => {
    expect(await causes("open")).toMatch(/^network\.timeout/);
    expect(await causes("quiet")).toBe("");
    expect(await causes("wait")).toBe("");
  });
});
