import { factOf } from "../../read/adapters/generic-names.js";
import { separatorOf } from "../../read/csv.js";
import { TextView } from "../../read/source.js";
import { LineSplitter } from "./lines.js";
import {
  BrokenInput,
  CR,
  type InputRow,
  isSpaceByte,
  joined,
  LF,
  lastRow,
  NO_BYTES,
  QUOTE,
  type Splitter,
} from "./row.js";
import { TableSplitter } from "./table.js";
import { ValueSplitter } from "./values.js";

/** Maximum number of bytes used to detect the format of an input. */
const MOST_LOOKED_AT = 65_536;

/** Rows of one input as they come. `header` is the text that the first row of a table is read with. */
export interface Rows {
  header: string | null;
  rows: InputRow[];
}

/** Told in place of a block: the input is still open, but nothing has come for a while. */
export const PAUSE = Symbol("pause");

/**
 * The rows of a text in any of the formats for several transactions. A fault that ends the input is its last row. With `everyLine` an
 * empty line is a row too, so that whoever writes a line and waits for a line gets one.
 */
export async function* rowsOf(
  blocks: AsyncIterable<Uint8Array | typeof PAUSE>,
  everyLine = false,
): AsyncGenerator<Rows> {
  const cutter = new Cutter(everyLine);
  try {
    for await (const block of blocks) {
      const cut = block === PAUSE ? cutter.pause() : cutter.push(block);
      yield cut;
      if (cut.rows.at(-1)?.last) return;
    }
    yield cutter.end();
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    yield cutter.broken(error);
  }
}

/** Detects the format of a text by its beginning, then splits it. */
class Cutter {
  readonly #everyLine: boolean;
  #head: Uint8Array = NO_BYTES;
  #splitter: Splitter | undefined;
  #header: string | null = null;
  #awaitsHeader = false;
  #line = 0;

  constructor(everyLine: boolean) {
    this.#everyLine = everyLine;
  }

  push(block: Uint8Array): Rows {
    if (this.#splitter !== undefined) return this.#cut(this.#splitter.push(block));
    this.#head = joined(this.#head, block);
    return this.#begin(false);
  }

  /** Who writes a first line and then waits is not going to say more about the format. */
  pause(): Rows {
    const isWhole = this.#head.includes(LF) || this.#head.includes(CR);
    return this.#splitter === undefined && isWhole ? this.#begin(true) : { header: this.#header, rows: [] };
  }

  end(): Rows {
    const { rows } = this.#splitter === undefined ? this.#begin(true) : { rows: [] };
    return this.#cut([...rows, ...(this.#splitter?.end() ?? [])]);
  }

  broken({ fault }: BrokenInput): Rows {
    const line = this.#splitter instanceof ValueSplitter ? this.#splitter.line : this.#line + 1;
    return { header: this.#header, rows: [lastRow(line, fault)] };
  }

  #begin(ended: boolean): Rows {
    const format = formatOf(this.#head, ended, this.#everyLine);
    if (format === undefined) return { header: null, rows: [] };
    this.#splitter = format.splitter;
    this.#awaitsHeader = format.hasHeader;
    const rows = this.#splitter.push(this.#head);
    this.#head = NO_BYTES;
    return this.#cut(rows);
  }

  #cut(rows: InputRow[]): Rows {
    this.#line = rows.at(-1)?.line ?? this.#line;
    const [first, ...others] = rows;
    if (!this.#awaitsHeader || first === undefined) return { header: this.#header, rows };
    this.#awaitsHeader = false;
    this.#header = new TextDecoder().decode(first.bytes);
    return { header: this.#header, rows: others };
  }
}

interface Format {
  splitter: Splitter;
  hasHeader: boolean;
}

/** The format of a text by its beginning; undefined while too little of it is known. */
function formatOf(head: Uint8Array, ended: boolean, everyLine: boolean): Format | undefined {
  const sure = ended || head.length >= MOST_LOOKED_AT;
  const start = head.findIndex((byte) => !isSpaceByte(byte));
  if (start < 0) return sure ? { splitter: new LineSplitter(LF, everyLine), hasHeader: false } : undefined;
  const newline = head.includes(LF) || !head.includes(CR) ? LF : CR;
  const lineEnd = head.indexOf(newline, start);
  if (lineEnd < 0 && !sure) return undefined;
  const line = head.subarray(start, lineEnd < 0 ? head.length : lineEnd);
  let next = lineEnd < 0 ? head.length : lineEnd;
  while (next < head.length && isSpaceByte(head[next] as number)) next++;
  if (next === head.length && !sure) return undefined;
  const lines: Format = { splitter: new LineSplitter(newline, everyLine), hasHeader: false };
  const first = head[start];
  // Where every line is answered, an array on one line is a row like the others: what follows it has to be read too.
  if (first === 0x5b && !(everyLine && lineEnd >= 0 && isClosed(line))) {
    let inner = start + 1;
    while (inner < head.length && isSpaceByte(head[inner] as number)) inner++;
    // A line of a log may begin with a bracket too. In an array of transactions an object or the end follows.
    const goesOn = inner === head.length || [0x7b, 0x5b, 0x5d, QUOTE].includes(head[inner] as number);
    return goesOn ? { splitter: new ValueSplitter(true), hasHeader: false } : lines;
  }
  if (first === 0x7b) {
    // One object that is open at the end of a single line is a broken row where every line is answered: the rest would be waited for.
    const isAlone = everyLine && next === head.length;
    const whole = isClosed(line) || lineEnd < 0 || head[next] === 0x7b || isAlone;
    return whole ? lines : { splitter: new ValueSplitter(false), hasHeader: false };
  }
  const separator = headerSeparator(new TextDecoder().decode(line), everyLine);
  return separator === null ? lines : { splitter: new TableSplitter(separator, newline), hasHeader: true };
}

/**
 * The separator of a table whose header this line is, or null. Where every line is answered, one column at least has a usual name: a
 * sentence with a comma in it, taken for a header, would get no answer.
 */
function headerSeparator(line: string, everyLine: boolean): string | null {
  const view = TextView.of(line);
  const known = separatorOf(view, true);
  if (known !== null || line.includes("{")) return known;
  const any = separatorOf(view, false);
  if (any === null || !everyLine) return any;
  const names = line.split(any).map((name) => name.trim().replace(/^"|"$/g, ""));
  return names.some((name) => factOf(name) !== undefined) ? any : null;
}

/** Whether every bracket in a line that begins with one is closed in it. */
function isClosed(line: Uint8Array): boolean {
  const splitter = new ValueSplitter(false);
  splitter.push(line);
  return !splitter.isOpen;
}
