import { type Json, type JsonObject, own } from "../../base/json.js";
import { decimal, isDecimalText } from "../../base/money.js";
import { contextShape } from "../../context/generated/shapes.js";
import type { PlainShape } from "../../context/parse.js";
import { contextFields, type Field, fieldOf } from "../../read/fields.js";
import type { Words } from "../../rules/files.js";
import type { Wording } from "../../words/wording.js";
import type { EntryKind, Input, NumberView } from "../protocol.js";
import type { PageWords } from "../words/index.js";

const shape = contextShape();

const steps = (path: string): string[] => path.split("/").slice(1);

/** The type of a field of a context, by JSON Pointer; undefined where a context has no such field. */
function fieldAt(path: string): Field | undefined {
  let field: Field | undefined = { members: contextFields };
  for (const step of steps(path)) {
    if (field === undefined || typeof field === "string") return undefined;
    field = "each" in field ? field.each : fieldOf(field.members, step);
  }
  return field;
}

/** The schema of a field, by JSON Pointer; undefined where a context has no such field. */
function shapeAt(path: string): PlainShape | undefined {
  let node: PlainShape | undefined = shape;
  for (const step of steps(path)) {
    if (node === undefined || typeof node === "string") return undefined;
    if ("list" in node) node = node.list;
    else node = "members" in node && Object.hasOwn(node.members, step) ? node.members[step] : undefined;
  }
  return node;
}

/** The fields of an entry. `tells`: an entry needs at least one of these. `more`: rarely known. */
const ENTRIES: Record<EntryKind, { shown: string; more: string; tells: string }> = {
  fees: { shown: "flat rate paidBy", more: "bands min max freeAllowance party currency", tells: "flat rate bands" },
  limits: {
    shown: "window max used period timeZone",
    more: "min maxCount usedCount direction party countsFees setBy ceiling warnAt resetsAt currency",
    tells: "max min maxCount",
  },
  bands: { shown: "upTo flat rate", more: "", tells: "flat rate" },
};

function entriesInput(of: EntryKind, path: string, values: Words["values"], words: PageWords): Input {
  const { shown, more, tells } = ENTRIES[of];
  const label = (name: string): string => {
    const said = words as Record<string, string>;
    return said[`${of}_${name}`] ?? said[`fees_${name}`] ?? name;
  };
  const fields = `${shown} ${more}`.trim().split(" ");
  return {
    kind: "entries",
    of,
    fields: fields.map((name) => ({
      name,
      label: label(name),
      input: inputFor(`${path}/0/${name}`, values, words),
      isMore: !shown.split(" ").includes(name),
      tells: tells.split(" ").includes(name),
    })),
  };
}

/** The input for a field, with the words of the locale. */
export function inputFor(path: string, values: Words["values"], words: PageWords): Input {
  const list = /\/(fees|limits|bands)$/.exec(path)?.[1] as EntryKind | undefined;
  if (list !== undefined) return entriesInput(list, path, values, words);
  if (path === "/history") return { kind: "choice", options: [{ value: [], label: words.none_before }] };
  const field = fieldAt(path);
  if (typeof field === "object" && "each" in field && field.each === "word") return { kind: "currencies" };
  if (typeof field !== "string") return { kind: "none" };
  const found = shapeAt(path);
  if (typeof found === "object" && "oneOf" in found) {
    const said = words as Record<string, string>;
    const label = (value: string): string =>
      said[`window_${value}`] ?? said[`choice_${value}`] ?? values[value] ?? value;
    return { kind: "choice", options: found.oneOf.map((value) => ({ value, label: label(value) })) };
  }
  if (field === "boolean") {
    const options = [true, false].map((value) => ({ value, label: values[String(value)] ?? String(value) }));
    return { kind: "choice", options };
  }
  if (field === "decimal") return { kind: "money" };
  if (field === "rate") return { kind: "percent" };
  if (field === "number") return { kind: typeof found === "object" && "least" in found ? "count" : "number" };
  if (found === "time") return { kind: "time" };
  if (found === "duration") return { kind: "period" };
  if (found === "zone") return { kind: "zone" };
  if (found === "month") return { kind: "month" };
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
    if ((typeof value !== "string" && typeof value !== "number") || !isDecimalText(String(value))) return;
    const input = inputFor(path, {}, words);
    const shown = input.kind === "percent" ? decimal(value).times(100).toFixed() : String(value);
    found.push({ path, label, value: shown, unit: input.kind === "percent" ? "%" : unit, input });
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
    add(`/fees/${i}/flat`, called(words.fees_flat));
    add(`/fees/${i}/rate`, called(words.fees_rate));
  }
  add("/payee/balance/available", `${wording.label("payee")} · ${wording.label("balance.available")}`);
  add("/payee/balance/cap", wording.label("payee.balanceCap"));
  add("/network/latencyMs", wording.label("network.latencyMs"), "ms");
  add("/authentication/attemptsLeft", wording.label("authentication.attemptsLeft"), "");
  return found;
}
