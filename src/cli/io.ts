/** What a run reads from and writes to: the process in earnest, anything like it in a test. */
export interface Io {
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean | undefined };
  stdout: Sink;
  stderr: Sink;
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** Starts a program and does not wait for it; false where it cannot be started. */
  launch(command: string, args: readonly string[]): Promise<boolean>;
}

export interface Sink {
  /** False where it is full: there is room again when it says `drain`. */
  write(text: string): unknown;
  once?(event: "drain", listener: () => void): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** A command line that asks for what there is not: one line for the user, exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Input that is no text at all, or too much of it: exit 65. */
export class InputError extends Error {
  override readonly name = "InputError";
}

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Control characters but line feed and tab, and what turns the direction of text, as \u202e. That is JSON's own escape, so JSON text stays
 * the same value.
 */
export const withEscapes = (text: string): string =>
  text.replace(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The same value with every text on one line and nothing unseen in it: what may be laid out for a terminal. */
export function printable<T>(value: T): T {
  if (typeof value === "string") return withEscapes(value.replace(/[\s\u0085]*[\n\r\t]\s*/g, " ")) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, printable(member)])) as T;
}

/** One line, or several, on standard error. */
export const tell = (io: Io, text: string): void => void io.stderr.write(`${withEscapes(text)}\n`);

/** A value as JSON text: on one line, or indented. */
export const jsonText = (value: unknown, indented: boolean): string =>
  withEscapes(JSON.stringify(value, null, indented ? 2 : undefined));
