import fc from "fast-check";
import { expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";

/** Names that the payloads of many providers share, with values as they have them. None of them says whose payload it is. */
const common: Record<string, readonly unknown[]> = {
  id: ["TRN_8f2", "8812", 8812, "pay_123", "550e8400-e29b-41d4-a716-446655440000"],
  status: ["DECLINED", "failed", "FAILED", "error", "rejected", "canceled", 400, "PENDING"],
  state: ["failed", "DECLINED"],
  amount: ["100.00", 100, "", 12.5, { value: "10.00", currency: "EUR" }],
  currency: ["EUR", "USD", ""],
  type: ["SALE", "payment", "card", "charge", "CardError", "refund"],
  code: ["101", "51", "declined", 402, "E100"],
  message: ["Not sufficient funds", "Declined", "Something failed"],
  error: ["declined", { code: "x1", message: "Declined" }, true, null],
  errors: [[], [{ code: "x", message: "y" }], { card: ["is invalid"] }],
  result: ["101", "FAIL", false, { code: "101", message: "no" }],
  reason: ["insufficient funds", null, "51"],
  responseCode: ["05", "51", 4],
  errorCode: ["E1", 2],
  error_message: ["bad request"],
  success: [false],
  data: [{}, null, { id: "1", status: "failed" }],
  card: [
    { brand: "VISA", last4: "4242" },
    { last_four: "4242", scheme: "VISA" },
  ],
  payment_method: ["card", { type: "card", result: "101", message: "Not sufficient fund" }],
  customer: ["c1", { id: "c1", email: "ana@example.com" }],
  action: [{ id: "ACT_1", type: "AUTHORIZE", result_code: "DECLINED" }],
  account_id: ["A1"],
  merchant_id: ["M1"],
  order_id: ["O1", 77],
  transaction_id: ["T1"],
  reference: ["R1"],
  request_id: ["r1"],
  created_at: ["2026-01-26T16:15:16Z"],
  timestamp: [1669851303, "2026-01-26T16:15:16Z"],
  country: ["IE"],
  channel: ["CNP"],
  metadata: [{}],
};
const stranger = fc.record(
  Object.fromEntries(Object.entries(common).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);

function formatsOf(payload: object): string[] {
  try {
    return readTransaction(JSON.stringify(payload)).transactions.map(({ format }) => format);
  } catch {
    return [];
  }
}

it("no provider's shape claims an object made of names that all providers use", () => {
  let read = 0;
  fc.assert(
    fc.property(stranger, (payload) => {
      const formats = formatsOf(payload);
      read += formats.length;
      expect(formats.filter((format) => !["generic", "text", "txwhy"].includes(format))).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(read).toBeGreaterThan(100);
});
