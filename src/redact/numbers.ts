import { claimEach, type Detector } from "./claims.js";
import { matchesOf } from "./scan.js";
import { anyOf, type PlaceholderKind, proseWords, shapes } from "./words.js";

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The check digit of card numbers (ISO/IEC 7812-1, Annex B). */
export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** Milliseconds since 1970, in this century. Old card numbers of the same length start with 4. */
export const isEpochMilliseconds = (digits: string): boolean => /^1\d{12}$/.test(digits);

const FILLERS = `(?:[ \\t:=#"'*.-]|(?:${anyOf(proseWords.termFillers)}|${anyOf(proseWords.numberFillers)})(?![a-z])){0,12}`;
const NOT_MONEY = `(?<!(?:${anyOf(proseWords.moneyBeforeAccount)})(?: [a-z]{1,12}){0,3} )`;
const AFTER_TERM = proseWords.numberTerms.map(({ kind, terms, ...rest }) => ({
  ...rest,
  kind: kind as PlaceholderKind,
  pattern: new RegExp(`(?<![a-z\\d])${NOT_MONEY}(?:${anyOf(terms)})s?(?![a-z])${FILLERS}`, "giu"),
}));
const NUMBER = /\+?\(?\d{1,30}\)?(?:[ .()/-]{1,3}\d{1,30}){0,30}/y;
const LETTERED = /[A-Z]{0,4}\d[\dA-Z]{0,24}(?:[ .-]\d[\dA-Z]{0,12}){0,8}/iy;

/** Where a number ends that was announced in words, without the amount that may stand behind it. */
function announcedEnd(text: string, at: number, letters: boolean): number {
  const pattern = letters ? LETTERED : NUMBER;
  pattern.lastIndex = at;
  const value = pattern.exec(text)?.[0] ?? "";
  const rest = text.slice(at + value.length, at + value.length + 3);
  if (!/^[.,:]?\d/.test(rest)) return isMoneyShape(value) && !(letters && rest[0] !== "/") ? at : at + value.length;
  return at + Math.max(0, value.lastIndexOf(" "));
}

/** `1.500.000` and `100.50`. */
const isMoneyShape = (text: string): boolean => /^\d{1,3}(?:\.\d{3}){1,3}$|^\d+\.\d{1,2}$/.test(text);

export const findAnnouncedNumbers: Detector = (text, claims) => {
  for (const { kind, digits, letters, pattern } of AFTER_TERM) {
    for (const match of matchesOf(pattern, text)) {
      const start = match.index + match[0].length;
      const end = announcedEnd(text, start, letters);
      if (digitsOf(text.slice(start, end)).length >= digits) claims.add(kind, start, end);
    }
  }
};

const AMOUNT = "(?:\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d{1,2})?|\\d+[.,]\\d{1,2}|\\d{1,12})(?![ -]?\\d|[.,]\\d)";
const CURRENCIES = [...proseWords.currencyCodes, "\\p{Sc}"];
const SAFE_NUMBERS: readonly RegExp[] = [
  /(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?!\d)/g,
  /(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi,
  /(?<![\da-z])0x[\da-f]{8,}/gi,
  /(?<![\da-z])(?=\d*[a-f])[\da-f]{32,}(?![\da-z])/gi,
  // Eighteen decimals of a rate or of a coin.
  /(?<![\d.,])0\.\d+(?![\d.])/g,
  /have \d+ want \d+/gi,
  new RegExp(`(?<![a-z])(?:${anyOf(proseWords.amountTerms)})[ :=]{0,3}\\d+(?![ -]?\\d)`, "giu"),
  new RegExp(`(?<![A-Za-z])(?:${anyOf(CURRENCIES)})\\.?[ ]?${AMOUNT}`, "giu"),
  new RegExp(
    `(?<![\\d.,-])(?<!\\d[ ])${AMOUNT}[ ]?(?:${anyOf([...CURRENCIES, ...proseWords.currencyWords])})(?![A-Za-z])`,
    "giu",
  ),
];

/** Times, amounts, hashes: no number inside them is anybody's. */
export const keepSafeNumbers: Detector = claimEach("keep", SAFE_NUMBERS);

const ibanLength = new Map(
  Array.from(shapes.ibanLengths.matchAll(/(\d\d)(\D+)/g)).flatMap(([, length, countries]) =>
    (countries?.match(/../g) ?? []).map((country) => [country, Number(length)] as const),
  ),
);
const IBAN_START = /(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z\d])/g;

/** ISO 13616: the country and check digits at the end, letters as 10 to 35, remainder 1. */
function isIban(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

export const findIbans: Detector = (text, claims) => {
  for (const { 0: head, index } of matchesOf(IBAN_START, text)) {
    const length = ibanLength.get(head.slice(0, 2).toUpperCase());
    if (length === undefined) continue;
    let compact = "";
    let end = index;
    for (; compact.length < length && end < index + length * 2; end++) {
      const character = text.charAt(end);
      if (/[A-Za-z\d]/.test(character)) compact += character;
      else if (!/[ .-]/.test(character)) break;
    }
    if (compact.length === length && !/[A-Za-z\d]/.test(text.charAt(end)) && isIban(compact))
      claims.add("IBAN", index, end);
  }
};

/** FinTS: account, subaccount, 280 for Germany, bank code. */
export const findFintsAccounts: Detector = claimEach("ACCOUNT", [/(?<![\da-z])\d{4,30}(?=:\w*:280:)/gi]);

/** Not a decimal: `62812345678.50` is money, `08123456789, 0813…` are two phones. */
const END = "(?!\\d|[.,]\\d{1,2}(?!\\d))";
const START = "(?<![A-Za-z\\d])(?<!\\d[.,])(?!\\d+[.,]\\d{1,2}(?![\\d.]))";
const LOCAL = [
  // As wallets of Africa, South Asia, the Philippines, Viet Nam and Brazil write them: with the country and without a plus, or with the trunk zero.
  "(?:0[17]|01[3-9]\\d?|2217|233[25]|2376|243[89]|2507|254[17]|255[67]|256[37]|2588|260[79]|265[189]|55[1-9]\\d9|84[35789]|8801[3-9])\\d{8}",
  "(?:0[3789]|234[789]|639|91[6-9])\\d{9}|225\\d{10}",
  // Groups after a leading zero, 0722 000 417, 020 7946 0958, 0171 5550123, 06 12 34 56 78, and those of Senegal, 77 123 45 67.
  "0\\d{2,3}[ -]\\d{3,4}[ -]\\d{3,4}|(?:0|\\(0\\))\\d{2,4}[ /-]\\d{6,8}|0[1-9](?:[ .]\\d\\d){4}|7[05678] \\d{3} \\d\\d \\d\\d",
  // Numbers of Mexico and Brazil, of Japan and Korea, and of Russia with its trunk prefix.
  "[1-9]\\d\\)?(?: ?9\\d{4}-|[ -]\\d{4}[ -]| 9\\d{4})\\d{4}|0[1789]0-\\d{4}-\\d{4}|8[ (]{1,2}9\\d\\d[ )]{1,2}\\d{3}[ -]?\\d\\d-?\\d\\d",
  // Indonesia and China, with and without the country.
  "(?:(?:\\+|00)?62\\)?[ .-]?(?:\\(0\\))?[ .-]?|0)8[1-9]\\d?\\)?(?:[ .-]?\\d){6,10}",
  "(?:(?:\\+|00)?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}",
];
const PHONES: readonly RegExp[] = [
  // The bracket of a sentence is not the bracket of an area code.
  new RegExp(`${START}(?:\\((?=\\+?\\d{2,4}\\)))?(?:${anyOf(LOCAL)})${END}`, "g"),
  new RegExp(`(?<![A-Za-z\\d+])\\+[ ]?\\(?[1-9](?:[ ().\\-/]{0,3}\\d){7,14}${END}`, "g"),
  /(?<![\d-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])\d{3}[-. ]\d{4}(?![\d-])/g,
];

export const findPhones: Detector = claimEach("PHONE", PHONES);
