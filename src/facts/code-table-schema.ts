import * as z from "zod/mini";
import { named, some } from "../base/schema.js";

/**
 * How near the codes of a scheme are to the party that decided. Of several codes the nearest counts: the issuer's before the provider's, the
 * provider's before a status. Advice codes say what to do next and never name a cause.
 */
export const codeLevels = ["issuer", "provider", "status", "advice"] as const;

const retry = /* @__PURE__ */ (() =>
  z.enum(["now", "after_remedy", "later", "check_status_first", "never", "unknown"]))();

const codeRow = /* @__PURE__ */ (() =>
  z.strictObject({
    code: named,
    /** What the code means, in our own words, in English. */
    meaning: named,
    /** The cause that it means; null when it names none (advice, a pending state, a success). */
    cause: z.nullable(z.string()),
    /** `certain` only where the provider's table defines exactly this cause. */
    certainty: z.optional(z.enum(["certain", "likely", "possible"])),
    /** Set when the code means one of a family of causes ("over a limit") without saying which. */
    family: z.optional(z.enum(["limit"])),
    /** Set when the code is not a failure: the payment is pending, or succeeded. */
    state: z.optional(z.enum(["pending", "unknown", "succeeded", "expired", "cancelled"])),
    /** What the source says about another try; "unknown" where it says nothing. */
    retry,
    /** Whether the same instrument can succeed later, where the source says so in these words. Otherwise it follows from `retry`. */
    decline: z.optional(z.enum(["hard", "soft"])),
    /** ISO 8601 duration to wait before a retry, when the source gives one. */
    wait: z.optional(z.string().check(z.regex(/^P/))),
    /** Key in `sources`, when it differs from the scheme's. */
    source: z.optional(z.string()),
    /** Why this meaning was chosen, when public sources disagree. */
    note: z.optional(z.string()),
  }))();

const scheme = /* @__PURE__ */ (() =>
  z.strictObject({
    level: z.enum(codeLevels),
    /** The field in which the provider sends these codes. */
    field: z.string(),
    /** "inside": the codes are searched for anywhere in the text, the longest first. Otherwise only whole codes match. */
    match: z.optional(z.enum(["whole", "inside"])),
    source: z.string(),
    codes: some(codeRow),
  }))();

/** The codes of one provider, each with the cause it means and its source. */
export const codeTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** The name used in `failure.provider`, lower case. */
    provider: z.string().check(z.regex(/^[a-z0-9_]+$/)),
    name: z.string(),
    aliases: z.optional(z.array(z.string())),
    /** The scheme of `failure.code` when only the provider is named. */
    mainScheme: z.string(),
    sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string(), date: z.iso.date() })),
    schemes: z.record(z.string(), scheme),
  }))();

/** Code words and phrases that mean the same at every provider; used for providers without a table. */
export const genericTableSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    /** Whole codes in lower snake case; codes are compared without punctuation and case. */
    words: z.array(
      z.strictObject({
        word: z.string().check(z.regex(/^[a-z0-9_]+$/)),
        cause: z.string(),
        family: z.optional(z.enum(["limit"])),
      }),
    ),
    /** Phrases searched for in a free-text message, in lower case, in any language. */
    phrases: z.array(
      z.strictObject({
        phrase: z.string().check(z.minLength(4)),
        cause: z.string(),
        family: z.optional(z.enum(["limit"])),
      }),
    ),
  }))();
