import { hostname } from "node:os";
import { redactText } from "../../redact/index.js";
import type { Answered } from "../batch/answer.js";
import type { Chunk } from "../batch/chunk.js";
import type { Progress } from "../batch/progress.js";
import type { RowFault } from "../batch/row.js";
import { jsonText } from "../io.js";
import type { Place } from "./feed.js";
import { COMMIT, GIVE_UP } from "./scripts.js";
import { GROUP, type Server } from "./server.js";

/** Rows read at a time. */
const ROWS = 32;
/** How long to wait for rows, in milliseconds: also how long a stop may take. */
const BLOCK = 1000;
/** A row that was delivered so often without an answer ends the processes that read it. */
const MOST_DELIVERIES = 3;
/** Maximum length of the text of a row in the dead stream. */
const MOST_TEXT = 10_000;

export interface Consuming {
  /** Answers a chunk, with file names from `names`. */
  answer(chunk: Chunk): Promise<Answered>;
  names: string[];
  /** A row that nobody has answered for so long is taken over, in milliseconds. */
  idle: number;
  /** Ends when nothing is left. */
  drain: boolean;
  progress: Progress;
  signal: AbortSignal;
}

interface Message {
  id: string;
  place: Place & { fault?: RowFault };
  header: string;
  bytes: Uint8Array<ArrayBuffer>;
}
type Entry = [id: Buffer, fields: Buffer[] | null];

/**
 * Answers rows from the stream until stopped. A result is stored in the same step in which its row is acknowledged, so that a row which two
 * consumers answered has one result.
 * @returns How many rows this consumer has answered.
 */
export async function consume(server: Server, consuming: Consuming): Promise<number> {
  const { redis, keys } = server;
  const { drain, progress, signal } = consuming;
  const me = `${hostname()}-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  const claim = claims(server, me, consuming.idle);
  let rows = 0;
  while (!signal.aborted) {
    // One at a time: a row that ends its process takes no other row with it.
    const claimed = await claim();
    const messages = claimed === null ? await newRows(server, me) : [claimed];
    if (claimed !== null && (await deliveries(server, claimed.id)) > MOST_DELIVERIES) {
      const reason = `it was delivered ${MOST_DELIVERIES} times and never answered; the processes that read it ended`;
      await giveUp(server, claimed, reason);
      continue;
    }
    if (messages.length === 0) {
      if (drain && (await redis.xlen(keys.in)) === 0) break;
      continue;
    }
    const { stored, left } = await answerAll(server, messages, consuming);
    rows += stored;
    progress.show({ rows, bytes: 0, note: `${left} waiting` });
  }
  // Nothing is pending here: every row that was read is acknowledged.
  await redis.xgroup("DELCONSUMER", keys.in, GROUP, me);
  return rows;
}

/** Takes over rows of consumers that have gone, one with each call; null where there is none. */
function claims({ redis, keys }: Server, me: string, idle: number): () => Promise<Message | null> {
  let from: string | Buffer = "0-0";
  return async () => {
    const claimed = await redis.callBuffer("XAUTOCLAIM", keys.in, GROUP, me, idle, from, "COUNT", 1);
    const [next, entries] = claimed as [Buffer, Entry[]];
    from = next;
    return entries.map(messageOf).find((message) => message !== null) ?? null;
  };
}

async function newRows({ redis, keys }: Server, me: string): Promise<Message[]> {
  const read = (await redis.xreadgroupBuffer(
    "GROUP",
    GROUP,
    me,
    "COUNT",
    ROWS,
    "BLOCK",
    BLOCK,
    "STREAMS",
    keys.in,
    ">",
  )) as unknown as [Buffer, Entry[]][] | null;
  return (read?.[0]?.[1] ?? []).map(messageOf).filter((message) => message !== null);
}

/** Null for a message that was deleted. */
function messageOf([id, fields]: Entry): Message | null {
  if (fields === null) return null;
  const named = new Map<string, Buffer>();
  for (let i = 0; i + 1 < fields.length; i += 2) named.set(`${fields[i]}`, fields[i + 1] as Buffer);
  const bytes = named.get("bytes") ?? Buffer.alloc(0);
  return {
    id: `${id}`,
    place: JSON.parse(`${named.get("place")}`) as Message["place"],
    header: `${named.get("header") ?? ""}`,
    bytes: new Uint8Array(bytes),
  };
}

async function deliveries({ redis, keys }: Server, id: string): Promise<number> {
  const [pending] = (await redis.xpending(keys.in, GROUP, id, id, 1)) as [string, string, number, number][];
  return pending?.[3] ?? 0;
}

async function answerAll(
  server: Server,
  messages: readonly Message[],
  consuming: Consuming,
): Promise<{ stored: number; left: number }> {
  const commits: (string | Buffer)[] = [];
  for (const message of messages) {
    try {
      const { bytes } = await consuming.answer(chunkOf(message, consuming.names));
      commits.push(message.id, JSON.stringify(plainPlace(message)), Buffer.from(bytes));
    } catch (error) {
      // A defect would come again with every delivery. What it says may hold parts of the row.
      await giveUp(server, message, `a defect of txwhy: ${redactText(String(error)).slice(0, 500)}`);
    }
  }
  const { redis, keys } = server;
  const [stored, left] = (await redis.eval(COMMIT, 2, keys.in, keys.out, GROUP, ...commits)) as [number, number];
  return { stored, left };
}

function chunkOf({ place, header, bytes }: Message, names: string[]): Chunk {
  let input = names.indexOf(place.file);
  if (input < 0) input = names.push(place.file) - 1;
  return {
    input,
    header: header === "" ? null : header,
    rows: [place.row],
    lines: [place.line],
    ends: [bytes.length],
    faults: place.fault === undefined ? new Map() : new Map([[0, place.fault]]),
    bytes,
    broken: null,
  };
}

const plainPlace = ({ place: { file, row, line } }: Message): Place => ({ file, row, line });

async function giveUp({ redis, keys }: Server, message: Message, reason: string): Promise<void> {
  const place = plainPlace(message);
  const line = jsonText({ ...place, error: { kind: "given_up", message: reason } }, false);
  const text = redactText(new TextDecoder().decode(message.bytes.subarray(0, MOST_TEXT)));
  const given = [GROUP, message.id, JSON.stringify(place), `${line}\n`, reason, text];
  await redis.eval(GIVE_UP, 3, keys.in, keys.out, keys.dead, ...given);
}
