import { describe, expect, it } from "vitest";
import { formed, Templates } from "../../src/words/template.js";

const templates = new Templates();
const known: Readonly<Record<string, string>> = { "balance.available": "$20", "params.amount": "$5" };
const words: Readonly<Record<string, string>> = { pay: "pay", app: "the app" };
const values = {
  fact: (name: string) => known[name],
  param: (name: string) => known[`params.${name}`],
};
const fitting = (...forms: string[]) => ({ forms, term: (name: string) => words[name] });
const filled = (template: Parameters<Templates["fill"]>[0], ...forms: string[]) =>
  templates.fill(template, values, fitting(...forms));

describe("a template", () => {
  it("is filled with facts, numbers of the remedy and terms", () => {
    expect(filled("{term.pay} {params.amount} of {balance.available}.")).toBe("Pay $5 of $20.");
    expect(filled("Nothing to fill.")).toBe("Nothing to fill.");
  });

  it("has a capital letter where a term begins a sentence, and only there", () => {
    expect(filled("Open {term.app}. {term.pay} now! {term.pay}? {term.pay}, {term.pay}")).toBe(
      "Open the app. Pay now! Pay? Pay, pay",
    );
  });

  it("is the first of several whose values are all known", () => {
    expect(filled(["Short {balance.shortfall}.", "Have {balance.available}.", "Nothing known."])).toBe("Have $20.");
    expect(filled(["Short {balance.shortfall}.", "Nothing known."])).toBe("Nothing known.");
  });

  it("is none where every text has an unknown value or term", () => {
    expect(filled(["{balance.shortfall}", "{params.fee}", "{term.unheard}"])).toBeUndefined();
    expect(filled([])).toBeUndefined();
    expect(filled(undefined)).toBeUndefined();
  });

  it("leaves out an optional part with an unknown value, and keeps one whose values are known", () => {
    expect(filled("Add {params.amount}[[ plus {params.fee}]][[ to {balance.available}]].")).toBe("Add $5 to $20.");
    expect(filled("[[Have {balance.available}: ]]add it")).toBe("Have $20: add it");
  });

  it("has the best form that fits, else the default", () => {
    const forms = { default: "A payment", card: "A card", agent: ["For {balance.shortfall}", "For the desk"] };
    expect(filled(forms, "card", "agent")).toBe("A card");
    expect(filled(forms, "wallet", "agent")).toBe("For the desk");
    expect(filled(forms, "wallet")).toBe("A payment");
    expect(filled(forms)).toBe("A payment");
    expect(formed({ default: "a" }, ["constructor"])).toBe("a");
  });

  it("is shown without a transaction with its names, without optional parts, in its fullest wording", () => {
    const shown = (template: Parameters<Templates["shown"]>[0]) => templates.shown(template, fitting("card"));
    expect(shown(["{term.pay} {params.amount}[[ of {balance.available}]]", "Pay"])).toBe("Pay {params.amount}");
    expect(shown("Short {balance.shortfall}.")).toBe("Short {balance.shortfall}.");
    expect(shown({ default: "A payment", card: "A card" })).toBe("A card");
    expect(shown("{term.unheard}")).toBe("{term.unheard}");
    expect(shown(undefined)).toBe("");
  });

  it("may have braces that are no placeholder", () => {
    expect(filled("{}")).toBe("{}");
    expect(filled("a { b")).toBe("a { b");
  });
});
