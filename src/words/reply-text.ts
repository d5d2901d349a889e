import { filled } from "../base/filled.js";
import type { Profile } from "../rules/files.js";
import type { ReplyNote } from "./reply-notes.js";
import { smsLength } from "./sms.js";
import type { Wording } from "./wording.js";

/** What a reply says, in its order. */
export interface ReplyMessage {
  subject: string;
  opening: string;
  /** The opening without time and reference, for an SMS that would be too long. */
  brief: string;
  why: string[];
  /** The reasons as titles, for the same. */
  titles: string[];
  /** What to do, without which the reply is not complete. */
  what: string[];
  /** For an email alone. */
  steps: string[];
  /** What else there is to say. */
  more: string[];
  /** How it ends: with what to do if it fails again, with an offer to help, or with neither. */
  ending: "close" | "help" | undefined;
  notes: ReplyNote[];
}

interface Sent {
  channel: "email" | "chat" | "sms";
  profile: Profile;
}

/** More than two SMS are not read as one message. */
const MOST_SEGMENTS = 2;

/** A message in the form of its channel, in the profile's tone. */
export function writtenFor(message: ReplyMessage, { channel, profile }: Sent, wording: Wording) {
  const { locale } = wording;
  const subject = plainSigns(message.subject, locale);
  if (channel === "sms") return { subject, text: smsText(message, wording) };
  const { greeting, signOff, ...endings } = toneOf(profile, wording);
  const { what, steps, more } = message;
  const said = wording.sentences([message.opening, ...message.why]);
  const ending = message.ending === undefined ? "" : endings[message.ending];
  // One step says no more than the sentence above it.
  const numbered = steps.length < 2 ? [] : steps.map((step, i) => `${i + 1}. ${step}`);
  const blocks =
    channel === "chat"
      ? [greeting, said, wording.sentences([...what, ...more, ending]), signOff]
      : [greeting, said, [...what, ...numbered].join("\n"), more.join("\n"), ending, signOff];
  const text = blocks.filter((block) => block !== "").join(channel === "chat" ? "\n" : "\n\n");
  return { subject, text: plainSigns(text, locale) };
}

/** The fullest wording that fits: what is left out first is what can be left out best. */
function smsText({ opening, brief, why, titles, what, more }: ReplyMessage, wording: Wording): string {
  const wordings = [
    [opening, ...why, ...what, ...more],
    [opening, ...why, ...what],
    [brief, ...why, ...what],
    [brief, ...titles, ...what],
  ].map((sentences) => plainSigns(wording.sentences(sentences), wording.locale, wording.currency));
  return wordings.find((text) => smsLength(text).segments <= MOST_SEGMENTS) ?? (wordings.at(-1) as string);
}

/** How the profile speaks to its customers in this language. */
function toneOf({ tone = {} }: Profile, wording: Wording) {
  const own = Object.hasOwn(tone, wording.locale) ? tone[wording.locale] : undefined;
  const address = { address: own?.address ?? "" };
  return {
    greeting: filled(own?.greeting ?? wording.phrase("reply_greeting"), address).trim(),
    close: filled(own?.close ?? wording.phrase("reply_close"), address).trim(),
    help: wording.phrase("reply_help"),
    signOff: filled(own?.signOff ?? "", address).trim(),
  };
}

/**
 * One curly quote, narrow space or rare sign of a currency would more than double what an SMS costs. Chinese needs the wide signs
 * anyway.
 */
function plainSigns(text: string, locale: string, currency?: string): string {
  if (locale.startsWith("zh")) return text;
  const plain = text
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/…/g, "...")
    .replace(/[–—−]/g, "-");
  return currency === undefined ? plain : plain.replace(/[\u20a0-\u20ab\u20ad-\u20cf] ?/g, `${currency} `);
}
