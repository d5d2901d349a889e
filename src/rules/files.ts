import * as z from "zod/mini";
import { named, several, some } from "../base/schema.js";
import type { Condition } from "./engine.js";

export type { Profile } from "../context/parse.js";
export { profileSchema } from "../context/profile.js";

// The files of a rule set, as contract §9 has them. Every schema is made by a call marked pure: a bundler leaves it out of an app that
// never loads rules of its own, and zod with it.

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
export type Action = (typeof actions)[number];

export const localeTags = ["en", "zh-CN", "id"] as const;

const constant = /* @__PURE__ */ (() => z.union([z.string(), z.number(), z.boolean()]))();
const factRef = /* @__PURE__ */ (() => z.strictObject({ fact: z.string() }))();
/** Its shape, facts and operators are checked one by one in the load gate, which can name the place. */
const condition: z.ZodMiniType<Condition> = /* @__PURE__ */ (() =>
  z.custom<Condition>((value) => typeof value === "object" && value !== null))();

/** One text, or several: the first whose every {fact} is known is used. */
const template = /* @__PURE__ */ (() => z.union([named, some(named)]))();
export type Template = z.infer<typeof template>;

const remedyText = /* @__PURE__ */ (() =>
  z.strictObject({ title: z.optional(template), steps: z.optional(some(template)) }))();

/** A cause in one language. */
export const causeTextSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    title: named,
    explanation: template,
    /** What the customer is told where the cause is sensitive. */
    customer: z.optional(z.strictObject({ title: named, explanation: template })),
    /** Other words where a certain rule speaks. */
    rules: z.optional(z.record(z.string(), z.strictObject({ title: z.optional(z.string()), explanation: template }))),
    remedies: z.optional(z.partialRecord(z.enum(actions), remedyText)),
  }))();
export type CauseText = z.infer<typeof causeTextSchema>;

const codeName = /* @__PURE__ */ (() => z.string().check(z.regex(/^[a-z]+\.[a-z0-9]+(?:_[a-z0-9]+)*$/)))();

const rule = /* @__PURE__ */ (() =>
  z.strictObject({
    name: z.string().check(z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)),
    /** "code": as certain as the provider's table is of the code. */
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
    /** Offered only where this holds on known facts. */
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

/** One cause: when it holds, what to say, what to do, and its proof. */
export const causeFileSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    code: codeName,
    since: z.string(),
    /** True but not blocking: it is listed as advice. */
    advice: z.optional(z.literal(true)),
    /** The customer is told less than the agent. */
    sensitive: z.optional(z.literal(true)),
    /** Only a human can settle it. */
    needsHuman: z.optional(z.literal(true)),
    /** A code for this cause may mean more than the rules can see, so facts that make them false do not contradict it. */
    codeMayMeanMore: z.optional(z.literal(true)),
    /** General causes that this one stands in place of; with `when`, only where that holds. */
    replaces: z.optional(z.array(z.union([codeName, z.strictObject({ code: codeName, when: condition })]))),
    /** Facts that contradict each other where this holds, although the cause is decided. */
    conflict: z.optional(z.strictObject({ when: condition, facts: several(z.string()) })),
    rules: some(rule),
    remedies: z.array(remedy),
    text: causeTextSchema,
    cases: z.optional(z.array(ruleCase)),
  }))();
export type CauseFile = z.infer<typeof causeFileSchema>;

/** Everything said in a language that no cause owns: actions, labels, questions, sentences of the answer. */
export const wordsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    actions: z.record(z.enum(actions), z.strictObject({ title: template, steps: some(template) })),
    facts: z.record(z.string(), named),
    values: z.record(z.string(), named),
    questions: z.record(z.string(), named),
    phrases: z.record(z.string(), named),
    /** What stands around an answer in a terminal or on a page. */
    shell: z.record(z.string(), named),
  }))();
/** Whoever only diagnoses has no shell. */
export type Words = Omit<z.infer<typeof wordsSchema>, "shell"> & { shell?: Readonly<Record<string, string>> };
