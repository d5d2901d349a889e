import words from "./words.json";

/** What a placeholder stands for. */
export type PlaceholderKind =
  | "CARD"
  | "IBAN"
  | "ACCOUNT"
  | "ID"
  | "PHONE"
  | "EMAIL"
  | "NAME"
  | "ADDRESS"
  | "CUSTOMER"
  | "IP"
  | "PAYEE"
  | "SECRET";

/** Lists are written in rows of words with commas between them. */
function unfold<T>(words: T): T {
  if (typeof words !== "object" || words === null) return words;
  if (Array.isArray(words) && typeof words[0] === "string") return words.flatMap((row: string) => row.split("|")) as T;
  if (Array.isArray(words)) return words.map(unfold) as T;
  return Object.fromEntries(Object.entries(words).map(([name, list]) => [name, unfold(list)])) as T;
}

/**
 * The words of words.json, in English, Chinese and Indonesian. `keyWords` are looked for in keys: a phrase is in lower case with single
 * spaces, and is found in camelCase, snake_case, kebab-case and full-width keys alike (see keys.ts). `proseWords` are looked for in
 * sentences and may be regular expressions, as the `shapes` of numbers and keys are.
 */
export const { keys: keyWords, prose: proseWords, shapes } = unfold(words);

/** One of several patterns. */
export const anyOf = (patterns: readonly string[]): string => patterns.join("|");
