import { isJsonObject, type Json } from "../../base/json.js";
import { contextJsonSchema } from "../json-schemas.js";

/** The values that a fact can have at all. What is not given is not limited. */
export interface Domain {
  /** Of a text with a fixed list. */
  values?: readonly string[];
  /** The bounds belong to it. */
  least?: number;
  most?: number;
  /** Whole numbers only. */
  integer?: true;
}

let stated: ReadonlyMap<string, Domain> | undefined;

/**
 * The domains of facts: of those that a context states under the same name from its schema, of a code's cause from the causes there are.
 */
export function domainsWith(causes: readonly string[]): (fact: string) => Domain | undefined {
  stated ??= domainsIn(contextJsonSchema());
  const known = stated;
  const cause: Domain = { values: causes };
  return (fact) => (fact === "failure.cause" ? cause : known.get(fact));
}

/** The domains that a JSON Schema of two levels gives, by the names of both. */
export function domainsIn(schema: Json): Map<string, Domain> {
  const found = new Map<string, Domain>();
  for (const [area, inner] of membersOf(schema, schema)) {
    for (const [name, node] of membersOf(inner, schema)) {
      const domain = domainOf(node, schema);
      if (domain !== null) found.set(`${area}.${name}`, domain);
    }
  }
  return found;
}

/** A node without the null that every member allows; null where it has several forms. */
function plain(node: Json | undefined, schema: Json): Record<string, Json> | null {
  if (!isJsonObject(node)) return null;
  if (typeof node.$ref === "string") {
    const target = node.$ref
      .slice(2)
      .split("/")
      .reduce<Json | undefined>((at, key) => (isJsonObject(at) ? (at[key] as Json) : undefined), schema);
    return plain(target, schema);
  }
  if (!Array.isArray(node.anyOf)) return node as Record<string, Json>;
  const forms = (node.anyOf as Json[]).filter((form) => !(isJsonObject(form) && form.type === "null"));
  return forms.length === 1 ? plain(forms[0], schema) : null;
}

function membersOf(node: Json, schema: Json): [string, Json][] {
  const properties = plain(node, schema)?.properties;
  return isJsonObject(properties) ? (Object.entries(properties) as [string, Json][]) : [];
}

function domainOf(given: Json, schema: Json): Domain | null {
  const node = plain(given, schema);
  if (node === null) return null;
  if (Array.isArray(node.enum)) return { values: node.enum.filter((value) => typeof value === "string") };
  const types = [node.type].flat();
  if (!types.includes("number") && !types.includes("integer")) return null;
  return {
    ...(typeof node.minimum === "number" ? { least: node.minimum } : {}),
    ...(typeof node.maximum === "number" ? { most: node.maximum } : {}),
    ...(types.includes("integer") ? { integer: true as const } : {}),
  };
}
