import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/api/index.js";
import { InvalidContextError, type InvalidRulesError, UnreadableInputError } from "../../src/base/errors.js";
import { readTransaction } from "../../src/read/index.js";
import { defaultRules, loadRules } from "../../src/rules/shipped.js";
import { ownGateway as table } from "../support/gateway.js";

const rules = loadRules({ "codes/acme.json": table });
const payload = { charge_no: "c-1", cents: 1250, coin: "EUR", why: "Q7" };

describe("the shapes of an own table", () => {
  it("are read where the rule set is given, from a text and from a parsed value", () => {
    for (const input of [payload, `webhook: ${JSON.stringify(payload)}`]) {
      const [found] = readTransaction(input, { rules }).transactions;
      expect(found.format).toBe("acme.charge");
      expect(found.context).toEqual({
        transaction: { id: "c-1", amount: "12.50", currency: "EUR" },
        failure: { provider: "acme", code: "Q7" },
      });
    }
  });

  it("are not looked for without it", () => {
    for (const options of [{}, { rules: defaultRules() }])
      expect(() => readTransaction(payload, options)).toThrow(UnreadableInputError);
  });

  it("come before the shipped ones", () => {
    const stripeLike = {
      charge_no: "c-2",
      why: "Q7",
      error: { type: "card_error", code: "card_declined", message: "No." },
    };
    expect(readTransaction(stripeLike).transactions[0].format).toBe("stripe.error");
    expect(readTransaction(stripeLike, { rules }).transactions[0].format).toBe("acme.charge");
  });

  it("may be asked for alone, by the name of the table", () => {
    const [found] = readTransaction(payload, { rules, provider: "acme" }).transactions;
    expect(found.format).toBe("acme.charge");
    expect(() => readTransaction(payload, { provider: "acme" })).toThrow(InvalidContextError);
  });

  it("of a shipped provider are read beside the shipped ones", () => {
    const scheme = { ...table.schemes["acme.code"], source: "acme" };
    const own = {
      ...table,
      provider: "mollie",
      mainScheme: "mollie.own",
      sources: { acme: table.sources.main },
      schemes: { "mollie.own": scheme },
      shapes: table.shapes.map((shape) => ({ ...shape, source: "acme" })),
    };
    const both = loadRules({ "codes/mollie.json": own });
    expect(readTransaction(payload, { rules: both }).transactions[0].format).toBe("mollie.charge");
    const mollie = { resource: "payment", id: "tr_1", status: "failed", amount: { value: "10.00", currency: "EUR" } };
    expect(readTransaction(mollie, { rules: both })).toEqual(readTransaction(mollie));
  });

  it("say how a code is written in a sentence, and near which words", async () => {
    const scheme = { ...table.schemes["acme.code"], spelled: { code: "\\b(Q\\d)\\b", near: "\\bacme\\b" } };
    const spelled = loadRules({ "codes/acme.json": { ...table, schemes: { "acme.code": scheme } } });
    const causes = async (message: string) =>
      (await diagnose({ failure: { message } }, { rules: spelled })).causes.map(({ code }) => code);
    expect(await causes("Acme says Q7")).toEqual(["instrument.expired"]);
    expect(await causes("They say Q7")).toEqual([]);
  });

  it("stay when more rules are laid over them", () => {
    const twice = loadRules({ "codes/acme.json": { ...table, shapes: [] } }, rules);
    expect(readTransaction(payload, { rules: twice }).transactions[0].format).toBe("acme.charge");
  });

  it("are refused with a pattern that is none, by name and place", () => {
    const [shape] = table.shapes;
    const broken = {
      ...table,
      shapes: [{ ...shape, marks: { like: { why: "(" } }, message: [{ at: "note", match: "[" }] }],
    };
    try {
      loadRules({ "codes/acme.json": broken } as never);
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidRulesError).issues.map(({ path, code }) => [path, code])).toEqual([
        ["/shapes/0/marks/like/why", "invalid_value"],
        ["/shapes/0/message/0/match", "invalid_value"],
      ]);
    }
  });

  it("are refused where they lean on a shape that is not there", () => {
    const leaning = { ...table, shapes: table.shapes.map((shape) => ({ ...shape, as: "payment" })) };
    expect(() => loadRules({ "codes/acme.json": leaning })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: "/shapes/0/as", code: "unknown_shape" })] }),
    );
  });

  it("need a rule set that was loaded", () => {
    for (const wrong of [{}, "folder", { id: "txwhy" }])
      expect(() => readTransaction(payload, { rules: wrong } as never)).toThrow(
        expect.objectContaining({ issues: [expect.objectContaining({ path: "/options/rules" })] }),
      );
  });
});
