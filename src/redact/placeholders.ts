import { fold, PLACEHOLDER } from "./fold.js";
import { KeyReader } from "./keys.js";
import { matchesOf } from "./scan.js";
import type { PlaceholderKind } from "./words.js";

const NUMBERED: ReadonlySet<PlaceholderKind> = new Set<PlaceholderKind>(["CARD", "IBAN", "ACCOUNT", "ID"]);

/** One spelling for one secret: `+62 812-…` and `0812…` are one phone, upper and lower case one mailbox. */
function canonical(kind: PlaceholderKind, value: string): string {
  const text = fold(value).text.trim();
  if (NUMBERED.has(kind)) return text.replace(/[^\p{L}\p{N}*]/gu, "").toUpperCase();
  if (kind === "PHONE")
    return text
      .replace(/[^\p{L}\p{N}*]/gu, "")
      .replace(/^(?:00(?=[1-9])|0(?=8))/, (zero) => (zero === "0" ? "62" : ""));
  return kind === "EMAIL" || kind === "NAME" || kind === "ADDRESS" ? text.toLowerCase().replace(/\s+/g, " ") : text;
}

function lastFour(value: string): string {
  const digits = value.replace(/\D/g, "");
  // Four of a short number would be most of it, unless the rest is masked already.
  const enough = digits.length >= 12 || (digits.length >= 4 && /[*xX•#]/.test(value)) || /^\d{6}\D\d{4}$/.test(value);
  return enough && /\d{4}$/.test(value.replace(/[^\p{L}\p{N}*•#]/gu, "")) ? ` …${digits.slice(-4)}` : "";
}

/** A value that was masked by its key: where it is repeated in a text it is masked too. */
interface Learned {
  readonly kind: PlaceholderKind;
  readonly value: string;
}

const TOKEN = /\p{Script=Han}|[\p{L}\p{N}]+/gu;
const MAX_TOKENS = 8;
const MAX_TOKEN_LENGTH = 64;

/** Words and digit runs with their places; Han characters one by one, as they stand without spaces. */
export function tokens(text: string): Array<{ text: string; start: number; end: number }> {
  return Array.from(matchesOf(TOKEN, text), (match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function isTelling(kind: PlaceholderKind, parts: readonly string[]): boolean {
  const joined = parts.join("");
  if (kind === "ADDRESS" || kind === "EMAIL") return false;
  // A lone word ("Test", "Budi") may be any word of a sentence; two of them in a row are that person.
  if (kind === "NAME") return parts.length >= 2;
  // Short numbers may be amounts by chance.
  return /\d/.test(joined) && joined.length >= (kind === "CUSTOMER" || kind === "PAYEE" ? 5 : 6);
}

/** Gives every secret its placeholder, the same for the same, and remembers secrets that keys gave away. */
export class Placeholders {
  readonly keys = new KeyReader();
  private readonly given = new Map<string, string>();
  private readonly counts = new Map<PlaceholderKind, number>();
  private readonly reserved = new Set<string>();
  private readonly learned = new Map<string, Learned>();
  private learnedTokens = 0;

  /** Numbers that a text uses already (it was redacted before) are not given to other secrets. */
  reserve(text: string): void {
    if (!text.includes("<")) return;
    for (const match of matchesOf(PLACEHOLDER, text)) this.reserved.add(`${match[1]}_${match[2]}`);
  }

  of(kind: PlaceholderKind, value: string): string {
    const key = `${kind} ${canonical(kind, value)}`;
    const before = this.given.get(key);
    if (before !== undefined) return before;
    let number = this.counts.get(kind) ?? 0;
    do number++;
    while (this.reserved.has(`${kind}_${number}`));
    this.counts.set(kind, number);
    const placeholder = `<${kind}_${number}${kind === "CARD" ? lastFour(fold(value).text) : ""}>`;
    this.given.set(key, placeholder);
    return placeholder;
  }

  learn(kind: PlaceholderKind, value: string): void {
    if (value.length > 400) return;
    const parts = tokens(fold(value).text).map((token) => token.text);
    if (parts.length > MAX_TOKENS || parts.some((part) => part.length > MAX_TOKEN_LENGTH) || !isTelling(kind, parts))
      return;
    const key = parts.join(" ");
    if (this.learned.has(key)) return;
    this.learned.set(key, { kind, value });
    this.learnedTokens = Math.max(this.learnedTokens, parts.length);
  }

  /** How many secrets are known by their keys. */
  get learnedCount(): number {
    return this.learned.size;
  }

  /** Calls `found` for every repetition in a folded text, the longest first. */
  findLearned(text: string, found: (kind: PlaceholderKind, value: string, start: number, end: number) => void): void {
    if (this.learned.size === 0) return;
    const all = tokens(text);
    for (const [index, first] of all.entries()) {
      let key = "";
      let longest: (Learned & { end: number }) | undefined;
      for (const token of all.slice(index, index + this.learnedTokens)) {
        if (token.text.length > MAX_TOKEN_LENGTH) break;
        key = key === "" ? token.text : `${key} ${token.text}`;
        const learned = this.learned.get(key);
        if (learned) longest = { ...learned, end: token.end };
      }
      if (longest) found(longest.kind, longest.value, first.start, longest.end);
    }
  }
}
