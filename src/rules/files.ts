import * as z from "zod/mini";
import type { Action } from "../base/generated/names.js";
import { named, several, some } from "../base/schema.js";
import type { Condition } from "./condition.js";

export type { Profile } from "../context/parse.js";
export { profileSchema } from "../context/profile.js";

// Schemas of the files in a rule set. Every schema is made by a call marked pure, so that a bundler can drop it, and zod with it, from an
// application that loads no rules of its own.

export const groups = [
  "risk",
  "transaction",
  "network",
  "provider",
  "authentication",
  "account",
  "instrument",
  "merchant",
  "balance",
  "fee",
  "limit",
  "payee",
  "issuer",
  "chain",
] as const;

export const actions = [
  "top_up",
  "reduce_amount",
  "increase_amount",
  "split_payment",
  "wait_until",
  "retry_now",
  "check_status",
  "raise_limit",
  "verify_identity",
  "make_room",
  "release_hold",
  "test_network",
  "switch_network",
  "use_secure_network",
  "use_other_method",
  "update_details",
  "link_instrument",
  "reset_payment_password",
  "enter_password_again",
  "wait_for_unlock",
  "request_new_code",
  "complete_challenge",
  "sign_in_again",
  "start_again",
  "correct_payee",
  "ask_payee",
  "contact_issuer",
  "contact_merchant",
  "contact_support",
  "secure_account",
  "turn_on_two_factor",
  "add_gas",
  "raise_fee",
  "reset_nonce",
] as const;
export type { Action };

/** Who can resolve a cause. */
export const parties = ["customer", "payee", "merchant", "issuer", "network", "provider", "wallet"] as const;
export const documents = ["identity_document", "proof_of_debit"] as const;
export const families = ["limit"] as const;

const constant = /* @__PURE__ */ (() => z.union([z.string(), z.number(), z.boolean()]))();
const factRef = /* @__PURE__ */ (() => z.strictObject({ fact: z.string() }))();
/** check.ts checks shape, facts and operators, and reports the exact path. */
const condition: z.ZodMiniType<Condition> = /* @__PURE__ */ (() =>
  z.custom<Condition>((value) => typeof value === "object" && value !== null))();

/** One text, or several: the first text whose {facts} are all known is used. */
const template = /* @__PURE__ */ (() => z.union([named, some(named)]))();
export type Template = z.infer<typeof template>;

const remedyText = /* @__PURE__ */ (() =>
  z.strictObject({ title: z.optional(template), steps: z.optional(some(template)) }))();

/** A cause in one language. */
export const causeTextSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    title: named,
    explanation: template,
    /** What the customer sees if the cause is sensitive. */
    customer: z.optional(z.strictObject({ title: named, explanation: template })),
    /** Texts for single rules; they replace the general ones. */
    rules: z.optional(z.record(z.string(), z.strictObject({ title: z.optional(z.string()), explanation: template }))),
    remedies: z.optional(z.partialRecord(z.enum(actions), remedyText)),
  }))();
/**
 * A cause in one language. {placeholders} are facts; a part in [[double brackets]] is left out if one of its facts is unknown.
 * @example
 * { title: "The shop is closed", explanation: "The shop is closed[[ until {extensions.opensAt}]]." }
 */
export interface CauseText extends z.infer<typeof causeTextSchema> {}
/**
 * A `locales/<tag>/<group>.json`: texts by cause code.
 * @example
 * { "merchant.closed": { title: "Toko tutup", explanation: "Toko sedang tutup." } }
 */
export interface LocaleFile {
  readonly $schema?: string;
  readonly [code: `${string}.${string}`]: CauseText;
}

const codeName = /* @__PURE__ */ (() => z.string().check(z.regex(/^[a-z]+\.[a-z0-9]+(?:_[a-z0-9]+)*$/)))();

const rule = /* @__PURE__ */ (() =>
  z.strictObject({
    name: z.string().check(z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)),
    /** "code": the code table gives the certainty. */
    certainty: z.enum(["certain", "likely", "possible", "code"]),
    when: condition,
    evidence: some(z.string()),
  }))();

const remedy = /* @__PURE__ */ (() =>
  z.strictObject({
    action: z.enum(actions),
    who: z.enum(["customer", "payee", "merchant", "issuer", "support"]),
    effort: z.enum(["seconds", "minutes", "hours", "days"]),
    params: z.optional(z.record(z.string(), z.union([constant, factRef]))),
    /** Offers a wait whose end is unknown. An outage ends at some time; a limit without a reset does not. */
    openEnded: z.optional(z.literal(true)),
    /** The remedy is offered only if known facts make this condition true. */
    when: z.optional(condition),
  }))();
export type RemedyRule = z.infer<typeof remedy>;

const ruleCase = /* @__PURE__ */ (() =>
  z.strictObject({
    name: named,
    given: z.unknown(),
    expect: z.enum(["match", "no_match", "unknown"]),
    now: z.optional(z.iso.datetime({ offset: true })),
  }))();

/** One cause: its rules, remedies, texts and test cases. */
export const causeFileSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    code: codeName,
    since: z.string(),
    /** The cause does not block the transaction; it is listed as advice. */
    advice: z.optional(z.literal(true)),
    /** The customer sees less than the agent. */
    sensitive: z.optional(z.literal(true)),
    /** Only a human can resolve it. */
    needsHuman: z.optional(z.literal(true)),
    /** Who can resolve it. */
    party: z.optional(z.enum(parties)),
    /** Somebody else may control the account: nothing that moves money is advised, the retry is "never", and there is no plan. */
    unsafe: z.optional(z.literal(true)),
    /** Applies to every status, even to a transaction that succeeded. */
    anyStatus: z.optional(z.literal(true)),
    /** It is unknown whether money moved: the status has to be checked before anything else. */
    outcomeUnknown: z.optional(z.literal(true)),
    /** Decides the retry. "check_status_first": money may have moved already. */
    retry: z.optional(z.enum(["never", "check_status_first"])),
    /** Priority of an escalation; normal if it is missing. */
    priority: z.optional(z.enum(["urgent", "high"])),
    /** Documents to prepare for an escalation. */
    documents: z.optional(some(z.enum(documents))),
    /** The cause is about the amount. If only a code shows it, the largest amount that passes is unknown. */
    amount: z.optional(z.literal(true)),
    /** Family of the cause. A provider's code may name only the family, such as "over a limit". */
    family: z.optional(z.enum(families)),
    /** A top-up that meets this cause fails. */
    stopsTopUp: z.optional(z.literal(true)),
    /** A decline without a reason. A code for another cause decides before a code for this one. */
    givesNoReason: z.optional(z.literal(true)),
    /** A provider code for this cause may cover more than its rules check, so facts that make the rules false do not contradict the code. */
    codeMayMeanMore: z.optional(z.literal(true)),
    /** General causes that this one replaces; with `when`, only if that condition is true. */
    replaces: z.optional(z.array(z.union([codeName, z.strictObject({ code: codeName, when: condition })]))),
    /** Facts that contradict each other if this condition is true, although the cause applies. */
    conflict: z.optional(z.strictObject({ when: condition, facts: several(z.string()) })),
    rules: some(rule),
    remedies: z.array(remedy),
    text: causeTextSchema,
    cases: z.optional(z.array(ruleCase)),
  }))();
/**
 * A cause file, `<group>/<name>.json`: its rules, remedies, texts and test cases.
 * @example
 * {
 *   code: "merchant.closed",
 *   since: "1.0.0",
 *   rules: [
 *     {
 *       name: "shop_closed",
 *       certainty: "certain",
 *       when: { all: [{ fact: "extensions.shopOpen", operator: "equal", value: false }] },
 *       evidence: ["extensions.shopOpen"],
 *     },
 *   ],
 *   remedies: [],
 *   text: { title: "The shop is closed", explanation: "The shop takes no payment now." },
 * }
 */
export interface CauseFile extends z.infer<typeof causeFileSchema> {}

/** The words of a language that belong to no single cause: actions, labels, questions, and sentences of the answer. */
export const wordsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    actions: z.record(z.enum(actions), z.strictObject({ title: template, steps: some(template) })),
    facts: z.record(z.string(), named),
    values: z.record(z.string(), named),
    questions: z.record(z.string(), named),
    phrases: z.record(z.string(), named),
    /** Text around an answer in a terminal or on a page. */
    shell: z.record(z.string(), named),
  }))();
/**
 * All general words of a language. `shell` is the text around an answer in a terminal or on a page; diagnosing alone needs none.
 * @example
 * function labelOf(words: Words, fact: string): string {
 *   return words.facts[fact] ?? fact;
 * }
 */
export type Words = Omit<z.infer<typeof wordsSchema>, "shell"> & { shell?: Readonly<Record<string, string>> };

const wordList = /* @__PURE__ */ (() => z.optional(z.record(z.string(), named)))();
/** Some of the words of a language; they replace the existing ones. */
export const someWordsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    actions: z.optional(
      z.partialRecord(
        z.enum(actions),
        z.strictObject({ title: z.optional(template), steps: z.optional(some(template)) }),
      ),
    ),
    facts: wordList,
    values: wordList,
    questions: wordList,
    phrases: wordList,
    shell: wordList,
  }))();
/**
 * Your own `locales/<tag>/words.json`. For an existing language it may have any of the words; a new language needs all of them.
 * @example
 * { facts: { "extensions.creditHold": "Credit hold" } }
 */
export interface SomeWords extends z.infer<typeof someWordsSchema> {}
