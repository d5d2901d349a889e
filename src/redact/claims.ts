import { Frame } from "./frames.js";
import { type KeyReader, TOP } from "./keys.js";
import { matchesOf } from "./scan.js";
import type { PlaceholderKind } from "./words.js";

/** A span of the folded text: what it is, or `keep` where no later detector may touch it. */
export interface Claim {
  readonly kind: PlaceholderKind | "keep";
  readonly start: number;
  readonly end: number;
  /** Put around the placeholder, so that JSON text whose bare number is replaced stays JSON. */
  readonly quote: string;
}

/** What the detectors have found so far in one text. The first to claim a span has it. */
export class Claims {
  readonly found: Claim[] = [];
  /** Separators of pairs that were read inside their object. They are not read again as loose pairs, which would lose the object. */
  readonly readSeparators = new Set<number>();
  /** Values as they were first seen, by the start of a claim that repeats one. */
  readonly learned = new Map<number, string>();
  /** The objects of the text by where they begin and end, in order, as `findObjects` met them. */
  readonly frames: Array<{ readonly at: number; readonly frame: Frame }> = [{ at: -1, frame: new Frame(TOP, -1) }];
  private readonly taken: Uint8Array;

  constructor(
    length: number,
    readonly keys: KeyReader,
  ) {
    this.taken = new Uint8Array(length);
  }

  isFree(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.taken[at] === 1) return false;
    return true;
  }

  add(kind: PlaceholderKind | "keep", start: number, end: number, quote = ""): boolean {
    if (start >= end || !this.isFree(start, end)) return false;
    this.taken.fill(1, start, end);
    this.found.push({ kind, start, end, quote });
    return true;
  }
}

/** Finds one kind of secret in a folded text. It must take linear time for any text. */
export type Detector = (text: string, claims: Claims) => void;

/** Claims all that fits one of the patterns and passes the check. */
export const claimEach =
  (kind: Claim["kind"], patterns: readonly RegExp[], isValid = (_: string): boolean => true): Detector =>
  (text, claims) => {
    for (const pattern of patterns) {
      for (const { 0: found, index } of matchesOf(pattern, text)) {
        if (isValid(found)) claims.add(kind, index, index + found.length);
      }
    }
  };
