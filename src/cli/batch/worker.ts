import Tinypool from "tinypool";
import type { Answered } from "./answer.js";
import type { Chunk } from "./chunk.js";
import { type Counted, createWork, rulesOf, type Setup, type Work, type Written } from "./work.js";

/** Made with the first task of the thread. */
let work: Work | undefined;
const ready = (): Work => {
  const setup = Tinypool.workerData as Setup;
  work ??= createWork(setup, rulesOf(setup));
  return work;
};

/** The bytes of the answer are moved to the main thread, not copied. */
export async function diagnoseChunk(chunk: Chunk): Promise<Answered> {
  const answered = await ready().diagnoseChunk(chunk);
  return Tinypool.move({
    [Tinypool.transferableSymbol]: answered.bytes.buffer,
    [Tinypool.valueSymbol]: answered,
  } as never) as unknown as Answered;
}

export const countWritten = (written: Written): Promise<Counted> => ready().countWritten(written);
