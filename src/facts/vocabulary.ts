import { type Json, own } from "../base/json.js";
import { type FactValue, type Kind, type Known, known, unknown } from "../base/known.js";
import { decimal, isDecimalText } from "../base/money.js";
import { parseInstant } from "../base/time.js";
import { type FactDefinition, fact } from "./fact.js";
import { limitFacts } from "./limit-facts.js";
import { moneyFacts } from "./money-facts.js";
import { partyFacts } from "./party-facts.js";
import type { Sheet } from "./sheet.js";
import { sourceFacts } from "./source-facts.js";

/** All facts that rules may name, in the order in which they are documented. */
export const vocabulary: readonly FactDefinition[] = [...moneyFacts, ...limitFacts, ...sourceFacts, ...partyFacts];
const byName = new Map(vocabulary.map((definition) => [definition.name, definition]));

const EXTENSION = /^extensions(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/;
/** A user's own fact, well formed: names one below the other. */
export const isExtension = (name: string): boolean => EXTENSION.test(name) && !name.includes(".__proto__");

/**
 * A fact by its name. `extensions.*` are a user's own: own keys one below the other, of the kind that the rule compares them with
 * (`kind`); a value of another kind is unknown, and asked for.
 */
export function factDefinition(name: string, kind?: Kind): FactDefinition | undefined {
  if (!isExtension(name)) return byName.get(name);
  const steps = name.split(".");
  return fact(name, kind ?? "text", (sheet) => extension(sheet, steps, kind ?? "text")) as FactDefinition;
}

function extension(sheet: Sheet, steps: string[], kind: Kind): Known<never> {
  let value: Json | undefined = sheet.area("extensions");
  for (const step of steps.slice(1)) value = own(value, step);
  if (value === undefined || value === null) return unknown(`/${steps.join("/")}`);
  const read = kind === "number" ? numberOf(value) : ofKind(value, kind);
  return (read === undefined ? unknown(`/${steps.join("/")}`) : known(read)) as Known<never>;
}

/** A number, also sent as a decimal text, as amounts are: "10" is above 9.5. Unknown with more digits than a number keeps. */
function numberOf(value: Json): number | undefined {
  if (typeof value !== "string" || !isDecimalText(value)) return ofKind(value, "number") as number | undefined;
  const number = Number(value);
  return decimal(value).eq(number) ? number : undefined;
}

/** A JSON value read as a kind; undefined where it is none. Also reads the constants of rules. */
export function ofKind(value: Json, kind: Kind): FactValue | undefined {
  switch (kind) {
    case "money":
      return (typeof value === "string" && isDecimalText(value)) || typeof value === "number"
        ? decimal(value)
        : undefined;
    case "number":
      return typeof value === "number" ? value : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "text":
      return typeof value === "string" ? value : undefined;
    case "time":
      return typeof value === "string" ? parseInstant(value) : undefined;
  }
}
