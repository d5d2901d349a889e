import { createReadStream } from "node:fs";
import type { Position, Shard } from "./chunk.js";
import { copied, joined, LF, NO_BYTES } from "./row.js";

const BLOCK = 1_048_576;
const HEAD = /^\{"file":("(?:[^"\\]|\\.)*"),"row":(\d+),"line":\d+,/;
/** Maximum number of bytes at the start of a line that hold its file and row. */
const HEAD_BYTES = 16_384;

/** How far results can be kept: the byte offset, and the last row before it. */
export interface Kept {
  end: number;
  last: Position;
}

/**
 * How much of the first `limit` bytes of results is complete: the rows before the last one, which may lack lines, and before the first
 * line that does not follow the line before it.
 */
export async function keptRows(out: string, names: readonly string[], limit: number, { count }: Shard): Promise<Kept> {
  const decoder = new TextDecoder();
  let kept: Kept = { end: 0, last: { input: 0, row: 0 } };
  /** Offset of the first line of the current row. */
  let current: Kept = kept;
  for await (const { bytes, offset } of wholeLines(out, limit)) {
    for (let start = 0, end = bytes.indexOf(LF); end >= 0; start = end + 1, end = bytes.indexOf(LF, start)) {
      const head = HEAD.exec(decoder.decode(bytes.subarray(start, Math.min(end, start + HEAD_BYTES))));
      if (head === null) return kept;
      const name = JSON.parse(head[1] as string) as string;
      const row = following(current.last, name, Number(head[2]), names, count);
      if (row === undefined) return kept;
      if (row === current.last) continue;
      kept = { end: offset + start, last: current.last };
      current = { end: offset + start, last: row };
    }
  }
  return kept;
}

/**
 * The row of a line, where it follows the row of the line before: the same row, the next, or the first of another input. Of every `count`
 * rows at least one belongs to the run.
 */
function following(
  last: Position,
  name: string,
  row: number,
  names: readonly string[],
  count: number,
): Position | undefined {
  if (name === names[last.input] && row === last.row) return last;
  if (name === names[last.input] && row > last.row && row <= last.row + count) return { input: last.input, row };
  const input = names.indexOf(name, last.input + 1);
  return input > 0 && row <= count ? { input, row } : undefined;
}

/** Blocks of complete lines from the first `limit` bytes of a file, and where each begins. */
export async function* wholeLines(
  path: string,
  limit: number,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; offset: number }> {
  if (limit === 0) return;
  let rest: Uint8Array = NO_BYTES;
  let offset = 0;
  const stream = createReadStream(path, { highWaterMark: BLOCK, end: limit - 1 });
  for await (const block of stream as AsyncIterable<Uint8Array>) {
    const data = joined(rest, block);
    const end = data.lastIndexOf(LF) + 1;
    if (end > 0) yield { bytes: copied(data.subarray(0, end)), offset };
    rest = copied(data.subarray(end));
    offset += end;
  }
}
