import { filled } from "../base/filled.js";

const NOTES = {
  risk_only: "Somebody else may be writing: the reply names the risk alone, and no balance and no attempts left.",
  money_may_have_moved: "Money may have moved: the reply offers no way to pay again until the result is known.",
  conflicting_evidence: "The evidence contradicts itself: the reply names no reason.",
  reason_open: "The reason is not known: the reply names none and asks for the message shown.",
  wait_is_over: "The wait is over: the reply says that it can be tried now.",
  sms_length: "{encoding}, {characters} characters, {segments} SMS.",
} as const;

/**
 * Something to know before a reply is sent, as a code with a sentence in English.
 * @example
 * {
 *   code: "sms_length",
 *   message: "GSM-7, 140 characters, 1 SMS.",
 *   params: { encoding: "GSM-7", characters: 140, segments: 1 },
 * }
 */
export interface ReplyNote {
  readonly code: keyof typeof NOTES;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function replyNote(code: keyof typeof NOTES, params?: Readonly<Record<string, string | number>>): ReplyNote {
  if (params === undefined) return { code, message: NOTES[code] };
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return { code, message: filled(NOTES[code], texts), params };
}
