import { claimEach, type Detector } from "./claims.js";
import { OPAQUE } from "./fold.js";
import { matchesOf, spanOf } from "./scan.js";
import { anyOf, proseWords, shapes } from "./words.js";

/** A word of Latin letters ends where they end; a Chinese one may stand right before them. */
const FILLERS = `(?:[ \\t:=#"'*)>-]|\\((?!\\d{3})[^()\\n]{1,20}\\)|(?:${anyOf(proseWords.termFillers)})(?<![a-z](?=[a-z]))){0,10}`;
const TERM = `(?<![a-z\\d])(?:${anyOf(proseWords.secretTerms)})(?![a-z])`;
/** Digits as codes are written: in one piece, in two halves, in pairs, one by one. Not a date, a time, a decimal or a range. */
const CODE_DIGITS =
  "(?!(?:19|20)\\d\\d-\\d\\d-\\d\\d)(?:\\d{3}[ -]\\d{3}|\\d{2}(?:[ -]\\d{2}){1,3}|\\d(?:[ -]\\d){2,7}|\\d{3,40})(?!\\d|[.:]\\d|,\\d{3})";

const NAMED_CODE = new RegExp(`${TERM}${FILLERS}(?:(${CODE_DIGITS})|\\((\\d{3,6})\\))`, "dgiu");
const { copulas, owners, qualifiers, nouns } = proseWords.secretBefore;
/** What follows a secret that comes first: "123456 is your verification code". */
const SECRET_BEFORE = `(?:${anyOf(copulas)})[ ]?(?:${anyOf(owners)})?[ ]?(?:[a-z]{0,20} )?(?:${anyOf(qualifiers)})?(?:${anyOf(nouns)})`;
const ANNOUNCED_CODE = new RegExp(
  `(?<![\\w.,-])(?:[A-Z]-)?(\\d{4,8}|\\d{3}[ -]\\d{3})\\s{0,3}[,:-]?\\s{0,3}${SECRET_BEFORE}(?![a-z])`,
  "dgiu",
);
/** "OTP for a payment of INR 2,500.00 at a shop is 482913", and the words of a wallet. */
const LATER =
  /(?:otp|code|pin) for [^\n]{1,99}? is (\d{4,8})(?!\d|[.,]\d)|(?:phrase|seed|mnemonic|\d words|frase|frasa)(?: is)?[: ]{1,3}((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})/dgi;
const NAMED_WORD = new RegExp(
  `${TERM}${FILLERS}(?<=[ \\t:="'是为為码碼]|[\\p{Script=Han}])([^\\s,;&"'<>()]{4,2000})`,
  "dgiu",
);
const CARD_CODE = /^(?:cv[vc]2?|csc|cvn|cid|security code|c[oó]d\S+ de s|安全码|安全碼)/i;

export const findNamedSecrets: Detector = (text, claims) => {
  for (const match of matchesOf(NAMED_CODE, text)) {
    const [start, end] = spanOf(match, 1, 2);
    // Three digits after "PIN" are an error number, after "CVV" they are the code itself.
    if (end - start >= 4 || CARD_CODE.test(match[0])) claims.add("SECRET", start, end);
  }
  for (const pattern of [ANNOUNCED_CODE, LATER])
    for (const match of matchesOf(pattern, text)) claims.add("SECRET", ...spanOf(match, 1, 2));
  for (const match of matchesOf(NAMED_WORD, text)) {
    const [start, end] = spanOf(match, 1);
    const word = text.slice(start, end).replace(/[.!?\])}]+$/, "");
    const announced = /(?:is|adalah|yaitu|ialah|[是为為:=])\s*["']?$/i.test(match[0].slice(0, -(end - start)));
    if (isPassword(word, announced)) claims.add("SECRET", start, start + word.length);
  }
};

/** A word that nobody would write but as a secret: letters mixed with digits, or very long. */
function isPassword(word: string, announced: boolean): boolean {
  if (/^(?:19|20)\d\d-\d\d-\d\d|^[\d.,:%]+$/.test(word)) return false;
  const digits = /\d/.test(word);
  return (announced && digits) || (digits && /[A-Za-z]/.test(word) && word.length >= 6) || /^[\w+/=-]{24,}$/.test(word);
}

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;
const BEARER = /(?<=(?<![a-z\d])(?:bearer|basic|digest)[ \t:]{1,4})[a-z\d._~+/=-]{8,}/gi;
const JWT = /(?<![\w.-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g;
const ACCESS_KEY = new RegExp(`(?<![A-Za-z\\d])(?:${anyOf(shapes.accessKeys)})`, "g");
/** Magnetic stripe: number, sentinel, expiry, service code, and what the issuer put behind. */
const TRACK = /%?B\d{12,19}\^[^^\n]{2,40}\^\d{4,}[^\s"']*|(?<!\d);?\d{12,19}[=D]\d{7,}[^\s"']*/g;

/** In an address and in a command: `https://user:password@host`, `curl -u user:password`. */
export const findLogins: Detector = claimEach(
  "SECRET",
  // The user may be the key, and the password empty.
  [/(?<=:\/\/[^\s/:@]{0,60}:)[^\s/@]{1,100}(?=@)/g, /(?<= (?:-u|--user) ["']?)[^\s"':]{2,80}:[^\s"']{0,100}/g],
  (password) => !password.includes(OPAQUE),
);

/** Keys and tokens that show by themselves what they are. */
export const findAccessKeys: readonly Detector[] = [
  claimEach("SECRET", [PRIVATE_KEY, JWT, ACCESS_KEY, TRACK]),
  claimEach("SECRET", [BEARER], (token) => /[\d._~+/=]/.test(token) || token.length >= 24),
];

const HAN = /\p{Script=Han}/u;
const MAILBOX = /[\p{L}\p{N}._%+-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
/** `example.com`, the bank of a payment address, or `163.com`; not the price in `3@1.50`. */
const DOMAIN_NAME = /^\p{L}[\p{L}\p{N}.-]*\p{L}|^\p{N}[\p{L}\p{N}.-]*\.\p{L}{2,}$/u;

/** Mailboxes and payment addresses (`name@bank`), read from the `@` outwards. */
export const findEmails: Detector = (text, claims) => {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    // A Chinese sentence runs into the mailbox without a space.
    const han = HAN.test(text.charAt(at - 1));
    let start = at;
    while (start > 0 && MAILBOX.test(text.charAt(start - 1)) && HAN.test(text.charAt(start - 1)) === han) start--;
    const hanDomain = HAN.test(text.charAt(at + 1));
    let end = at + 1;
    while (end < text.length && DOMAIN.test(text.charAt(end)) && (hanDomain || !HAN.test(text.charAt(end)))) end++;
    // What follows the bank of a payment address in a statement: `anna@bank-HDFC0001`.
    const handle = /^@\p{L}+(?=-)(?!.*\.)/u.exec(text.slice(at, end));
    if (handle) end = at + handle[0].length;
    while (end > at + 1 && /[.-]/.test(text.charAt(end - 1))) end--;
    if (/[\p{L}\p{N}]/u.test(text.slice(start, at)) && DOMAIN_NAME.test(text.slice(at + 1, end)))
      claims.add("EMAIL", start, end);
  }
};
