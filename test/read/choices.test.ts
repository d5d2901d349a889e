import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf } from "./helpers.js";

const causesOf = async (text: string) => {
  const { causes } = await diagnose(contextOf(text));
  return causes.map(({ code, certainty }) => `${code} ${certainty}`);
};

describe("codes that a text lists as what a value may be", () => {
  it.each([
    "ValueError: Invalid value for `outcome` (HOLD), must be one of ['EXPIRED_CARD', 'LOST_CARD']",
    'ValueError: Invalid value for `outcome` (HOLD), must be one of ["INSUFFICIENT_FUNDS"',
    "payment failed: unknown variant `HOLD`, expected one of `expired_card`, `lost_card`",
    "payment failed, allowed values: EXPIRED_CARD, INSUFFICIENT_FUNDS",
    "payment failed. Possible values are EXPIRED_CARD | INSUFFICIENT_FUNDS | CARD_LOST",
    "payment failed, expected 'EXPIRED_CARD' or 'INSUFFICIENT_FUNDS'",
    "transaction failed with ValidationError: outcome Input should be 'expired_card', 'lost_card' or 'insufficient_funds'",
    'PaymentException: Cannot read "HOLD": not one of the values accepted for Enum class: [EXPIRED_CARD, LOST_CARD]',
    'payment failed: "HOLD" is not one of enum values (EXPIRED_CARD, LOST_CARD)',
  ])("say nothing of why it failed: %s", async (text) => expect(await causesOf(text)).toEqual([]));

  it("do not hide the value that came", async () => {
    const listed = "is not one of enum values ['EXPIRED_CARD', 'LOST_CARD']";
    expect(await causesOf(`payment failed: 'INSUFFICIENT_FUNDS' ${listed}`)).toEqual(["balance.insufficient possible"]);
  });

  it("say nothing in the message of an object either", async () => {
    const message = "reason must be one of ['EXPIRED_CARD', 'LOST_CARD', 'INSUFFICIENT_FUNDS']";
    expect(await causesOf(JSON.stringify({ error: { id: "a1", message } }))).toEqual([]);
  });

  it("are told from a sentence about what a sum should be", async () => {
    const text = "payment failed: the amount should be lower, because of insufficient funds";
    expect(await causesOf(text)).toEqual(["balance.insufficient possible"]);
  });

  it("cancel out where several stand side by side, and count where they mean the same", async () => {
    expect(await causesOf("the codes are INSUFFICIENT_FUNDS, EXPIRED_CARD and PICKUP_CARD")).toEqual([]);
    const same = "the codes are INSUFFICIENT_FUNDS and NOT_SUFFICIENT_FUNDS";
    expect(await causesOf(same)).toEqual(["balance.insufficient possible"]);
  });
});

describe("the name of an answer of HTTP", () => {
  it.each([
    ["400 Bad Request: your card was declined", "issuer.declined possible"],
    [
      "Client error: `POST https://api.acme.example/pay` resulted in a `400 Bad Request`: not enough money",
      "balance.insufficient possible",
    ],
    ["payment failed: Bad Request (FeeTooSmallUTxO)", "chain.fee_too_low possible"],
    ["payment failed: Bad Request, issue INSTRUMENT_DECLINED", "instrument.declined possible"],
  ])("gives way to what stands beside it: %s", async (text, cause) => expect(await causesOf(text)).toEqual([cause]));

  it("is all that is known where nothing else is", async () => {
    expect(await causesOf("400 Bad Request")).toEqual(["merchant.misconfigured possible"]);
    expect(await causesOf('{"error":"Bad Request","status_code":400}')).toEqual(["merchant.misconfigured possible"]);
    expect(await causesOf("422 Unprocessable Entity")).toEqual([]);
  });
});
