import type { Wording } from "../../cli/wording.js";
import { contextSchema, jsonSchemaOf } from "../../context-schema.js";
import { isJsonObject, type Json, type JsonObject, own } from "../../json.js";
import { contextFields, type Field, fieldOf } from "../../read/fields.js";
import type { Words } from "../../rule-schema.js";
import type { Input, NumberView } from "../protocol.js";
import type { PageWords } from "../words/index.js";

const schema = jsonSchemaOf(contextSchema);

const steps = (path: string): string[] => path.split("/").slice(1);

/** The type of a place in a context; undefined where a context has no such place. */
function fieldAt(path: string): Field | undefined {
  let field: Field | undefined = { members: contextFields };
  for (const step of steps(path)) {
    if (field === undefined || typeof field === "string") return undefined;
    field = "each" in field ? field.each : fieldOf(field.members, step);
  }
  return field;
}

function schemaAt(path: string): JsonObject | undefined {
  let node: Json | undefined = schema;
  for (const step of steps(path)) {
    node = /^\d+$/.test(step) ? own(node, "items") : own(own(node, "properties"), step);
    const choices = own(node, "anyOf");
    if (
      Array.isArray(choices) &&
      isJsonObject(choices[0]) &&
      choices[1] !== undefined &&
      own(choices[1], "type") === "null"
    )
      node = choices[0];
  }
  return isJsonObject(node) ? node : undefined;
}

/** What a person can answer at this place, with the words of the locale. */
export function inputFor(path: string, values: Words["values"], words: PageWords): Input {
  if (path === "/fees") return { kind: "fees" };
  if (path === "/limits") return { kind: "limits" };
  if (path === "/history") return { kind: "choice", options: [{ value: [], label: words.none_before }] };
  const field = fieldAt(path);
  if (typeof field !== "string") return { kind: "none" };
  const found = schemaAt(path);
  const choices = own(found, "enum");
  if (Array.isArray(choices)) {
    const label = (value: string): string =>
      (words as Record<string, string>)[`window_${value}`] ?? values[value] ?? value.replace(/_/g, " ");
    return { kind: "choice", options: choices.map((value) => ({ value, label: label(String(value)) })) };
  }
  if (field === "boolean") {
    const options = [true, false].map((value) => ({ value, label: values[String(value)] ?? String(value) }));
    return { kind: "choice", options };
  }
  if (field === "decimal" || field === "rate") return { kind: "money" };
  if (field === "number") return { kind: "number" };
  if (own(found, "format") === "date-time") return { kind: "time" };
  if (/\/expires$/.test(path)) return { kind: "month" };
  return { kind: "text" };
}

/** The known amounts, rates and counts of a context: what a person may want to change. */
export function numbersOf(context: JsonObject, wording: Wording, words: PageWords): NumberView[] {
  const currency = own(own(context, "transaction"), "currency");
  const found: NumberView[] = [];
  const add = (path: string, label: string, unit = typeof currency === "string" ? currency : ""): void => {
    const value = steps(path).reduce<Json | undefined>(
      (node, step) => (Array.isArray(node) ? node[Number(step)] : own(node, step)),
      context,
    );
    if (typeof value !== "string" && typeof value !== "number") return;
    const input: Input = fieldAt(path) === "number" ? { kind: "number" } : { kind: "money" };
    found.push({ path, label, value: String(value), unit, input });
  };
  add("/transaction/amount", wording.label("transaction.amount"));
  for (const name of ["available", "held", "restricted", "cap"])
    add(`/balance/${name}`, wording.label(`balance.${name}`));
  const limits = own(context, "limits");
  for (const [i, limit] of (Array.isArray(limits) ? limits : []).entries()) {
    const name = (words as Record<string, string>)[`window_${String(own(limit, "window"))}`] ?? wording.label("limit");
    const called = (label: string): string => `${name} · ${label}`;
    add(`/limits/${i}/max`, called(wording.label("limit.daily.max")));
    add(`/limits/${i}/min`, called(wording.label("limit.minimum.min")));
    add(`/limits/${i}/used`, called(wording.label("limit.daily.used")));
    add(`/limits/${i}/maxCount`, called(wording.label("limit.count.maxCount")), "");
    add(`/limits/${i}/usedCount`, called(wording.label("limit.count.used")), "");
  }
  const fees = own(context, "fees");
  for (const i of Array.isArray(fees) ? fees.keys() : []) {
    const called = (label: string): string => `${words.fee} ${i + 1} · ${label}`;
    add(`/fees/${i}/flat`, called(words.fee_flat));
    add(`/fees/${i}/rate`, called(words.fee_rate), "");
  }
  add("/payee/balance/available", `${wording.label("payee")} · ${wording.label("balance.available")}`);
  add("/payee/balance/cap", wording.label("payee.balanceCap"));
  add("/network/latencyMs", wording.label("network.latencyMs"), "ms");
  add("/authentication/attemptsLeft", wording.label("authentication.attemptsLeft"), "");
  return found;
}
