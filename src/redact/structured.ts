import type { Claims, Detector } from "./claims.js";
import { decide, isPlausibleInProse } from "./decide.js";
import { type KeyPlace, type KeyReader, TOP } from "./keys.js";
import { proseWords } from "./words.js";

/** Claims a value by its key. `keep` protects ids and amounts in structured text as it does in objects. */
function claimValue(place: KeyPlace, text: string, start: number, end: number, claims: Claims, quote = ""): boolean {
  const kind = decide(place, text.slice(start, end));
  return kind !== undefined && claims.add(kind, start, end, quote);
}

const next = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** The place of the closing quote, or -1. Strings end on their line. */
function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at;
    if (character === "\n") return -1;
    if (character === "\\") at++;
  }
  return -1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The end of the object or array that opens at `open`; the end of the text when it is cut off. */
function closingBracket(text: string, open: number): number {
  const bracket = /["{}[\]]/g;
  let depth = 0;
  for (let match = next(bracket, text, open); match; match = bracket.exec(text)) {
    if (match[0] === '"') {
      const close = closingQuote(text, match.index);
      if (close >= 0) bracket.lastIndex = close + 1;
    } else {
      depth += match[0] === "{" || match[0] === "[" ? 1 : -1;
      if (depth === 0) return match.index + 1;
    }
  }
  return text.length;
}

/** A quote whose string is JSON again: the next quote opens a key or an item. */
const JSON_IN_STRING = /["']\s{0,9}[[{](?:[^"'\\]{0,200}[[{,]\s{0,9})?["']/y;

/** JSON and what resembles it, whole or in pieces, read with its keys as an object is. */
export const findJson: Detector = (text, claims) => {
  if (!/["'][ \t]*(?::|=>)/.test(text)) return;
  const stack: KeyPlace[] = [];
  const mark = /["'{}[\]]/g;
  const scalar = /[^\s,}\]"'{[]+/y;
  const colon = /\s*(?::|=>)\s*/y;
  let pending: KeyPlace | undefined;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const at = match.index;
    const top = stack.at(-1) ?? TOP;
    if (match[0] === "{" || match[0] === "[") {
      if (pending?.facts.secret) {
        const end = closingBracket(text, at);
        const quote = /["']/.exec(text)?.[0];
        claims.add("SECRET", at, end, quote);
        mark.lastIndex = end;
      } else {
        stack.push(pending ?? top);
      }
      pending = undefined;
    } else if (match[0] === "}" || match[0] === "]") {
      stack.pop();
      pending = undefined;
    } else {
      // An apostrophe in prose opens nothing, and an escaped quote belongs to a string of another level.
      const before = text[at - 1] ?? "";
      if (before === "\\" || (match[0] === "'" && /[\p{L}\p{N}]/u.test(before))) continue;
      // With the escapes off, the quotes around JSON inside a string close nothing.
      if (before === "}" || before === "]" || next(JSON_IN_STRING, text, at)) continue;
      const close = closingQuote(text, at);
      if (close < 0) {
        // Cut off, as an excerpt may be: what is left of the value goes with it.
        const end = lineEnd(text, at);
        claimValue(pending ?? top, text, at + 1, end, claims);
        pending = undefined;
        mark.lastIndex = end;
        continue;
      }
      mark.lastIndex = close + 1;
      const separator = pending === undefined ? next(colon, text, close + 1) : null;
      if (separator === null) {
        claimValue(pending ?? top, text, at + 1, close, claims);
        pending = undefined;
        continue;
      }
      const place = claims.keys.placeOf(text.slice(at + 1, close), top);
      claims.readSeparators.add(close + 1 + separator[0].search(/[:=]/));
      const valueAt = close + 1 + separator[0].length;
      const value = next(scalar, text, valueAt);
      if (value) {
        const end = valueAt + value[0].length;
        if (!/^(?:true|false|null|None|True|False)$/.test(value[0]))
          claimValue(place, text, valueAt, end, claims, match[0]);
        mark.lastIndex = end;
      } else {
        pending = place;
        mark.lastIndex = valueAt;
      }
    }
  }
};

const XML_VALUE = /<([A-Za-z_][\w:.-]{0,63})(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[([^\]]*)|([^<]*))/dg;

/** `<cvv>123</cvv>`, read by the name of the element. */
export const findXml: Detector = (text, claims) => {
  if (!text.includes("<")) return;
  for (const match of text.matchAll(XML_VALUE)) {
    const [start, end] = match.indices?.[2] ?? match.indices?.[3] ?? [0, 0];
    if (text.slice(start, end).trim() === "") continue;
    const name = match[1]?.replace(/^.*:/, "") ?? "";
    claimValue(claims.keys.placeOf(name, TOP), text, start, end, claims);
  }
};

const KEY_CHARACTER = /[\p{L}\p{N}_\-.%[\]$]/u;
const MAX_KEY = 80;
/** Up to the next pair, the end of a query's member, or white space. */
const PAIR_VALUE = /(?:(?![,;|][ \t]{0,4}[\w.[\]-]{1,60}[=:])[^&\s"'<>]){1,256}/y;
const LINE_VALUE = /[^\n"'<>]{1,256}/y;
const NAME_VALUE = /[^\n"'<>&,;|:=]{1,256}/y;
/** With its quotes escaped, as they are inside a JSON string. */
const ESCAPED_QUOTED_VALUE = /\\+["']([^"'\n]*)/y;
/** The rest of a value that is longer than the patterns look; read only where it is certain to be claimed. */
const REST_OF_VALUE = /[^&\s"'<>]*/y;
const LONGEST = 256;
const GROUPED_VALUE = /\+?\(?\d[\d*]*\)?(?:[ .()/-]{1,2}[\d*]+){0,9}/y;
/** The value goes to the end of the line: it is made of several words. */
const LONG_SECRET = /^(?:proxy-?)?authori[sz]ation$|cookie$|seed|mnemonic|phrase$|frasa|助记词|助記詞/i;

function keyBefore(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < MAX_KEY && KEY_CHARACTER.test(text.charAt(start - 1))) start--;
  return start;
}

/** The last words before a separator that are a key together: `kata sandi`, `card number`. */
function placeBefore(text: string, end: number, keys: KeyReader): KeyPlace | undefined {
  let start = keyBefore(text, end);
  if (start === end) return undefined;
  let key = text.slice(start, end);
  if (/^\d+$/.test(key)) return undefined;
  if (key.includes("%")) {
    try {
      key = decodeURIComponent(key);
    } catch {
      // A broken escape is part of the word.
    }
  }
  let place = keys.placeOf(key, TOP);
  for (let words = 0; words < 2 && text[start - 1] === " "; words++) {
    const before = keyBefore(text, start - 1);
    if (before === start - 1) break;
    key = `${text.slice(before, start - 1)} ${key}`;
    start = before;
    const facts = keys.factsOf(key);
    const first = keys.factsOf(text.slice(before, text.indexOf(" ", before)));
    const rest = key.slice(key.indexOf(" ") + 1).toLowerCase();
    // "wrong password for user: joe" announces a user, "password baru: …" a password.
    if (
      (first.secret || first.kind !== undefined) &&
      !rest.split(" ").every((word) => proseWords.keyFillers.includes(word))
    )
      break;
    if (!place.facts.secret && (facts.secret || facts.kind !== undefined)) place = { key, facts };
  }
  return place;
}

function valueAfter(
  text: string,
  at: number,
  place: KeyPlace,
  separator: string,
): readonly [start: number, end: number] {
  const escaped = next(ESCAPED_QUOTED_VALUE, text, at);
  if (escaped) return [at + escaped[0].length - (escaped[1] ?? "").length, at + escaped[0].replace(/\\+$/, "").length];
  if (text[at] === '"' || text[at] === "'") {
    const close = closingQuote(text, at);
    return [at + 1, close >= 0 ? close : lineEnd(text, at)];
  }
  const { kind, secret } = place.facts;
  const grouped = kind === "PHONE" || kind === "ACCOUNT" || kind === "CARD" || kind === "ID";
  const number = grouped ? next(GROUPED_VALUE, text, at) : null;
  const words = separator === ":" && (kind === "ADDRESS" ? LINE_VALUE : kind === "NAME" ? NAME_VALUE : undefined);
  const pattern = secret && LONG_SECRET.test(place.key) ? LINE_VALUE : words || PAIR_VALUE;
  const single = next(pattern, text, at)?.[0].replace(/[\s,;)}\]]+$/, "") ?? "";
  return [at, at + Math.max(single.length, number?.[0].length ?? 0)];
}

/** A secret after a colon in prose is a token, not the sentence that goes on (`password: must not be empty`). */
function isSecretInProse(place: KeyPlace, value: string): boolean {
  if (/^(?:pin|otp|cvv2?|cvc2?|cid|csc|cvn)$/i.test(place.key)) return /\d[ -]?\d[ -]?\d/.test(value);
  return value.length >= 3 && !proseWords.statusWords.includes(value.toLowerCase().replace(/[.!?]+$/, ""));
}

/** `cvv=123&otp=…`, log fields, headers, `PIN: 1234`. */
export const findPairs: Detector = (text, claims) => {
  for (const { 0: separator, index } of text.matchAll(/[=:]/g)) {
    let keyEnd = index;
    while (keyEnd > 0 && index - keyEnd < 3 && /[ \t"'*]/.test(text.charAt(keyEnd - 1))) keyEnd--;
    const place =
      claims.readSeparators.has(index) || !claims.isFree(index, index + 1)
        ? undefined
        : placeBefore(text, keyEnd, claims.keys);
    if (!place) continue;
    const { secret, kind, kept } = place.facts;
    if (!secret && kind === undefined && !kept) continue;
    // After an equals sign the next line is another pair.
    const gap = separator === "=" && !secret ? /[ \t]{0,4}/y : /[ \t]{0,4}\n?[ \t]{0,4}/y;
    const at = index + 1 + (next(gap, text, index + 1)?.[0].length ?? 0);
    const [start, end] = valueAfter(text, at, place, separator);
    const value = text.slice(start, end);
    if (separator === ":" && text[at] !== '"' && text[at] !== "'") {
      // `id: …` in a sentence may be anybody's; `order_id: …` is written by a machine.
      if (!secret && kind === undefined && !/[_\p{Lu}]/u.test(place.key.slice(1))) continue;
      if (secret ? !isSecretInProse(place, value) : kind !== undefined && !isPlausibleInProse(kind, value)) continue;
    }
    const rest = secret && end - start >= LONGEST ? (next(REST_OF_VALUE, text, end)?.[0].length ?? 0) : 0;
    claimValue(place, text, start, end + rest, claims);
  }
};
