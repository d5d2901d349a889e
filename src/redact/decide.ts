import { OPAQUE } from "./fold.js";
import type { KeyPlace } from "./keys.js";
import { keyWords, type PlaceholderKind } from "./words.js";

const countDigits = (text: string): number => text.replace(/\D/g, "").length;
const ONLY_PLACEHOLDERS = new RegExp(`^[\\s${OPAQUE}]*$`);
const NUMBER_SHAPE = /^[\s\d*xX•#.,+()/-]*$/;
const IBAN_SHAPE = /^[A-Z]{2}\d{2}[\dA-Z -]{8,40}$/i;
/** IPv4 or IPv6, or a list of them where proxies stand between. */
const IP_SHAPE = /^[\da-f]*[.:][\da-f]*[.:][\da-f.:, ]*$/i;
/** A JSON literal tells nothing about a person. */
const LITERAL = /^(?:true|false|null|none|nil|undefined)$/i;
/** An account on a chain, which no key makes a street. */
const CHAIN_ADDRESS = /^0x[\da-f]{40}$|^(?=[^ ]*\d)[A-Za-z\d]{26,110}$/i;
/** Codes of a card, whose check is reported under the same keys: `cvv: N`, `pin: fail`. */
const CHECKED_KEY = /cv[vcn]|cid|csc|cav|pin|otp|code/i;
const checkResults: ReadonlySet<string> = new Set(keyWords.checkResults);

/** One letter or a word for the outcome of a check: no code of a card is written so. */
export const isCheckResult = (key: string, value: string): boolean =>
  CHECKED_KEY.test(key) && (/^[A-Z]$/i.test(value) || checkResults.has(value.toLowerCase().replace(/[^a-z]/g, "")));

/** Whether a value is written as the numbers and addresses of a kind are. */
export function looksLikeNumber(kind: PlaceholderKind, text: string): boolean {
  const digits = countDigits(text);
  if (kind === "EMAIL") return text.includes("@");
  if (kind === "IP") return IP_SHAPE.test(text);
  if (IBAN_SHAPE.test(text)) return kind === "ACCOUNT" || kind === "IBAN";
  return NUMBER_SHAPE.test(text) && digits >= (kind === "CARD" ? 8 : 5);
}

/** One word, or digits however grouped: the shape of ids, times, amounts and codes. Anything longer is prose. */
const ID_SHAPE = /^(?:[^\s@]*|[\d\s.,:+/-]*)$/;

const SIGNATURE_SHAPE = /^(?=.*\d)(?=.*[a-z])[\w+/=.:~-]{12,}$/i;
/** The id of a transaction on Ethereum and its kin, or on Solana, where it is a signature too. */
const CHAIN_HASH = /^(?:0x[\da-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})$/;
const CHAIN = /block|chain|ledger|confirm|signer|sequence|vout|gas|nonce|txid|0x/i;

/**
 * A signature is long and opaque. Under `hash` alone the same may be the id of a transaction: then it is written as chains write theirs, or
 * a word of a chain stands beside it.
 */
const isSignature = (key: string, text: string, beside: string): boolean =>
  SIGNATURE_SHAPE.test(text) && !CHAIN_HASH.test(text) && !(/^hash$/i.test(key) && CHAIN.test(beside));

/**
 * Decides by the key of a value: the kind to mask it as, `keep`, or undefined where only its text can tell.
 * A kept value is still searched for email addresses and access keys.
 */
export function decide(place: KeyPlace, text: string, beside = ""): PlaceholderKind | "keep" | undefined {
  const { facts } = place;
  if (ONLY_PLACEHOLDERS.test(text)) return "keep";
  if (facts.secret) return LITERAL.test(text) || isCheckResult(place.key, text) ? "keep" : "SECRET";
  if (facts.signs && isSignature(place.key, text, beside)) return "SECRET";
  if (facts.kind === "ADDRESS" && CHAIN_ADDRESS.test(text)) return "keep";
  if (facts.kind !== undefined && !LITERAL.test(text) && (!facts.numberOnly || looksLikeNumber(facts.kind, text)))
    return facts.kind;
  return facts.kept && ID_SHAPE.test(text) ? "keep" : undefined;
}

/** In prose a colon follows any word (`Wrong PIN: try again`), so the value must look like what the word announces. */
export function isPlausibleInProse(kind: PlaceholderKind, text: string): boolean {
  if (kind === "NAME" || kind === "ADDRESS") return /\p{L}/u.test(text);
  if (kind === "CUSTOMER" || kind === "PAYEE") return countDigits(text) > 0;
  if (kind === "EMAIL") return text.includes("@");
  return countDigits(text) >= 4;
}
