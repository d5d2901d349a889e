import * as z from "zod/mini";
import type { JsonObject } from "../base/json.js";
import { faultOf, type ValueKind } from "./values.js";

// The parts that schemas of the input are made of. Every schema is made by a call marked pure, so that a bundler leaves it, and zod,
// out of an app that does not use it: at run time input is checked by the walk in parse.ts, whose shapes are generated from the schemas.

/** Sentences and types for JSON Schema and for the generated TypeScript. A `title` becomes the name of a type. */
export const documentation = /* @__PURE__ */ (() =>
  z.registry<{ title?: string; description?: string; [keyword: string]: unknown }>())();
/** What the walk has to know of a value that has no members of its own. */
export const kinds = /* @__PURE__ */ (() => z.registry<{ kind: ValueKind }>())();

/** A value that zod has no schema for: it is checked by its kind, and `json` describes it in JSON Schema. */
export const special = <T = string>(kind: ValueKind, json: JsonObject): z.ZodMiniType<T, T> => {
  const fault = faultOf(kind);
  return z
    .custom<T>((value) => fault(value) === null)
    .register(documentation, json)
    .register(kinds, { kind });
};

const ofKind = <S extends z.ZodMiniType>(schema: S, kind: ValueKind): S => {
  kinds.add(schema, { kind });
  return schema;
};

export const plainText = /* @__PURE__ */ (() => ofKind(z.string(), "text"))();
/** A text in which spaces around it mean nothing, such as a language tag. */
export const plainWord = /* @__PURE__ */ (() => ofKind(z.string(), "word"))();
export const nonEmpty = /* @__PURE__ */ (() => ofKind(z.string().check(z.minLength(1)), "nonEmpty"))();
export const flag = /* @__PURE__ */ (() => ofKind(z.boolean(), "flag"))();
export const anything = /* @__PURE__ */ (() => ofKind(z.unknown(), "any"))();
export const oneOf = <const T extends readonly string[]>(...values: T) => ofKind(z.enum(values), { oneOf: values });
export const whole = (least: number, most: number) => ofKind(z.int().check(z.gte(least), z.lte(most)), { least, most });
export const natural = /* @__PURE__ */ (() => whole(0, Number.MAX_SAFE_INTEGER))();
/** A number from 0. */
export const upTo = (most: number) => ofKind(z.number().check(z.gte(0), z.lte(most)), { upTo: most });

const DECIMAL = {
  title: "Decimal",
  description:
    'An amount in major units: a plain decimal text such as "125.50", or a number of at most 15 digits. No exponent, plus sign, spaces or grouping.',
  anyOf: [{ type: "string", pattern: "^-?(0|[1-9]\\d*)(\\.\\d+)?$" }, { type: "number" }],
};
export type DecimalInput = string | number;
export const money = /* @__PURE__ */ special<DecimalInput>("money", DECIMAL);
export const signedMoney = /* @__PURE__ */ special<DecimalInput>("signedMoney", DECIMAL);
export const rate = /* @__PURE__ */ special<DecimalInput>("rate", DECIMAL);
export const currency = /* @__PURE__ */ special("currency", {
  title: "Currency",
  description: "An ISO 4217 code in capitals, or the code of another asset where `transaction.exponent` is given.",
  type: "string",
});
export const dateTime = /* @__PURE__ */ special("time", {
  title: "DateTime",
  description: "An RFC 3339 time with its offset, such as 2026-11-22T09:00:00+08:00.",
  type: "string",
  format: "date-time",
});
export const isoDuration = /* @__PURE__ */ special("duration", { type: "string", format: "duration" });
export const yearMonth = /* @__PURE__ */ special("month", { type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" });
export const zone = /* @__PURE__ */ special("zone", { type: "string" });

/** One member: its schema, a sentence about it, and whether it must be there. */
interface Member<S extends z.ZodMiniType, Needed extends boolean> {
  schema: S;
  doc: string;
  needed: Needed;
}
type Members = Record<string, Member<z.ZodMiniType, boolean>>;

/** A member that may be missing. */
export const may = <S extends z.ZodMiniType>(doc: string, schema: S): Member<S, false> => ({
  schema,
  doc,
  needed: false,
});
/** A member without which the object around it says nothing. */
export const must = <S extends z.ZodMiniType>(doc: string, schema: S): Member<S, true> => ({
  schema,
  doc,
  needed: true,
});

type Open<M extends Members> = {
  [K in keyof M]: M[K] extends Member<infer S, true> ? S : z.ZodMiniOptional<z.ZodMiniNullable<M[K]["schema"]>>;
};
type Exact<M extends Members> = {
  [K in keyof M]: M[K] extends Member<infer S, true> ? S : z.ZodMiniOptional<M[K]["schema"]>;
};

function shapeOf(members: Members, optional: (schema: z.ZodMiniType) => z.ZodMiniType): Record<string, z.ZodMiniType> {
  return Object.fromEntries(
    Object.entries(members).map(([name, { schema, doc, needed }]) => {
      // A copy, so that two members of the same kind have a sentence each.
      const own = needed ? schema.clone(undefined, { parent: true }) : optional(schema);
      return [name, own.register(documentation, { description: doc })];
    }),
  );
}

/** An object whose optional members may be null. Unknown members are no fault. */
export const object = <M extends Members>(title: string, description: string, members: M): z.ZodMiniObject<Open<M>> =>
  z.object(shapeOf(members, z.nullish) as Open<M>).register(documentation, { title, description });

/** An object in which an unknown member or null is a fault. */
export const exactObject = <M extends Members>(
  title: string,
  description: string,
  members: M,
): z.ZodMiniObject<Exact<M>, z.core.$strict> =>
  z.strictObject(shapeOf(members, z.optional) as Exact<M>).register(documentation, { title, description });
