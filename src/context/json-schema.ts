import { isJsonObject, type Json, type JsonObject } from "../base/json.js";
import { isTimeZone } from "../base/time.js";

const isType = (value: Json, type: unknown): boolean => {
  if (type === "object") return isJsonObject(value);
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isSafeInteger(value);
  return value !== null && typeof value === type;
};

/** What a keyword asks of a value; those that are not here only describe. */
const KEYWORDS: Record<string, (value: Json, asked: Json, schema: JsonObject) => boolean> = {
  type: isType,
  const: (value, asked) => value === asked,
  enum: (value, asked) => (asked as Json[]).includes(value),
  anyOf: (value, asked) => (asked as JsonObject[]).some((schema) => fitsSchema(value, schema)),
  minimum: (value, asked) => (value as number) >= (asked as number),
  maximum: (value, asked) => (value as number) <= (asked as number),
  minLength: (value, asked) => (value as string).length >= (asked as number),
  pattern: (value, asked) => new RegExp(asked as string).test(value as string),
  format: (value, asked) => asked !== "time-zone" || isTimeZone(value as string),
  minItems: (value, asked) => (value as Json[]).length >= (asked as number),
  items: (value, asked) => (value as Json[]).every((entry) => fitsSchema(entry, asked as JsonObject)),
  required: (value, asked) => (asked as string[]).every((name) => Object.hasOwn(value as JsonObject, name)),
  properties: (value, asked) =>
    Object.entries(asked as JsonObject).every(
      ([name, schema]) =>
        !Object.hasOwn(value as JsonObject, name) ||
        fitsSchema((value as JsonObject)[name] as Json, schema as JsonObject),
    ),
  additionalProperties: (value, asked, { properties }) =>
    Object.entries(value as JsonObject).every(
      ([name, member]) =>
        (isJsonObject(properties) && Object.hasOwn(properties, name)) ||
        (asked !== false && fitsSchema(member, asked as JsonObject)),
    ),
};

/**
 * Whether a plain value fits a JSON Schema that zod has written: only the keywords it writes for our files are known. It says yes or no;
 * zod says where and why.
 */
export function fitsSchema(value: Json, schema: JsonObject): boolean {
  if (schema.type !== undefined && !isType(value, schema.type)) return false;
  return Object.entries(schema).every(([keyword, asked]) => KEYWORDS[keyword]?.(value, asked, schema) ?? true);
}
