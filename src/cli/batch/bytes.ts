import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Io } from "../io.js";
import { BrokenInput, joined, NO_BYTES } from "./row.js";

type Blocks = AsyncIterable<Uint8Array>;

const BLOCK = 262_144;
/** Bytes unpacked at a time. One byte unpacks to about a thousand at most, so a zip bomb cannot fill the memory. */
const PACKED_BLOCK = 16_384;

/** An input file as it was when the run began. */
export interface InputFile {
  /** Its name in results and messages. */
  name: string;
  /** The path, or `-` for standard input. */
  path: string;
  /** Bytes as stored; null for standard input. */
  size: number | null;
  /** When it was last changed, in milliseconds since 1970; null for standard input. */
  modified: number | null;
}

/** Yields `pause` where nothing more has come for `wait` milliseconds, once for each wait. The timer is not kept: it cannot hold up the end. */
export async function* withPauses<T, P>(source: AsyncIterable<T>, pause: P, wait: number): AsyncGenerator<T | P> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      // Thrown where it is awaited; until then it must not count as unhandled.
      next.catch(() => undefined);
      let timer: NodeJS.Timeout | undefined;
      const paused = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, wait, null);
      });
      const first = await Promise.race([next, paused]);
      clearTimeout(timer);
      if (first === null) yield pause;
      const step = first ?? (await next);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** The bytes of an input as UTF-8 text: unpacked, without byte order mark, turned from UTF-16. `onRead` hears of every byte as stored. */
export async function* textBytes(file: InputFile, io: Io, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stored = counted(file.path === "-" ? fromStandardInput(io) : fromFile(file.path), onRead);
  const [head, all] = await peeked(stored, 2, [0x1f]);
  yield* asUtf8(head[0] === 0x1f && head[1] === 0x8b ? unpacked(all) : all);
}

async function* fromStandardInput({ stdin }: Io): Blocks {
  for await (const piece of stdin) yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
}

async function* fromFile(path: string): Blocks {
  try {
    yield* createReadStream(path, { highWaterMark: BLOCK }) as Blocks;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BrokenInput("unreadable_file", `the file cannot be read any further (${code ?? "unknown reason"})`);
  }
}

async function* counted(blocks: Blocks, onRead: (bytes: number) => void): Blocks {
  for await (const block of blocks) {
    onRead(block.length);
    yield block;
  }
}

/**
 * The first `count` bytes, and all of them again as a stream. Fewer where there are no more, or where the first is none of the `telling`
 * ones: somebody may be waiting for an answer to a single byte.
 */
async function peeked(
  blocks: Blocks,
  count: number,
  telling: readonly number[],
): Promise<[head: Uint8Array, all: Blocks]> {
  const iterator = blocks[Symbol.asyncIterator]();
  let head: Uint8Array = NO_BYTES;
  while (head.length === 0 || (head.length < count && telling.includes(head[0] as number))) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    head = joined(head, value);
  }
  const all = async function* (): Blocks {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done === true) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  };
  return [head, all()];
}

/** Unpacks gzip, several members too. What was unpacked before a fault is handed on first, and always the same. */
async function* unpacked(packed: Blocks): Blocks {
  const gunzip = createGunzip();
  let pieces: Uint8Array[] = [];
  let failure: NodeJS.ErrnoException | undefined;
  gunzip.on("data", (piece: Uint8Array) => pieces.push(piece));
  // A failed write is reported only here.
  let go = (): void => undefined;
  gunzip.on("error", (error) => {
    failure = error;
    go();
  });
  const step = (act: () => void): Promise<void> =>
    new Promise((resolve) => {
      go = resolve;
      act();
    });
  const taken = function* (): Generator<Uint8Array> {
    const ready = pieces;
    pieces = [];
    yield* ready;
    if (failure !== undefined) throw corrupt(failure);
  };
  try {
    for await (const block of packed) {
      for (let at = 0; at < block.length; at += PACKED_BLOCK) {
        await step(() => gunzip.write(block.subarray(at, at + PACKED_BLOCK), go));
        yield* taken();
      }
    }
    await step(() => gunzip.once("end", go).end());
    yield* taken();
  } finally {
    gunzip.destroy();
  }
}

function corrupt({ code }: NodeJS.ErrnoException): BrokenInput {
  return code === "Z_BUF_ERROR"
    ? new BrokenInput("truncated", "the gzip data ends before it is complete; the rows before this place are read")
    : new BrokenInput("corrupt", "the gzip data is damaged; the rows before this place are read");
}

async function* asUtf8(blocks: Blocks): Blocks {
  const [head, all] = await peeked(blocks, 3, [0xef, 0xff, 0xfe]);
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    let skip = 3;
    for await (const block of all) {
      yield block.subarray(skip);
      skip = 0;
    }
    return;
  }
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  if (encoding === null) {
    yield* all;
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  try {
    for await (const block of all) yield encoder.encode(decoder.decode(block, { stream: true }));
    yield encoder.encode(decoder.decode());
  } catch (error) {
    if (error instanceof BrokenInput) throw error;
    throw new BrokenInput("corrupt", "the UTF-16 text is damaged; the rows before this place are read");
  }
}
