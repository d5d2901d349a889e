/** Messages between the page and its worker. Every text of an answer is redacted and in the requested language. */
import type { Certainty, HandoffPacket, JsonPatch, Remedy, Verdict } from "../base/diagnosis.js";
import type { Json } from "../base/json.js";
import type { Repair } from "../read/reader.js";
import type { Outcome, OutcomeRecord } from "../remedies/outcome.js";
import type { ReplyChannel } from "../words/reply.js";
import type { Locale, PageLanguage } from "./words/index.js";

/** A fact that the agent added, or one that is only supposed: its label, and its patch of the context. */
export interface ContextChange {
  id: string;
  label: string;
  patch: JsonPatch;
}

export interface Ask {
  id: number;
  text: string;
  locale: Locale;
  /** The language of the reply; null for the customer's own, or the page's where that is not known. */
  replyLocale: Locale | null;
  channel: ReplyChannel;
  /** Whether it was handed over: only then does the reply say that a colleague is looking into it. */
  handedOver: boolean;
  /** Which of several transactions, from 0. */
  chosen: number;
  /** What the agent knows beside the text: part of the transaction in everything that is sent. */
  added: ContextChange[];
  /** What is only supposed: it is compared, and goes nowhere. */
  supposed: ContextChange[];
  /** This computer's clock, RFC 3339: causes are those of the attempt, advice is true now. */
  now: string;
  profile: string;
  /** The locale whose number format decides where an amount can be read in two ways; null while none was chosen. */
  numbers: string | null;
}

export type Request =
  | { kind: "words"; words: Record<Locale, PageLanguage> }
  | { kind: "ask"; ask: Ask }
  | { kind: "gallery"; locale: Locale; all: boolean }
  | { kind: "example"; name: string }
  | { kind: "outcome"; packet: HandoffPacket; outcome: Outcome }
  | { kind: "whole"; text: string };

export type Response =
  | { kind: "answer"; answer: PageAnswer }
  | { kind: "list"; list: number; items: ListItem[]; done: boolean }
  | { kind: "gallery"; locale: Locale; gallery: GalleryView }
  | { kind: "example"; name: string; text: string }
  | { kind: "outcome"; record: OutcomeRecord }
  /** Whether a text is readable by itself: then it is a new ticket, and no piece of the one before. */
  | { kind: "whole"; isWhole: boolean };

export interface GalleryItem {
  name: string;
  title: string;
  verdict: Verdict;
  about: string;
}

export interface GalleryView {
  /** The examples that are shown first. */
  first: GalleryItem[];
  /** All of them; empty while they were not asked for. */
  groups: { group: string; items: GalleryItem[] }[];
  /** How many there are. */
  count: number;
}

export interface PageAnswer {
  id: number;
  reading: {
    /** The first repairs, in the order of the text. */
    repairs: Repair[];
    repairCount: number;
    warnings: { text: string; line: number | null }[];
    count: number;
    format: string;
    /** Id of the list of its transactions. */
    list: number;
    /** The ways to read an ambiguous amount; empty where no amount is ambiguous. */
    styles: NumberStyle[];
  };
  result:
    | { kind: "empty" }
    | { kind: "unreadable"; place: TextPlace | null; hint: string }
    | { kind: "invalid"; issues: string[] }
    | { kind: "defect"; message: string }
    | { kind: "view"; view: DiagnosisView };
}

/** Line and column from 1; where the whole text says nothing, there is no place. */
export interface TextPlace {
  line: number;
  column: number;
}

export interface NumberStyle {
  locale: string;
  label: string;
}

export interface ListItem {
  index: number;
  line: number;
  about: string;
  /** null where the context is not valid. */
  verdict: Verdict | null;
  code: string | null;
  title: string;
}

export interface LabelledText {
  label: string;
  text: string;
}

export interface DiagnosisView {
  locale: Locale;
  verdict: Verdict;
  verdictText: string;
  /** The first cause with its number. */
  summary: string;
  /** Where the heading is that no cause is known: what is, in sentences. */
  below: string | null;
  /** What was read, for the title and the first line: amount, time, reference, status and more, as far as they are known. */
  about: LabelledText[];
  /** Amount and first cause, for the title of the window and the list of tickets. */
  title: string;
  /** What the provider said, each with its meaning. */
  said: string[];
  causes: CauseView[];
  advice: CauseView[];
  plan: string[];
  retry: string | null;
  /** The first thing to do says as much as `retry` does. */
  isRetryObvious: boolean;
  largest: LabelledText | null;
  passesAt: string | null;
  questions: QuestionView[];
  numbers: NumberView[];
  ruledOut: { title: string; code: string; because: string }[];
  conflicts: { title: string; because: string }[];
  warnings: string[];
  whatIf: SuppositionView | null;
  escalation: EscalationView | null;
  /** The zone of the transaction: an IANA name, or the offset of its attempt. */
  zone: string | null;
  /** How its amounts are typed: its currency, and its own number of minor-unit digits. */
  currency: string | null;
  exponent: number | null;
  send: Sending;
  ruleSet: string;
}

/** The effect of what is supposed, beside the real numbers. */
export interface SuppositionView {
  /** One line: "short €2.26 → €0.50 · still: …". */
  result: string;
  clears: boolean;
  gone: string[];
  added: string[];
  /** Why the supposed numbers make no transaction. */
  issues: string[];
}

export interface CauseView {
  code: string;
  title: string;
  explanation: string | null;
  certainty: Certainty;
  certaintyText: string;
  sensitive: string | null;
  evidence: LabelledText[];
  picture: Picture | null;
  timeLine: TimeLine | null;
  remedies: RemedyView[];
}

export interface RemedyView {
  action: string;
  title: string;
  about: string;
  verified: Remedy["verified"];
  checkText: string;
  steps: string[];
  patch: JsonPatch | null;
}

export type Tone = "main" | "fee" | "used" | "limit";

export interface PicturePart extends LabelledText {
  tone: Tone;
  /** The number of the context that it shows, by JSON Pointer; null where it was calculated. */
  path: string | null;
  /** Positions as shares of the picture's width, from 0 to 1. */
  from: number;
  to: number;
}

/** Amounts as bars: what is needed, in parts, against what is available. */
export interface Picture {
  title: string;
  desc: string;
  parts: PicturePart[];
  against: PicturePart;
  /** The excess, or what is missing to a minimum. */
  excess: PicturePart | null;
  headroom: LabelledText | null;
}

export interface TimePoint extends LabelledText {
  at: number;
  kind: "attempt" | "now" | "event";
  /** "in 3 hours", for events after now. */
  distance: string | null;
}

export interface TimeLine {
  title: string;
  desc: string;
  points: TimePoint[];
}

export type Input =
  | { kind: "money" | "percent" | "amount" | "number" | "count" | "currencies" }
  | { kind: "text" | "time" | "month" | "zone" | "period" }
  | { kind: "choice"; options: { value: Json; label: string }[] }
  | { kind: "entries"; of: EntryKind; fields: FieldView[] }
  | { kind: "none" };

export type EntryKind = "fees" | "limits" | "bands";

/** One field of an entry, such as a fee. */
export interface FieldView {
  name: string;
  label: string;
  input: Input;
  /** Rarely known, so hidden at first. */
  isMore: boolean;
  /** An entry needs at least one of these fields. */
  tells: boolean;
}

export interface QuestionView {
  path: string;
  ask: string;
  input: Input;
  unit: string;
}

export interface NumberView {
  path: string;
  label: string;
  value: string;
  unit: string;
  input: Input;
}

export interface EscalationView {
  channel: string;
  because: string;
  /** The other channels, in one line; "" for none. */
  alternatives: string;
  priority: string;
  priorityText: string;
  reason: string;
  prepare: { label: string; state: "have" | "missing" | "not_applicable"; stateText: string }[];
}

export interface Sending {
  replyLocale: Locale;
  /** The customer's language where it is known and the page has it. */
  customerLocale: Locale | null;
  /** The language was told by words of the text. */
  isGuessed: boolean;
  subject: string;
  reply: string;
  /** What was left out of the reply, and why. */
  replyNotes: string[];
  note: string;
  /** The escalation of the diagnosis, or the one that the agent may ask for. */
  handOver: EscalationView;
  packet: HandoffPacket;
  packetJson: string;
  packetMarkdown: string;
  remedies: { action: string; title: string }[];
  /** How many entries the context's history has; null where it has none. */
  historyLength: number | null;
  /** The redacted transaction with its changes, for a link. */
  safeContext: string;
}
