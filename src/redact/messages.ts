import type { Detector } from "./claims.js";
import { OPAQUE } from "./fold.js";
import { matchesOf, spanOf } from "./scan.js";
import { anyOf, keyWords, proseWords } from "./words.js";

const notNames: ReadonlySet<string> = new Set(proseWords.notNames);
const WORD = "[\\p{L}'’-]{1,30}\\.?";
const NAME_WORD = "\\p{Lu}[\\p{L}'’-]{0,30}(?![\\p{L}\\d'’-])(?:(?<=[ ]\\p{Lu})\\.)?";
const DIRECTION = `(?:${anyOf(proseWords.directions)})[ ]`;

/** `sent to JOHN DOE 0712345678`, `dari Siti (0812…)`, `to Ramesh Kumar ramesh@upi`: the number shows that it is a person. */
const BEFORE_NUMBER = new RegExp(
  `(?<![\\p{L}\\d])${DIRECTION}((?:${WORD}[ ]){0,4}${WORD})(?=[ ,(:-]{1,3}(?:\\+?\\d[\\dxX* ()-]{7,16}\\d|[${OPAQUE}]|[\\w.-]{2,40}@\\w))`,
  "dgiu",
);
/** `Ksh500.00 sent to JOHN DOE on 1/2/26`, `$5.00 to John Doe`: two words with capitals, in a line with an amount. */
const AFTER_VERB = new RegExp(
  `(?:\\d[ ]|(?<!\\p{L})(?:${anyOf(proseWords.moneyVerbs)})(?!\\p{L})[^\\n]{0,60}?(?<![\\p{L}\\d]))${DIRECTION}`,
  "giu",
);
const NAME = new RegExp(`${NAME_WORD}(?:[ ](?:(?:d[aeio]s?|v[ao]n|bin)[ ])?${NAME_WORD}){0,4}`, "yu");
/** What follows a closing: a word alone on its line. */
const ALONE = "[,.! ]{0,3}\\n{1,2}(?=[ ]{0,3}\\p{L}+[. ]*(?:\\n|$))";
/** `Dear John`, `Cliente: Ana D\u00edaz`, `my name is John Smith`: the person a line is written to, is about, or is signed by. */
const ANNOUNCED = new RegExp(
  `(?<!\\p{L})(?:(Dear|Yth\\.?|(?:${anyOf([...proseWords.personAfter, ...proseWords.closings])})${ALONE})|(?:${anyOf([...keyWords.personScopes, ...proseWords.personBefore])})(?:(?: name)? ?[:|-]| name)|(?:${anyOf(proseWords.personAfter)}),?\\n{0,2})[ ]{0,3}(?:(Mr|Mrs|Ms|Bpk|Bapak|Pak|Ibu|Kak|Sdri?)\\b\\.?[ ])?`,
  "giu",
);
/** `John Smith <john@example.com>`. */
const BEFORE_MAIL = new RegExp(
  `(?:${NAME_WORD}(?:,?[ ]${NAME_WORD}){1,3}|(?<!\\p{Script=Han})\\p{Script=Han}{2,4})(?="?[ ](?:via[ ][^<\\n]{1,40})?\\(?<[ ]?(?:[${OPAQUE}]|[^<>@\\s]{1,64}@))`,
  "gu",
);
/** The name of an account in the path of a file. */
const HOME = /(?<=(?<![\w.-])[\\/](?:Users|home)[\\/]{1,2})[\p{L}\d._-]{2,40}(?=[\\/])/gu;
const MONEY = new RegExp(
  `(?<![a-z])(?:${anyOf(proseWords.currencyCodes)}|\\p{Sc})\\.?[ ]?\\d|\\d[ ]?(?:${anyOf(proseWords.currencyCodes)})(?![a-z])`,
  "iu",
);
const CHINESE_NAME =
  /(?:转账给|转给|付款给|向|收到)(?!商户|银行|对方|微信|平台|用户|客户|系统|账户|支付)(\p{Script=Han}{2,3}?)(?=转账|付款|支付|的转账|失败|[（(，。,\s\d]|$)/dgu;

/** The words before the first that no name has, with where they end; none when a business, an account or a reference is meant. */
function personIn(text: string, start: number, end: number, least: number): number {
  const words = Array.from(text.slice(start, end).matchAll(/[^ ]+/g));
  const stop = words.findIndex(({ 0: word }) => notNames.has(word.toLowerCase().replace(/[^\p{L}]/gu, "")));
  const isPerson = stop < 0 ? words.length >= least : stop >= 2;
  const last = stop < 0 ? words.at(-1) : words[stop - 1];
  return isPerson && last ? start + last.index + last[0].length : start;
}

/** No word of a sentence about a payment. */
const HAN_NAME = /^(?!.{0,3}[不未无已户款卡额行付误败限异服用了])\p{Script=Han}{2,4}(?!\p{L})/u;

/** Where the name of a person ends that begins at a place; the place itself where none of at least so many words does. */
function nameEnd(text: string, at: number, least: number): number {
  NAME.lastIndex = at;
  const name = NAME.exec(text);
  return name ? personIn(text, at, at + name[0].length, least) : at;
}

/** The end of a first name with a surname, each with a capital, or of a Chinese name; undefined where none begins at the place. */
export function fullNameEnd(text: string, at: number): number | undefined {
  const end = nameEnd(text, at, 2);
  if (end > at) return end;
  const han = HAN_NAME.exec(text.slice(at, at + 5));
  return han ? at + han[0].length : undefined;
}

/** Names of persons in the messages of wallets and banks. */
export const findNamesInMessages: Detector = (text, claims) => {
  for (const match of matchesOf(BEFORE_NUMBER, text)) {
    const [start, end] = spanOf(match, 1);
    claims.add("NAME", start, personIn(text, start, end, 1));
  }
  for (const match of matchesOf(AFTER_VERB, text)) {
    const at = match.index + match[0].length;
    if (MONEY.test(text.slice(Math.max(0, match.index - 80), at + 120))) claims.add("NAME", at, nameEnd(text, at, 2));
  }
  for (const match of matchesOf(ANNOUNCED, text)) {
    const at = match.index + match[0].length;
    claims.add("NAME", at, (match[1] ?? match[2]) ? nameEnd(text, at, 1) : (fullNameEnd(text, at) ?? at));
  }
  for (const match of matchesOf(CHINESE_NAME, text)) claims.add("NAME", ...spanOf(match, 1));
  for (const pattern of [BEFORE_MAIL, HOME])
    for (const { 0: name, index } of matchesOf(pattern, text)) claims.add("NAME", index, index + name.length);
};
