import * as z from "zod/mini";
import { named, some } from "../base/schema.js";
import type { Condition } from "./condition.js";
import { forms, terms } from "./terms.js";

export { profileSchema } from "../context/profile.js";

// Schemas of the files in a rule set. Every schema is made by a call marked pure: a bundler leaves it out, and zod with it, where an
// application loads no rules of its own.

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

/** Whose it is to mend a cause. */
export const parties = ["customer", "payee", "merchant", "issuer", "network", "provider", "wallet"] as const;
export const documents = ["identity_document", "proof_of_debit"] as const;
export const families = ["limit", "funds"] as const;

const constant = /* @__PURE__ */ (() => z.union([z.string(), z.number(), z.boolean()]))();
const factRef = /* @__PURE__ */ (() => z.strictObject({ fact: z.string() }))();
/** check.ts checks shape, facts and operators, and reports the exact place. */
const condition: z.ZodMiniType<Condition> = /* @__PURE__ */ (() =>
  z.custom<Condition>((value) => typeof value === "object" && value !== null))();

/** The same by form; the default is needed. */
const byForm = <S extends z.ZodMiniType>(text: S) =>
  z.strictObject({
    default: text,
    ...(Object.fromEntries(forms.map((form) => [form, z.optional(text)])) as Record<
      (typeof forms)[number],
      z.ZodMiniOptional<S>
    >),
  });

/** One text, or several: the first whose every {fact} is known is used. Or such texts by form. */
const template = /* @__PURE__ */ (() => {
  const text = z.union([named, some(named)]);
  return z.union([named, some(named), byForm(text)]);
})();

const remedyText = /* @__PURE__ */ (() =>
  z.strictObject({ title: z.optional(template), say: z.optional(template), steps: z.optional(some(template)) }))();

/** A cause in one language. */
export const causeTextSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    title: template,
    heading: z.optional(template),
    explanation: template,
    /** What the customer sees where the cause is sensitive. */
    customer: z.optional(z.strictObject({ title: template, explanation: template })),
    /** Other words for single rules. */
    rules: z.optional(z.record(z.string(), z.strictObject({ title: z.optional(template), explanation: template }))),
    remedies: z.optional(z.partialRecord(z.enum(actions), remedyText)),
  }))();
const codeName = /* @__PURE__ */ (() => z.string().check(z.regex(/^[a-z]+\.[a-z0-9]+(?:_[a-z0-9]+)*$/)))();

const rule = /* @__PURE__ */ (() =>
  z.strictObject({
    name: z.string().check(z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)),
    /** "code": as certain as the code table says. */
    certainty: z.enum(["certain", "likely", "possible", "code"]),
    when: condition,
    evidence: some(z.string()),
    /** The rule does not show whose it is: a cancelled transaction may have been cancelled by the customer or the merchant. */
    partyUnknown: z.optional(z.literal(true)),
  }))();

const remedy = /* @__PURE__ */ (() =>
  z.strictObject({
    action: z.enum(actions),
    who: z.enum(["customer", "payee", "merchant", "issuer", "support"]),
    effort: z.enum(["seconds", "minutes", "hours", "days"]),
    params: z.optional(z.record(z.string(), z.union([constant, factRef]))),
    /** A wait that is offered although nobody knows when it ends: an outage is over some time, a limit without a reset is not. */
    openEnded: z.optional(z.literal(true)),
    /** Offered only where this holds on known facts. */
    when: z.optional(condition),
  }))();

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
    /** True but not blocking; listed as advice. */
    advice: z.optional(z.literal(true)),
    /** The customer sees less than the agent. */
    sensitive: z.optional(z.literal(true)),
    /** Only a human can resolve it. */
    needsHuman: z.optional(z.literal(true)),
    /** Whose it is to mend. */
    party: z.optional(z.enum(parties)),
    /** Money may be in other hands: nothing that moves money is advised, the retry is never, and there is no plan. */
    unsafe: z.optional(z.literal(true)),
    /** Applies to every status, also to a transaction that went through. */
    anyStatus: z.optional(z.literal(true)),
    /** Comes first whatever its certainty, and a code for it applies beside the code that decides. */
    safety: z.optional(z.literal(true)),
    /** Nobody knows whether money moved: the status is checked before anything else. */
    outcomeUnknown: z.optional(z.literal(true)),
    /** Decides the retry wherever the cause applies. Money may have moved where the status has to be checked first; "later" only where no code says otherwise; "after_remedy": never "now" because a code says so, somebody has to want it. */
    retry: z.optional(z.enum(["never", "check_status_first", "later", "after_remedy"])),
    /** The attempt may be made again as it was: a retry keeps its reference. */
    sameReference: z.optional(z.literal(true)),
    /** Priority of an escalation; normal where it is not given. */
    priority: z.optional(z.enum(["urgent", "high"])),
    /** What has to be ready for the human who takes over. */
    documents: z.optional(some(z.enum(documents))),
    /** The amount is what is wrong: it counts for the largest amount that passes. */
    amount: z.optional(z.literal(true)),
    /** A provider's code may name the whole family ("over a limit", "not enough money") and not this one of it. */
    family: z.optional(z.enum(families)),
    /** A code for this cause means any of its family. */
    codeNamesFamily: z.optional(z.literal(true)),
    /** A top-up that meets this cause fails. */
    stopsTopUp: z.optional(z.literal(true)),
    /** A code that names no cause, and says only that the status has to be checked first, means this one. */
    codeOfUnknownOutcome: z.optional(z.literal(true)),
    /** On a refund or payout, which the merchant makes, a code for this cause means that one. */
    merchantCause: z.optional(codeName),
    /** Where the receiving account is the customer's own, on a top-up, withdrawal or refund, a code for this cause means that one. */
    ownCause: z.optional(codeName),
    /** Words for this cause that are about the payee mean that one; null where they say nothing of why it failed. */
    payeeCause: z.optional(z.nullable(codeName)),
    /** A decline without a reason: every code that gives one is preferred to a code for this cause. */
    givesNoReason: z.optional(z.literal(true)),
    /** A provider code for this cause may cover more than its rules check, so facts that make the rules false do not contradict the code. */
    codeMayMeanMore: z.optional(z.literal(true)),
    /** General causes that this one replaces; with `when`, only where that condition holds. */
    replaces: z.optional(z.array(z.union([codeName, z.strictObject({ code: codeName, when: condition })]))),
    rules: some(rule),
    remedies: z.array(remedy),
    text: causeTextSchema,
    cases: z.optional(z.array(ruleCase)),
  }))();
/** The words of a language that belong to no single cause: actions, labels, questions, sentences of the answer. */
export const wordsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    actions: z.record(z.enum(actions), z.strictObject({ title: template, say: template, steps: some(template) })),
    terms: z.record(z.enum(terms), byForm(named)),
    facts: z.record(z.string(), named),
    values: z.record(z.string(), named),
    questions: z.record(z.string(), named),
    phrases: z.record(z.string(), named),
    /** Text around an answer in a terminal or on a page. */
    shell: z.record(z.string(), named),
    /** Text that only a terminal shows. */
    terminal: z.record(z.string(), named),
  }))();
const wordList = /* @__PURE__ */ (() => z.optional(z.record(z.string(), named)))();
/** Some of the words of a language, laid over those that are there. */
export const someWordsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    actions: z.optional(z.partialRecord(z.enum(actions), remedyText)),
    terms: z.optional(z.partialRecord(z.enum(terms), byForm(named))),
    facts: wordList,
    values: wordList,
    questions: wordList,
    phrases: wordList,
    shell: wordList,
    terminal: wordList,
  }))();
