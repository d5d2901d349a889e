import { readFile, stat } from "node:fs/promises";
import { meant, quoted } from "./args.js";
import { InputError, type Io, UsageError } from "./io.js";

/** Larger files are not read at all. The reader refuses texts over 16 MiB. */
const MAX_BYTES = 64 * 1_048_576;

export interface InputText {
  /** Its name in messages. */
  name: string;
  /** The text, or the reason why there is none. */
  text: string | InputError;
}

/**
 * Reads files; standard input for `-` and when no file is named. `commands` are names that a misspelt file may have meant.
 * @throws {UsageError} when a file does not exist or cannot be opened.
 */
export async function readSources(
  files: readonly string[],
  io: Io,
  commands: readonly string[] = [],
): Promise<InputText[]> {
  if (files.filter((file) => file === "-").length > 1) throw new UsageError("- (standard input) can be read only once");
  const sources: InputText[] = [];
  for (const file of files.length === 0 ? ["-"] : files) {
    const name = file === "-" ? "standard input" : file;
    const bytes = file === "-" ? await readStandardInput(io) : await readBytes(file, commands);
    sources.push({ name, text: bytes instanceof InputError ? bytes : decoded(bytes) });
  }
  return sources;
}

async function readBytes(file: string, commands: readonly string[]): Promise<Uint8Array | InputError> {
  try {
    const { size } = await stat(file);
    return size > MAX_BYTES ? tooLarge() : await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: `no such file: ${quoted(file)}${commands.length > 0 ? meant(file, commands) : ""}`,
      ENOTDIR: `no such file: ${quoted(file)}`,
      EISDIR: `${quoted(file)} is a folder; name a file in it`,
      EACCES: `${quoted(file)} may not be read`,
      EPERM: `${quoted(file)} may not be read`,
    };
    const reason = reasons[code ?? ""];
    throw new UsageError(reason ?? `${quoted(file)} cannot be read (${code ?? "unknown reason"})`);
  }
}

async function readStandardInput(io: Io): Promise<Uint8Array | InputError> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of io.stdin) {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    length += bytes.length;
    if (length > MAX_BYTES) return tooLarge();
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

const tooLarge = (): InputError => new InputError("more than 64 MiB; pass fewer transactions at a time");

/** Decodes UTF-8, or UTF-16 with a byte order mark, as Windows shells write it. Other bytes are refused: a guess could change an amount. */
function decoded(bytes: Uint8Array): string | InputError {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === "utf-8" }).decode(bytes);
  } catch {
    return new InputError("this is not UTF-8 text; save it as UTF-8 and try again");
  }
}
