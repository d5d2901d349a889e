import { isoExponent } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import type { GenericTable } from "../facts/code-table.js";
import { namesNumber, namesShortCode } from "../facts/named-codes.js";
import type { PhraseMatcher } from "../facts/phrases.js";
import { codeSpellings } from "../rules/generated/spellings.js";
import { isFailedState, stateOf } from "./adapters/generic-names.js";
import { withRevertReasons } from "./adapters/revert.js";
import { plainSpaces } from "./characters.js";
import { withoutChoices } from "./choices.js";
import { readMessage } from "./messages.js";

/** A failure told in words: what `failure.message` of its context holds. */
export interface ToldFailure {
  context: {
    transaction?: { kind?: "refund"; status: "failed" | "cancelled" | "expired" | "pending" | "unknown" };
    failure?: { message: string };
  };
  warnings: Warning[];
}

/** What tells that a text speaks of a failed payment: phrases, and words that are codes. */
export interface KnownWords extends Pick<GenericTable, "words"> {
  phrases: Pick<PhraseMatcher, "matches" | "saysFailed">;
}

const MAX_MESSAGE = 1000;
/** Of a longer text only the sentences are kept that tell something, and of a longer sentence the part that does. */
const MAX_SENTENCE = 200;
const SENTENCE_END = /(?<=[.!?;]["'\u201d)]?) +|(?<=[\u3002\uff01\uff1f])|\n\n/;
/** Quotation marks, bullets and fences in front of a sentence. */
const MARKS = /^[\s>*#"'\u201c`,:|-]+/;
/** A code in capitals, which the tables know better than this file. */
const CAPITALS = /\b[A-Z][A-Z\d]+_[A-Z\d_]+\b/;
const MAX_SEARCHED = 200_000;
/** Words of letters and digits as codes are written: `card_declined`, `INSUFFICIENT_FUNDS`, `insufficient-funds`. */
const WORD = /[a-z][a-z0-9]{1,40}(?:[_-][a-z0-9]{1,40}){1,8}/gi;
/** Such words with what stands before their dot, where they are no name of a member and no part of an address. */
const NAMED =
  /(?<![\w./-])(?:[a-z]{2,20}\.)?[a-z][a-z0-9]{1,40}(?:[_-][a-z0-9]{1,40}){1,8}(?![\w/-]|(?:["'\\]|&quot;){0,4}\s{0,3}[:=])/gi;
/** The code of a table in plain sight: it says by its own words that something failed. Move writes an E in front of it. */
const FAILING =
  /(?:^e?|_)(?:declined?|fail(?:ed|ure)?|insufficient|invalid|exceed(?:s|ed)?|expired?|error|reject(?:ed)?|denied|blocked|timeout|timed|refused|unavailable|not_possible|incorrect|underpriced|reverted|aborted|unfunded|forbidden|unauthorized|notenough|lost|stolen|restricted|closed|frozen)(?:_|$)/;
/** Of those, what says that somebody refused it, whatever it was before. */
const REFUSAL =
  /_(?:declined|rejected|denied|refused|insufficient)(?![a-z])|(?<![a-z])(?:declined|rejected|insufficient|do_not)_[a-z]/i;
/** Codes of a letter or two and digits are codes only beside the word that says so: `return code R10`, `reason: AM04`. */
const SHORT_CODE =
  /\b(?:code|reason|return|error|response|alasan|kode|错误码|返回码|代码)s?\b[\s\S]{0,20}?\b[A-Z]{1,4}\d{2,5}\b|\b(?:code|error|erro|código|kode)\b[:\s"'(]{1,4}[A-Z]{2,5}-[A-Z]{2,5}-\d{3,6}\b/i;
const SIGNED =
  /(?:[$\u20ac\u00a3\u00a5\u20b9\u20a6\u20a9\u20ab\u20b1\u0e3f\u20ba]|\bRp\.?|\bR\$|\bRM) ?\d[\d.,]{0,30}(?: ?(?:ribu|rb|juta|jt|k)\b|\u4e07)?|\b\d[\d.,]{0,30} ?(?:\u20ac|\u5143|\u5757|\u4e07|ribu\b|rb\b|juta\b)/u;
const CODED = /\b([A-Z]{3}) ?\d[\d.,]{0,30}|\b\d[\d.,]{0,30} ?([A-Z]{3})\b/g;

/** A code after the word that says so: `错误码：TRADE_HAS_SUCCESS`. */
const LABELLED =
  /(?:error ?code|decline code|reason code|kode (?:error|kesalahan|gagal)|c[óo]digo de (?:error|erro|rechazo)|code d'erreur|fehlercode|错误码|错误代码|返回码|mã lỗi|код ошибки)\s{0,3}[:：=]\s{0,3}["'(]{0,2}[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){1,8}\b/iu;

/** Results of the XRP Ledger and of Stellar: `tecNO_DST`, `tefPAST_SEQ`; `op_no_trust`, `tx_bad_auth`. */
const LEDGER_RESULT =
  /\bte[cflmr][A-Z]{2,20}(?:_[A-Z]{1,20})*\b|\b(?:op|tx)_(?:no|bad|not|too|line|low|under|src|missing|insufficient|already|malformed|failed)[a-z]{0,20}(?:_[a-z]{1,20}){0,3}\b/;

/** Names of errors of chains, written as one word: `OutputTooSmallUTxO`, `InsufficientCoinBalance`, `NotEnoughBalance`. */
const JOINED_NAME =
  /\b(?:[A-Z][a-z]{1,20}){0,4}(?:Insufficient|NotEnough|LackBalance|(?:Fee|Gas|Balance|Output|Amount|Value|Nonce)Too(?:Small|Low|High|Large)|NotConserved|Underfunded)[A-Za-z]{0,40}\b/;

/** What programs throw when a payment fails: `SendTransactionError`, `CardException`. */
const THROWN =
  /\b\w{0,40}(?:Transaction|Payment|Pay(?!load)|Bkash|Nagad|Wallet|Gateway|Xendit|Midtrans|Veritrans|Momo|Mpesa|Klarna|Billing|IAP|SK|Stripe|Braintree|Razorpay|Adyen|Mollie|Card|Charge|Payout|Refund|Transfer|Withdraw(?:al)?|Purchase)\w{0,40}(?:Error|Exception)\b/;

/** "invalid payment state: Refused", "transaction status CANCELLED": a state that is no success, after the word that says so. */
const STATED =
  /\b(?:state|status|result|outcome|resultCode|estado|situa\u00e7\u00e3o)(?:(?: [a-z]{2,12}){0,3} (?:menjadi|jadi|to)\b|["'`]?\s{0,3}(?::|=|\bis\b|\bwas\b)?)\s{0,3}["'`(]{0,2}([A-Za-z_]{4,24})\b/gi;

/** How programs say that it failed, without the reason. */
const FAILED: readonly RegExp[] = [
  // "Processor declined: …"
  /\b(?:processor|gateway|issuer|authori[sz]ation)[ _]?(?:has |was |is |were )?(?:been )?(?:failed|declined|refused|rejected|denied)\b/i,
  /\bpayment failed with (?:message|error|status|reason)\b|\binvalid payment (?:state|status)\b/i,
  // Notes of WooCommerce on an order.
  /\border status changed from [\w ]{3,40} to (?:failed|cancelled)\b|\bpedido alterado de [^.\n]{3,40} para (?:malsucedido|cancelado)\b/i,
  // `response message "Error from bank"`.
  /\b(?:error|response|failure) (?:message|reason)[:= ]{1,3}["'\u201c][^"'\u201d\n]{4}/i,
  // An error of Apple's systems without its user info, or as a person is shown it, and the answer of WeChat's JavaScript.
  /\(\w{2,40}Domain error -?\d{1,12}\.?\)|\bError Domain=\S{1,200} Code=-?\d{1,12} "[^"\n]{4}|\b(?:get_brand_wcpay_request|requestPayment|chooseWXPay):(?:fail|cancel)\b/,
];
/** `ValidationError: …` in a text that names a provider of payments. */
const RAISED = /(?:^|[\s.])[A-Z]\w{2,40}(?:Error|Exception): \S{3}/;
/** "The payment is pending", in other languages too. */
const PENDING =
  /\b(?:still|masih(?: saja)?) ["'\u201c]?pending\b|"status": ?"pending"|\b(?:payment|transaction|transfer|purchase|status)(?: status)?(?: [\w#()€$£.,-]{1,30}){0,8} (?:is|was|remains|stays)(?: (?:still|marked|shown|listed|in|as|the|an?)){0,4} ["'\u201c]?(?:pending|being processed|in progress|processing|deferred)\b|(?:pago|pagamento|paiement|virement|zahlung|\u00fcberweisung|pembayaran|transaksi|\u4ed8\u6b3e|\u652f\u4ed8|\u8f6c\u8d26|\u4ea4\u6613|\u092a\u0947\u092e\u0947\u0902\u091f)[^.!?,\u3002\n]{0,80}(?:pendi?ente|en proceso|em processamento|en (?:cours de )?traitement|en attente|in bearbeitung|(?:masih|sedang) diproses|\u5904\u7406\u4e2d|\u092a\u0947\u0902\u0921\u093f\u0902\u0917)/i;
/** "It should have been set to expired": how it ought to be is not how it is. */
const WISH = /[^.!?\n]{0,300}\bshould (?:have been|be|now be|become)\b[^.!?\n]{0,300}/gi;
/** "Pending … and then rejected": how it ended, where nothing makes that a condition or a fear. */
const ENDED =
  /(?:\b(?:then|finally|eventually|later|afterwards|end(?:s|ed)? up|turn(?:s|ed)|bec[ao]mes?|termina\w{0,3}|acab[ao]\w{0,3}|luego|despu[eé]s|posteriormente|depois|finalmente|ensuite|puis|finalement|dann|schlie(?:ß|ss)lich|akhirnya|kemudian|lalu)\b|最后|最後|最终|然后|随后|后来|变成|变为)(?:(?!\b(?:if|will|may|might|can|could|would|not|never|no|si|se|puede|pode|kann|peut|akan|bisa|tidak)\b|可能|会|没|不)[^.!?。\n]){0,80}?(?:\bdeclin|\breject|\brefus|\bdenied|\bfail|\brechaz|\bdeneg|\brecus|\brejeit|\bnegad|\brejet|\béchou|\babgelehnt|\bfehlgeschlagen|\bditolak|\bgagal|拒绝|被拒|失败)/iu;
/** What stands between a refund and that it failed: what of it, how much, and small words. */
const SUM =
  "(?:(?: (?:of|for|de|sebesar))? ?\\p{Sc}?(?:[a-z]{2,3}\\.? ?)?\\d[\\d.,]{0,20}(?: ?(?:[a-z]{3}\\b|\\p{Sc}|\u5143))?)?";
/**
 * "Refund failed", "退款失败", "reembolso fallido": it says what was tried and that it failed, where "my payment failed" says only what
 * everyone who pastes something says. A wish for a refund, and a payment that failed and is to be refunded, are none.
 */
const REFUND_FAILED = new RegExp(
  [
    `\\brefunds?(?:[ _](?:request|attempt|transaction|payment|operation|status|result))?${SUM}[:= _]{1,3}(?:(?:has|have|was|were|is|are|got|been|again) ){0,3}(?:fail(?:s|ed|ure|ing)?|declined|rejected|refused|denied|unsuccessful|gagal|ditolak)(?![a-z])(?! (?:payment|transaction|order|charge|purchase|transfer))`,
    "\\b(?:failed|declined|rejected|refused|unsuccessful|gagal) refund\\b",
    "\\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:(?:process|issue|complete|make|send) )?(?:(?:the|this|your|a|my) )?refund\\b",
    `\u9000\u6b3e(?:\u7533\u8bf7|\u8bf7\u6c42)?${SUM}[:\uff1a ]?(?:\u5df2|\u53c8)?(?:\u5931\u8d25|\u5931\u6557|\u672a\u6210\u529f|\u4e0d\u6210\u529f|\u6ca1\u6709?\u6210\u529f|\u88ab\u62d2)`,
    `\\bpengembalian dana${SUM} (?:gagal|ditolak)`,
    `(?<!\\p{L})[iİ]ade(?:niz|si)?${SUM} (?:edilemedi|yapılamadı|gerçekleştirilemedi|başarısız)`,
    `\\b(?:reembolso|estorno)${SUM} (?:(?:ha|foi|fue|sido) ){0,2}(?:fall(?:id|ad)o|fall\u00f3|falhou|falhado|rechazado|denegado|recusado|negado|rejeitado)`,
  ].join("|"),
  "iu",
);

/** Whether a text says that a refund failed. */
export const saysRefundFailed = (text: string): boolean => REFUND_FAILED.test(text);

/** An answer of HTTP by its number and name, as clients print it: `(422: Unprocessable Entity)`, `502 Bad Gateway`, "response is 402". */
const HTTP =
  /\b(?:(?:response|status)(?: code)?(?: is| was|:)? [45]\d\d\b|error:? 4[02]2\b|402[: ]{1,2}Payment Required|400[: ]{1,2}Bad Request|422[: ]{1,2}Unprocessable|500[: ]{1,2}Internal Server Error|50[234][: ]{1,2}(?:Bad Gateway|Service Unavailable|Gateway Time))/i;

/** A frame of a Python stack trace with the code that it shows, beside or below it: its words say nothing of the payment. */
const FRAME =
  /\bFile "[^"\n]{1,300}", line \d{1,6}, in [\w<>]{1,80}(?:[ \t]{0,20}\n[ \t]+(?!File "|[\w.]{0,60}(?:Error|Exception)\b)[^\n]{0,2000}|[^\n]{0,2000}?(?=\bFile "|\b[\w.]{0,60}(?:Error|Exception): |\n|$))/g;

/** A frame of a JavaScript stack trace: `at timeout (/app/time.js:181:20)`. */
const JS_FRAME = /^[ \t>]*at (?:async |new )?[\w.$<> [\]]{1,100} \(?[^()\n]{1,300}:\d{1,7}:\d{1,7}\)?[^\n]*$/gm;

/** A line of a web server's log shows the address that was asked for, and no payment. */
const REQUEST_LINE = /^[^\n]{0,400}\bmethod=[A-Z]{3,6} path=[^\n]*/gm;

/** A command that was run: its address and headers tell of no failure. */
const COMMAND = /^[ \t$>]{0,9}curl (?=-|["']?http)(?:[^\n]*\\\r?\n)*[^\n]*/gm;

/** A picture or a script on a page tells nothing by its name: `https://…/connection_error.png`. */
const ASSET = /\bhttps?:\/\/[^\s?#"'<>]{1,300}\.(?:png|jpe?g|gif|svg|css|js)\b[^\s"'<>]{0,300}/gi;

/** PayPal's links to an error have a word in front of its code: `#error-ORDER_NOT_APPROVED`. */
const ANCHOR = /#error-(?=[A-Z]+_)/g;

/** The name of a class with its namespace, or as PHP prints one, tells nothing by its words: `Acme \\ Gateway \\ PayException`, `Pay_XML Object`. */
const CLASS_NAME = /(?:\b\w{1,60} ?\\{1,2} ?){2,8}(?=\w)|\b\w{1,80} Object(?=\s*(?:\(|\n|$))/g;

/** A tag is not a word of a text: `<fraudresponse mode="ACTIVE">` tells of no fraud. What its attributes say is kept. */
const TAG = /<\?xml\b[^<>]{0,200}\?>|<\/[A-Za-z][\w:.-]{0,80}>|<[A-Za-z][\w:.-]{0,80}(\s[^<>]{0,500})?>/g;

/** What counts as telling of a failure. */
interface Telling {
  /** The text names a provider: a number may be its code. */
  hasProvider?: boolean;
  /**
   * Words that say that it failed, and not why, are enough. They are looked for last, as an object may say more, and only where the text
   * names its provider: whoever says no more than "my payment failed" is asked for the rest.
   */
  withoutReason?: boolean;
}

/** The failure that a text without any object tells in words, or null where no known code or phrase is in it. */
export function toldFailure(
  given: string,
  { words, phrases }: KnownWords,
  { hasProvider = false, withoutReason = false }: Telling = {},
): ToldFailure | null {
  const namesCode = (part: string): boolean =>
    namesShortCode(part, codeSpellings) || (hasProvider && namesNumber(part));
  const plain = plainSpaces(given.slice(0, MAX_SEARCHED));
  const text = withRevertReasons(plain)
    .replace(TAG, " $1 ")
    .replace(FRAME, " ")
    .replace(JS_FRAME, " ")
    .replace(REQUEST_LINE, " ")
    .replace(COMMAND, " ")
    .replace(ASSET, " ")
    .replace(ANCHOR, "#error ")
    .replace(CLASS_NAME, " ");
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const known = new Set(words.map(({ word }) => word));
  // "Status: paid" warns beside a failure, and is none.
  const isSaid = (part: string): boolean =>
    phrases.matches(part).some(({ cause, phrase }) => cause !== null && !phrase.startsWith("status"));
  const warnsIn = (part: string): boolean => phrases.matches(part).some(({ warns }) => warns);
  const codesIn = (part: string): string[] =>
    [...part.matchAll(WORD)].map(([found]) => found).filter((found) => isFailing(found, known));
  const telling = (line: string): boolean => {
    if (isSaid(line) || codesIn(line).length > 0) return true;
    const patterns = [
      SHORT_CODE,
      THROWN,
      LEDGER_RESULT,
      JOINED_NAME,
      HTTP,
      LABELLED,
      PENDING,
      REFUND_FAILED,
      ...FAILED,
    ];
    if (patterns.some((pattern) => pattern.test(line))) return true;
    if (namesCode(line) || stateIn(line) !== undefined || (hasProvider && RAISED.test(line))) return true;
    return withoutReason && phrases.saysFailed(line);
  };
  const whole = lines
    .map((line, i) => `${i === 0 ? "" : goesOn(lines[i - 1] as string, line) ? "\n" : "\n\n"}${line}`)
    .join("");
  const fenced = new Set(inFences(text).filter((line) => isSaid(line) || codesIn(line).length > 0));
  // What a system said, in a block of code, counts before what people say of it; that money has moved counts wherever it stands.
  const told = fenced.size > 0 ? lines.filter((line) => fenced.has(line) || warnsIn(line)) : lines.filter(telling);
  // A phrase may be broken over two lines of a mail.
  const isTold = told.length > 0 || isSaid(whole) || SHORT_CODE.test(whole) || namesCode(whole);
  if (!isTold && !(withoutReason && phrases.saysFailed(whole))) return null;
  const isWhole = fenced.size === 0 && (whole.length <= MAX_MESSAGE || told.length === 0);
  const tells = new Set(told);
  const kept = (): string[] => lines.filter((line) => tells.has(line) || namesPaid(line));
  const shown = isWhole ? whole : [...new Set(kept())].join("\n\n");
  const says = (part: string): string =>
    `${[...new Set(phrases.matches(part).flatMap(({ cause, warns }) => (cause === null ? [] : [cause, warns])))]} ${[...new Set(codesIn(part))]} ${namesCode(part)}`;
  const tellsOf = (part: string): boolean => telling(part) || namesPaid(part) || CAPITALS.test(part);
  const story = withoutChoices(shown);
  const start = story.slice(0, MAX_MESSAGE);
  const isBeyond = start !== story && !tellsOf(start);
  const message = brief(isBeyond ? clipped(story, tellsOf, says) : start, tellsOf, says);
  const seen = amountIn(whole);
  // What stands beside it on its line is the name that a library gives to it.
  const besidePending = (): string =>
    lines
      .filter((line) => !PENDING.test(line))
      .join("\n\n")
      .replace(WISH, "");
  const isPending = saysPending(whole) && !isSaid(besidePending());
  const status: ReturnType<typeof stateIn> | "pending" = stateIn(whole) ?? (isPending ? "pending" : undefined);
  const warnings =
    seen === undefined ? [] : [{ path: "/transaction/amount", ...readMessage("amount_seen", { text: seen }) }];
  const refund = saysRefundFailed(whole) ? { kind: "refund" as const } : undefined;
  // Words that warn of money say more than "result unknown".
  const stated =
    statesIn(whole).includes("unknown") && !warnsIn(whole)
      ? { transaction: { ...refund, status: "unknown" as const } }
      : refund === undefined && (status === undefined || status === "failed")
        ? {}
        : { transaction: { ...refund, status: status ?? "failed" } };
  return { context: { ...stated, failure: { message } }, warnings };
}

/** Whether a text says that the payment is pending, and nothing of how it ended. */
export const saysPending = (text: string): boolean => PENDING.test(text) && !ENDED.test(text) && !REFUSAL.test(text);

/** The lines of the blocks of code in a text. */
const inFences = (text: string): string[] =>
  text
    .split(/^[ \t>]*```\w*$/m)
    .flatMap((part, i) => (i % 2 === 0 ? [] : part.split(/\r\n|\n|\r/).map((line) => line.trim())));

/** The codes of failures in plain sight in a text, with what stands before their dot: `isv.invalid-signature`. */
export function codesNamedIn(text: string, { words }: Pick<KnownWords, "words">): string[] {
  const known = new Set(words.map(({ word }) => word));
  return [...new Set([...text.slice(0, MAX_SEARCHED).matchAll(NAMED)].map(([found]) => found))].filter((found) => {
    const word = found.split(".").pop() as string;
    // A time-out is as often a setting.
    return !/time/i.test(word) && isFailing(word, known);
  });
}

/** Whether a word is a code that is known, or says by itself that something failed. */
function isFailing(found: string, known: ReadonlySet<string>): boolean {
  const word = found.toLowerCase().replaceAll("-", "_");
  return known.has(word) || (found.includes("_") && FAILING.test(word));
}

/** The sentences of a text that tell something, where they say what all of it says; else the text. */
function brief(text: string, tells: (part: string) => boolean, says: (part: string) => string): string {
  if (text.length <= MAX_SENTENCE) return text;
  const sentences = text.split(SENTENCE_END).map((sentence) => sentence.replace(MARKS, ""));
  const kept = [...new Set(sentences.filter(tells).map((sentence) => clipped(sentence, tells, says)))].join("\n\n");
  // A mark for what is left out: a word that counts only as the whole of a message is none of one.
  return [kept, `${kept} [\u2026]`].find((part) => says(part) === says(text)) ?? text;
}

/** The first part of a long sentence that tells what all of it does, else something. */
function clipped(sentence: string, tells: (part: string) => boolean, says: (part: string) => string): string {
  if (sentence.length <= MAX_SENTENCE) return sentence;
  const parts: string[] = [];
  for (let at = 0; at + MAX_SENTENCE < sentence.length; at += MAX_SENTENCE / 2) {
    const part = sentence.slice(at, at + MAX_SENTENCE).replace(/\s\S*$/, "");
    parts.push(at > 0 ? part.replace(/^\S*\s/, "") : part);
  }
  parts.push(sentence.slice(-MAX_SENTENCE).replace(/^\S*\s/, ""));
  const all = says(sentence);
  return parts.find((part) => says(part) === all) ?? parts.find(tells) ?? (parts.at(-1) as string);
}

const statesIn = (text: string) => [...text.matchAll(STATED)].flatMap(([, word = ""]) => stateOf(word) ?? []);

/** The state that a text names, where it names one and that is no success. */
function stateIn(text: string): "failed" | "cancelled" | "expired" | undefined {
  const states = statesIn(text);
  const [state] = states;
  return isFailedState(state) && states.every((other) => other === state) ? state : undefined;
}

/** What says that something went well; a flag that is off says the opposite, and a request that was sent well is no payment. */
const DONE =
  /\b(?:(?<!\b(?:created|saved|sent|loaded|retrieved|recovered|updated|data) )success\w*\b(?! (?:created|saved|sent|loaded|retrieved|recovered|updated|connected|initiali[sz]ed))|succeeded|(?<!(?:unable|failed|fails) to )completed?(?! with (?:an )?error)|paid|approved|settled|captured|confirmed|berhasil|sukses|pagad[oa]|aprovad[oa]|aprobad[oa])\b(?!["']?\s{0,4}[:=]>?\s{0,4}["']?(?:false|0|no|null|nil|none)\b)|成功|已支付/i;

/** Whether a text speaks of a success anywhere. */
export const speaksOfSuccess = (text: string): boolean => DONE.test(text);

/** Whether no state that a text names is one in which it went well, or may still. */
export const namesOnlyFailures = (text: string): boolean =>
  statesIn(text).every((state) => isFailedState(state) || state === "unknown");

/** Whether a text names the payment as paid: where it failed beside that, nobody may pay again before that is looked at. */
export const namesPaid = (text: string): boolean =>
  /\b(?:status|state)["'`]?\s{0,3}(?::|=|=>|-|is|was)\s{0,3}["'`]?(?:paid|captured|settled|completed)\b/i.test(text);

/** Whether a line goes on with the sentence of the one before: no word of one clause may be read together with one of another. */
const goesOn = (before: string, line: string): boolean => /[\p{L},]$/u.test(before) && /^\p{Ll}/u.test(line);

/** The first amount in a prose. It is shown and never taken: it may be a balance, a limit or a price. */
function amountIn(text: string): string | undefined {
  const signed = SIGNED.exec(text)?.[0];
  if (signed !== undefined) return signed;
  for (const [found, before, after] of text.matchAll(CODED)) {
    if (isoExponent((before ?? after) as string) !== undefined) return found;
  }
  return undefined;
}
