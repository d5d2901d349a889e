import { isoExponent } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import type { GenericTable } from "../facts/code-table.js";
import { namesShortCode } from "../facts/named-codes.js";
import type { PhraseMatcher } from "../facts/phrases.js";
import { stateOf } from "./adapters/generic-names.js";
import { plainSpaces } from "./characters.js";
import { readMessage } from "./messages.js";

/** A failure told in words: what `failure.message` of its context holds. */
export interface ToldFailure {
  context: { transaction?: { status: "cancelled" | "expired" }; failure: { message: string } };
  warnings: Warning[];
}

/** What tells that a text speaks of a failed payment: phrases, and words that are codes. */
export interface KnownWords extends Pick<GenericTable, "words"> {
  phrases: Pick<PhraseMatcher, "matches">;
}

const MAX_MESSAGE = 1000;
const MAX_SEARCHED = 200_000;
/** Words of letters and digits as codes are written: `card_declined`, `INSUFFICIENT_FUNDS`, `insufficient-funds`. */
const WORD = /[a-z][a-z0-9]{1,40}(?:[_-][a-z0-9]{1,40}){1,8}/gi;
/** The code of a table in plain sight: it says by its own words that something failed. */
const FAILING =
  /(?:^|_)(?:declined?|fail(?:ed|ure)?|insufficient|invalid|exceed(?:s|ed)?|expired?|error|reject(?:ed)?|denied|blocked|timeout|timed|refused|unavailable|incorrect|underpriced|reverted|aborted|unfunded|forbidden|unauthorized|notenough|lost|stolen|restricted|closed|frozen)(?:_|$)/;
/** Codes of a letter or two and digits are codes only beside the word that says so: `return code R10`, `reason: AM04`. */
const SHORT_CODE =
  /\b(?:code|reason|return|error|response|alasan|kode|错误码|返回码|代码)s?\b[\s\S]{0,20}?\b[A-Z]{1,4}\d{2,5}\b/i;
const SIGNED =
  /(?:[$\u20ac\u00a3\u00a5\u20b9\u20a6\u20a9\u20ab\u20b1\u0e3f\u20ba]|\bRp\.?|\bR\$|\bRM) ?\d[\d.,]{0,30}(?: ?(?:ribu|rb|juta|jt|k)\b|\u4e07)?|\b\d[\d.,]{0,30} ?(?:\u20ac|\u5143|\u5757|\u4e07|ribu\b|rb\b|juta\b)/u;
const CODED = /\b([A-Z]{3}) ?\d[\d.,]{0,30}|\b\d[\d.,]{0,30} ?([A-Z]{3})\b/g;

/** Results of the XRP Ledger: `tecNO_DST`, `tefPAST_SEQ`. */
const LEDGER_RESULT = /\bte[cflmr][A-Z]{2,20}(?:_[A-Z]{1,20})*\b/;

/** What programs throw when a payment fails: `SendTransactionError`, `CardException`. */
const THROWN =
  /\b\w{0,40}(?:Transaction|Payment|Card|Charge|Payout|Refund|Transfer|Withdraw(?:al)?|Billing|Purchase)\w{0,40}(?:Error|Exception)\b/;

/** "invalid payment state: Refused", "transaction status CANCELLED": a state that is no success, after the word that says so. */
const STATED =
  /\b(?:state|status|result|outcome|resultCode|estado|situa\u00e7\u00e3o)["'`]?\s{0,3}(?::|=|\bis\b|\bwas\b)?\s{0,3}["'`(]{0,2}([A-Za-z_]{4,24})\b/gi;

/** "Processor declined: …", "Failed to complete the payment": how programs say that it failed, without the reason. A person's "my payment failed" is asked for more. */
const FAILED =
  /\b(?:processor|gateway|issuer|authori[sz]ation)[ _]?(?:has |was |is |were )?(?:been )?(?:failed|declined|refused|rejected|denied)\b|\bfailed to (?:complete|process|make|finish|authori[sz]e|capture) (?:the |this |your |a )?(?:payment|transaction|charge|purchase|transfer)\b/i;
/** An answer of HTTP by its number and name, as clients print it: `(422: Unprocessable Entity)`, `502 Bad Gateway`. */
const HTTP =
  /\b(?:402[: ]{1,2}Payment Required|400[: ]{1,2}Bad Request|422[: ]{1,2}Unprocessable|500[: ]{1,2}Internal Server Error|50[234][: ]{1,2}(?:Bad Gateway|Service Unavailable|Gateway Time))/i;

/** A tag is not a word of a text: `<fraudresponse mode="ACTIVE">` tells of no fraud. What its attributes say is kept. */
const TAG = /<\/[A-Za-z][\w:.-]{0,80}>|<[A-Za-z][\w:.-]{0,80}(\s[^<>]{0,500})?>/g;

/** The failure that a text without any object tells in words, or null where no known code or phrase is in it. */
export function toldFailure(given: string, { words, phrases }: KnownWords): ToldFailure | null {
  const text = plainSpaces(given.slice(0, MAX_SEARCHED)).replace(TAG, " $1 ");
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const known = new Set(words.map(({ word }) => word));
  const isSaid = (part: string): boolean => phrases.matches(part).some(({ cause }) => cause !== null);
  const telling = (line: string): boolean => {
    if (isSaid(line)) return true;
    for (const [found] of line.matchAll(WORD)) {
      const word = found.toLowerCase().replaceAll("-", "_");
      if (known.has(word) || (found.includes("_") && FAILING.test(word))) return true;
    }
    if ([SHORT_CODE, THROWN, LEDGER_RESULT, FAILED, HTTP].some((pattern) => pattern.test(line))) return true;
    return namesShortCode(line) || stateIn(line) !== undefined;
  };
  const whole = lines
    .map((line, i) => `${i === 0 ? "" : goesOn(lines[i - 1] as string, line) ? "\n" : "\n\n"}${line}`)
    .join("");
  const told = lines.filter(telling);
  // A phrase may be broken over two lines of a mail.
  if (told.length === 0 && !isSaid(whole) && !SHORT_CODE.test(whole) && !namesShortCode(whole)) return null;
  const shown = whole.length <= MAX_MESSAGE || told.length === 0 ? whole : [...new Set(told)].join("\n\n");
  const message = shown.slice(0, MAX_MESSAGE);
  const seen = amountIn(whole);
  const status = stateIn(whole);
  const warnings =
    seen === undefined ? [] : [{ path: "/transaction/amount", ...readMessage("amount_seen", { text: seen }) }];
  const stated = status === undefined || status === "failed" ? {} : { transaction: { status } };
  return { context: { ...stated, failure: { message } }, warnings };
}

/** The state that a text names, where it names one and that is no success. */
function stateIn(text: string): "failed" | "cancelled" | "expired" | undefined {
  const states = [...text.matchAll(STATED)].flatMap(([, word = ""]) => stateOf(word) ?? []);
  const [state] = states;
  const ended = state === "failed" || state === "cancelled" || state === "expired";
  return ended && states.every((other) => other === state) ? state : undefined;
}

/** Whether a line goes on with the sentence of the one before: no word of one clause may be read together with one of another. */
const goesOn = (before: string, line: string): boolean => /[\p{L},]$/u.test(before) && /^\p{Ll}/u.test(line);

/** The first amount in a prose. It is shown and never taken: it may be a balance, a limit or a price. */
function amountIn(text: string): string | undefined {
  const signed = SIGNED.exec(text)?.[0];
  if (signed !== undefined) return signed.trim();
  for (const [found, before, after] of text.matchAll(CODED)) {
    if (isoExponent((before ?? after) as string) !== undefined) return found.trim();
  }
  return undefined;
}
