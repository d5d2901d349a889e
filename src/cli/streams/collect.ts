import { open, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { setTimeout as passed } from "node:timers/promises";
import { lockResults } from "../batch/lock.js";
import { fileOutput } from "../batch/output.js";
import type { Progress } from "../batch/progress.js";
import { InputError } from "../io.js";
import type { Server } from "./server.js";

const ROWS = 64;
const WAIT = 200;

export interface Collecting {
  /** File of the results. */
  out: string;
  progress: Progress;
  signal: AbortSignal;
}

/** How far the results were collected: the id after which to go on, and the size of the file then. */
interface Cursor {
  schema: "txwhy.collect-cursor/1";
  id: string;
  size: number;
}

/**
 * Writes the results of a job to a file, in the order in which they were stored, until every row that was fed is answered. Goes on where an
 * earlier call was stopped, so that each result is in the file once.
 * @returns How many rows this call has collected.
 * @throws {InputError} where the file is there and was not made by this.
 * @throws {UsageError} where another call writes the same file.
 */
export async function collect(server: Server, collecting: Collecting): Promise<number> {
  const unlock = await lockResults(collecting.out);
  try {
    return await collectInto(server, collecting);
  } finally {
    await unlock();
  }
}

async function collectInto({ redis, keys }: Server, { out, progress, signal }: Collecting): Promise<number> {
  const cursor = await cursorOf(out);
  const output = await fileOutput(out, cursor.size);
  let { id, size } = cursor;
  let rows = 0;
  try {
    while (!signal.aborted) {
      // Looked at first: what is answered after this is still found below.
      const left = await redis.xlen(keys.in);
      const entries = await redis.xrangeBuffer(keys.out, id === "0" ? "-" : `(${id}`, "+", "COUNT", ROWS);
      if (entries.length === 0) {
        if (left === 0) break;
        await passed(WAIT);
        continue;
      }
      for (const [entry, fields] of entries as [Buffer, Buffer[]][]) {
        const lines = fields[fields.findIndex((field) => `${field}` === "lines") + 1] as Buffer;
        await output.write(lines);
        size += lines.length;
        id = `${entry}`;
      }
      rows += entries.length;
      await writeCursor(out, { schema: "txwhy.collect-cursor/1", id, size });
      progress.show({ rows, bytes: 0, note: `${left} waiting` });
    }
  } finally {
    progress.clear();
    await output.close();
  }
  return rows;
}

const cursorPath = (out: string): string => `${out}.cursor`;

async function cursorOf(out: string): Promise<Cursor> {
  const there = await stat(out).catch(() => null);
  const text = await readFile(cursorPath(out), "utf8").catch(() => null);
  if (text === null && there !== null && there.size > 0)
    throw new InputError(`${out} is there already and not of collect; name another, or delete it`);
  if (text === null || there === null) return { schema: "txwhy.collect-cursor/1", id: "0", size: 0 };
  const cursor = JSON.parse(text) as Cursor;
  if (cursor.schema !== "txwhy.collect-cursor/1" || there.size < cursor.size)
    throw new InputError(`${cursorPath(out)} does not go with ${out}; delete both to start anew`);
  if (there.size > cursor.size) await truncate(out, cursor.size);
  return cursor;
}

/** Written whole or not at all, after what it counts is on the disk. */
async function writeCursor(out: string, cursor: Cursor): Promise<void> {
  const file = await open(out, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await writeFile(`${cursorPath(out)}.new`, `${JSON.stringify(cursor)}\n`);
  await rename(`${cursorPath(out)}.new`, cursorPath(out));
}
