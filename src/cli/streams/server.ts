import type { Redis } from "ioredis";
import { InputError, type Io, tell, UsageError } from "../io.js";

/** Name of the consumer group. */
export const GROUP = "txwhy";

/** The answers of a server that wants another name or password in the address. */
const REFUSALS = ["WRONGPASS", "NOAUTH", "NOPERM"];

/** The keys of one job. The braces keep them in one slot of a cluster, so that a script may use them together. */
export interface Keys {
  /** Stream of the rows that are not answered yet. */
  in: string;
  /** Stream of the results. */
  out: string;
  /** Stream of the rows that were given up. */
  dead: string;
  /** What the job is: rules and options. */
  job: string;
  /** How far each input was fed. */
  fed: string;
}

export interface Server {
  redis: Redis;
  keys: Keys;
  close(): void;
}

export const isAddress = (word: string): boolean => /^rediss?:\/\//.test(word);

/**
 * Connects to Redis or Valkey (from 6.2 on). A lost connection is taken up again, and what was not answered is sent again.
 * @throws {UsageError} where ioredis is not installed.
 * @throws {InputError} where nothing answers at the address, or the server refuses the name or password in it.
 */
export async function connect(address: string, prefix: string, io: Io): Promise<Server> {
  const { Redis } = await import("ioredis").catch(() => {
    throw new UsageError("this needs the package ioredis beside txwhy: npm install ioredis");
  });
  const redis = new Redis(address, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  let problem = "";
  let wasThere = false;
  // The address may hold a password, so only the kind of the error is told.
  redis.on("error", (error: NodeJS.ErrnoException) => {
    const now = error.code ?? error.message.split(" ")[0] ?? "unknown reason";
    if (wasThere && now !== problem) tell(io, `txwhy: no connection to the server (${now}); trying again`);
    problem = now;
  });
  redis.on("ready", () => {
    problem = "";
    wasThere = true;
  });
  await redis.connect().catch(() => {
    redis.disconnect();
    const isRefused = REFUSALS.includes(problem);
    throw new InputError(
      `${isRefused ? "the server refuses the name or password" : "no Redis server answers there"} (${problem})`,
    );
  });
  const key = (name: string): string => `{${prefix}}:${name}`;
  const keys: Keys = { in: key("in"), out: key("out"), dead: key("dead"), job: key("job"), fed: key("fed") };
  return { redis, keys, close: () => redis.disconnect() };
}
