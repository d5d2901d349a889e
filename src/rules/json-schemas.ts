import * as z from "zod/mini";
import type { Json, JsonObject } from "../base/json.js";
import { contextSchema, jsonSchemaOf } from "../context/schema.js";
import { codeTableSchema, genericTableSchema } from "../facts/code-table.js";
import { vocabulary } from "../facts/vocabulary.js";
import { operatorNames } from "./condition.js";
import { causeFileSchema, causeTextSchema, profileSchema, wordsSchema } from "./files.js";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/**
 * JSON Schema (2020-12) of a TransactionContext.
 * @example
 * import { contextJsonSchema } from "txwhy";
 *
 * console.log(contextJsonSchema().title); // TransactionContext
 */
export const contextJsonSchema = (): JsonObject => ({
  $schema: DRAFT,
  title: "TransactionContext",
  ...jsonSchemaOf(contextSchema),
});

const text: JsonObject = { type: "string" };
const texts: JsonObject = { type: "array", items: text };
const objectOf = (properties: JsonObject, ...optional: string[]): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/**
 * JSON Schema (2020-12) of a hand-off packet, version 1.
 * @example
 * import { packetJsonSchema } from "txwhy";
 *
 * console.log(packetJsonSchema().title); // HandoffPacket
 */
export function packetJsonSchema(): JsonObject {
  const code = objectOf({ provider: text, code: text });
  const cause = objectOf(
    {
      code: text,
      certainty: { enum: ["certain", "likely", "possible"] },
      rules: texts,
      providerCodes: { type: "array", items: code },
    },
    "providerCodes",
  );
  return {
    $schema: DRAFT,
    title: "HandoffPacket",
    ...objectOf({
      schema: { const: "txwhy.handoff/1" },
      reason: {
        enum: ["unknown_outcome", "needs_human", "conflicting_evidence", "remedies_exhausted", "no_rule_matched"],
      },
      priority: { enum: ["urgent", "high", "normal", "low"] },
      options: objectOf(
        { locale: text, now: text, audience: { enum: ["customer", "agent"] }, profile: {} },
        "now",
        "profile",
      ),
      ruleSet: objectOf({ id: text, version: text, hash: text }),
      context: jsonSchemaOf(contextSchema),
      causes: { type: "array", items: cause },
      questions: texts,
      conflicts: { type: "array", items: objectOf({ cause: text, facts: texts }) },
      tried: { type: "array", items: objectOf({ cause: text, actions: texts }) },
    }),
  };
}

/** JSON Schema of a rule file, with every fact and operator, so that an editor completes them. */
export function ruleJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(causeFileSchema, { unrepresentable: "any" }) as unknown as Json;
  const fact = {
    anyOf: [
      ...vocabulary.map(({ name, doc }): Json => ({ const: name, description: doc })),
      { type: "string", pattern: "^extensions\\." },
    ],
  };
  const factName = { $ref: "#/$defs/fact" };
  const constant = { type: ["string", "number", "boolean"] };
  const condition = { $ref: "#/$defs/condition" };
  const group = (name: string, inner: JsonObject): JsonObject => ({
    ...objectOf({ [name]: inner }),
    additionalProperties: false,
  });
  const leaf = {
    ...objectOf({
      fact: factName,
      operator: { enum: [...operatorNames] },
      value: {
        anyOf: [
          constant,
          { type: "array", items: constant },
          { ...objectOf({ fact: factName }), additionalProperties: false },
        ],
      },
    }),
    additionalProperties: false,
  };
  const many = { type: "array", minItems: 1, items: condition };
  const $defs = { fact, condition: { anyOf: [group("all", many), group("any", many), group("not", condition), leaf] } };
  return { ...(withConditions(schema, condition) as JsonObject), $defs };
}

/** Zod has no schema for conditions, because check.ts checks them. Here every `when` gets one. */
function withConditions(value: Json, condition: JsonObject): Json {
  if (Array.isArray(value)) return value.map((entry) => withConditions(entry, condition));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === "when" ? condition : withConditions(member, condition)]),
  );
}

/** JSON Schemas of every kind of file in rules/, by their file names there. */
export const fileSchemas = (): Record<string, JsonObject> => {
  const of = (schema: z.ZodMiniType): JsonObject =>
    z.toJSONSchema(schema, { unrepresentable: "any" }) as unknown as JsonObject;
  return {
    "rule.schema.json": ruleJsonSchema(),
    "words.schema.json": of(wordsSchema),
    "texts.schema.json": of(z.record(z.string(), causeTextSchema)),
    "provider.schema.json": of(codeTableSchema),
    "generic.schema.json": of(genericTableSchema),
    "profile.schema.json": of(profileSchema),
  };
};
