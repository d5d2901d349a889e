import * as z from "zod/mini";
import { named, some } from "../base/schema.js";

/**
 * How near to the party that decided a scheme's codes stand. Of several codes the nearest speaks: the issuer's own word before the
 * provider's, the provider's before a bare status. Advice codes say what to do next and never name a cause.
 */
export const codeLevels = ["issuer", "provider", "status", "advice"] as const;

const retry = /* @__PURE__ */ (() =>
  z.enum(["now", "after_remedy", "later", "check_status_first", "never", "unknown"]))();

const codeRow = /* @__PURE__ */ (() =>
  z.strictObject({
    code: named,
    /** What the code says, in our own words (English). */
    meaning: named,
    /** The cause it means; null where it names none (an advice, a pending state, a success). */
    cause: z.nullable(z.string()),
    /** `certain` only where the provider's table defines exactly this cause. */
    certainty: z.optional(z.enum(["certain", "likely", "possible"])),
    /** Set where the code names a family of causes ("over a limit") and not one of them. */
    family: z.optional(z.enum(["limit"])),
    /** Set where the code is no failure: the payment is still under way, or went through. */
    state: z.optional(z.enum(["pending", "unknown", "succeeded", "expired", "cancelled"])),
    retry,
    /** ISO 8601 duration to wait before a retry, where the source gives one. */
    wait: z.optional(z.string().check(z.regex(/^P/))),
    /** Key of `sources`, where it differs from the scheme's. */
    source: z.optional(z.string()),
    /** Why this reading was chosen, where public sources disagree. */
    note: z.optional(z.string()),
  }))();

const scheme = /* @__PURE__ */ (() =>
  z.strictObject({
    level: z.enum(codeLevels),
    /** The field in which the provider sends these codes. */
    field: z.string(),
    /** "inside": the codes are looked for anywhere in the text that was sent, the longest first. Whole codes otherwise. */
    match: z.optional(z.enum(["whole", "inside"])),
    source: z.string(),
    codes: some(codeRow),
  }))();

/** One provider's codes, each with the cause it means and where that is written. */
export const codeTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** The name used in `failure.provider`, lower case. */
    provider: z.string().check(z.regex(/^[a-z0-9_]+$/)),
    name: z.string(),
    aliases: z.optional(z.array(z.string())),
    /** The scheme that `failure.code` stands for when only the provider is named. */
    mainScheme: z.string(),
    sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string(), date: z.iso.date() })),
    schemes: z.record(z.string(), scheme),
  }))();

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
export interface CodeTable extends z.infer<typeof codeTableSchema> {}
export interface CodeRow extends z.infer<typeof codeRow> {}

/** Code words and phrases that mean the same at every provider; used where a provider has no table of its own. */
export const genericTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** Words as whole codes, in lower snake case; a code is compared after its punctuation and casing are taken away. */
    words: z.array(
      z.strictObject({
        word: z.string().check(z.regex(/^[a-z0-9_]+$/)),
        cause: z.string(),
        family: z.optional(z.enum(["limit"])),
      }),
    ),
    /** Phrases looked for in a free-text message, lower case, any language. */
    phrases: z.array(
      z.strictObject({
        phrase: z.string().check(z.minLength(4)),
        cause: z.string(),
        family: z.optional(z.enum(["limit"])),
      }),
    ),
  }))();

export interface GenericTable extends z.infer<typeof genericTableSchema> {}
