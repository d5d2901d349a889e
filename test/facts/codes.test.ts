import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { row, scheme, tableFile } from "../support/tables.js";
import { assess } from "../support/untyped.js";

const acme = tableFile({
  "acme.more": scheme("issuer", [
    row("E2", "payee.closed"),
    row("both", "payee.not_found"),
    row("bank_no", "issuer.declined"),
  ]),
  "acme.code": scheme("provider", [
    row("E1", "balance.insufficient", { certainty: "certain" }),
    row("both", "instrument.expired"),
    row("till_unplugged", "provider.outage"),
    row("no_reason", "issuer.declined"),
    row("403xx14", "account.frozen"),
  ]),
  "acme.text": scheme("provider", [row("card", "issuer.declined"), row("card is lost", "instrument.lost_or_stolen")], {
    match: "inside",
  }),
  "acme.advice": scheme("advice", [
    row("A1", null, { retry: "never" }),
    row("A2", "instrument.expired"),
    row("03", null, { retry: "later" }),
  ]),
});
Object.assign(acme["codes/acme.json"] as object, { aliases: ["Acme Pay"], mainScheme: "acme.code" });
const hints = tableFile({ "hints.advice": scheme("advice", [row("H1", null, { retry: "never" })]) }, "hints");
const rules = loadRules({ ...acme, ...hints });

/** The codes that were read, then the causes: "scheme code → cause". */
async function read(failure: object): Promise<string> {
  const { said, causes } = await assess({ failure }, { rules });
  const codes = said.map(
    ({ scheme, code, cause, meaning }) => `${scheme} ${code} → ${cause ?? (meaning && "no cause")}`,
  );
  return [...codes, ...causes.map(({ code, certainty }) => `${code} ${certainty}`)].join(", ");
}
const E1 = "acme.code E1 → balance.insufficient, balance.insufficient certain";

describe("the code of a provider", () => {
  it.each<[string, object, string]>([
    ["is its table's", { provider: "acme", code: "E1" }, E1],
    ["is its table's by any spelling of its name", { provider: " ACME ", code: "E1" }, E1],
    ["is its table's by another name of it", { provider: "acme-pay", code: "E1" }, E1],
    ["is found in any case, with spaces around it", { provider: "acme", code: " e1 " }, E1.replace("E1", " e1 ")],
    [
      "is found in the spelling of a library",
      { provider: "acme", code: "tillUnplugged" },
      "acme.code tillUnplugged → provider.outage, provider.outage likely",
    ],
    [
      "is that of its main scheme where two have it",
      { provider: "acme", code: "both" },
      "acme.code both → instrument.expired, instrument.expired likely",
    ],
    [
      "is that of another scheme where only that has it",
      { provider: "acme", code: "E2" },
      "acme.more E2 → payee.closed, payee.closed likely",
    ],
    ["is none of its advice", { provider: "acme", code: "A1" }, "acme.code A1 → null"],
    ["is its advice where it gives nothing else", { provider: "hints", code: "H1" }, "hints.advice H1 → no cause"],
    ["has no scheme where it gives advice alone, and not this one", { provider: "hints", code: "H2" }, " H2 → null"],
    [
      "matches a row with digits left open",
      { provider: "acme", code: "4031214" },
      "acme.code 4031214 → account.frozen, account.frozen likely",
    ],
    [
      "matches no such row with other digits at the start",
      { provider: "acme", code: "5031214" },
      "acme.code 5031214 → null",
    ],
    [
      "matches no such row with other digits at the end",
      { provider: "acme", code: "4031215" },
      "acme.code 4031215 → null",
    ],
    ["matches no such row with more digits", { provider: "acme", code: "40312314" }, "acme.code 40312314 → null"],
    ["matches no such row with letters", { provider: "acme", code: "403ab14" }, "acme.code 403ab14 → null"],
    [
      "is the longest that its text has in it",
      { provider: "acme", code: "Your card is lost!" },
      "acme.text Your card is lost! → instrument.lost_or_stolen, instrument.lost_or_stolen likely",
    ],
    [
      "is a common word where its table has no such code",
      { provider: "acme", code: "INSUFFICIENT_FUNDS" },
      "acme.code INSUFFICIENT_FUNDS → balance.insufficient, balance.insufficient likely",
    ],
    [
      "is a common word for any limit, as possible",
      { provider: "acme", code: "LIMIT_EXCEEDED" },
      "acme.code LIMIT_EXCEEDED → limit.per_transaction, limit.per_transaction possible",
    ],
    [
      "is a common word behind the word error",
      { provider: "acme", code: "ERR_INSUFFICIENT_FUNDS" },
      "acme.code ERR_INSUFFICIENT_FUNDS → balance.insufficient, balance.insufficient likely",
    ],
    [
      "behind the name of whose it is",
      { provider: "acme", code: "isv.invalid-signature" },
      "acme.code isv.invalid-signature → merchant.misconfigured, merchant.misconfigured possible",
    ],
    ["is nobody's where nothing has it", { provider: "nobody", code: "E1" }, " E1 → null"],
    [
      "without a provider is that of any table, as possible",
      { code: "no_reason" },
      "acme.code no_reason → issuer.declined, issuer.declined possible",
    ],
    [
      "without a provider is none of a table where it is more than the code",
      { code: "the no_reason" },
      " the no_reason → null",
    ],
    [
      "of a provider that is not known is none of any table",
      { provider: "nobody", code: "no_reason" },
      " no_reason → null",
    ],
  ])("%s", async (_, failure, wanted) => {
    expect(await read(failure)).toBe(wanted);
  });
});

describe("a code beside it", () => {
  it.each<[string, object, string]>([
    [
      "is the card network's",
      { networkCode: "51" },
      "iso8583.de39 51 → balance.insufficient, balance.insufficient certain",
    ],
    ["is its provider's advice", { provider: "acme", adviceCode: "A1" }, "acme.advice A1 → no cause"],
    [
      "is Mastercard's advice where the provider has no such one",
      { provider: "acme", adviceCode: "24" },
      "mastercard.mac 24 → no cause",
    ],
    [
      "is the provider's advice where Mastercard has it too",
      { provider: "acme", adviceCode: "03" },
      "acme.advice 03 → no cause",
    ],
    [
      "is advice alone, whatever cause its row has",
      { provider: "acme", adviceCode: "A2" },
      "acme.advice A2 → no cause",
    ],
    ["is advice that nobody knows, of its provider", { provider: "acme", adviceCode: "Z9" }, "acme.advice Z9 → null"],
    ["is advice that nobody knows, of Mastercard", { adviceCode: "Z9" }, "mastercard.mac Z9 → null"],
    [
      "is that of its scheme, whoever the provider is",
      { provider: "nobody", codes: [{ scheme: "ACME.CODE", code: "E1" }] },
      E1,
    ],
    [
      "is nobody's in a scheme that has it not",
      { codes: [{ scheme: "acme.code", code: "E7" }] },
      "acme.code E7 → null",
    ],
    [
      "is a common word in any scheme",
      { codes: [{ scheme: "nobody.code", code: "expired_card" }] },
      "nobody.code expired_card → instrument.expired, instrument.expired likely",
    ],
  ])("%s", async (_, failure, wanted) => {
    expect(await read(failure)).toBe(wanted);
  });
});

describe("a message beside a code", () => {
  const message = "Your card has expired";
  const causes = async (failure: object): Promise<string> =>
    (await assess({ failure: { message, ...failure } }, { rules })).causes
      .map(({ code, certainty }) => `${code} ${certainty}`)
      .join();

  it.each<[string, object, string]>([
    ["decides alone", {}, "instrument.expired possible"],
    ["decides beside a code that nobody knows", { provider: "acme", code: "E7" }, "instrument.expired possible"],
    [
      "decides beside a provider's code that gives no reason",
      { provider: "acme", code: "no_reason" },
      "instrument.expired possible",
    ],
    ["decides nothing beside a code that gives one", { provider: "acme", code: "E1" }, "balance.insufficient certain"],
    [
      "decides nothing beside a bank's code, even one without a reason",
      { provider: "acme", code: "bank_no" },
      "issuer.declined likely",
    ],
    [
      "decides nothing where it gives no reason either",
      { provider: "acme", code: "no_reason", message: "Authorization denied" },
      "issuer.declined likely",
    ],
    [
      "names a code of its provider",
      { provider: "acme", message: "It failed: till_unplugged" },
      "provider.outage possible",
    ],
    [
      "names a code of its provider rather than words without a reason",
      { provider: "acme", message: "Authorization denied: till_unplugged" },
      "provider.outage possible",
    ],
    [
      "names a common word",
      { provider: "acme", message: "It failed: LOST_CARD" },
      "instrument.lost_or_stolen possible",
    ],
    [
      "names a code of any table, where nobody says whose it is",
      { message: "It failed: till_unplugged" },
      "provider.outage possible",
    ],
  ])("%s", async (_, failure, wanted) => {
    expect(await causes(failure)).toBe(wanted);
  });

  it("warns of money that may have moved, whatever decides", async () => {
    const told = await causes({ provider: "acme", code: "E1", message: "Card expired, but I was charged twice" });
    expect(told).toMatch(/transaction\.duplicate possible/);
    expect(told).toMatch(/balance\.insufficient/);
    expect(told).not.toMatch(/instrument\.expired/);
  });

  it("is shown with its cause, and resembles nothing where a phrase of it is known", async () => {
    const { said } = await assess({ failure: { message } });
    expect(said).toMatchObject([{ scheme: "message", code: message, cause: "instrument.expired", meaning: null }]);
  });
});
