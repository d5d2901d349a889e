import { open } from "node:fs/promises";
import { InputError, type Io, type Sink } from "../io.js";

/** Where the results go. */
export interface Output {
  /** Done when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Done when all that was written is kept. */
  close(): Promise<void>;
}

/** A file, written from an offset on. Anything after the offset is cut off. @throws {InputError} where it cannot be written. */
export async function fileOutput(path: string, from: number): Promise<Output> {
  const failed = (error: unknown): never => {
    const { code } = error as NodeJS.ErrnoException;
    const advice = code === "ENOSPC" ? "; make room and go on with --resume" : "";
    throw new InputError(`${path} cannot be written (${code ?? "unknown reason"})${advice}`);
  };
  const file = await open(path, from === 0 ? "w" : "r+").catch(failed);
  // A device, such as /dev/null, cannot be cut.
  const isFile = (await file.stat()).isFile();
  let at = from;
  if (isFile) await file.truncate(from).catch(failed);
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, isFile ? at : null).catch(failed);
        done += bytesWritten;
        at += bytesWritten;
      }
    },
    async close() {
      if (isFile) await file.sync();
      await file.close();
    },
  };
}

/** Standard output, as fast as it is read. */
export function streamOutput({ stdout }: Io): Output {
  const decoder = new TextDecoder();
  return {
    async write(bytes) {
      if (stdout.write(decoder.decode(bytes)) === false) await drained(stdout);
    },
    async close() {},
  };
}

const drained = (sink: Sink): Promise<void> =>
  new Promise((resolve) => (sink.once === undefined ? resolve() : sink.once("drain", resolve)));
