/** Streams and environment of a run: those of the process, or their stand-ins in a test. */
export interface Io {
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean | undefined };
  stdout: Sink;
  stderr: Sink;
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** Starts a program without waiting for its end. False when it cannot be started. */
  launch(command: string, args: readonly string[]): Promise<boolean>;
}

export interface Sink {
  /** False when the buffer is full; `drain` tells when there is room again. */
  write(text: string): unknown;
  once?(event: "drain", listener: () => void): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** Unknown option, argument, file or value: one line for the user, exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Input that is not text, or too large: exit 65. */
export class InputError extends Error {
  override readonly name = "InputError";
}

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Shows control characters (except line feed and tab) and bidirectional overrides as escapes such as \u202e. JSON uses the same
 * escapes, so JSON text keeps its value.
 */
export const withEscapes = (text: string): string =>
  text.replace(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A copy in which every text is on one line and has its control characters escaped, ready for a terminal. */
export function printable<T>(value: T): T {
  if (typeof value === "string") return withEscapes(value.replace(/[\s\u0085]*[\n\r\t]\s*/g, " ")) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, printable(member)])) as T;
}

/** Writes a message to standard error. */
export const tell = (io: Io, text: string): void => void io.stderr.write(`${withEscapes(text)}\n`);

/** JSON text of a value, on one line or indented. */
export const jsonText = (value: unknown, indented: boolean): string =>
  withEscapes(JSON.stringify(value, null, indented ? 2 : undefined));
