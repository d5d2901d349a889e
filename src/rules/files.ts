import type { Action } from "../base/generated/names.js";
import type { Condition, Constant } from "./condition.js";

import type { TermName } from "./terms.js";

export type { Action } from "../base/generated/names.js";
export type { Profile } from "../context/generated/types.js";

// The types of the files in a rule set, written out: an app needs no zod to compile against them. A test holds that they are what the
// schemas in file-schemas.ts accept.

/**
 * The forms that a text may have beside its default: by what pays, by the kind of transaction, for an agent. They are preferred in this order.
 * @example
 * "card"
 */
export type FormName =
  | "card"
  | "wallet"
  | "bank"
  | "mobile_money"
  | "chain"
  | "pay"
  | "send"
  | "withdraw"
  | "top_up"
  | "refund"
  | "pay_out"
  | "agent";

/**
 * A text for each form that differs from the default.
 * @example
 * { default: "Use another payment method", card: "Use another card" }
 */
export type Forms<T = string> = { default: T } & { [F in FormName]?: T | undefined };

/**
 * One text, or several: the first whose every {fact} is known is used. Or such texts by form.
 * @example
 * ["Add {params.amount}", "Add money"]
 */
export type Template = string | string[] | Forms<string | string[]>;

interface RemedyText {
  title?: Template | undefined;
  /** What a reply to the customer says of it, in one sentence. */
  say?: Template | undefined;
  steps?: Template[] | undefined;
}

/**
 * A cause in one language. {placeholders} are facts, {term.*} words that depend on the transaction, such as "pay" or "send"; a part in
 * [[double brackets]] is left out where a fact in it is unknown.
 * @example
 * { title: "The shop is closed", explanation: "The shop is closed[[ until {extensions.opensAt}]]." }
 */
export interface CauseText {
  title: Template;
  /** The title with its number, such as "Fee not covered: short {balance.shortfall}". Default: the title. */
  heading?: Template | undefined;
  explanation: Template;
  /** What the customer sees where the cause is sensitive. */
  customer?: { title: Template; explanation: Template } | undefined;
  /** Other words for single rules, by the rule's name. */
  rules?: Record<string, { title?: Template | undefined; explanation: Template }> | undefined;
  /** Other words for a remedy than the action's own. */
  remedies?: Partial<Record<Action, RemedyText>> | undefined;
}
/**
 * A `locales/<tag>/<group>.json`: texts by cause code.
 * @example
 * { "merchant.closed": { title: "Toko tutup", explanation: "Toko sedang tutup." } }
 */
export interface LocaleFile {
  readonly $schema?: string;
  readonly [code: `${string}.${string}`]: CauseText;
}

/** One way out of a cause, as its file writes it. */
export interface RemedyRule {
  action: Action;
  who: "customer" | "payee" | "merchant" | "issuer" | "support";
  effort: "seconds" | "minutes" | "hours" | "days";
  /** Numbers by name, each a constant or a fact. */
  params?: Record<string, Constant | { fact: string }> | undefined;
  /** A wait that is offered although nobody knows when it ends: an outage is over some time, a limit without a reset is not. */
  openEnded?: true | undefined;
  /** Offered only where this holds on known facts. */
  when?: Condition | undefined;
}

/** One sign of a cause. */
interface CauseRule {
  name: string;
  /** "code": as certain as the code table says. */
  certainty: "certain" | "likely" | "possible" | "code";
  when: Condition;
  /** The facts that show it, at least one. */
  evidence: string[];
  /** The rule does not show whose it is: a cancelled transaction may have been cancelled by the customer or the merchant. */
  partyUnknown?: true | undefined;
}

/** A proof: a patch on the healthy baseline, and whether the cause is found then. */
interface RuleCase {
  name: string;
  /** JSON Merge Patch (RFC 7396) on rules/baseline.json. */
  given: unknown;
  expect: "match" | "no_match" | "unknown";
  /** RFC 3339 with an offset. Default: the time of the attempt. */
  now?: string | undefined;
}

/**
 * A cause file, `<group>/<name>.json`: when the cause holds, what to say, what to do, and the cases that prove it.
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
export interface CauseFile {
  /** The JSON Schema of the file, for editors. */
  $schema?: string | undefined;
  /** `<group>.<name>`: also the path of the file. */
  code: string;
  /** The version of the rules in which it came. */
  since: string;
  /** True but not blocking; listed as advice. */
  advice?: true | undefined;
  /** The customer sees less than the agent. */
  sensitive?: true | undefined;
  /** Only a human can resolve it. */
  needsHuman?: true | undefined;
  /** Whose it is to mend. */
  party?: "customer" | "payee" | "merchant" | "issuer" | "network" | "provider" | "wallet" | undefined;
  /** Money may be in other hands: nothing that moves money is advised, the retry is never, and there is no plan. */
  unsafe?: true | undefined;
  /** Applies to every status, also to a transaction that went through. */
  anyStatus?: true | undefined;
  /** Comes first whatever its certainty, and a code for it applies beside the code that decides. */
  safety?: true | undefined;
  /** Nobody knows whether money moved: the status is checked before anything else. */
  outcomeUnknown?: true | undefined;
  /** Decides the retry wherever the cause applies. Money may have moved where the status has to be checked first; "later" only where no code says otherwise; "after_remedy": never "now" because a code says so, somebody has to want it. */
  retry?: "never" | "check_status_first" | "later" | "after_remedy" | undefined;
  /** The attempt may be made again as it was: a retry keeps its reference. */
  sameReference?: true | undefined;
  /** Priority of an escalation; normal where it is not given. */
  priority?: "urgent" | "high" | undefined;
  /** What has to be ready for the human who takes over. */
  documents?: ("identity_document" | "proof_of_debit")[] | undefined;
  /** The amount is what is wrong: it counts for the largest amount that passes. */
  amount?: true | undefined;
  /** A provider's code may name the whole family ("over a limit", "not enough money") and not this one of it. */
  family?: "limit" | "funds" | undefined;
  /** A code for this cause means any of its family. */
  codeNamesFamily?: true | undefined;
  /** A top-up that meets this cause fails. */
  stopsTopUp?: true | undefined;
  /** A code that names no cause, and says only that the status has to be checked first, means this one. */
  codeOfUnknownOutcome?: true | undefined;
  /** On a refund or payout, which the merchant makes, a code for this cause means that one. */
  merchantCause?: string | undefined;
  /** Where the receiving account is the customer's own, on a top-up, withdrawal or refund, a code for this cause means that one. */
  ownCause?: string | undefined;
  /** Words for this cause that are about the payee mean that one; null where they say nothing of why it failed. */
  payeeCause?: string | null | undefined;
  /** A decline without a reason: every code that gives one is preferred to a code for this cause. */
  givesNoReason?: true | undefined;
  /** A provider code for this cause may cover more than its rules check, so facts that make the rules false do not contradict the code. */
  codeMayMeanMore?: true | undefined;
  /** General causes that this one replaces; with `when`, only where that condition holds. */
  replaces?: (string | { code: string; when: Condition })[] | undefined;
  /** Its signs, at least one. */
  rules: CauseRule[];
  /** Ways out, best first. */
  remedies: RemedyRule[];
  /** The English words. */
  text: CauseText;
  /** What proves the rules: cases that match, that just do not, and where a fact is unknown. */
  cases?: RuleCase[] | undefined;
}

/**
 * One edition of a card network's limit on tries after a decline.
 * @example
 * {
 *   id: "visa_soft_declines",
 *   brand: "visa",
 *   declines: "soft",
 *   counts: "retries",
 *   count: 20,
 *   window: "P30D",
 *   sameAmount: true,
 *   edition: "of your own",
 *   source: { title: "Your acquirer's rules", url: "https://acquirer.example/retries", date: "2026-11-28" },
 * }
 */
export interface RetryLimit {
  /** Editions of one rule share it: the newest edition applies. */
  id: string;
  /** As in `instrument.brand`. */
  brand: string;
  /** After which declines: "soft" leaves out those after which no retry may follow at all. */
  declines: "soft" | "all";
  /** "attempts" counts every failed attempt, "retries" only those after the first. */
  counts: "attempts" | "retries";
  count: number;
  /** ISO 8601 duration: an attempt counts for this long. */
  window: string;
  /** Whether only attempts with the same amount count. */
  sameAmount: boolean;
  /** The document of the network. */
  edition: string;
  /** From when it applies, YYYY-MM or YYYY-MM-DD, where the source says it. */
  since?: string | undefined;
  /** Where it was read; `date` is when. */
  source: { title: string; url: string; date: string };
  /** Where other sources say something else. */
  note?: string | undefined;
}

/**
 * The file `retry-limits.json`: how often the card networks allow to try a declined payment again.
 * @example
 * {
 *   limits: [
 *     {
 *       id: "visa_soft_declines",
 *       brand: "visa",
 *       declines: "soft",
 *       counts: "retries",
 *       count: 20,
 *       window: "P30D",
 *       sameAmount: true,
 *       edition: "Visa Core Rules of 18 April 2026, table 7-2",
 *       source: { title: "The acquirer's letter", url: "https://acquirer.example/rules", date: "2026-11-28" },
 *     },
 *   ],
 * }
 */
export interface RetryLimits {
  $schema?: string | undefined;
  limits: RetryLimit[];
}

/**
 * All general words of a language. `shell` and `terminal` are the texts around an answer; diagnosing alone needs none.
 * @example
 * function labelOf(words: Words, fact: string): string {
 *   return words.facts[fact] ?? fact;
 * }
 */
export interface Words {
  $schema?: string | undefined;
  actions: Record<Action, { title: Template; say: Template; steps: Template[] }>;
  /** Words whose form depends on the transaction, for {term.*} in texts. */
  terms: Record<TermName, Forms<string>>;
  facts: Record<string, string>;
  values: Record<string, string>;
  questions: Record<string, string>;
  phrases: Record<string, string>;
  /** Text around an answer in a terminal or on a page. */
  shell?: Readonly<Record<string, string>>;
  /** Text that only a terminal shows. */
  terminal?: Readonly<Record<string, string>> | undefined;
}

/**
 * A `locales/<tag>/words.json` of one's own. Over a language that is there it may hold any part; a new language needs every word.
 * @example
 * { facts: { "extensions.creditHold": "Credit hold" } }
 */
export interface SomeWords {
  $schema?: string | undefined;
  actions?: Partial<Record<Action, RemedyText>> | undefined;
  terms?: Partial<Record<TermName, Forms<string>>> | undefined;
  facts?: Record<string, string> | undefined;
  values?: Record<string, string> | undefined;
  questions?: Record<string, string> | undefined;
  phrases?: Record<string, string> | undefined;
  shell?: Record<string, string> | undefined;
  terminal?: Record<string, string> | undefined;
}
