import type {
  AssessedCause,
  AssessedFact,
  AssessedRemedy,
  Assessment,
  TransactionSummary,
} from "../base/assessment.js";
import { parseInstant } from "../base/time.js";
import { isWait } from "../remedies/policy.js";
import type { Profile } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { formsOf } from "./forms.js";
import { chooseLocale } from "./locale.js";
import { deskOrder, neededSteps } from "./order.js";
import { type ReplyNote, replyNote } from "./reply-notes.js";
import { type ReplyMessage, writtenFor } from "./reply-text.js";
import { smsLength } from "./sms.js";
import { AnswerTexts, type View } from "./texts.js";
import type { Wording } from "./wording.js";

/**
 * How a reply is sent. It decides its length and form.
 * @example
 * "chat"
 */
export type ReplyChannel = "email" | "chat" | "sms";

/**
 * The message to the customer, ready to send.
 * @example
 * {
 *   locale: "en",
 *   subject: "Your payment of $100.00",
 *   text: "Your payment of $100.00 did not go through. The device had no internet connection.",
 *   notes: [],
 * }
 */
export interface Reply {
  /** The language it is written in. */
  readonly locale: string;
  /** For an email; the other channels have no use for it. */
  readonly subject: string;
  readonly text: string;
  /** For the one who sends it, in English: what was left out and why, and the length of an SMS. */
  readonly notes: readonly ReplyNote[];
}

/** What a reply is made with, beside the assessment. */
export interface ReplyWish {
  /** If undefined, the customer's locale is used. */
  locale: string | undefined;
  profile: Profile;
  rules: CompiledRuleSet;
  channel: ReplyChannel;
  /** When it is sent, RFC 3339. If undefined, the time as of which the assessment was made. */
  now: string | undefined;
  /** Whether a colleague is really looking into it: only then does the reply say so. */
  handedOver: boolean;
}

/** The items of a hand-over that only the customer can provide. An identity document is never asked for in a message. */
const CUSTOMERS_PART = ["account_details", "transaction_id", "proof_of_debit"];
/** Nobody can use a longer one, and a text that somebody else wrote does not belong in our message. */
const LONGEST_REFERENCE = 64;
/** More causes than this in one message help nobody. */
const MOST_CAUSES = 2;

/** The message to the customer: what was tried, why it failed, what to do. True at `now`, and without a code or a provider's name. */
export function replyTo(assessment: Assessment, wish: ReplyWish): Reply {
  const { facts } = assessment;
  const { locale } = chooseLocale(wish.locale ?? (facts["customer.locale"]?.value as string | undefined), wish.rules);
  const writer = new ReplyWriter(assessment, wish, locale);
  const message = writer.message();
  const { subject, text } = writtenFor(message, wish, writer.wording);
  const { encoding, characters, segments } = smsLength(text);
  const length = wish.channel === "sms" ? [replyNote("sms_length", { encoding, characters, segments })] : [];
  return { locale, subject, text, notes: [...message.notes, ...length] };
}

/** The latest of two times; undefined where neither is known. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (parseInstant(one) ?? 0) >= (parseInstant(other) ?? 0) ? one : other;
}

/**
 * Without the times that have passed by now: they would read as a broken promise. Where the reply itself says when to try again, the
 * sentence about the cause need not. Those of the transaction itself are history, and stay.
 */
function stillAhead({ facts, retry }: Assessment, now: number | undefined): Assessment["facts"] {
  const isLeftOut = (name: string, { kind, value }: AssessedFact): boolean =>
    kind === "time" &&
    !name.startsWith("transaction.") &&
    (retry.notBefore !== undefined || (now !== undefined && (parseInstant(String(value)) ?? 0) <= now));
  return Object.fromEntries(Object.entries(facts).filter(([name, fact]) => !isLeftOut(name, fact)));
}

class ReplyWriter {
  readonly #assessment: Assessment;
  readonly #wish: ReplyWish;
  readonly #texts: AnswerTexts;
  readonly wording: Wording;
  readonly #nowText: string | undefined;
  readonly #now: number | undefined;

  constructor(assessment: Assessment, wish: ReplyWish, locale: string) {
    this.#assessment = assessment;
    this.#wish = wish;
    this.#nowText = later(wish.now, assessment.facts.now?.value as string | undefined);
    this.#now = this.#nowText === undefined ? undefined : parseInstant(this.#nowText);
    const { rules, profile } = wish;
    const { said, transaction } = assessment;
    const facts = stillAhead(assessment, this.#now);
    const year = this.#nowText?.slice(0, 4);
    const view: View = { locale, audience: "customer", profile, rules, ...(year === undefined ? {} : { year }) };
    this.#texts = new AnswerTexts(view, { facts, said, transaction });
    this.wording = this.#texts.wording;
  }

  message(): ReplyMessage {
    const { verdict, causes, retry, conflicts, transaction } = this.#assessment;
    const risk = causes.find((cause) => this.#isRisk(cause));
    if (risk !== undefined) return this.#risk(risk);
    if (verdict === "not_failed") return { ...this.#empty(this.#calm(transaction)), ending: "help" };
    const paid = causes.find((cause) => this.#mayHavePaid(cause));
    if (paid !== undefined || retry.when === "check_status_first") return this.#unsettled(paid);
    const [lead] = causes;
    if (lead === undefined) return this.#open("reply_open", "reason_open");
    if (conflicts.some(({ cause }) => cause === lead.code)) return this.#open("reply_neutral", "conflicting_evidence");
    // A guess of ours is no reason to give; what a provider's code says, carefully put, is one.
    if (lead.certainty === "possible" && lead.providerCodes === undefined)
      return this.#open("reply_open", "reason_open");
    return this.#explained(lead);
  }

  #isRisk({ code, sensitive }: AssessedCause): boolean {
    const cause = this.#wish.rules.byCode.get(code);
    return sensitive === true || cause?.file.unsafe === true || cause?.groupName === "risk";
  }

  #mayHavePaid({ code }: AssessedCause): boolean {
    const file = this.#wish.rules.byCode.get(code)?.file;
    return file?.outcomeUnknown === true || file?.retry === "check_status_first";
  }

  /** Whoever writes may not be the account's holder: the risk alone, no balance, no attempts left, no other cause. */
  #risk(cause: AssessedCause): ReplyMessage {
    const remedy = cause.remedies.find(({ action }) => action !== "use_other_method");
    const isAboutRisk = this.#wish.rules.byCode.get(cause.code)?.groupName === "risk";
    return {
      ...this.#empty(isAboutRisk ? "about" : this.#failed()),
      ...this.#reasons([cause]),
      what: remedy === undefined ? [] : this.#say(cause.code, remedy),
      more: [
        ...(remedy?.action === "secure_account" ? [this.wording.phrase("reply_never")] : []),
        ...this.#handedOver(),
        this.wording.phrase("reply_safe"),
      ],
      notes: [replyNote("risk_only")],
    };
  }

  /** Money may have moved: nothing that pays is offered until the result is known. */
  #unsettled(cause: AssessedCause | undefined): ReplyMessage {
    const check = cause?.remedies.find(({ action }) => action === "check_status");
    return {
      ...this.#empty("about"),
      ...(cause === undefined ? this.#reason("reply_open") : this.#reasons([cause])),
      what: check === undefined ? [this.wording.phrase("reply_check")] : this.#say(cause?.code ?? "", check),
      more: [...this.#send(), ...this.#handedOver()],
      notes: [replyNote("money_may_have_moved")],
    };
  }

  /** The reason cannot be named: nothing is claimed, and the customer is asked for what would decide. */
  #open(phrase: "reply_open" | "reply_neutral", note: "reason_open" | "conflicting_evidence"): ReplyMessage {
    const { when } = this.#assessment.retry;
    const retry = when === "never" ? [this.wording.phrase("reply_never")] : when === "later" ? this.#wait() : [];
    return {
      ...this.#empty(this.#failed()),
      ...this.#reason(phrase),
      what: [...retry, this.wording.phrase("reply_show")],
      more: this.#handedOver(),
      notes: [replyNote(note)],
    };
  }

  #explained(lead: AssessedCause): ReplyMessage {
    const { causes, plan, verdict, retry, escalation } = this.#assessment;
    const remedies = this.#useful(lead);
    const [first] = remedies;
    const hasFee = this.#wish.rules.byCode.get(lead.code)?.groupName === "fee" && first?.action === "top_up";
    // A sum with the network's fee in it is the one request for coins: another for the same fee would double it.
    const isMet = ({ action }: Pick<AssessedRemedy, "action">): boolean => hasFee && action === "add_gas";
    const sure = causes
      .filter((cause) => cause === lead || (cause.certainty !== "possible" && !cause.remedies.some(isMet)))
      .slice(0, MOST_CAUSES);
    const message = { ...this.#empty(this.#failed()), ...this.#reasons(sure) };
    const isTried = escalation?.reason === "remedies_exhausted" && lead.remedies.some(({ tried }) => tried === true);
    if (first === undefined || first.action === "contact_support" || isTried) {
      const tried = isTried ? [this.wording.phrase("reply_tried")] : [];
      const send = this.#send();
      const ask = send.length > 0 ? send : this.#say(lead.code, { action: "contact_support", params: {} });
      return { ...message, what: [...tried, ...ask], more: this.#handedOver() };
    }
    const needed = neededSteps(first, plan).filter((step) => !isMet(step));
    if (verdict === "wait" || (needed.length === 0 && isWait(first.action))) {
      const raise = remedies.find(({ action }) => action === "raise_limit");
      const passed = retry.notBefore !== undefined && this.#isPast(retry.notBefore);
      return {
        ...message,
        what: this.#wait(),
        more: [...this.#alternative(lead.code, first, raise), ...this.#handedOver()],
        ending: "close",
        notes: passed ? [replyNote("wait_is_over")] : [],
      };
    }
    // Where no plan is known, each reason has its own remedy.
    const each = sure.flatMap((cause) =>
      this.#useful(cause)
        .slice(0, 1)
        .map((one) => ({ cause: cause.code, ...one })),
    );
    const steps =
      needed.length > 0 ? needed : first.verified === "clears_all" ? [{ cause: lead.code, ...first }] : each;
    const what = steps.flatMap(({ cause, ...step }) => this.#ifChanged(step, this.#say(cause, step)));
    return {
      ...message,
      what: this.#inOrder([...new Set(what)]),
      steps: steps.length > 1 ? [] : this.#steps(lead.code, first),
      more: [...(steps.length > 1 ? [] : this.#alternative(lead.code, first, remedies[1])), ...this.#handedOver()],
      // "If it fails again, please reply to this message" was said.
      ending: first.action === "retry_now" ? undefined : "close",
    };
  }

  /** Of several steps only the last says to try again: before it there is no use in that. */
  #inOrder(steps: readonly string[]): string[] {
    const again = this.wording.fill(" {term.again}", { fact: () => undefined, param: () => undefined }) ?? "";
    const stop = this.wording.phrase("full_stop");
    const end = this.wording.phrase("reply_then", { again: again.trim() }) + stop;
    return steps.map((text, i) =>
      i < steps.length - 1 && text.endsWith(end) ? text.slice(0, -end.length) + stop : text,
    );
  }

  #steps(code: string, { action, params }: AssessedRemedy): string[] {
    // Without an amount it is only a guess that money has to be added, and where.
    const isGuess = action === "top_up" && (params as { amount?: unknown }).amount === undefined;
    return isGuess ? [] : this.#texts.remedy(code, action, params).steps;
  }

  /** What the customer can have done for a cause, as a desk would say it. */
  #useful({ remedies }: AssessedCause): AssessedRemedy[] {
    // Nobody adds money to a card: what stands behind it is another account's.
    const isCard = formsOf(this.#assessment.transaction, "customer").includes("card");
    return deskOrder(remedies).filter(
      ({ action, verified }) => verified !== "fails" && (!isCard || action !== "top_up"),
    );
  }

  /** "You can pay again from …", or now where that time has passed; until then, the amount that works. */
  #wait(): string[] {
    const { retry, largestAmount, causes } = this.#assessment;
    const time = retry.notBefore;
    const [lead] = causes;
    const waiting = lead?.remedies.find(({ action }) => isWait(action));
    if (time === undefined || waiting?.action === "wait_for_unlock")
      return this.#say(lead?.code ?? "", waiting ?? { action: "wait_until", params: {} });
    if (this.#isPast(time)) return [this.wording.phrase("reply_now")];
    const reduce = lead?.remedies.find(
      ({ action, verified }) => action === "reduce_amount" && verified === "clears_all",
    );
    if (reduce === undefined || largestAmount === null)
      return [this.wording.phrase("reply_from", { time: this.wording.time(time) })];
    const largest = this.wording.money(largestAmount);
    return [this.wording.phrase("reply_from_or", { time: this.wording.time(time), largest })];
  }

  /** A second way, where it really is another one, and helps as much. */
  #alternative(code: string, first: AssessedRemedy, second: AssessedRemedy | undefined): string[] {
    if (second === undefined || this.#wish.channel === "sms" || !ALTERNATIVES.includes(second.action)) return [];
    if (first.verified === "clears_all" && second.verified === "clears_this") return [];
    const said = this.#say(code, second);
    if (this.#isPrice(second)) return this.#ifChanged(second, said);
    return said.map((text) => this.wording.phrase("reply_or", { text: this.#inside(text) }));
  }

  /** A smaller amount is no way to pay a price, unless it can be changed. */
  #ifChanged(step: Pick<AssessedRemedy, "action">, said: string[]): string[] {
    if (!this.#isPrice(step)) return said;
    return said.map((text) => this.wording.phrase("reply_if", { text: this.#inside(text) }));
  }

  #isPrice({ action }: Pick<AssessedRemedy, "action">): boolean {
    return action === "reduce_amount" && this.#assessment.transaction.kind === "payment";
  }

  /** A sentence as it stands inside another one. */
  #inside(text: string): string {
    return text.charAt(0).toLocaleLowerCase(this.wording.locale) + text.slice(1);
  }

  #say(code: string, { action, params }: Pick<AssessedRemedy, "action" | "params">): string[] {
    const { notBefore } = params as { notBefore?: string };
    if (isWait(action) && notBefore !== undefined && this.#isPast(notBefore)) return [this.wording.phrase("reply_now")];
    const said = this.#texts.say(code, action, params);
    return said === undefined ? [] : [said];
  }

  #handedOver(): string[] {
    return this.#wish.handedOver ? [this.wording.phrase("reply_handed_over")] : [];
  }

  /** Asks for what a desk needs and only the customer has. */
  #send(): string[] {
    const prepare = this.#assessment.escalation?.prepare ?? [];
    const items = prepare.filter(({ item, state }) => state === "missing" && CUSTOMERS_PART.includes(item));
    if (items.length === 0) return [];
    const names = items.map(({ item }) => this.wording.phrase(`reply_${item}`));
    return [this.wording.phrase("reply_send", { items: names.join(this.wording.phrase("list_comma")) })];
  }

  #empty(opening: string): ReplyMessage {
    const tried = this.#tried();
    const { at: _at, reference: _reference, ...brief } = tried;
    return {
      subject: this.wording.phrase("reply_subject", tried),
      opening: this.wording.phrase(`reply_${opening}`, tried),
      brief: this.wording.phrase(`reply_${opening}`, brief),
      why: [],
      titles: [],
      what: [],
      steps: [],
      more: [],
      ending: undefined,
      notes: [],
    };
  }

  #reason(phrase: string): Pick<ReplyMessage, "why" | "titles"> {
    const why = [this.wording.phrase(phrase)];
    return { why, titles: why };
  }

  #reasons(causes: readonly AssessedCause[]): Pick<ReplyMessage, "why" | "titles"> {
    // When it ended is left out: that it can be tried again now says all.
    const texts = causes.map(({ endedAt: _, ...cause }) => this.#texts.cause(cause));
    return {
      why: texts.map(({ explanation }) => this.wording.sentence(explanation)),
      titles: texts.map(({ heading }) => this.wording.sentence(heading)),
    };
  }

  #failed(): string {
    return this.#assessment.transaction.status === "planned" ? "planned" : "failed";
  }

  #calm({ status }: TransactionSummary): string {
    return status === "succeeded" || status === "refunded" || status === "pending" ? status : "clear";
  }

  /** Amount, local time and reference, as far as they are known. */
  #tried(): Record<string, string> {
    const { amount, at, reference } = this.#assessment.transaction;
    return {
      ...(amount === undefined ? {} : { amount: this.wording.money(amount) }),
      ...(at === undefined ? {} : { at: this.wording.time(at.replace(SECONDS, "$1:00")) }),
      ...(reference === undefined || reference.length > LONGEST_REFERENCE
        ? {}
        : { reference: this.wording.phrase("reply_reference", { reference }) }),
    };
  }

  #isPast(time: string): boolean {
    const instant = parseInstant(time);
    return instant !== undefined && this.#now !== undefined && instant <= this.#now;
  }
}

/** Of the time of an attempt nobody is told the seconds; the end of a wait keeps them. */
const SECONDS = /^(.{13}:\d\d):[\d.]+/;

/** Ways that a reply may offer beside the first one. */
const ALTERNATIVES: readonly string[] = [
  "reduce_amount",
  "top_up",
  "use_other_method",
  "raise_limit",
  "make_room",
  "release_hold",
  "contact_issuer",
  "ask_payee",
];
