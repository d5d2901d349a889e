import { claimEach, type Detector } from "./claims.js";
import { anyOf, shapes } from "./words.js";

const digitsOf = (text: string): number[] => Array.from(text.replace(/\D/g, ""), Number);

const CHINESE_ID = /(?<!\d)[1-9](?:[ -]?\d){16}[ -]?[\dXx](?!\d)/g;
const CHINESE_ID_SHAPE = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

/** GB 11643: a date of birth in the middle and ISO 7064 MOD 11-2 at the end. */
function isChineseId(text: string): boolean {
  const compact = text.replace(/[ -]/g, "").toUpperCase();
  if (!CHINESE_ID_SHAPE.test(compact)) return false;
  let sum = 0;
  for (const digit of compact.slice(0, 17)) sum = ((sum + Number(digit)) * 2) % 11;
  return "10X98765432"[sum] === compact[17];
}

/** The two check digits of CPF and CNPJ: weights from 2 upwards, from the right, again from 2 after `highest`; modulo 11. */
function hasBrazilianCheckDigits(digits: readonly number[], highest: number): boolean {
  if (digits.every((digit) => digit === digits[0])) return false;
  return [digits.length - 2, digits.length - 1].every((length) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (digits[length - 1 - i] ?? 0) * (2 + (i % (highest - 1)));
    const rest = sum % 11;
    return digits[length] === (rest < 2 ? 0 : 11 - rest);
  });
}

/** A number without its dots may be a reference, which one in a hundred times has these check digits: not after a word for one. */
const NOT_REFERENCE = `(?<![\\p{L}\\d#_=/.-])(?<!(?:${anyOf(shapes.referenceWords)})[ .:#=]{1,3})`;
const CPF = new RegExp(`${NOT_REFERENCE}\\d{3}(?:\\.\\d{3}\\.\\d{3}-|\\d{6})\\d{2}(?![\\d-]|[.,]\\d)`, "giu");
/** The four digits in front of the check digits number the branch, nearly always 0001. */
const CNPJ = new RegExp(
  `${NOT_REFERENCE}\\d{2}(?:\\.\\d{3}\\.\\d{3}/\\d{4}-|\\d{6}000[1-9])\\d{2}(?![\\d-]|[.,]\\d)`,
  "giu",
);

/** The product of two of the dihedral group D5: 0 to 4 turn a pentagon, 5 to 9 turn it over as well. */
function dihedral(a: number, b: number): number {
  if (a < 5) return ((a + b) % 5) + (b < 5 ? 0 : 5);
  return b < 5 ? ((a - b) % 5) + 5 : (a - b + 5) % 5;
}

/** The check digit of Aadhaar, by Verhoeff: each digit is permuted as often as there are digits behind it. */
function isVerhoeffValid(digits: readonly number[]): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].reverse().entries()) {
    let turned = digit;
    for (let times = i; times > 0; times--) turned = Number("1576283094"[turned]);
    sum = dihedral(sum, turned);
  }
  return sum === 0;
}

/** In groups of four as it is printed. Twelve digits in one piece are the reference of a transfer far more often. */
const AADHAAR = /(?<![\d-])(?<!\d[ ])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![ -]?\d)/g;
/** India's permanent account number: the fourth letter is the kind of holder. */
/** Of Mexico: initials, the day of birth, H or M, the place and letters of the names, and two signs. */
const CURP = /\b[A-Z]{4}\d{6}[HM][A-Z]{5}\w\d\b/g;
const INDIAN_PAN = /(?<![A-Za-z\d_-])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![A-Za-z\d_-])/g;
const SSN = /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g;
/** Province, district, sub-district, date of birth (women: day + 40), serial number. */
const NIK = new RegExp(
  `(?<!\\d)(?:${anyOf(shapes.nikProvinces)})[ .-]?\\d{2}[ .-]?\\d{2}[ .-]?(?:[04][1-9]|[1256]\\d|[37][01])[ .-]?(?:0[1-9]|1[0-2])[ .-]?\\d{2}[ .-]?\\d{4}(?!\\d)`,
  "g",
);

/** Before the cards: one in ten of them passes Luhn too, and would show its last four. */
export const findChineseIds: Detector = claimEach("ID", [CHINESE_ID], isChineseId);

/** National identity numbers that their shape or their check digits give away. */
export const findOtherIds: readonly Detector[] = [
  claimEach("ID", [SSN, NIK, INDIAN_PAN, CURP]),
  claimEach("ID", [CPF], (text) => hasBrazilianCheckDigits(digitsOf(text), 11)),
  claimEach("ID", [CNPJ], (text) => hasBrazilianCheckDigits(digitsOf(text), 9)),
  claimEach("ID", [AADHAAR], (text) => isVerhoeffValid(digitsOf(text))),
];
