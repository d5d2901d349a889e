import { CR, type InputRow, joined, LF, MAX_ROW, NO_BYTES, QUOTE, rowOf, type Splitter, tooLong } from "./row.js";

/** Maximum length of a quoted cell. In a longer one the closing quote is missing. */
const MAX_CELL = 1_048_576;

/**
 * A row is a record of a table; the first record is the header. Quoted cells may hold line ends. This only finds the ends of records: the
 * reader parses the cells. A CSV parser would not do: after a stray quote it gives up or takes the rest of the file as one cell. Here only
 * that line is bad.
 */
export class TableSplitter implements Splitter {
  readonly #separator: number;
  readonly #newline: number;
  #rest: Uint8Array = NO_BYTES;
  #line = 1;
  #skipping = false;
  /** Offset of the next quote in the current data, so that it is searched for once. */
  #quote = -1;

  constructor(separator: string, newline = LF) {
    this.#separator = separator.charCodeAt(0);
    this.#newline = newline;
  }

  push(block: Uint8Array): InputRow[] {
    return this.#split(joined(this.#rest, block), false);
  }

  end(): InputRow[] {
    return this.#split(this.#rest, true);
  }

  #split(data: Uint8Array, final: boolean): InputRow[] {
    const rows: InputRow[] = [];
    let start = 0;
    this.#quote = -1;
    while (start < data.length) {
      const end = this.#skipping ? this.#lineEnd(data, start, final) : this.#recordEnd(data, start, final);
      if (end === undefined) break;
      const row = this.#skipping ? undefined : rowOf(data, start, end, this.#line);
      this.#skipping = false;
      if (row !== undefined) rows.push(row);
      for (let at = start; at <= end && at < data.length; at++) if (data[at] === this.#newline) this.#line++;
      start = end + 1;
    }
    this.#rest = data.subarray(Math.min(start, data.length));
    if (this.#skipping) this.#rest = NO_BYTES;
    else if (this.#rest.length > MAX_ROW) {
      rows.push(tooLong(this.#line));
      this.#skipping = true;
      this.#rest = NO_BYTES;
    }
    return rows;
  }

  #lineEnd(data: Uint8Array, start: number, final: boolean): number | undefined {
    const end = data.indexOf(this.#newline, start);
    return end >= 0 ? end : final ? data.length : undefined;
  }

  /** The end of the record that starts here; undefined where more data is needed. A malformed record ends with its first line. */
  #recordEnd(data: Uint8Array, start: number, final: boolean): number | undefined {
    const line = this.#lineEnd(data, start, final);
    if (this.#quote < start) {
      const next = data.indexOf(QUOTE, start);
      this.#quote = next < 0 ? data.length : next;
    }
    if (this.#quote >= (line ?? data.length)) return line;
    let at = start;
    for (;;) {
      if (data[at] === QUOTE) {
        const close = closingQuote(data, at + 1, final);
        if (close === undefined && !final && data.length - at <= MAX_CELL) return undefined;
        if (close === undefined) return line;
        at = close + 1;
        if (data[at] === CR && this.#newline === LF) at++;
        if (at >= data.length && !final) return undefined;
        if (at >= data.length || data[at] === this.#newline) return at;
        if (data[at] !== this.#separator) return line;
        at++;
      } else {
        while (at < data.length && data[at] !== this.#separator && data[at] !== this.#newline) at++;
        if (at >= data.length) return final ? at : undefined;
        if (data[at] === this.#newline) return at;
        at++;
      }
    }
  }
}

/** The quote that ends a cell: one that is not doubled. Undefined where it is not in the data. */
function closingQuote(data: Uint8Array, from: number, final: boolean): number | undefined {
  let at = from;
  for (;;) {
    const quote = data.indexOf(QUOTE, at);
    if (quote < 0 || (quote + 1 === data.length && !final)) return undefined;
    if (data[quote + 1] !== QUOTE) return quote;
    at = quote + 2;
  }
}
