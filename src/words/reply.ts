import type {
  AssessedCause,
  AssessedFact,
  AssessedRemedy,
  Assessment,
  TransactionSummary,
} from "../base/assessment.js";
import { filled } from "../base/messages.js";
import { parseInstant } from "../base/time.js";
import { isWait } from "../remedies/policy.js";
import type { Profile } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { formsOf } from "./forms.js";
import { chooseLocale } from "./locale.js";
import { type ReplyNote, replyNote } from "./reply-notes.js";
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

/** What a reply says, in its order. `steps` are for an email alone. */
interface Message {
  opening: string;
  why: string[];
  what: string[];
  steps: string[];
  /** Whether "just reply to this message" may close it. */
  closes: boolean;
  notes: ReplyNote[];
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
  const { subject, text } = writer.written(message);
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
  readonly #wording: Wording;
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
    this.#wording = this.#texts.wording;
  }

  message(): Message {
    const { verdict, causes, retry, conflicts, transaction } = this.#assessment;
    const risk = causes.find((cause) => this.#isRisk(cause));
    if (risk !== undefined) return this.#risk(risk);
    if (verdict === "not_failed") return { ...this.#empty(this.#opening(this.#calm(transaction))), closes: false };
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
  #risk(cause: AssessedCause): Message {
    const remedy = cause.remedies.find(({ action }) => action !== "use_other_method");
    return {
      ...this.#empty(this.#opening("about")),
      why: [this.#texts.cause(cause).explanation],
      what: [
        ...(remedy === undefined ? [] : this.#say(cause.code, remedy)),
        ...(remedy?.action === "secure_account" ? [this.#wording.phrase("reply_never")] : []),
        ...this.#handOver([]),
        this.#wording.phrase("reply_safe"),
      ],
      closes: false,
      notes: [replyNote("risk_only")],
    };
  }

  /** Money may have moved: nothing that pays is offered until the result is known. */
  #unsettled(cause: AssessedCause | undefined): Message {
    const check = cause?.remedies.find(({ action }) => action === "check_status");
    return {
      ...this.#empty(this.#opening("about")),
      why: [cause === undefined ? this.#wording.phrase("reply_open") : this.#texts.cause(cause).explanation],
      what: [
        ...(check === undefined ? [this.#wording.phrase("reply_check")] : this.#say(cause?.code ?? "", check)),
        ...this.#handOver(this.#missing()),
      ],
      steps: [],
      closes: false,
      notes: [replyNote("money_may_have_moved")],
    };
  }

  /** The reason cannot be named: nothing is claimed, and the customer is asked for what would decide. */
  #open(phrase: "reply_open" | "reply_neutral", note: "reason_open" | "conflicting_evidence"): Message {
    const { when } = this.#assessment.retry;
    const retry = when === "never" ? [this.#wording.phrase("reply_never")] : when === "later" ? this.#wait() : [];
    return {
      ...this.#empty(this.#opening(this.#failed())),
      why: [this.#wording.phrase(phrase)],
      what: [...retry, this.#wording.phrase("reply_show"), ...this.#handOver([])],
      closes: false,
      notes: [replyNote(note)],
    };
  }

  #explained(lead: AssessedCause): Message {
    const { causes, plan, verdict, retry } = this.#assessment;
    const sure = causes.filter((cause) => cause === lead || cause.certainty !== "possible").slice(0, MOST_CAUSES);
    // Nobody adds money to a card: what stands behind it is another account's.
    const isCard = formsOf(this.#assessment.transaction, "customer").includes("card");
    const remedies = usefulRemedies(lead).filter(({ action }) => !isCard || action !== "top_up");
    const [first, second] = remedies;
    const waits = verdict === "wait" || (first !== undefined && isWait(first.action));
    const passed = waits && retry.notBefore !== undefined && this.#isPast(retry.notBefore);
    const needed = plan !== null && plan.steps.length > 1 ? plan.steps : [];
    const what = waits
      ? [
          ...this.#wait(),
          ...this.#alternative(
            lead.code,
            remedies.find(({ action }) => action === "raise_limit"),
          ),
        ]
      : needed.length > 0
        ? needed.flatMap(({ cause, action, params }) => this.#texts.say(cause, action, params) ?? [])
        : [...(first === undefined ? [] : this.#say(lead.code, first)), ...this.#alternative(lead.code, second)];
    const isOurs = first === undefined || first.action === "contact_support";
    const escalated = this.#assessment.escalation === null ? [] : this.#missing();
    return {
      opening: this.#opening(this.#failed()),
      why: sure.map((cause) => this.#texts.cause(cause).explanation),
      what: [...new Set([...what, ...this.#handOver(escalated)])],
      steps:
        waits || isOurs || needed.length > 0 ? [] : this.#texts.remedy(lead.code, first.action, first.params).steps,
      closes: !isOurs,
      notes: passed ? [replyNote("wait_is_over")] : [],
    };
  }

  /** "You can pay again from …", or now where that time has passed; until then, the amount that works. */
  #wait(): string[] {
    const { retry, largestAmount, causes } = this.#assessment;
    const time = retry.notBefore;
    const [lead] = causes;
    if (time === undefined) {
      const waiting = lead?.remedies.find(({ action }) => isWait(action));
      return waiting === undefined || lead === undefined
        ? [this.#texts.say("", "wait_until", {}) ?? ""]
        : this.#say(lead.code, waiting);
    }
    if (this.#isPast(time)) return [this.#wording.phrase("reply_now")];
    const reduce = lead?.remedies.find(
      ({ action, verified }) => action === "reduce_amount" && verified === "clears_all",
    );
    if (reduce === undefined || largestAmount === null)
      return [this.#wording.phrase("reply_from", { time: this.#wording.time(time) })];
    const largest = this.#wording.money(largestAmount);
    return [this.#wording.phrase("reply_from_or", { time: this.#wording.time(time), largest })];
  }

  /** A second way, where it really is another one. */
  #alternative(code: string, second: AssessedRemedy | undefined): string[] {
    if (second === undefined || this.#wish.channel === "sms" || !ALTERNATIVES.includes(second.action)) return [];
    // "If the amount can be changed, …" needs no "or".
    if (second.action === "reduce_amount") return this.#say(code, second);
    const { locale } = this.#wording;
    const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
    return this.#say(code, second).map((text) => this.#wording.phrase("reply_or", { text: lowered(text) }));
  }

  #say(code: string, { action, params }: Pick<AssessedRemedy, "action" | "params">): string[] {
    const { notBefore } = params as { notBefore?: string };
    if (isWait(action) && notBefore !== undefined && this.#isPast(notBefore))
      return [this.#wording.phrase("reply_now")];
    const said = this.#texts.say(code, action, params);
    return said === undefined ? [] : [said];
  }

  #handOver(items: readonly string[]): string[] {
    const listed = items.join(this.#wording.phrase("list_comma"));
    const send = items.length === 0 ? [] : [this.#wording.phrase("reply_send", { items: listed })];
    return [...send, ...(this.#wish.handedOver ? [this.#wording.phrase("reply_handed_over")] : [])];
  }

  /** What a desk needs and only the customer has. */
  #missing(): string[] {
    const prepare = this.#assessment.escalation?.prepare ?? [];
    return prepare
      .filter(({ item, state }) => state === "missing" && CUSTOMERS_PART.includes(item))
      .map(({ item }) => this.#wording.phrase(`prepare_${item}`))
      .map((label) => label.charAt(0).toLocaleLowerCase(this.#wording.locale) + label.slice(1));
  }

  #empty(opening: string): Message {
    return { opening, why: [], what: [], steps: [], closes: true, notes: [] };
  }

  #failed(): string {
    return this.#assessment.transaction.status === "planned" ? "planned" : "failed";
  }

  #calm({ status }: TransactionSummary): string {
    return status === "succeeded" || status === "refunded" || status === "pending" ? status : "clear";
  }

  #opening(name: string): string {
    return this.#wording.phrase(`reply_${name}`, this.#tried());
  }

  /** Amount, local time and reference, as far as they are known. */
  #tried(): Record<string, string> {
    const { amount, at, reference } = this.#assessment.transaction;
    const details = [
      ...(at === undefined ? [] : [this.#wording.time(at)]),
      ...(reference === undefined || reference.length > LONGEST_REFERENCE
        ? []
        : [this.#wording.phrase("reply_reference", { reference })]),
    ];
    return {
      ...(amount === undefined ? {} : { amount: this.#wording.money(amount) }),
      ...(details.length === 0 ? {} : { details: details.join(this.#wording.phrase("comma")) }),
    };
  }

  #isPast(time: string): boolean {
    const instant = parseInstant(time);
    return instant !== undefined && this.#now !== undefined && instant <= this.#now;
  }

  written(message: Message): { subject: string; text: string } {
    const wording = this.#wording;
    const { channel } = this.#wish;
    const { opening, what, steps } = message;
    const why = message.why.map((text) => wording.sentence(text));
    const said = wording.sentences([opening, ...why]);
    const { greeting, close, signOff } = this.#tone();
    const ending = message.closes ? [close] : [];
    const numbered = steps.map((step, i) => `${i + 1}. ${step}`);
    const text =
      channel === "sms"
        ? wording.sentences([said, ...what])
        : channel === "chat"
          ? [greeting, said, wording.sentences([...what, ...ending]), signOff].filter((line) => line !== "").join("\n")
          : [
              greeting,
              said,
              [...what.slice(0, 1), ...numbered, ...what.slice(1)].join("\n"),
              ending.join("\n"),
              signOff,
            ]
              .filter((block) => block !== "")
              .join("\n\n");
    const subject = wording.phrase("reply_subject", this.#tried());
    return { subject: plainSigns(subject, wording.locale), text: plainSigns(text, wording.locale) };
  }

  /** How the profile speaks to its customers in this language. */
  #tone(): { greeting: string; close: string; signOff: string } {
    const { tone = {} } = this.#wish.profile;
    const { locale } = this.#wording;
    const own = Object.hasOwn(tone, locale) ? tone[locale] : undefined;
    const address = { address: own?.address ?? "" };
    return {
      greeting: filled(own?.greeting ?? this.#wording.phrase("reply_greeting"), address).trim(),
      close: filled(own?.close ?? this.#wording.phrase("reply_close"), address).trim(),
      signOff: filled(own?.signOff ?? "", address).trim(),
    };
  }
}

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

/** What the customer can have done: untried first, and adding money before paying less. */
function usefulRemedies({ remedies }: AssessedCause): AssessedRemedy[] {
  const useful = remedies.filter(({ verified }) => verified !== "fails");
  const rank = ({ action, tried }: AssessedRemedy): number => (tried === true ? 2 : action === "reduce_amount" ? 1 : 0);
  const adds = useful.some(({ action }) => action === "top_up");
  return adds ? [...useful].sort((a, b) => rank(a) - rank(b)) : useful;
}

/** One curly quote or narrow space would more than double what an SMS costs. Chinese needs the wide signs anyway. */
const plainSigns = (text: string, locale: string): string =>
  locale.startsWith("zh")
    ? text
    : text
        .replace(/[\u00a0\u2009\u202f]/g, " ")
        .replace(/[“”]/g, '"')
        .replace(/[‘’]/g, "'")
        .replace(/…/g, "...")
        .replace(/[–—−]/g, "-");
