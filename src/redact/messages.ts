import type { Detector } from "./claims.js";
import { OPAQUE } from "./fold.js";
import { matchesOf, matchFrom, spanOf } from "./scan.js";
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
  `(?:\\d[ ](?:[A-Z]{3}[ ])?|(?<!\\p{L})(?:${anyOf(proseWords.moneyVerbs)})(?!\\p{L})[^\\n]{0,60}?(?<![\\p{L}\\d]))${DIRECTION}`,
  "giu",
);
const NAME = new RegExp(`${NAME_WORD}(?:[ ](?:(?:d[aeio]s?|v[ao]n|bin)[ ])?${NAME_WORD}){0,4}`, "yu");
/** `Dear John`, `Cliente: Ana Díaz`, `my name is John Smith`: the person a line is written to, is about, or is signed by. */
const ANNOUNCED = new RegExp(
  `(?<!\\p{L})(?:(Dear|Yth\\.?)|(${anyOf(proseWords.greetings)})(?=[ ])|(?:${anyOf([...keyWords.personScopes, ...proseWords.personBefore])})(?:(?: name)? ?[:|-]| name)|(${anyOf(proseWords.personNouns)})(?=[ ])|(?:${anyOf([...proseWords.personAfter, ...proseWords.closings])}),?\\n{0,2})[ ]{0,3}`,
  "giu",
);
/** `Mrs. Njeri`, `Herr Dr. Hartmann`. */
const TITLED = new RegExp(`(?<!\\p{L})(?:${anyOf(proseWords.titles)})\\.?[ ](?:Dr\\.?[ ])?`, "gu");
/** A closing on its own line, and who signs on the next. */
const CLOSING = new RegExp(
  `(?<=(?:^|\\n)[ \\t>]*(?:[^\\n]{1,24}[ ])?)(?:${anyOf([...proseWords.closings, ...proseWords.ownLineClosings])})[,.! ]{0,3}\\n{1,2}[ \\t>]*`,
  "giu",
);
const SIGNER = new RegExp(
  `(?:${NAME.source}|[\\p{Script=Latin}'’-]{2,20}|[\\p{Script=Han}\\p{Script=Hangul}]{2,4}|[\\p{Script=Arabic}\\p{Script=Thai} ]{4,40})(?=[ \\t.]*(?:\\n|$))`,
  "yu",
);
const MAILBOX = `(?:[${OPAQUE}]|[^<>@\\s]{1,64}@)`;
const FULL_NAME = `${NAME_WORD}(?:,?[ ]${NAME_WORD}){1,3}`;
const CLOCK = "\\d?\\d:\\d\\d(?::\\d\\d)?(?: ?[AP]M)?";
/** What shows by what follows it, or stands before it, that it is a person's name. */
const SHOWN: readonly RegExp[] = [
  // John Smith <john@example.com>, also when a list sent it on.
  new RegExp(
    `(?:${FULL_NAME}|(?<!\\p{Script=Han})\\p{Script=Han}{2,4})(?="?[ ]?(?:via[ ][^<\\n]{1,40})?[<([]{1,2}[ ]?${MAILBOX})`,
    "gu",
  ),
  new RegExp(`(?<=(?:^|\\n|[:,>] ?)"?)${WORD}(?:[ ]${WORD}){0,3}(?="?[ ]?<${MAILBOX})`, "gu"),
  new RegExp(`${NAME.source}(?=[ ](?:${anyOf(proseWords.sentBy)})(?!\\p{L}))`, "gu"),
  // Above what somebody said in a chat: the name, and when it was said.
  new RegExp(
    `(?<=(?:^|\\n)[ \\t>]*)${FULL_NAME}(?=(?: \\([^()\\n]{1,20}\\))?(?:\\n[ \\t]{0,8}|,?[ ]{1,2}\\[?)(?:[\\w ,/.-]{6,14}[ ])?${CLOCK})`,
    "gu",
  ),
  // The name of an account in the path of a file.
  /(?<=(?<![\w.-])[\\/](?:Users|home)[\\/]{1,2})[\p{L}\d._-]{2,40}(?=[\\/])/gu,
  /(?<!\p{L})\p{Lu}\p{L}+(?=['’]s (?:iP(?:hone|ad)|Galaxy))/gu,
  // In a line of a statement.
  /(?<=(?:UPI|NEFT|IMPS|RTGS)[^\n]{0,40}[/-])[A-Z]{2,}(?: [A-Z]+)+(?=[/-])/g,
  /(?<=<@\w{6,12}\|)[^>\n]+/g,
];
/** `[10:31] Ana Ruiz: …`, `3/3/26, 10:31 - Ana Ruiz: …`. */
const SAID = new RegExp(`(?<=^|\\n)[ \\t>]*([[(]?)(?:[\\d./-]{6,10},?[ ])?${CLOCK}[\\])]?[ ]?([|-]?)[ ]?`, "gu");
const MONEY = new RegExp(
  `(?<![a-z])(?:${anyOf(proseWords.currencyCodes)}|\\p{Sc})\\.?[ ]?\\d|\\d[ ]?(?:${anyOf(proseWords.currencyCodes)})(?![a-z])`,
  "iu",
);
const CHINESE_NAME =
  /(?:转账给|转给|付款给|向|收到|尊敬的)(?!商户|银行|对方|微信|平台|用户|客户|系统|账户|支付)(\p{Script=Han}{2,3}?)(?=转账|付款|支付|的转账|失败|先生|女士|[（(，。,\s\d]|$)/dgu;

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
  const eachAfter = (pattern: RegExp, endOf: (at: number, match: RegExpExecArray) => number) => {
    for (const match of matchesOf(pattern, text)) {
      const at = match.index + match[0].length;
      claims.add("NAME", at, endOf(at, match));
    }
  };
  for (const match of matchesOf(BEFORE_NUMBER, text)) {
    const [start, end] = spanOf(match, 1);
    const nameEnds = personIn(text, start, end, 1);
    const number = /^ \d{8,13}\b/.exec(text.slice(end, end + 15));
    if (claims.add("NAME", start, nameEnds) && nameEnds === end && number)
      claims.add("PHONE", end + 1, end + number[0].length);
  }
  eachAfter(AFTER_VERB, (at, { index }) =>
    MONEY.test(text.slice(Math.max(0, index - 80), at + 120)) ? nameEnd(text, at, 2) : at,
  );
  eachAfter(TITLED, (at) => nameEnd(text, at, 1));
  eachAfter(ANNOUNCED, (at, [, polite, greeting, noun]) => {
    const end = fullNameEnd(text, at) ?? nameEnd(text, at, polite || greeting ? 1 : 2);
    const follows = text.slice(end, end + 2);
    return (greeting && !/^(?:[,!.;:\n]|$)/.test(follows)) || (noun && !/^(?:,| \p{Ll})/u.test(follows)) ? at : end;
  });
  eachAfter(CLOSING, (at) => personIn(text, at, at + (matchFrom(SIGNER, text, at)?.[0].length ?? 0), 1));
  eachAfter(SAID, (at, [, bracket, dash]) => {
    const end = nameEnd(text, at, 1);
    const name = text.slice(at, end);
    return /^: /.test(text.slice(end, end + 2)) &&
      (name.includes(" ") || ((bracket || dash) && /^\p{Lu}\p{Ll}+$/u.test(name)))
      ? end
      : at;
  });
  for (const match of matchesOf(CHINESE_NAME, text)) claims.add("NAME", ...spanOf(match, 1));
  for (const pattern of SHOWN)
    for (const { 0: name, index } of matchesOf(pattern, text))
      if (personIn(text, index, index + name.length, 1) > index) claims.add("NAME", index, index + name.length);
};
