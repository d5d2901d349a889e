/**
 * What is told of an input that is faulty, or was read only in part. By code or, where one code has several sentences, by code and kind.
 * These are the English ones; whoever speaks another language words `code` and `params`.
 */
export const messages = {
  // Texts that cannot be read.
  "too_large.input": "more than 16 MiB; paste fewer transactions at a time",
  "too_large.document": "more than 16 MiB; paste the one document",
  "too_large.values": "more than {most} values; paste fewer at a time",
  "too_large.depth": "nested deeper than {most} levels; paste the inner part alone",
  "too_large.string": "a text over 1 MiB; shorten it",
  "too_large.digits": "a number of more than {most} digits",
  "too_large.exponent": "a number with an exponent beyond ±{most}",
  "too_large.entries": "more than {most} entries in one list; paste fewer at a time",
  "too_large.repairs": "too much of this text would have to be repaired; paste it from its source",
  no_transaction:
    "no transaction was found in it; paste the JSON of the failed payment, from its first { to its last }, or a table with its header",
  cut_off: "the text ends before it is complete; paste it whole",
  "cut_off.string": "the text ends inside a string; paste it whole",
  "cut_off.element": "the text ends inside <{tag}>; paste it whole",
  "cut_off.open": 'a "{bracket}" is not closed: a piece seems to be missing; paste the whole JSON',
  "cut_off.close": 'a "{close}" stands here without its "{bracket}": a piece seems to be missing; paste the whole JSON',
  "cut_off.member": "a member stands here outside of its object: a piece seems to be missing; paste the whole JSON",
  "cut_off.name": '"{name}" stands here outside of its object: a piece seems to be missing; paste the whole JSON',
  "cut_off.owner": 'this is a part of "{name}", not a transaction: a piece seems to be missing; paste the whole JSON',
  something_follows: "something follows after the end of the {language}",
  comma_missing: 'a comma or "{close}" is missing after an entry; add the one that was meant',
  "comma_missing.member": 'a comma or "{close}" is missing after a member; add the one that was meant',
  comma_trailing: "a comma before a closing bracket",
  colon_missing: "a colon is missing after the key",
  key_missing: "a key should stand here",
  "key_missing.quoted": "a key in quotes should stand here",
  value_missing: "a value is missing here",
  not_a_value: '"{word}" is not a value; put a text in quotes, write a number in digits',
  "not_a_value.json": "this is not a JSON value",
  "not_a_value.placeholder": "a placeholder stands where a value should",
  not_a_number: "this number is not plainly written; write it as in 125.50, or put it in quotes",
  comment_open: "a comment is not closed",
  control_character: "a control character stands inside a string",
  bad_escape: "\\{letter} is not an escape",
  "bad_escape.unfinished": "an unfinished escape",
  "bad_escape.unicode": "an unfinished \\u escape",
  "bad_escape.beyond": "an escape beyond Unicode",
  "bad_escape.percent": "a % escape is not finished; paste the body whole",
  "bad_escape.repeated": "escaped too many times over; unescape it first",
  "bad_escape.shell": "an escape of the shell that is not read; paste what was sent",
  two_values: '"{name}" stands here a second time with another value; keep the right one',
  colour_in_number: "a colour code stands inside a number; paste the text without colours",
  row_length: "this row has {cells} cells, the header {columns}; put a cell that contains the separator in quotes",
  "quote_open.cell": "a quoted cell is not closed; paste the table whole",
  "quote_open.command": "a quote of the command is not closed; paste the whole command",
  after_quote: "a quoted cell goes on after its quote",
  "curl_data.missing": "the data is missing after this option; paste the whole command",
  "curl_data.file": "the data is in a file; paste what the file contains",
  "curl_data.replaced": "the shell replaces this before it is sent; paste what was sent",
  "xml.element": "an element should start here",
  "xml.name": "a name should stand here",
  "xml.instruction": "an instruction is not closed",
  "xml.cdata": "a CDATA section is not closed",
  "xml.document_type": "XML with a document type is not read; paste the document without it",
  "xml.tag": "a tag is not closed",
  "xml.attribute": "an attribute needs a value in quotes",
  "xml.attribute_open": "an attribute is not closed",
  "xml.closing": "</{tag}> should stand here; paste the XML whole",
  "xml.entity": "an entity that is not read; only &lt; &gt; &amp; &quot; &apos; and numbers are",
  amount_unclear: '"{text}" at {path} is not an amount that can be read without guessing; write it as in 125.50',
  "amount_unclear.no_currency":
    '"{text}" at {path} is not an amount that can be read without guessing; write it as in 125.50, and give its currency',
  "amount_ambiguous.decisive":
    '"{text}" can be {grouped} or {decimal}; write {grouped} or {plainly}, or name the locale',

  // What was left out of a reading.
  amount_ambiguous:
    '"{text}" can be {grouped} or {decimal}, so it was left out; write {grouped} or {plainly}, or name the locale',
  "amount_unreadable.currency": "The payload gives an amount without an ISO 4217 currency; it was left out.",
  "amount_unreadable.form": "The payload's amount is not written as its provider defines it; it was left out.",
  "amount_unreadable.units": "Nothing says whether the payload's amount is in major or minor units; it was left out.",
  several_transactions: "The message reports on {count} transactions; one of them was read, a rejected one first.",
  unknown_key: "unknown key, left out",
  "unknown_key.near": 'unknown key, left out; did you mean "{near}"?',
  currency_mismatch: "in {currency}, the transaction in {expected}: not compared, no exchange rate is assumed",
  locale_unsupported: "no words in this language; answered in English",

  // Contexts that are none.
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
  invalid_value: "expected one of: {choices}",
  "not_a_decimal.inexact": 'a number this size is not exact; send it as a text such as "125.50"',
  "not_a_decimal.text": 'write the amount plainly, as in "125.50": no exponent, plus sign, spaces or grouping',
  negative: "this amount cannot be negative",
  invalid_time: "write the time with its offset, as in 2026-11-22T09:00:00+08:00",
  "invalid_time.month": "write the month as YYYY-MM",
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
} as const;

export type MessageKey = keyof typeof messages;
/** What a sentence speaks of, by name; `kind` is which sentence of its code it is, where there are several. */
export type MessageParams = Record<string, string | number>;

/** A sentence and what it was made from. */
export interface Message {
  code: string;
  message: string;
  /** Left out where there are none. */
  params?: MessageParams;
}

/** A sentence with the names in braces filled. A brace around anything else is a brace. */
export const filled = (sentence: string, values: Readonly<MessageParams>): string =>
  sentence.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? `${values[name]}` : whole,
  );

/** The message of a key, in English. */
export function message(key: MessageKey, values: MessageParams = {}): Message {
  const [code = "", kind] = key.split(".");
  const params = kind === undefined ? values : { kind, ...values };
  const said = filled(messages[key], values);
  return Object.keys(params).length === 0 ? { code, message: said } : { code, message: said, params };
}

/** The same with every text in it redacted, for what came out of an input. */
export function redactedMessage<T extends Message>(given: T, redact: (text: string) => string): T {
  const { params } = given;
  if (params === undefined) return { ...given, message: redact(given.message) };
  const safe = Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? redact(value) : value]);
  return { ...given, message: redact(given.message), params: Object.fromEntries(safe) as MessageParams };
}
