/** Maximum size of one row, in bytes. The reader refuses longer texts. */
export const MAX_ROW = 16 * 1_048_576;

/** Why a row, or the rest of a file, was refused before it was read. */
export interface RowFault {
  kind: "too_large" | "truncated" | "corrupt" | "unreadable_file";
  /** What is wrong and what to do. Never holds input. */
  message: string;
}

/** One row of an input: its bytes, or its fault. */
export interface InputRow {
  /** UTF-8, without the line end. A view into a larger buffer: copy it to keep it. */
  bytes: Uint8Array;
  /** The line, from 1, on which it starts. */
  line: number;
  fault?: RowFault;
  /** With a fault: nothing of this input can be read after it. */
  last?: true;
}

/** Splits a stream of bytes into rows. Holds at most one row and the current block. */
export interface Splitter {
  /** The rows that end in this block. */
  push(block: Uint8Array): InputRow[];
  /** The last rows, at the end of the input. */
  end(): InputRow[];
}

/** The rest of a file cannot be read; the rows before it are good. */
export class BrokenInput extends Error {
  override readonly name = "BrokenInput";
  readonly fault: RowFault;
  constructor(kind: RowFault["kind"], message: string) {
    super(message);
    this.fault = { kind, message };
  }
}

/** The row that ends an input which cannot be read any further. */
export const lastRow = (line: number, fault: RowFault): InputRow => ({ bytes: NO_BYTES, line, fault, last: true });

export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;
export const NO_BYTES = new Uint8Array(0);

export const isSpaceByte = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === LF || byte === CR;

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** A real copy. `slice` on a Buffer would share its memory. */
export const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

export const tooLong = (line: number): InputRow => ({
  bytes: NO_BYTES,
  line,
  fault: { kind: "too_large", message: "a row of more than 16 MiB; a row is one transaction" },
});

/** The row between two offsets, without line end. Undefined when it is blank. */
export function rowOf(data: Uint8Array, start: number, end: number, line: number): InputRow | undefined {
  let last = end;
  while (last > start && isSpaceByte(data[last - 1] as number)) last--;
  let first = start;
  while (first < last && isSpaceByte(data[first] as number)) first++;
  return first === last ? undefined : { bytes: data.subarray(start, last), line };
}
