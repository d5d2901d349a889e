import * as z from "zod/mini";
import type { JsonObject } from "../base/json.js";
import { documentation, kinds } from "./members.js";
import type { PlainShape } from "./parse.js";

const isOptional = (schema: z.core.$ZodType): boolean => schema instanceof z.ZodMiniOptional;

const leastEntries = (schema: z.ZodMiniArray): number | undefined =>
  schema._zod.def.checks?.find(
    (check): check is z.core.$ZodCheckMinLength => check instanceof z.core.$ZodCheckMinLength,
  )?._zod.def.minimum;

/** A schema as plain data, for the walk that checks input without zod. */
export function plainShapeOf(schema: z.core.$ZodType): PlainShape {
  const kind = kinds.get(schema)?.kind;
  if (kind !== undefined) return kind;
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return plainShapeOf(schema._zod.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return { either: schema._zod.def.options.map(plainShapeOf) };
  if (schema instanceof z.ZodMiniArray) {
    const list = plainShapeOf(schema._zod.def.element);
    const least = leastEntries(schema);
    return least === undefined ? { list } : { list, least };
  }
  if (schema instanceof z.ZodMiniRecord) {
    const each = plainShapeOf(schema._zod.def.valueType as z.core.$ZodType);
    return each === "any" ? "object" : { each };
  }
  if (!(schema instanceof z.ZodMiniObject)) {
    if (schema instanceof z.ZodMiniUnknown) return "any";
    throw new Error(`the walk has no shape for ${schema._zod.def.type}`);
  }
  const members = Object.entries(schema._zod.def.shape as Record<string, z.core.$ZodType>);
  const required = members.filter(([, member]) => !isOptional(member)).map(([name]) => name);
  const shapes = Object.fromEntries(members.map(([name, member]) => [name, plainShapeOf(member)]));
  const shape = required.length === 0 ? { members: shapes } : { members: shapes, required };
  return schema._zod.def.catchall === undefined ? shape : { ...shape, exact: true };
}

/** JSON Schema (2020-12) of a part of the input, with a sentence for every member. */
export function jsonSchemaOf(schema: z.core.$ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: "any",
    metadata: documentation,
    io: "input",
  });
  return rest as JsonObject;
}
