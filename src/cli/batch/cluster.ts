import { createHash } from "node:crypto";
import { canonicalJson, isJsonObject, type Json, type JsonObject, own } from "../../base/json.js";

/** A kind of failure that no rule matches, without the parts that differ from row to row, and a context in which it occurred. */
export interface Cluster {
  key: string;
  context: string;
}

/** Maximum length of a key. A longer one is cut and gets a hash. */
const MOST = 400;

/** The cluster of a redacted context that no rule matched: by provider, codes and message, or by its fields where it has none of these. */
export function clusterOf(context: Readonly<Record<string, unknown>>): Cluster {
  const failure = own(context, "failure");
  const signature = isJsonObject(failure) ? signatureOf(failure) : [];
  const key =
    signature.length > 0
      ? signature.join(" · ")
      : `fields: ${[...fieldsOf(context as JsonObject, "")].sort().join(", ") || "none"}`;
  return {
    key: key.length > MOST ? `${key.slice(0, MOST)}… ${sha(key)}` : key,
    context: canonicalJson(context as JsonObject),
  };
}

const sha = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

function signatureOf(failure: JsonObject): string[] {
  const word = (name: string): string[] => {
    const value = own(failure, name);
    return typeof value === "string" && value.trim() !== "" ? [value.trim().toLowerCase()] : [];
  };
  const codes = own(failure, "codes");
  const listed = (Array.isArray(codes) ? codes : []).map((entry) => `${own(entry, "scheme")}:${own(entry, "code")}`);
  const named = [
    ...word("code"),
    ...word("networkCode").map((code) => `network ${code}`),
    ...word("adviceCode").map((code) => `advice ${code}`),
    ...listed.map((code) => code.toLowerCase()).sort(),
  ];
  // The message counts only where there is no code.
  const said = named.length > 0 ? named : word("message").map((message) => `"${pattern(message)}"`);
  return said.length > 0 ? [...word("provider"), ...said] : [];
}

/** A message without its numbers, ids, quoted names and placeholders. */
export const pattern = (message: string): string =>
  message
    .replace(/<[A-Za-z]+_\d+[^<>]*>/g, "<…>")
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g, "<…>")
    .replace(/\b(?=[\w-]*\d)[\w-]{6,}\b/g, "#")
    .replace(/\d+(?:[.,:/]\d+)*/g, "#")
    .replace(/\s+/g, " ")
    .trim();

function* fieldsOf(value: Json, path: string): Generator<string> {
  if (Array.isArray(value)) {
    const seen = new Set(value.flatMap((entry) => [...fieldsOf(entry, `${path}[]`)]));
    yield* seen.size > 0 ? seen : [`${path}[]`];
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) yield* fieldsOf(value[key] as Json, path === "" ? key : `${path}.${key}`);
  } else yield path;
}
