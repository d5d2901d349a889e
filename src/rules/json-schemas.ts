import * as z from "zod/mini";
import type { Json, JsonObject } from "../base/json.js";
import { assessmentSchema } from "../context/assessment.js";
import { jsonSchemaOf } from "../context/derive.js";
import { packetSchema } from "../context/packet.js";
import { contextSchema } from "../context/schema.js";
import { codeTableSchema, genericTableSchema, phraseTableSchema } from "../facts/code-table-schema.js";
import { meaningOf } from "../facts/meanings.js";
import { vocabulary } from "../facts/vocabulary.js";
import { operatorNames } from "./condition.js";
import { causeFileSchema, causeTextSchema, profileSchema, wordsSchema } from "./file-schemas.js";
import { retryLimitsSchema } from "./retry-limit-schema.js";

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
  ...jsonSchemaOf(contextSchema),
});

/**
 * JSON Schema (2020-12) of a hand-off packet, version 1.
 * @example
 * import { packetJsonSchema } from "txwhy";
 *
 * console.log(packetJsonSchema().title); // HandoffPacket
 */
export const packetJsonSchema = (): JsonObject => ({ $schema: DRAFT, ...jsonSchemaOf(packetSchema) });

/**
 * JSON Schema (2020-12) of an assessment.
 * @example
 * import { assessmentJsonSchema } from "txwhy";
 *
 * console.log(assessmentJsonSchema().title); // Assessment
 */
export const assessmentJsonSchema = (): JsonObject => ({ $schema: DRAFT, ...jsonSchemaOf(assessmentSchema) });

const objectOf = (properties: JsonObject): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});

/** JSON Schema of a rule file, with every fact and operator, so that an editor completes them. */
export function ruleJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(causeFileSchema, { unrepresentable: "any" }) as unknown as Json;
  const fact = {
    anyOf: [
      ...vocabulary.map(({ name }): Json => ({ const: name, description: meaningOf(name) as string })),
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

/** The version of the kinds of rule files, in the addresses of their schemas. */
const FILES_VERSION = 1;

/**
 * JSON Schemas of every kind of file in rules/, by their file names there. Each has an address that names it and leads nowhere: editors
 * find it by the relative `$schema` of a file.
 */
export const fileSchemas = (): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.entries(plainFileSchemas()).map(([file, { $schema, ...schema }]) => {
      const $id = `urn:txwhy:${file.replace(".schema.json", "")}/${FILES_VERSION}`;
      return [file, { ...($schema === undefined ? {} : { $schema }), $id, ...schema }];
    }),
  );

const plainFileSchemas = (): Record<string, JsonObject> => {
  const of = (schema: z.ZodMiniType, reused: "inline" | "ref" = "inline"): JsonObject =>
    z.toJSONSchema(schema, { unrepresentable: "any", reused }) as unknown as JsonObject;
  return {
    "rule.schema.json": ruleJsonSchema(),
    "words.schema.json": of(wordsSchema),
    "texts.schema.json": of(z.record(z.string(), causeTextSchema)),
    "provider.schema.json": of(codeTableSchema, "ref"),
    "generic.schema.json": of(genericTableSchema),
    "phrases.schema.json": of(phraseTableSchema),
    "retry-limits.schema.json": of(retryLimitsSchema),
    "profile.schema.json": { $schema: DRAFT, ...jsonSchemaOf(profileSchema) },
  };
};
