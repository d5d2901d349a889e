import type { Io } from "../io.js";
import { type InputFile, textBytes, withPauses } from "./bytes.js";
import { copied, type InputRow, type RowFault } from "./row.js";
import { PAUSE, rowsOf } from "./rows.js";

/** Rows per chunk: few enough that slow rows hold up little, many enough that passing a chunk to a worker costs little. */
const ROWS = 128;
const BYTES = 1_048_576;

/** How long standard input may say nothing before its format is decided by what has come, in milliseconds. */
const PAUSE_AFTER = 20;

/** A part of the rows, for one of several runs: those whose number is `index` and every `count` after it. Both from 1. */
export interface Shard {
  index: number;
  count: number;
}
export const WHOLE: Shard = { index: 1, count: 1 };

export interface Cutting {
  after: Position;
  shard: Shard;
  /** Every line of the input is answered, an empty one too. */
  everyLine: boolean;
}

/** Some rows of one input, one after the other, in a buffer of their own. */
export interface Chunk {
  /** Index of the input. */
  input: number;
  /** The header of a table; null for other inputs. */
  header: string | null;
  /** The number of each row in its input, from 1. The header of a table does not count. */
  rows: number[];
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
  { after, shard, everyLine }: Cutting,
  io: Io,
  onRead: (bytes: number) => void,
): AsyncGenerator<Chunk> {
  for (const [input, file] of files.entries()) {
    if (input < after.input) {
      onRead(file.size ?? 0);
      continue;
    }
    const packer = new Packer(input, input === after.input ? after.row : 0, shard);
    const isStream = file.path === "-";
    const bytes = textBytes(file, io, onRead);
    for await (const { header, rows } of rowsOf(isStream ? withPauses(bytes, PAUSE, PAUSE_AFTER) : bytes, everyLine)) {
      for (const row of rows) {
        const full = packer.add(row, header);
        if (full !== undefined) yield full;
      }
      // Whoever writes to standard input may be waiting for the answers before writing more.
      const rest = isStream ? packer.take() : undefined;
      if (rest !== undefined) yield rest;
    }
    const left = packer.take();
    if (left !== undefined) yield left;
  }
}

class Packer {
  readonly #input: number;
  readonly #skip: number;
  readonly #shard: Shard;
  #row = 0;
  #rows: InputRow[] = [];
  #numbers: number[] = [];
  #header: string | null = null;
  #bytes = 0;

  constructor(input: number, skip: number, shard: Shard) {
    this.#input = input;
    this.#skip = skip;
    this.#shard = shard;
  }

  /** A chunk that is full with this row. */
  add(row: InputRow, header: string | null): Chunk | undefined {
    if (++this.#row <= this.#skip) return undefined;
    const { index, count } = this.#shard;
    // That nothing can be read after a row is told by the first part alone.
    if (row.last === true ? index !== 1 : (this.#row - index) % count !== 0) return undefined;
    this.#numbers.push(this.#row);
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
    const numbers = this.#numbers;
    const lines = rows.map(({ line }) => line);
    this.#rows = [];
    this.#numbers = [];
    this.#bytes = 0;
    return { input: this.#input, header: this.#header, rows: numbers, lines, ends, faults, bytes, broken };
  }
}
