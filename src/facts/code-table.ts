// The types of code tables, written out: an app needs no zod to compile against them. A test holds that they are what the schemas in
// code-table-schema.ts accept.

/** One code of a provider and what it means. */
export interface CodeRow {
  code: string;
  /** What the code means, in our own words, in English. */
  meaning: string;
  /** The cause that it means; null when it names none (advice, a pending state, a success). */
  cause: string | null;
  /** `certain` only where the provider's table defines exactly this cause. */
  certainty?: "certain" | "likely" | "possible" | undefined;
  /** Set when the code means one of a family of causes ("over a limit") without saying which. */
  family?: "limit" | undefined;
  /** Set when the code is not a failure: the payment is pending, or succeeded. */
  state?: "pending" | "unknown" | "succeeded" | "expired" | "cancelled" | undefined;
  /** What the source says about another try; "unknown" where it says nothing. */
  retry: "now" | "after_remedy" | "later" | "check_status_first" | "never" | "unknown";
  /** Whether the same instrument can succeed later, where the source says so in these words. Otherwise it follows from `retry`. */
  decline?: "hard" | "soft" | undefined;
  /** ISO 8601 duration to wait before a retry, when the source gives one. */
  wait?: string | undefined;
  /** Key in `sources`, when it differs from the scheme's. */
  source?: string | undefined;
  /** Why this meaning was chosen, when public sources disagree. */
  note?: string | undefined;
}

/** The codes of one field. */
interface CodeScheme {
  /** How near its codes are to the party that decided. Advice codes say what to do next and never name a cause. */
  level: "issuer" | "provider" | "status" | "advice";
  /** The field in which the provider sends these codes. */
  field: string;
  /** "inside": the codes are searched for anywhere in the text, the longest first. Otherwise only whole codes match. */
  match?: "whole" | "inside" | undefined;
  /** Key in `sources`. */
  source: string;
  codes: CodeRow[];
}

/**
 * One provider's codes, each with the cause it means and where that is written: a file `codes/<provider>.json`.
 * @example
 * {
 *   provider: "acme",
 *   name: "Acme Pay",
 *   mainScheme: "acme.code",
 *   sources: { docs: { title: "Acme API", url: "https://acme.example/errors", date: "2026-11-22" } },
 *   schemes: {
 *     "acme.code": {
 *       level: "provider",
 *       field: "error_code",
 *       source: "docs",
 *       codes: [{ code: "E51", meaning: "too little money", cause: "balance.insufficient", certainty: "certain", retry: "after_remedy" }],
 *     },
 *   },
 * }
 */
export interface CodeTable {
  $schema?: string | undefined;
  /** The name used in `failure.provider`, lower case. */
  provider: string;
  name: string;
  /** Other names of the provider. */
  aliases?: string[] | undefined;
  /** The scheme of `failure.code` when only the provider is named. */
  mainScheme: string;
  /** Where the meanings are written, by a key of your own. `date` is when it was read, YYYY-MM-DD. */
  sources: Record<string, { title: string; url: string; date: string }>;
  /** By the name of the scheme, such as stripe.decline_code. */
  schemes: Record<string, CodeScheme>;
}

/** Code words and phrases that mean the same at every provider; used for providers without a table. */
export interface GenericTable {
  $schema?: string | undefined;
  /** Whole codes in lower snake case; codes are compared without punctuation and case. */
  words: { word: string; cause: string; family?: "limit" | undefined }[];
  /** Phrases searched for in a free-text message, in lower case, in any language. */
  phrases: { phrase: string; cause: string; family?: "limit" | undefined }[];
}
