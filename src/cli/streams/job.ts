import { UsageError } from "../io.js";
import { GROUP, type Server } from "./server.js";

/** What decides the bytes of the results: every consumer of a job must have the same. */
export interface Job {
  version: string;
  ruleSet: string;
  options: Record<string, unknown>;
}

/**
 * Joins the job of the stream, or begins it.
 * @throws {UsageError} where the job was begun with other rules or options: its results would differ from one consumer to the next.
 */
export async function joinJob({ redis, keys }: Server, job: Job): Promise<void> {
  await redis.xgroup("CREATE", keys.in, GROUP, "0", "MKSTREAM").catch((error: Error) => {
    if (!error.message.startsWith("BUSYGROUP")) throw error;
  });
  const mine = Object.entries({ version: job.version, ruleSet: job.ruleSet, options: JSON.stringify(job.options) });
  for (const [name, value] of mine) {
    await redis.hsetnx(keys.job, name, value);
    const there = await redis.hget(keys.job, name);
    if (there === value) continue;
    const what = { version: "version of txwhy", ruleSet: "rules", options: "options" }[name];
    throw new UsageError(
      `the job there has other ${what}: ${shown(there)}, here ${shown(value)}; take the same, or another --prefix`,
    );
  }
}

const shown = (text: string | null): string => (text !== null && text.length === 64 ? text.slice(0, 12) : `${text}`);
