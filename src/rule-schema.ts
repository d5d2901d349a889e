import * as z from "zod";
import type { Condition } from "./engine.js";
import { isTimeZone } from "./time.js";

/** The files of a rule set, as contract §9 has them. */

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

const constant = z.union([z.string(), z.number(), z.boolean()]);
const factRef = z.strictObject({ fact: z.string() });
/** Its shape, facts and operators are checked one by one in the load gate, which can name the place. */
const condition: z.ZodType<Condition> = z.custom<Condition>((value) => typeof value === "object" && value !== null);

/** One text, or several: the first whose every {fact} is known is used. */
const template = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export type Template = z.infer<typeof template>;

const remedyText = z.strictObject({ title: template.optional(), steps: z.array(template).min(1).optional() });

/** A cause in one language. */
export const causeTextSchema = z.strictObject({
  title: z.string().min(1),
  explanation: template,
  /** What the customer is told where the cause is sensitive. */
  customer: z.strictObject({ title: z.string().min(1), explanation: template }).optional(),
  /** Other words where a certain rule speaks. */
  rules: z.record(z.string(), z.strictObject({ title: z.string().optional(), explanation: template })).optional(),
  remedies: z.partialRecord(z.enum(actions), remedyText).optional(),
});
export type CauseText = z.infer<typeof causeTextSchema>;

const codeName = z.string().regex(/^[a-z]+\.[a-z0-9]+(?:_[a-z0-9]+)*$/);

const rule = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/),
  /** "code": as certain as the provider's table is of the code. */
  certainty: z.enum(["certain", "likely", "possible", "code"]),
  when: condition,
  evidence: z.array(z.string()).min(1),
});

const remedy = z.strictObject({
  action: z.enum(actions),
  who: z.enum(["customer", "payee", "merchant", "issuer", "support"]),
  effort: z.enum(["seconds", "minutes", "hours", "days"]),
  params: z.record(z.string(), z.union([constant, factRef])).optional(),
  /** Offered only where this holds on known facts. */
  when: condition.optional(),
});
export type RemedyRule = z.infer<typeof remedy>;

const ruleCase = z.strictObject({
  name: z.string().min(1),
  given: z.unknown(),
  expect: z.enum(["match", "no_match", "unknown"]),
  now: z.iso.datetime({ offset: true }).optional(),
});

/** One cause: when it holds, what to say, what to do, and its proof. */
export const causeFileSchema = z.strictObject({
  $schema: z.string().optional(),
  code: codeName,
  since: z.string(),
  /** True but not blocking: it is listed as advice. */
  advice: z.literal(true).optional(),
  /** The customer is told less than the agent. */
  sensitive: z.literal(true).optional(),
  /** Only a human can settle it. */
  needsHuman: z.literal(true).optional(),
  /** A code for this cause may mean more than the rules can see, so facts that make them false do not contradict it. */
  codeMayMeanMore: z.literal(true).optional(),
  /** General causes that this one stands in place of; with `when`, only where that holds. */
  replaces: z.array(z.union([codeName, z.strictObject({ code: codeName, when: condition })])).optional(),
  /** Facts that contradict each other where this holds, although the cause is decided. */
  conflict: z.strictObject({ when: condition, facts: z.array(z.string()).min(2) }).optional(),
  rules: z.array(rule).min(1),
  remedies: z.array(remedy),
  text: causeTextSchema,
  cases: z.array(ruleCase).optional(),
});
export type CauseFile = z.infer<typeof causeFileSchema>;

/** Everything said in a language that no cause owns: actions, labels, questions, sentences of the answer. */
export const wordsSchema = z.strictObject({
  $schema: z.string().optional(),
  actions: z.record(z.enum(actions), z.strictObject({ title: template, steps: z.array(template).min(1) })),
  facts: z.record(z.string(), z.string().min(1)),
  values: z.record(z.string(), z.string().min(1)),
  questions: z.record(z.string(), z.string().min(1)),
  phrases: z.record(z.string(), z.string().min(1)),
});
export type Words = z.infer<typeof wordsSchema>;

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const daily = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1),
  from: z.string().regex(CLOCK),
  to: z.string().regex(CLOCK),
});
const byLocale = <T extends z.ZodType>(inner: T) => z.record(z.string(), inner);

/** A wallet's support directory and password policy. Channels never come from pasted input. */
export const profileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9_-]+$/),
  name: z.string(),
  channels: z.array(
    z.strictObject({
      kind: z.enum(["phone", "chat", "email"]),
      address: z.string().min(1).optional(),
      /** "always", or opening hours (1 Monday to 7 Sunday) in the time zone. Unknown where it is missing. */
      hours: z.union([z.literal("always"), z.array(daily).min(1)]).optional(),
      timeZone: z.string().refine(isTimeZone, "expected an IANA time zone, such as Asia/Jakarta").optional(),
      languages: z.array(z.string()).optional(),
      needsLogin: z.boolean().optional(),
    }),
  ),
  passwordPolicy: z
    .strictObject({
      contains: z.array(z.enum(["letters", "digits", "special_characters"])),
      notPrevious: z.boolean(),
    })
    .optional(),
  /** The steps that reset the payment password, in each language. */
  resetSteps: byLocale(z.array(z.string().min(1)).min(1)).optional(),
  source: z.strictObject({
    title: z.string(),
    url: z.string().optional(),
    date: z.iso.date(),
    verified: z.string().optional(),
  }),
});
export type Profile = z.infer<typeof profileSchema>;
