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
  | "PAYEE"
  | "SECRET";

/**
 * The words of words.json, in English, Chinese and Indonesian. `keyWords` are looked for in keys: a phrase is in lower case with single
 * spaces, and is found in camelCase, snake_case, kebab-case and full-width keys alike (see keys.ts). `proseWords` are looked for in
 * sentences and may be regular expressions, as the `shapes` of numbers and keys are.
 */
export const { keys: keyWords, prose: proseWords, shapes } = words;

/** One of several patterns. */
export const anyOf = (patterns: readonly string[]): string => patterns.join("|");
