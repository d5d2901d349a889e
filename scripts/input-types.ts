import * as z from "zod/mini";
import { documentation } from "../src/context/members.js";

/**
 * TypeScript for schemas of the input: an interface for each named object and an alias for each named value, with the schema's sentences
 * as docstrings. An app gets these instead of types inferred from zod, so that its editor shows the sentences and needs no zod.
 */
export function typesOf(schemas: readonly z.core.$ZodType[], examples: Readonly<Record<string, string>>): string[] {
  const written = new Map<string, string[]>();
  for (const schema of schemas) typeText(schema, written, examples);
  return [...written.values()].flat();
}

type Schema = z.core.$ZodType;
type Written = Map<string, string[]>;
type Examples = Readonly<Record<string, string>>;

const LINE = 110;

/** A docstring of whole lines. */
function docstring(sentence: string, example: string | undefined, indent: string): string[] {
  const lines = [""];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1) as string;
    if (last !== "" && last.length + word.length >= LINE) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  if (example !== undefined) lines.push("@example", ...example.split("\n"));
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
}

const quoted = (value: unknown): string => JSON.stringify(value);
const isOptional = (schema: Schema): boolean => schema instanceof z.ZodMiniOptional;

function typeText(schema: Schema, written: Written, examples: Examples): string {
  const again = (inner: Schema): string => typeText(inner, written, examples);
  if (schema instanceof z.ZodMiniOptional) return `${again(schema._zod.def.innerType)} | undefined`;
  if (schema instanceof z.ZodMiniNullable) return `${again(schema._zod.def.innerType)} | null`;
  if (schema instanceof z.ZodMiniUnion) return schema._zod.def.options.map(again).join(" | ");
  if (schema instanceof z.ZodMiniArray) {
    const element = again(schema._zod.def.element);
    return `readonly ${element.includes("|") ? `(${element})` : element}[]`;
  }
  if (schema instanceof z.ZodMiniRecord)
    return `Readonly<Record<string, ${again(schema._zod.def.valueType as Schema)}>>`;
  if (schema instanceof z.ZodMiniEnum) return Object.values(schema._zod.def.entries).map(quoted).join(" | ");
  if (schema instanceof z.ZodMiniBoolean) return "boolean";
  if (schema instanceof z.ZodMiniNumber) return "number";
  if (schema instanceof z.ZodMiniString) return "string";
  if (schema instanceof z.ZodMiniObject) return interfaceName(schema, written, examples);
  if (schema instanceof z.ZodMiniCustom) return aliasName(schema, written, examples);
  if (schema instanceof z.ZodMiniUnknown) return "unknown";
  throw new Error(`there is no type for ${schema._zod.def.type}`);
}

function interfaceName(schema: z.ZodMiniObject, written: Written, examples: Examples): string {
  const { title: name, description = "" } = documentation.get(schema) ?? {};
  if (name === undefined) throw new Error("an object of the input needs a name");
  if (written.has(name)) return name;
  const lines: string[] = [];
  // Its place is taken first, so that a type stands before the types of its members.
  written.set(name, lines);
  lines.push(...docstring(description, examples[name], ""), `export interface ${name} {`);
  for (const [key, member] of Object.entries(schema._zod.def.shape as Record<string, Schema>)) {
    lines.push(...docstring(documentation.get(member)?.description ?? "", undefined, "  "));
    lines.push(`  ${key}${isOptional(member) ? "?" : ""}: ${typeText(member, written, examples)};`);
  }
  lines.push("}");
  return name;
}

function aliasName(schema: z.ZodMiniCustom, written: Written, examples: Examples): string {
  // A member's own copy has the member's sentence; the value's is its parent's.
  const { title: name, anyOf } = documentation.get(schema) ?? {};
  const type = Array.isArray(anyOf) ? anyOf.map(({ type }: { type: string }) => type).join(" | ") : "string";
  if (name === undefined) return type;
  const { description = "" } = documentation.get(schema._zod.parent ?? schema) ?? {};
  if (!written.has(name))
    written.set(name, [...docstring(description, examples[name], ""), `export type ${name} = ${type};`]);
  return name;
}
