import {
  type InputRow,
  isSpaceByte,
  joined,
  LF,
  lastRow,
  MAX_ROW,
  NO_BYTES,
  QUOTE,
  rowOf,
  type Splitter,
} from "./row.js";

const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = [0x7b, 0x5b];
const CLOSING = [0x7d, 0x5d];

/**
 * A row is a JSON value: an entry of one array, or one of several values in sequence. Only brackets and strings are scanned. The reader
 * gets the text of each value unchanged, so that numbers keep their digits.
 */
export class ValueSplitter implements Splitter {
  readonly #array: boolean;
  #phase: "before" | "inside" | "after";
  #rest: Uint8Array = NO_BYTES;
  /** Offsets in the rest: where the scan continues, and where the current value starts. */
  #at = 0;
  #start = -1;
  #startLine = 1;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(array: boolean) {
    this.#array = array;
    this.#phase = array ? "before" : "inside";
  }

  push(block: Uint8Array): InputRow[] {
    const data = joined(this.#rest, block);
    const rows = this.#scan(data);
    const kept = this.#start < 0 ? data.length : this.#start;
    if (data.length - kept > MAX_ROW) {
      const message =
        "a value of more than 16 MiB starts here; is a bracket or a quote not closed? The rows before this place are read";
      rows.push(lastRow(this.#startLine, { kind: "too_large", message }));
    }
    this.#rest = data.subarray(kept);
    this.#at = data.length - kept;
    if (this.#start >= 0) this.#start = 0;
    return rows;
  }

  end(): InputRow[] {
    if (this.isOpen) {
      const message = this.#array
        ? "the JSON array ends before it is complete; the rows before this place are read"
        : "the text ends inside a value; the rows before this place are read";
      return [lastRow(this.line, { kind: "truncated", message })];
    }
    const row = this.#start < 0 ? undefined : rowOf(this.#rest, 0, this.#rest.length, this.#startLine);
    return row === undefined ? [] : [row];
  }

  /** Whether a bracket or a string is still open. */
  get isOpen(): boolean {
    return this.#array ? this.#phase !== "after" : this.#depth > 0 || this.#inString;
  }

  /** The line on which the incomplete value starts, or the last line. */
  get line(): number {
    return this.#start < 0 ? this.#line : this.#startLine;
  }

  #scan(data: Uint8Array): InputRow[] {
    const rows: InputRow[] = [];
    const finish = (end: number): void => {
      const row = this.#start < 0 ? undefined : rowOf(data, this.#start, end, this.#startLine);
      if (row !== undefined) rows.push(row);
      this.#start = -1;
    };
    for (let at = this.#at; at < data.length; at++) {
      const byte = data[at] as number;
      if (byte === LF) this.#line++;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (isSpaceByte(byte)) {
        // Values without brackets may be written one per line.
        if (byte === LF && this.#depth === 0 && !this.#array) finish(at);
        continue;
      }
      if (this.#phase === "before") {
        this.#phase = "inside";
        continue;
      }
      if (this.#phase === "after") {
        const message = "something follows after the end of the JSON array; it is not read";
        rows.push(lastRow(this.#line, { kind: "corrupt", message }));
        return rows;
      }
      if (this.#depth === 0 && byte === COMMA) finish(at);
      else if (this.#depth === 0 && CLOSING.includes(byte) && this.#array) {
        finish(at);
        this.#phase = "after";
      } else {
        if (this.#start < 0) {
          this.#start = at;
          this.#startLine = this.#line;
        }
        if (byte === QUOTE) this.#inString = true;
        else if (OPENING.includes(byte)) this.#depth++;
        else if (CLOSING.includes(byte) && this.#depth > 0 && --this.#depth === 0) finish(at + 1);
      }
    }
    return rows;
  }
}
