import { joined, LF, MAX_ROW, NOTHING, type Row, rowOf, type Splitter, tooLong } from "./row.js";

/** A row is a line: NDJSON, and whatever else people write line by line. Empty lines are no rows. */
export class LineSplitter implements Splitter {
  readonly #newline: number;
  #rest: Uint8Array = NOTHING;
  #line = 1;
  /** Inside a line that was given up, up to its end. */
  #skipping = false;

  constructor(newline = LF) {
    this.#newline = newline;
  }

  push(block: Uint8Array): Row[] {
    const rows: Row[] = [];
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
    this.#rest = this.#skipping ? NOTHING : data.subarray(start);
    if (this.#rest.length > MAX_ROW) {
      rows.push(tooLong(this.#line));
      this.#skipping = true;
      this.#rest = NOTHING;
    }
    return rows;
  }

  end(): Row[] {
    const rows: Row[] = [];
    if (!this.#skipping) this.#take(this.#rest, 0, this.#rest.length, rows);
    return rows;
  }

  #take(data: Uint8Array, start: number, end: number, rows: Row[]): void {
    const row = rowOf(data, start, end, this.#line);
    if (row !== undefined) rows.push(row);
  }
}
