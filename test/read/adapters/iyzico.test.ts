import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { assess } from "../../support/untyped.js";

async function causesOf(errorCode: string, errorGroup?: string): Promise<string[]> {
  const answer = {
    status: "failure",
    errorCode,
    errorMessage: "x",
    errorGroup,
    locale: "tr",
    systemTime: 1764403200000,
  };
  const [read] = readTransaction(JSON.stringify(answer)).transactions;
  const { causes } = await assess(read?.context);
  return [read.format, ...causes.map(({ code }) => code)];
}

describe("an answer of iyzico", () => {
  it.each([
    ["10005", "issuer.declined"],
    ["10034", "risk.suspected_fraud"],
    ["10041", "instrument.lost_or_stolen"],
    ["10043", "instrument.lost_or_stolen"],
    ["10051", "balance.insufficient"],
    ["10054", "instrument.expired"],
    ["10057", "account.not_permitted"],
    ["10058", "merchant.not_permitted"],
    ["10084", "instrument.invalid_details"],
    ["10093", "account.not_permitted"],
    ["10217", "authentication.challenge_required"],
    ["10219", "network.timeout"],
    ["10226", "authentication.password_locked"],
    ["10228", "issuer.unavailable"],
    ["15", "instrument.invalid_details"],
  ])("says by its code why the bank refused: %s", async (code, cause) => {
    expect(await causesOf(code)).toEqual(["iyzico.error", cause]);
  });

  it("says it by its group where the code is a bank's own", async () => {
    expect(await causesOf("10299", "DO_NOT_HONOUR")).toEqual(["iyzico.error", "issuer.declined"]);
    expect(await causesOf("10299", "INVALID_PIN")).toEqual(["iyzico.error", "authentication.password_wrong"]);
  });
});
