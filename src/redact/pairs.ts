import type { Claims, Detector } from "./claims.js";
import { isPlausibleInProse, looksLikeNumber } from "./decide.js";
import { OPAQUE } from "./fold.js";
import { claimValue, Frame } from "./frames.js";
import { asObject, type KeyPlace, type KeyReader, TOP } from "./keys.js";
import { closingQuote, lineEnd, matchesOf, matchFrom, spanOf } from "./scan.js";
import { anyOf, proseWords } from "./words.js";

const KEY_CHARACTER = /[\p{L}\p{N}_\-.%[\]$]/u;
const MAX_KEY = 80;
/** Up to the next pair, the end of a query's member, or white space. */
const PAIR_VALUE = /(?:(?![,;|][ \t]{0,4}[\w.[\]-]{1,60}[=:])[^&\s"'<>]){1,256}/y;
const LINE_VALUE = /[^\n"'<>]{1,256}/y;
const NAME_VALUE = /[^\n"'<>&,;|:=]{1,256}/y;
/** In an object that was printed without quotes: up to its next member (`, phone=`, ` Phone:`) or its end. */
const MEMBER_VALUE =
  /(?:(?![,;&][ \t]{0,4}[:@"']?[\w.[\]-]{1,60}[ \t]?[=:]|[ \t]{1,4}[:@]?[\w.[\]-]{1,60}[=:])[^\n"'<>{}()[\]]){1,256}/y;
/** A name after an equals sign in a line of a log: words that begin with a capital. */
const CAPITALISED = /(?:[ ]\p{Lu}[\p{L}'.-]{1,40}(?![\p{L}\d_]*[=:])){1,4}/uy;
/** With its quotes escaped, as they are inside a JSON string. */
const ESCAPED_QUOTED_VALUE = /\\+["']([^"'\n]*)/y;
/** The rest of a value that is longer than the patterns look; read only where it is certain to be claimed. */
const REST_OF_VALUE = /[^&\s"'<>]*/y;
const LONGEST = 256;
const GROUPED_VALUE = /\+?(?:\(\d[\d*]*\)|\d[\d*]*)(?:[ .()/-]{1,2}[\d*]+){0,9}/y;
/** The value goes to the end of the line: it is made of several words. */
const LONG_SECRET = /^(?:proxy-?)?authori[sz]ation$|cookie$|seed|mnemonic|phrase$|fras[ae]|助记词|助記詞/i;
/** Between a key and its sign: programs that print a column of keys fill them up with spaces. */
const MOST_BETWEEN = 60;
/** Nothing, or what YAML writes before the lines that belong to a key. */
const OPENS_LINES = /[ \t]*(?:[&!|>][^\n]{0,80})?(?=\n)/y;
/** Of a key and its value. */
const SEPARATOR = /[=:]/g;
/** What YAML writes below a key: the items of a list, or the lines of a text. */
const BELOW =
  /(?:[ \t]*\n[ \t]*- ([^\s\ue000]\S*(?:\n[ \t]*- \S+){0,30})|[ \t]*[|>][^\n]{0,9}\n([ \t]+)([^\s\ue000][^\n]*(?:\n\2[^\n]+){0,30}))(?=[ \t]*(?:\n|$))/dy;
/** Up to the value: Ruby's arrow, what Python writes in front of a quote, u'text', and Swift or Rust around it, Optional("text"). */
const GAP = />?[ \t]{0,200}(?:[ub](?=["'])|(?:Optional|Some)\()?/iy;

function keyBefore(text: string, end: number): number {
  let start = end;
  while (end - start < MAX_KEY && KEY_CHARACTER.test(text.charAt(start - 1))) start--;
  return start;
}

interface Key {
  /** The last word alone. */
  readonly word: string;
  readonly start: number;
  readonly place: KeyPlace;
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    // A broken escape is part of the word.
    return key;
  }
}

/** The last words before a separator that are a key together: `kata sandi`, `card number`, `routing key`. */
function readKey(text: string, end: number, frame: Frame, keys: KeyReader): Key | undefined {
  const wordStart = keyBefore(text, end);
  if (wordStart === end) return undefined;
  const word = decoded(text.slice(wordStart, end));
  let start = wordStart;
  let key = word;
  let place = frame.placeOf(word, start, keys);
  // `10:45` is a time: a number is a key only as a field of ISO 8583.
  if (/^\d+$/.test(word) && (word.length > 3 || place.key !== word)) return undefined;
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
      !rest.split(" ").every((each) => proseWords.keyFillers.includes(each))
    )
      break;
    if (rest === "key" && !facts.secret) return { word, start, place: { key, facts } };
    if (!place.facts.secret && (facts.secret || facts.kind !== undefined)) place = { key, facts };
  }
  return { word, start: wordStart, place };
}

type Span = readonly [start: number, end: number];

function patternFor({ key, facts }: KeyPlace, separator: string, frame: Frame): RegExp {
  const { secret, kind } = facts;
  if (secret && LONG_SECRET.test(key)) return LINE_VALUE;
  if (frame.close !== "" && (kind === "ADDRESS" || kind === "NAME" || (secret && separator === "=")))
    return MEMBER_VALUE;
  if (separator === ":" && kind === "ADDRESS") return LINE_VALUE;
  return separator === ":" && kind === "NAME" ? NAME_VALUE : PAIR_VALUE;
}

function valueAfter(text: string, at: number, place: KeyPlace, separator: string, frame: Frame): Span {
  const escaped = matchFrom(ESCAPED_QUOTED_VALUE, text, at);
  if (escaped) return [at + escaped[0].length - (escaped[1] ?? "").length, at + escaped[0].replace(/\\+$/, "").length];
  if (text[at] === '"' || text[at] === "'") {
    const close = closingQuote(text, at);
    return [at + 1, close >= 0 ? close : lineEnd(text, at)];
  }
  const { kind } = place.facts;
  const grouped = kind === "PHONE" || kind === "ACCOUNT" || kind === "CARD" || kind === "ID";
  const number = grouped ? matchFrom(GROUPED_VALUE, text, at) : null;
  const pattern = patternFor(place, separator, frame);
  const single = matchFrom(pattern, text, at)?.[0].replace(/[\s,;)}\]]+$/, "") ?? "";
  const end = at + Math.max(single.length, number?.[0].length ?? 0);
  const isNamed = kind === "NAME" || ((kind === "CUSTOMER" || kind === "PAYEE") && /^\p{Lu}\p{L}+$/u.test(single));
  const more = isNamed ? matchFrom(CAPITALISED, text, end) : null;
  return [at, end + (more?.[0].length ?? 0)];
}

/** A secret after a colon in prose is a token, not the sentence that goes on (`password: must not be empty`). */
function isSecretInProse(place: KeyPlace, value: string): boolean {
  if (/^(?:pin|otp|cvv2?|cvc2?|cid|csc|cvn)$/i.test(place.key)) return /\d[ -]?\d[ -]?\d/.test(value);
  return value.length >= 3 && !proseWords.statusWords.includes(value.toLowerCase().replace(/[.!?]+$/, ""));
}

/** What the lines and objects around a pair say: brackets as they were read before, indented lines as they come. */
class Surroundings {
  private frameIndex = 0;
  private lineStart = 0;
  private nextLine: number;
  private readonly indented: Array<{ column: number; frame: Frame }> = [];

  constructor(
    private readonly text: string,
    private readonly claims: Claims,
  ) {
    this.nextLine = lineEnd(text, 0) + 1;
  }

  /** The frame at a place; the places must come in order. */
  at(place: number, keyStart: number): Frame {
    const { frames } = this.claims;
    while (this.nextLine <= place) {
      this.lineStart = this.nextLine;
      this.nextLine = lineEnd(this.text, this.lineStart) + 1;
    }
    while (frames[this.frameIndex + 1] && (frames[this.frameIndex + 1]?.at ?? 0) <= place) this.frameIndex++;
    const bracket = (frames[this.frameIndex] as { frame: Frame }).frame;
    const column = keyStart - this.lineStart;
    while ((this.indented.at(-1)?.column ?? -1) >= column && (this.indented.at(-1)?.frame.at ?? 0) < this.lineStart)
      this.indented.pop();
    const lines = this.indented.at(-1)?.frame;
    return lines && lines.at > bracket.at ? lines : bracket;
  }

  /** Whether the value at a place is an object, whose members are read by themselves. */
  isObject(at: number, separator: string, { facts }: KeyPlace): boolean {
    const bracket = this.claims.frames[this.frameIndex + 1]?.at ?? -1;
    if (bracket < at || bracket - at > 60 || !/[{[(]/.test(this.text.charAt(bracket))) return false;
    const type = this.text.slice(at, bracket);
    // `password=abc(def` is a password.
    if (facts.secret) return type === "";
    return /^[&@*]?(?:[A-Za-z_][\w\\.]*)?$/.test(type) && (separator === "=" || this.text[bracket] !== "(");
  }

  /** The deeper lines that follow belong to this key. */
  opens(place: KeyPlace, keyStart: number, frame: Frame): void {
    if (this.indented.length < 100)
      this.indented.push({
        column: keyStart - this.lineStart,
        frame: new Frame(asObject(place), keyStart, frame.close),
      });
  }
}

/** `cvv=123&otp=…`, log fields, headers, YAML, `PIN: 1234`, members of objects that were printed without quotes. */
export const findPairs: Detector = (text, claims) => {
  const around = new Surroundings(text, claims);
  for (const { 0: separator, index } of matchesOf(SEPARATOR, text)) {
    if (claims.readSeparators.has(index) || text[index + 1] === ":" || !claims.isFree(index, index + 1)) continue;
    let keyEnd = index;
    while (index - keyEnd < MOST_BETWEEN && /[ \t"'*]/.test(text.charAt(keyEnd - 1))) keyEnd--;
    const frame = around.at(index, keyBefore(text, keyEnd));
    const key = readKey(text, keyEnd, frame, claims.keys);
    if (!key) continue;
    const { place } = key;
    if (separator === ":" && matchFrom(OPENS_LINES, text, index + 1)) {
      if (asObject(place).facts.secret) claims.add("SECRET", ...spanOf(matchFrom(BELOW, text, index + 1), 1, 3));
      around.opens(place, key.start, frame);
      continue;
    }
    const at = index + 1 + (matchFrom(GAP, text, index + 1)?.[0].length ?? 0);
    // Swift's dump says it again on the next line: `- some: "text"`.
    if (text[at - 1] === "(") around.opens(place, key.start, frame);
    if (!around.isObject(at, separator, asObject(place))) readPair(text, claims, { key, separator, at, frame });
  }
};

interface Pair {
  readonly key: Key;
  readonly separator: string;
  /** Where the value begins. */
  readonly at: number;
  readonly frame: Frame;
}

function readPair(text: string, claims: Claims, { key, separator, at, frame }: Pair): void {
  const { place, word } = key;
  const { secret, kind, signs } = place.facts;
  const [start, end] = valueAfter(text, at, place, separator, frame);
  const value = text.slice(start, end);
  frame.note(word, text, { start, end }, claims);
  if (separator === ":" && text[at] !== '"' && text[at] !== "'") {
    // `id: …` in a sentence may be anybody's; `order_id: …` is written by a machine.
    if (!secret && kind === undefined && !signs && !/[_\p{Lu}]/u.test(place.key.slice(1))) return;
    if (secret ? !isSecretInProse(place, value) : kind !== undefined && !isPlausibleInProse(kind, value)) return;
  }
  const rest = secret && end - start >= LONGEST ? (matchFrom(REST_OF_VALUE, text, end)?.[0].length ?? 0) : 0;
  claimValue(place, text, { start, end: end + rest }, claims);
}

const FORM_PART =
  /form-data; name="([^"\n]{1,80})"[^\n]{0,200}\n(?:[\w-]{1,40}:[^\n]{0,200}\n){0,4}\r?\n([^\r\n]{1,2000})/dg;

/** The parts of a form that was sent with a file. */
export const findFormParts: Detector = (text, claims) => {
  for (const match of matchesOf(FORM_PART, text)) {
    const [start, end] = spanOf(match, 2);
    new Frame(TOP, 0).claim(match[1] ?? "", text, { start, end }, claims);
  }
};

const BELOW_BRANCH =
  /(?<=(?:branch|ispb|agencia|bsb|sort code|routing number): .{1,60}\n *n(?:umber|o): )\d[\d -]{3,30}\d/gi;

/** `number: 40817263` below the line of a branch or a bank is that of an account. */
export const findAccountsBelow: Detector = (text, claims) => {
  for (const { 0: number, index } of matchesOf(BELOW_BRANCH, text)) claims.add("ACCOUNT", index, index + number.length);
};

/** The block of lines below the heading of an address, as shops send it in a mail. */
const BELOW_ADDRESS = new RegExp(
  `(?<=(?:^|\\n)[ \\t>]*[\\p{L} ]{0,20}(?:${anyOf(proseWords.addressHeadings)})(?:[\\p{L} ]{0,20}:)?[ \\t]*\\n)(?:[^\\n:{}[\\]<${OPAQUE}]{1,90}(?:: ?[+\\d].{5,30})?(?:\\n|$)){2,9}`,
  "giu",
);

/** The lines of an address in a mail: who, and where. */
export const findAddressBlocks: Detector = (text, claims) => {
  for (const { 0: block, index } of matchesOf(BELOW_ADDRESS, text))
    for (const { 0: line, index: at } of matchesOf(/[^\s>][^\n]*/g, block))
      claims.add("ADDRESS", index + at, index + at + line.trimEnd().length);
};

const PATH_PART = /(?<=\/([a-z][\w-]{1,40})\/)[^\s/?#&"'`<>()[\]{},;]{4,98}[^\s/?#&"'`<>()[\]{},;.]/gi;

/** In the path of an address, what follows a part that names it: `/msisdn/26878412096351/active`. */
export const findPathParts: Detector = (text, claims) => {
  for (const { 0: found, 1: name = "", index } of matchesOf(PATH_PART, text)) {
    const { kind } = claims.keys.factsOf(name);
    if (kind !== undefined && looksLikeNumber(kind, found.replace(/%2B/i, "+").replace("%40", "@")))
      claims.add(kind, index, index + found.length);
  }
};
