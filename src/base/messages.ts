import { filled, type MessageParams } from "./filled.js";

export type { MessageParams } from "./filled.js";

/** Warnings about a context: something in it was not used. */
const warningMessages = {
  unknown_key: "unknown key, left out",
  "unknown_key.near": 'unknown key, left out; did you mean "{near}"?',
  currency_mismatch: "in {currency}, the transaction in {expected}: not compared, no exchange rate is assumed",
  locale_unsupported: "no words in this language; answered in English",
} as const;

/** Faults of a context, of the options, or of an outcome. */
const issueMessages = {
  "unknown_key.refused": "unknown key; remove it",
  "unknown_key.meant": 'unknown key; did you mean "{near}"?',
  "invalid_type.context": "expected one transaction context, an object",
  "invalid_type.object": "expected object",
  "invalid_type.array": "expected array",
  "invalid_type.text": "expected a text",
  "invalid_type.amount": 'expected an amount: a text such as "125.50", or a number',
  "invalid_type.currency": "expected a currency code, such as IDR",
  "invalid_type.flag": "expected true or false",
  "invalid_type.integer": "expected a whole number from {least} to {most}",
  "invalid_type.number": "expected a number from 0 to {most}",
  "invalid_type.choice": "expected one of: {choices}",
  "invalid_type.options": "expected a plain object of options",
  "invalid_type.rules": "expected a rule set made by loadRules",
  invalid_value: "expected one of: {choices}",
  "invalid_value.empty": "expected a text that is not empty",
  "invalid_value.name": "expected lower-case letters, digits, - and _",
  "invalid_value.few": "expected at least {least}",
  "not_a_decimal.inexact": 'a number this size is not exact; send it as a text such as "125.50"',
  "not_a_decimal.text": 'write the amount plainly, as in "125.50": no exponent, plus sign, spaces or grouping',
  negative: "this amount cannot be negative",
  invalid_time: "write the time with its offset, as in 2026-11-22T09:00:00+08:00",
  "invalid_time.month": "write the month as YYYY-MM",
  "invalid_time.day": "write the day as YYYY-MM-DD",
  "invalid_time.clock": "write the time of the day as HH:MM",
  invalid_currency: "name the currency by its ISO 4217 code in capitals, such as IDR",
  unknown_currency: "not an ISO 4217 currency; for another asset give transaction.exponent, its digits after the point",
  invalid_time_zone: "name an IANA time zone, such as Asia/Jakarta",
  invalid_duration: "write the period as an ISO 8601 duration, such as P30D",
  required: "{name} is needed here",
  "required.currency": "an amount needs its currency, such as IDR",
  "too_large.amount": "an amount of more than 200 digits",
  "too_large.context_values": "more than {most} values; send the transaction alone",
  "too_large.context_depth": "nested deeper than {most} levels",
  "too_large.context_entries": "more than {most} entries",
  "too_large.key": "a key over 1 MiB",
  "too_large.string": "a text over 1 MiB; shorten it",
} as const;

/** Every sentence about an input, in English, by its code; a code with several sentences has a kind after a dot. */
export const contextMessages = { ...warningMessages, ...issueMessages } as const;

type CodeOf<Key> = Key extends `${infer Code}.${string}` ? Code : Key;
/** A text that is not in the list: rules and languages of one's own may bring their own codes. */
type Other = string & Record<never, never>;
/**
 * The code of a fault in a context or in options. Other codes are possible, such as those of rule files.
 * @example
 * "not_a_decimal"
 */
export type IssueCode = CodeOf<keyof typeof issueMessages> | "not_json" | Other;
/**
 * The code of a warning. Other codes are possible, such as those of a pasted text.
 * @example
 * "unknown_key"
 */
export type WarningCode = CodeOf<keyof typeof warningMessages> | Other;

/** A sentence and what it was made from. */
export interface Message {
  code: string;
  message: string;
  /** Left out where there are none. */
  params?: Readonly<MessageParams>;
}

/**
 * Makes messages of sentences that stand by their code or, where one code has several, by code and kind. Whoever speaks another language
 * than theirs words `code` and `params`.
 */
export function messagesOf<K extends string>(sentences: Readonly<Record<K, string>>) {
  return (key: K, values: MessageParams = {}): Message => {
    const [code = "", kind] = key.split(".");
    const params = kind === undefined ? values : { kind, ...values };
    const message = filled(sentences[key], values);
    return Object.keys(params).length === 0 ? { code, message } : { code, message, params };
  };
}

export const message = /* @__PURE__ */ messagesOf(contextMessages);

/** The sentence of a message that is kept as code and params; the code itself where there is no such sentence. */
export function sentenceOf(code: string, params: Readonly<MessageParams> = {}): string {
  const { kind } = params;
  const key = kind === undefined ? code : `${code}.${kind}`;
  const sentences: Readonly<Record<string, string>> = contextMessages;
  return Object.hasOwn(sentences, key) ? filled(sentences[key] as string, params) : code;
}

/** The same with every text in it redacted, for what came out of an input. */
export function redactedMessage<T extends Message>(given: T, redact: (text: string) => string): T {
  const { params } = given;
  if (params === undefined) return { ...given, message: redact(given.message) };
  const safe = Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? redact(value) : value]);
  return { ...given, message: redact(given.message), params: Object.fromEntries(safe) as MessageParams };
}
