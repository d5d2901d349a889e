/** What the page and its worker say to each other. Every text of an answer is redacted and in the language that was asked for. */
import type { Certainty, ChannelKind, HandoffPacket, JsonPatch, Remedy, Verdict } from "../base/diagnosis.js";
import type { Json } from "../base/json.js";
import type { Repair } from "../read/reader.js";
import type { Outcome, OutcomeRecord } from "../remedies/outcome.js";
import type { Locale, PageLanguage } from "./words/index.js";

/** A fact that was answered or supposed: how it is called, and what it does to the context. */
export interface SupposedChange {
  id: string;
  label: string;
  patch: JsonPatch;
}

export interface Ask {
  id: number;
  text: string;
  locale: Locale;
  /** The language of the reply; the customer's own where it is null. */
  replyLocale: Locale | null;
  /** Which of several transactions, from 0. */
  chosen: number;
  changes: SupposedChange[];
  /** RFC 3339; the time of the attempt where it is null. */
  asOf: string | null;
  profile: string;
  /** Whose way of writing amounts decides where nothing else does; null while nobody has said. */
  numbers: string | null;
}

export type Request =
  | { kind: "words"; words: Record<Locale, PageLanguage> }
  | { kind: "ask"; ask: Ask }
  | { kind: "gallery"; locale: Locale }
  | { kind: "example"; name: string }
  | { kind: "outcome"; packet: HandoffPacket; outcome: Outcome };

export type Response =
  | { kind: "answer"; answer: PageAnswer }
  | { kind: "list"; list: number; items: ListItem[]; done: boolean }
  | { kind: "gallery"; locale: Locale; groups: GalleryGroup[] }
  | { kind: "example"; name: string; text: string }
  | { kind: "outcome"; record: OutcomeRecord };

export interface GalleryGroup {
  group: string;
  items: { name: string; title: string; verdict: Verdict; about: string }[];
}

export interface PageAnswer {
  id: number;
  reading: {
    /** The first of them, in the order of the text. */
    repairs: Repair[];
    repairCount: number;
    warnings: { text: string; line: number | null }[];
    count: number;
    format: string;
    /** Which list its transactions are in. */
    list: number;
    /** Amounts that can be read in two ways, each way with its locale; empty where there are none. */
    styles: NumberStyle[];
  };
  result:
    | { kind: "empty" }
    | { kind: "unreadable"; line: number; column: number; excerpt: string; hint: string }
    | { kind: "invalid"; issues: string[] }
    | { kind: "defect"; message: string }
    | { kind: "view"; view: DiagnosisView };
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
  summary: string;
  about: LabelledText[];
  causes: CauseView[];
  advice: CauseView[];
  plan: string[];
  retry: string | null;
  largest: (LabelledText & { passes: boolean }) | null;
  passesAt: string | null;
  questions: QuestionView[];
  numbers: NumberView[];
  ruledOut: { title: string; code: string; because: string }[];
  conflicts: { title: string; because: string }[];
  warnings: string[];
  difference: Difference | null;
  escalation: EscalationView | null;
  /** The zone that the transaction itself speaks of: an IANA name, or the offset of its attempt. */
  zone: string | null;
  send: Sending;
  ruleSet: string;
}

/** What the supposed facts changed: against the pasted transaction alone. */
export interface Difference {
  verdictBefore: string;
  gone: string[];
  added: string[];
}

export interface CauseView {
  code: string;
  title: string;
  explanation: string | null;
  certainty: Certainty;
  certaintyText: string;
  sensitive: string | null;
  evidence: LabelledText[];
  providerCodes: string[];
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
  /** Places on the picture's width, from 0 to 1. */
  from: number;
  to: number;
}

/** Amounts beside each other: what is needed, in parts, against what there is. */
export interface Picture {
  title: string;
  desc: string;
  parts: PicturePart[];
  against: PicturePart;
  /** What goes over (or, for a least amount, what is short of it). */
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
  /** Rarely known: not shown before it is asked for. */
  isMore: boolean;
  /** An entry with none of these says nothing. */
  tells: boolean;
}

export interface QuestionView {
  path: string;
  ask: string;
  /** Titles of what it would decide; the rest counted. */
  decides: string;
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
  kind: ChannelKind;
  alternatives: string[];
  priority: string;
  priorityText: string;
  reason: string;
  prepare: { label: string; state: "have" | "missing" | "not_applicable"; stateText: string }[];
}

export interface Sending {
  replyLocale: Locale;
  reply: string;
  note: string;
  /** What the hand-over is like: the diagnosis' own, or one that the agent asks for. */
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
