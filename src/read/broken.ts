import { MAX_DEPTH } from "../base/sizes.js";
import { factOf, likelyFactOf } from "./adapters/generic-names.js";
import { beginsDump } from "./dumps/opening.js";
import type { ReadRefusal } from "./source.js";
import { namesOnlyFailures, speaksOfSuccess } from "./text.js";

/** Faults of an object that was cut off or copied badly. One that is about the digits of an amount is refused for good. */
const BROKEN = new Set([
  "cut_off",
  "something_follows",
  "comma_missing",
  "colon_missing",
  "key_missing",
  "value_missing",
  "not_a_value",
  "comment_open",
  "bad_escape",
  "quote_open",
]);

/** A context of our own is read whole or not at all. */
const OWN =
  /["'“”]?\b(?:transaction|failure|balance|payee|limits|fees|fundingSources)["'“”]?\s{0,20}[:：]\s{0,20}(?:[[［]|[{｛]\s{0,20}["'“”]?(?:id|kind|amount|amountFixed|initiator|currency|exponent|at|status|debited|reference|expiresAt|splittable|provider|code|networkCode|adviceCode|message|codes|available|held|restricted|cap)\b)/i;

/** What a text begins with that is nothing but an object, behind the marks of a code block or a quotation: no `[2026-05-07 16:22] ERROR`. */
const OBJECT_ALONE = /^(?:\s|```\w{0,12}|>|\ufeff)*(?:(?!\[\d{4}-\d)[[{<｛［]|["'`“]\s{0,5}[[{])/;
/** An object that a console printed, of which people copy what is on the screen; a message of SWIFT, which has braces and is no object. */
const NO_JSON = /^(?:\s|```\w{0,12}|>)*\{(?:\s{0,40}[A-Za-z_]\w{0,40}: |1:[A-Z]\d\d)/;

/** Members that are empty say nothing by their names: `"failure_code": null`. */
const EMPTY_MEMBER =
  /["']?\b\w{1,60}["']?\s{0,4}(?::|=>?)\s{0,4}(?:null|false|nil|None|undefined|""|'')(?=[\s,;})\]]|$)/g;

/** Whether what is broken is an object of somebody else's. */
export const isBrokenPiece = (text: string, refusal: ReadRefusal): boolean =>
  BROKEN.has(refusal.said.code) && !OWN.test(text);

/** What the words of a text with a broken object may be read from; null where it is nothing but that object, or speaks of a success. */
export function wordsAround(text: string): string | null {
  if (OBJECT_ALONE.test(text) && !NO_JSON.test(text)) return null;
  const words = text.replace(EMPTY_MEMBER, " ");
  return namesOnlyFailures(words) && !speaksOfSuccess(words) ? words : null;
}

const ANY_KEY = /([\p{L}_$][\w$.-]{0,60})["'”’`]?\s{0,9}(?::|=)/gu;
const QUOTED_KEY = /["'“‘`]([\p{L}_$][\w$.-]{0,60})["'”’`]\s{0,9}[:=]/gu;

/** What a person wrote around a piece of a file or of a program, of which no member is one of a payment; null where the object may be one. */
export function wordsBesidePiece(text: string, { at, begins = at }: ReadRefusal): string | null {
  const names = [...text.slice(begins, at).matchAll(ANY_KEY), ...text.slice(at).matchAll(QUOTED_KEY)];
  const isPayment = names.some(([, name = ""]) => (factOf(name) ?? likelyFactOf(name)) !== undefined);
  return isPayment || names.length === 0 || OBJECT_ALONE.test(text)
    ? null
    : `${text.slice(0, begins)}\n${text.slice(at)}`;
}

/** Where an object begins on a line of its own below the broken one, or `response: "{`, as far to the left or further; -1 where none does. */
export function objectBelow(text: string, { at, begins = at }: ReadRefusal): number {
  const indent = lineBefore(text, begins).search(/\S|$/);
  for (const found of text.slice(at).matchAll(/\n([ \t]{0,200})(?:[\w ]{1,30}[:=] ?["'`])?(?:\[\s{0,20})?\{/g))
    if ((found[1] as string).length <= indent) return at + found.index;
  return -1;
}

/** Whether the broken object is no record among records: it follows words on its line, or is what a console printed. */
export const isNoRecord = (text: string, { at, begins = at }: ReadRefusal): boolean =>
  /\S/.test(lineBefore(text, begins)) || NO_JSON.test(text.slice(begins, begins + 200));

const lineBefore = (text: string, at: number): string => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);

/** What may stand behind the place where somebody's copy of an object ended: brackets and quotes, or the end of a code block. */
const ENDS_THERE = /^(?:[\s`'")\]}>.\u2026*-]*$|\s{0,20}`{1,3}\s{0,20}\n)/;
/** Whether a dump of PHP was cut off before that place: it may have said till then how the payment ended. */
export const isCutDump = (text: string, start: number, at: number, { said }: ReadRefusal): boolean =>
  (said.code === "cut_off" || ENDS_THERE.test(text.slice(at))) && beginsDump(text, start);

const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** How many members or letters follow, in var_dump, or the class of an object. */
const COUNT = /^\((?:\d{1,9}|[\w\\@]{1,120}(?=\)(?:#| ?\{)))\)/;

/** What Guzzle writes where it cuts the body of an answer, after 120 characters. */
export const GUZZLE_CUT = "(truncated...)";

/** Whether it was Guzzle that cut the object. */
export const isGuzzleCut = (text: string, { at }: ReadRefusal): boolean => text.startsWith(GUZZLE_CUT, at);

/** Members of var_dump and print_r stand side by side without a comma. */
const NEXT_MEMBER = /^\s+\[(?:"[^"\n]{1,100}"|[\w:]{1,100})\](?: \w{1,100})?\s?=>/;

/** What is left of an object that was cut off. */
interface Rest {
  /** The text up to its last whole member, its brackets closed. */
  whole: string;
  /** The objects in it that are whole, without those inside of them. */
  closed: string[];
  /** An object inside a text, `"response": "{\\"code\\": …`, where that is what was cut. */
  inside: string | undefined;
}

/** What is left of an object that was cut off; undefined where nothing of it is whole. */
export function untilCut(given: string, refusal: ReadRefusal): Rest | undefined {
  const { at: fault, begins, said } = refusal;
  const isCut = said.code === "cut_off";
  if (begins === undefined || !(isCut || ENDS_THERE.test(given.slice(fault)))) return undefined;
  const limit = isCut && !isGuzzleCut(given, refusal) ? given.length : fault;
  // In a page its quotes are escaped.
  const text = given.slice(0, begins) + given.slice(begins, limit).replaceAll("&quot;", '"');
  let open = "";
  let whole: string | undefined;
  let end = begins;
  let before = "";
  let inside: string | undefined;
  const starts: number[] = [];
  const closed: [start: number, end: number][] = [];
  let last = given.length - 1;
  while (/[\s`]/.test(given[last] ?? "")) last--;
  for (let at = begins; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '"' || (character === "'" && /[[{(,:=>ub]/.test(before))) {
      const isValue = /[:=>]/.test(before);
      const start = at + 1;
      at = stringEnd(text, at);
      if (at >= text.length) inside = text.slice(start);
      // A text that its quote closes is whole, also where nothing follows.
      if (isValue && at === last) {
        end = at + 1;
        whole = open;
      }
    } else if (character === "(" && COUNT.test(text.slice(at, at + 130))) {
      at = text.indexOf(")", at);
    } else if (CLOSERS[character] !== undefined) {
      starts.push(at);
      open = CLOSERS[character] + open;
      if (open.length > MAX_DEPTH) return undefined;
    } else if (character === open[0]) {
      open = open.slice(1);
      if (open === "") return undefined;
      const start = starts.pop() as number;
      if (character === "}") {
        while ((closed.at(-1)?.[0] ?? -1) > start) closed.pop();
        closed.push([start, at + 1]);
      }
      // An object inside that is closed is whole.
      if (character === "}") {
        end = at + 1;
        whole = open;
      }
    } else if (/[,;]/.test(character) || (character.trim() === "" && NEXT_MEMBER.test(text.slice(at, at + 200)))) {
      // A semicolon is a part of its member.
      end = character === ";" ? at + 1 : at;
      whole = open;
    }
    if (character.trim() !== "") before = character;
  }
  // print_r closes its brackets on lines of their own.
  return whole === undefined
    ? undefined
    : {
        whole: text.slice(0, end) + whole.replace(/./g, "\n$&"),
        closed: closed.map(([start, after]) => text.slice(start, after)),
        inside: objectIn(inside),
      };
}

/** The object that the start of a text of JSON holds, without the escapes of the text. */
function objectIn(text: string | undefined): string | undefined {
  if (text === undefined || !/^\s{0,20}\{\s{0,20}\\"/.test(text)) return undefined;
  try {
    return JSON.parse(`"${text.trimEnd().replace(/\\+$/, "")}"`) as string;
  } catch {
    return undefined;
  }
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start]) at += text[at] === "\\" ? 2 : 1;
  return at;
}
