import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { InputError, UsageError } from "../io.js";

/** Who holds the lock. A process that was killed leaves it behind. */
interface Holder {
  process: number;
  host: string;
}

/**
 * Keeps other runs off the same results until the returned function is called. Makes their folder; a device or a pipe needs no lock. A lock
 * left by a process of this machine that has ended is taken over.
 * @throws {UsageError} where another run may be writing.
 * @throws {InputError} where the folder cannot be written.
 */
export async function lockResults(out: string): Promise<() => Promise<void>> {
  const there = await stat(out).catch(() => null);
  if (there !== null && !there.isFile()) return async () => undefined;
  try {
    await mkdir(dirname(out), { recursive: true });
    return await lockFile(out);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new InputError(`${out} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

async function lockFile(out: string): Promise<() => Promise<void>> {
  const path = `${out}.lock`;
  const mine: Holder = { process: process.pid, host: hostname() };
  for (;;) {
    if (await createWhole(path, JSON.stringify(mine))) return () => rm(path, { force: true });
    const holder = await holderOf(path);
    if (holder === "gone") continue;
    if (holder !== "unreadable" && isAlive(holder)) {
      const where = holder.host === mine.host ? "" : ` on ${holder.host}`;
      throw new UsageError(
        `--out ${out} is being written by process ${holder.process}${where}; wait for it, or name another --out. If it has ended, delete ${path}`,
      );
    }
    await removeStale(out, path);
  }
}

/** Creates a file with its whole content at once, so that nobody reads half of it. False where there is one already. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes a lock whose process has ended. One run at a time: a second one could take the lock of the first for the old one. Nothing is
 * removed where the lock is gone, because by now it may be another run's.
 */
async function removeStale(out: string, path: string): Promise<void> {
  const turn = `${path}.stale`;
  if (!(await createWhole(turn, "")))
    throw new UsageError(`--out ${out} is being taken over by another run; if there is none, delete ${turn}`);
  try {
    const holder = await holderOf(path);
    if (holder !== "gone" && (holder === "unreadable" || !isAlive(holder))) await rm(path, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

/** Unreadable is what no run wrote whole. */
async function holderOf(path: string): Promise<Holder | "gone" | "unreadable"> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
  try {
    const { process, host } = JSON.parse(text) as Partial<Holder>;
    return typeof process === "number" && typeof host === "string" ? { process, host } : "unreadable";
  } catch {
    return "unreadable";
  }
}

/** Of another machine's process nothing is known: it counts as running. */
const isAlive = ({ host, process }: Holder): boolean => host !== hostname() || isRunning(process);

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
