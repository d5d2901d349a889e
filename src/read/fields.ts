import { contextShape } from "../context/generated/shapes.js";
import type { PlainShape } from "../context/parse.js";
import type { ValueKind } from "../context/values.js";

/**
 * What a field of a context holds. `decimal`: an amount of money. `rate`: a decimal that is not money. `number`: a JavaScript number.
 * `word`: one of a few words, a currency or a time, in which invisible characters mean nothing. `text`: kept to the letter. `free`: anything.
 */
export type FieldType = "decimal" | "rate" | "number" | "boolean" | "word" | "text" | "free";
export type Field = FieldType | { members: Fields } | { each: Field };
export type Fields = { readonly [name: string]: Field };

function leafOf(kind: ValueKind): FieldType {
  if (typeof kind === "object") return "oneOf" in kind ? "word" : "number";
  if (kind === "money" || kind === "signedMoney") return "decimal";
  if (kind === "flag") return "boolean";
  if (kind === "rate" || kind === "text") return kind;
  return kind === "object" ? "free" : "word";
}

function fieldFrom(shape: PlainShape): Field {
  if (typeof shape === "string") return leafOf(shape);
  if ("list" in shape) return { each: fieldFrom(shape.list) };
  if ("members" in shape) return { members: fieldsFrom(shape.members) };
  if ("either" in shape || "each" in shape) return "free";
  return leafOf(shape);
}

const fieldsFrom = (members: Readonly<Record<string, PlainShape>>): Fields =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, fieldFrom(member)]));

/** Every field of a TransactionContext and its type, derived from the schema. */
export const contextFields: Fields = /* @__PURE__ */ (() =>
  fieldsFrom((contextShape() as { members: Record<string, PlainShape> }).members))();

/** The field under a name, or undefined: a name out of a text never meets a prototype. */
export const fieldOf = (fields: Fields, name: string): Field | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

function collect(field: Field, names: Set<string>): Set<string> {
  if (typeof field === "string") return names;
  if ("each" in field) return collect(field.each, names);
  for (const [name, inner] of Object.entries(field.members)) collect(inner, names.add(name));
  return names;
}

/** Every name of the contract, at whatever depth: it tells a piece of a cut-up context from prose. */
export const fieldNames: ReadonlySet<string> = /* @__PURE__ */ (() => collect({ members: contextFields }, new Set()))();
