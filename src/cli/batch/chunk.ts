import type { Io } from "../io.js";
import { type InputFile, textBytes } from "./bytes.js";
import { copied, type InputRow, type RowFault } from "./row.js";
import { rowsOf } from "./rows.js";

/** Rows per chunk: few enough that slow rows hold up little, many enough that passing a chunk to a worker costs little. */
const ROWS = 128;
const BYTES = 1_048_576;

/** Some rows of one input, one after the other, in a buffer of their own. */
export interface Chunk {
  /** Index of the input. */
  input: number;
  /** The header of a table; null for other inputs. */
  header: string | null;
  /** The number of the first row in its input, from 1. The header of a table does not count. */
  firstRow: number;
  lines: number[];
  /** Where each row ends in `bytes`. */
  ends: number[];
  faults: Map<number, RowFault>;
  bytes: Uint8Array;
  /** Why nothing of the input can be read after these rows, and at which line; null where it can. */
  broken: { line: number; message: string } | null;
}

/** A row of the inputs: which input, and its number there. */
export interface Position {
  input: number;
  row: number;
}

/** The rows of all inputs after a position, in chunks; the beginning is `{ input: 0, row: 0 }`. */
export async function* chunksOf(
  files: readonly InputFile[],
  after: Position,
  io: Io,
  onRead: (bytes: number) => void,
): AsyncGenerator<Chunk> {
  for (const [input, file] of files.entries()) {
    if (input < after.input) {
      onRead(file.size ?? 0);
      continue;
    }
    const packer = new Packer(input, input === after.input ? after.row : 0);
    for await (const { header, rows } of rowsOf(textBytes(file, io, onRead))) {
      for (const row of rows) {
        const full = packer.add(row, header);
        if (full !== undefined) yield full;
      }
    }
    const left = packer.take();
    if (left !== undefined) yield left;
  }
}

class Packer {
  readonly #input: number;
  readonly #skip: number;
  #row = 0;
  #rows: InputRow[] = [];
  #header: string | null = null;
  #bytes = 0;

  constructor(input: number, skip: number) {
    this.#input = input;
    this.#skip = skip;
  }

  /** A chunk that is full with this row. */
  add(row: InputRow, header: string | null): Chunk | undefined {
    if (++this.#row <= this.#skip) return undefined;
    // A copy, so that the block around the row can be freed.
    this.#rows.push({ ...row, bytes: copied(row.bytes) });
    this.#header = header;
    this.#bytes += row.bytes.length;
    return this.#rows.length >= ROWS || this.#bytes >= BYTES ? this.take() : undefined;
  }

  take(): Chunk | undefined {
    const rows = this.#rows;
    if (rows.length === 0) return undefined;
    const bytes = new Uint8Array(this.#bytes);
    const ends: number[] = [];
    const faults = new Map<number, RowFault>();
    let at = 0;
    for (const [i, row] of rows.entries()) {
      bytes.set(row.bytes, at);
      at += row.bytes.length;
      ends.push(at);
      if (row.fault !== undefined) faults.set(i, row.fault);
    }
    const last = rows.at(-1) as InputRow;
    const broken = last.last ? { line: last.line, message: last.fault?.message ?? "" } : null;
    const firstRow = this.#row - rows.length + 1;
    const lines = rows.map(({ line }) => line);
    this.#rows = [];
    this.#bytes = 0;
    return { input: this.#input, header: this.#header, firstRow, lines, ends, faults, bytes, broken };
  }
}
