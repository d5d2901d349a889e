import Tinypool from "tinypool";
import type { Answered } from "./answer.js";
import type { Chunk } from "./chunk.js";
import { type Counted, createWork, type Setup, type Work, type Written } from "./work.js";

/** A thread of the pool: it makes its rules ready with its first task. */
let work: Work | undefined;
const ready = (): Work => {
  work ??= createWork(Tinypool.workerData as Setup);
  return work;
};

/** The lines go back as they are, not as a copy. */
export async function diagnoseChunk(chunk: Chunk): Promise<Answered> {
  const answered = await ready().diagnoseChunk(chunk);
  return Tinypool.move({
    [Tinypool.transferableSymbol]: answered.bytes.buffer,
    [Tinypool.valueSymbol]: answered,
  } as never) as unknown as Answered;
}

export const countWritten = (written: Written): Promise<Counted> => ready().countWritten(written);
