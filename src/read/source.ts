import type { Message, MessageParams } from "../base/messages.js";
import { type ReadMessageKey, readMessage } from "./messages.js";

/**
 * A text to be read, with the way back to the text as given. A view is made from another one by leaving out or replacing
 * pieces (mail quotes, escapes), so that a fault found in it is still shown where the user wrote it.
 */
export class TextView {
  readonly text: string;
  readonly #parent: TextView | null;
  /** Where each piece begins here, ascending, and where it came from in the parent; the last piece runs to the end. */
  readonly #begins: number[];
  readonly #origins: number[];
  /** 1 where a piece is a copy, so that places inside it move along; 0 where all of it comes from one place. */
  readonly #moves: number[];

  private constructor(text: string, parent: TextView | null, begins: number[], origins: number[], moves: number[]) {
    this.text = text;
    this.#parent = parent;
    this.#begins = begins;
    this.#origins = origins;
    this.#moves = moves;
  }

  static of(text: string): TextView {
    return new TextView(text, null, [], [], []);
  }

  /** A text all of which comes from one place of the parent, such as an unescaped cell. */
  static from(parent: TextView, at: number, text: string): TextView {
    return new TextView(text, parent, [0], [at], [0]);
  }

  static made(parent: TextView, text: string, begins: number[], origins: number[], moves: number[]): TextView {
    return new TextView(text, parent, begins, origins, moves);
  }

  /** The offset in the text as given of an offset here. */
  origin(offset: number): number {
    if (this.#parent === null) return offset;
    let low = 0;
    let high = this.#begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#begins[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#origins[low] ?? 0;
    const moved = this.#moves[low] === 1 ? offset - (this.#begins[low] as number) : 0;
    return this.#parent.origin(start + moved);
  }
}

/** Puts a view together from copied and replaced pieces of another, in order. */
export class TextViewBuilder {
  readonly #parent: TextView;
  readonly #pieces: string[] = [];
  readonly #begins: number[] = [];
  readonly #origins: number[] = [];
  readonly #moves: number[] = [];
  #length = 0;

  constructor(parent: TextView) {
    this.#parent = parent;
  }

  copy(start: number, end: number): this {
    return start < end ? this.#add(this.#parent.text.slice(start, end), start, 1) : this;
  }

  put(text: string, at: number): this {
    return text === "" ? this : this.#add(text, at, 0);
  }

  build(): TextView {
    return TextView.made(this.#parent, this.#pieces.join(""), this.#begins, this.#origins, this.#moves);
  }

  #add(text: string, origin: number, moves: number): this {
    this.#pieces.push(text);
    this.#begins.push(this.#length);
    this.#origins.push(origin);
    this.#moves.push(moves);
    this.#length += text.length;
    return this;
  }
}

/** Why reading stopped, and where in the text as given. After a final one, no other way of reading is tried. */
export class ReadRefusal extends Error {
  readonly at: number;
  readonly said: Message;
  readonly final: boolean;
  /** Where the object begins that could not be read, where it is one. */
  begins: number | undefined;

  constructor(at: number, key: ReadMessageKey, params: MessageParams = {}, final = false) {
    const said = readMessage(key, params);
    super(said.message);
    this.at = at;
    this.said = said;
    this.final = final;
  }
}

/** Lines and columns of a text, from 1, in UTF-16 units. A line ends with LF, CR LF or CR. */
export class LineIndex {
  readonly #starts: Uint32Array;

  constructor(text: string) {
    const breaks = /\r\n|\n|\r/g;
    let count = 1;
    while (breaks.exec(text) !== null) count++;
    this.#starts = new Uint32Array(count);
    let line = 0;
    while (breaks.exec(text) !== null) this.#starts[++line] = breaks.lastIndex;
  }

  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }
}
