import { describe, expect, it } from "vitest";
import { adapters } from "../../../src/read/adapters/index.js";
import type { SourceValue } from "../../../src/read/value.js";

const claims = (payload: SourceValue) =>
  adapters.filter((adapter) => adapter.read(payload) !== null).map((a) => a.provider);

/** One payload of each provider in this room, as plain as it can be. */
const samples: Record<string, SourceValue> = {
  stripe: { error: { type: "card_error", code: "card_declined", decline_code: "do_not_honor", message: "Declined." } },
  adyen: { pspReference: "8514775559925128", refusalReason: "Expired Card", resultCode: "Refused" },
  paypal: { name: "UNPROCESSABLE_ENTITY", details: [{ issue: "CARD_EXPIRED" }], message: "m", debug_id: "1" },
  checkout: { id: "pay_1", amount: 200, currency: "USD", response_code: "20014", response_summary: "Invalid" },
  razorpay: { error: { code: "BAD_REQUEST_ERROR", description: "d", reason: "payment_failed" } },
  braintree: { transaction: { id: "1", status: "processor_declined", processorResponseCode: "2000" } },
  square: { errors: [{ category: "PAYMENT_METHOD_ERROR", code: "GENERIC_DECLINE", detail: "d" }] },
  iso8583: { mti: "0210", fields: { "39": "51" }, message: "Insufficient funds", success: false },
};

describe("all adapters together", () => {
  it.each(Object.entries(samples))("only %s claims its payload", (provider, payload) => {
    expect(claims(payload)).toEqual([provider]);
  });

  it("an error around a provider's payload does not hide it", () => {
    for (const payload of Object.values(samples)) {
      const wrapped = {
        code: "PAYMENT_ERROR",
        message: "Payment failed",
        success: false,
        data: { response: [payload] },
      };
      expect(claims(wrapped)).toEqual([]);
    }
  });

  it("nobody claims what is no payment", () => {
    const others: SourceValue[] = [
      null,
      42,
      "declined",
      [],
      {},
      { id: "pay_1" },
      { status: "failed" },
      { object: "event" },
      { error: null },
      { amount: 100, currency: "USD" },
      { constructor: { name: "x" }, __proto__: { resultCode: "Refused" } } as SourceValue,
      { statusCode: 500, message: "Internal server error" },
      { data: { object: { object: "customer", id: "cus_1" } }, object: "event", id: "evt_1", type: "customer.created" },
    ];
    for (const payload of others) expect(claims(payload)).toEqual([]);
  });

  it("hands over plain JSON, with the same answer each time, and leaves the payload as it was", () => {
    for (const payload of Object.values(samples)) {
      const before = JSON.stringify(payload);
      for (const adapter of adapters) {
        const reading = adapter.read(payload);
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
        expect(adapter.read(payload)).toEqual(reading);
      }
      expect(JSON.stringify(payload)).toBe(before);
    }
  });

  it("never throws, however the fields of a known shape are spoiled", () => {
    const junk: SourceValue[] = [null, true, -1, "", "x", "__proto__", [], [null], {}, { value: [] }, [[{}]]];
    for (const payload of Object.values(samples))
      for (const path of ways(payload))
        for (const value of junk)
          for (const adapter of adapters) expect(() => adapter.read(spoil(payload, path, value))).not.toThrow();
  });
});

function ways(value: SourceValue): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...ways(inner as SourceValue).map((way) => [key, ...way]),
  ]);
}

function spoil(payload: SourceValue, way: string[], value: SourceValue): SourceValue {
  const copy = structuredClone(payload) as Record<string, SourceValue>;
  let here = copy;
  for (const key of way.slice(0, -1)) here = here[key] as Record<string, SourceValue>;
  here[way.at(-1) ?? ""] = value;
  return copy;
}
