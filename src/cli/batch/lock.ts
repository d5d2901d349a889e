import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { UsageError } from "../io.js";

/** Who holds the lock. A process that was killed leaves it behind. */
interface Holder {
  process: number;
  host: string;
}

/**
 * Keeps other runs off the same results until the returned function is called. A lock left by a process of this machine that has ended is
 * taken over.
 * @throws {UsageError} where another run may be writing.
 */
export async function lockResults(out: string): Promise<() => Promise<void>> {
  const path = `${out}.lock`;
  const mine: Holder = { process: process.pid, host: hostname() };
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(mine), { flag: "wx" });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await holderOf(path);
    if (holder !== null && (holder.host !== mine.host || isRunning(holder.process))) {
      const where = holder.host === mine.host ? "" : ` on ${holder.host}`;
      throw new UsageError(
        `--out ${out} is being written by process ${holder.process}${where}; wait for it, or name another --out. If it has ended, delete ${path}`,
      );
    }
    await rm(path, { force: true });
  }
}

/** Null where the lock is gone or is none of ours. */
async function holderOf(path: string): Promise<Holder | null> {
  try {
    const { process, host } = JSON.parse(await readFile(path, "utf8")) as Partial<Holder>;
    return typeof process === "number" && typeof host === "string" ? { process, host } : null;
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
