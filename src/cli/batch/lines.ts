import { type InputRow, joined, LF, MAX_ROW, NO_BYTES, rowOf, type Splitter, tooLong } from "./row.js";

/** A row is a line, as in NDJSON. Empty lines are no rows, unless every line has to be answered. */
export class LineSplitter implements Splitter {
  readonly #newline: number;
  readonly #everyLine: boolean;
  #rest: Uint8Array = NO_BYTES;
  #line = 1;
  /** Skips the rest of a line that was too long. */
  #skipping = false;

  constructor(newline = LF, everyLine = false) {
    this.#newline = newline;
    this.#everyLine = everyLine;
  }

  push(block: Uint8Array): InputRow[] {
    const rows: InputRow[] = [];
    let from = this.#rest.length;
    const data = joined(this.#rest, block);
    let start = 0;
    for (;;) {
      const end = data.indexOf(this.#newline, from);
      if (end < 0) break;
      if (!this.#skipping) this.#take(data, start, end, rows);
      this.#skipping = false;
      this.#line++;
      start = end + 1;
      from = start;
    }
    this.#rest = this.#skipping ? NO_BYTES : data.subarray(start);
    if (this.#rest.length > MAX_ROW) {
      rows.push(tooLong(this.#line));
      this.#skipping = true;
      this.#rest = NO_BYTES;
    }
    return rows;
  }

  end(): InputRow[] {
    const rows: InputRow[] = [];
    if (!this.#skipping && this.#rest.length > 0) this.#take(this.#rest, 0, this.#rest.length, rows);
    return rows;
  }

  #take(data: Uint8Array, start: number, end: number, rows: InputRow[]): void {
    const row = rowOf(data, start, end, this.#line);
    if (row !== undefined) rows.push(row);
    else if (this.#everyLine) rows.push({ bytes: NO_BYTES, line: this.#line });
  }
}
