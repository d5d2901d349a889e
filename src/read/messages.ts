import { messagesOf } from "../base/messages.js";

/** What is told of a text that cannot be read, or was read only in part, in English. */
export const readMessages = {
  not_json: "expected a text or a parsed JSON value; decode a Buffer to text first",
  "not_json.inside":
    "the value at {path} is not plain JSON (a Date, a Map, a BigInt, a class instance, a function or a cycle); send the parsed body as it came, or its text",
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
    "no transaction, error code or known phrase was found in it; paste the failed payment as it stands in the log, or give its code and message alone: {template}",
  "no_transaction.objects":
    "no transaction was found: what was read, {found}, does not say which payment failed or why; add what you know, its code and message alone are enough: {template}",
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
  amount_ambiguous:
    '"{text}" can be {grouped} or {decimal}, so it was left out; write {grouped} or {plainly}, or name the locale',
  "amount_inexact.decisive":
    "the number at {path} may have lost digits when it was parsed; send the amount as a text, or the text of the whole body",
  amount_inexact:
    "the number at {path} may have lost digits when it was parsed, so it was left out; send it as a text, or send the text of the whole body",
  "amount_unreadable.currency": "The payload gives an amount without an ISO 4217 currency; it was left out.",
  "amount_unreadable.form": "The payload's amount is not written as its provider defines it; it was left out.",
  "amount_unreadable.inexact":
    "The payload's amount is a number that may have lost digits when it was parsed; it was left out. Send the text of the payload instead.",
  amount_seen:
    '"{text}" stands in the text; an amount in prose is not taken, for it may be a balance, a limit or a price',
  object_unread:
    "an object in the text could not be read, so only the words of the text were taken, and no amount; paste the object whole for more",
  "object_unread.cut":
    "the text ends before its object does, so only what stands before that was read; paste the object whole for more",
  "amount_unreadable.network":
    "The payload gives amounts in the network's own coin, but names no network; they were left out. Say which network it is (its chain id).",
  "amount_unreadable.seen":
    "The payload has {field} {value}, but not plainly one amount with its currency and unit; it was left out.",
} as const;

export type ReadMessageKey = keyof typeof readMessages;
export const readMessage = messagesOf(readMessages);
