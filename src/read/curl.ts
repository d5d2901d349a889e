import { matchAt } from "./characters.js";
import { ReadRefusal, type TextView, TextViewBuilder } from "./source.js";

const COMMAND = /(?:^|[\s;|&(`$>])(curl(?:\.exe)?)(?=\s)/g;
const SPACE = /(?:[ \t]|\\\r?\n|\^\r?\n)+/y;
const ORDINARY = /[^\s'"\\$;|&()<>`]+/y;
const DATA = /^(?:--(?:data|data-raw|data-ascii|data-binary|data-urlencode|json)|-[a-zA-Z]{0,4}d)$/;

/** What one curl command sends: each of its `-d` as a text without the shell's quotes. */
export interface SentData {
  bodies: TextView[];
  start: number;
  end: number;
}

/**
 * The data of every curl command in a text. Nothing is expanded: data with a variable in it or from a file (`-d @name`) is refused, since
 * what was sent is not what stands here.
 */
export function sentData(view: TextView): SentData[] {
  const found: SentData[] = [];
  const { text } = view;
  let from = 0;
  for (const match of text.matchAll(COMMAND)) {
    const start = match.index + match[0].length - (match[1] as string).length;
    if (start < from) continue;
    const words = new ShellWords(view, start + (match[1] as string).length);
    const bodies: TextView[] = [];
    for (let word = words.next(); word !== null; word = words.next()) {
      const body = bodyOf(word, words, view);
      if (body !== null) bodies.push(body);
    }
    from = words.at;
    if (bodies.length > 0) found.push({ bodies, start, end: words.at });
  }
  return found;
}

function bodyOf(word: ShellWord, words: ShellWords, view: TextView): TextView | null {
  const text = word.text.text;
  const [joined, option = text] = /^(--[a-z-]+)=/.exec(text) ?? /^(-d)./.exec(text) ?? [undefined];
  if (!DATA.test(option)) return null;
  const value = joined === undefined ? words.next() : word;
  if (value === null) throw new ReadRefusal(view.origin(word.at), "curl_data.missing");
  if (value.replaced !== undefined) throw new ReadRefusal(view.origin(value.replaced), "curl_data.replaced", {}, true);
  // `-dtext` has one character of its text in what told it from `-d`.
  const from = joined === undefined ? 0 : option === "-d" ? 2 : joined.length;
  const body = new TextViewBuilder(value.text).copy(from, value.text.text.length).build();
  if (body.text.startsWith("@") && option !== "--data-raw") {
    throw new ReadRefusal(view.origin(word.at), "curl_data.file", {}, true);
  }
  return body;
}

interface ShellWord {
  text: TextView;
  at: number;
  /** Where the shell would put something else before it is sent. */
  replaced: number | undefined;
}

/** The words of one command of a POSIX shell, quotes taken off. */
class ShellWords {
  at: number;
  readonly #view: TextView;
  #replaced: number | undefined;

  constructor(view: TextView, at: number) {
    this.#view = view;
    this.at = at;
  }

  /** The next word, or null at the end of the command. */
  next(): ShellWord | null {
    const { text } = this.#view;
    this.at += matchAt(SPACE, text, this.at).length;
    const start = this.at;
    const builder = new TextViewBuilder(this.#view);
    let any = false;
    this.#replaced = undefined;
    while (this.at < text.length) {
      const plain = matchAt(ORDINARY, text, this.at);
      builder.copy(this.at, this.at + plain.length);
      this.at += plain.length;
      const next = text[this.at] ?? "";
      if (next === "'") this.#single(builder);
      else if (next === '"') this.#double(builder);
      else if (next === "$" && text[this.at + 1] === "'") this.#ansi(builder);
      else if (next === "\\" && !/[\r\n]/.test(text[this.at + 1] ?? "\n")) {
        builder.copy(this.at + 1, this.at + 2);
        this.at += 2;
      } else if (next === "$") {
        this.#dollar(this.at);
        builder.copy(this.at, this.at + 1);
        this.at++;
      } else if (plain === "") break;
      any = true;
    }
    return any ? { text: builder.build(), at: start, replaced: this.#replaced } : null;
  }

  #single(builder: TextViewBuilder): void {
    const { text } = this.#view;
    const end = text.indexOf("'", this.at + 1);
    if (end < 0) this.#open();
    builder.copy(this.at + 1, end);
    this.at = end + 1;
  }

  #double(builder: TextViewBuilder): void {
    const { text } = this.#view;
    let at = this.at + 1;
    for (;;) {
      const plain = matchAt(/[^"\\$`]*/y, text, at);
      builder.copy(at, at + plain.length);
      at += plain.length;
      const next = text[at];
      if (next === undefined) this.#open();
      if (next === '"') break;
      if (next === "\\") {
        const after = text[at + 1] ?? "";
        if (/["\\$`]/.test(after)) builder.copy(at + 1, at + 2);
        else if (after !== "\n") builder.copy(at, at + 2);
        at += 2;
      } else {
        if (next === "`") this.#replaced ??= at;
        else this.#dollar(at);
        builder.copy(at, at + 1);
        at++;
      }
    }
    this.at = at + 1;
  }

  /** A dollar sign before which the shell would put something else, which might be an amount. */
  #dollar(at: number): void {
    if (/[\w{(]/.test(this.#view.text[at + 1] ?? "")) this.#replaced ??= at;
  }

  /** `$'...'`, with the escapes of C. */
  #ansi(builder: TextViewBuilder): void {
    const { text } = this.#view;
    const letters: Record<string, string> = {
      n: "\n",
      r: "\r",
      t: "\t",
      b: "\b",
      f: "\f",
      "\\": "\\",
      "'": "'",
      '"': '"',
    };
    let at = this.at + 2;
    for (;;) {
      const plain = matchAt(/[^'\\]*/y, text, at);
      builder.copy(at, at + plain.length);
      at += plain.length;
      if (text[at] === undefined) this.#open();
      if (text[at] === "'") break;
      const code = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(text.slice(at, at + 6));
      const letter = text[at + 1] ?? "";
      if (code !== null) {
        builder.put(String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? "", 16)), at);
        at += code[0].length;
      } else if (Object.hasOwn(letters, letter)) {
        builder.put(letters[letter] as string, at);
        at += 2;
      } else throw new ReadRefusal(this.#view.origin(at), "bad_escape.shell");
    }
    this.at = at + 1;
  }

  #open(): never {
    throw new ReadRefusal(this.#view.origin(this.at), "quote_open.command", {}, true);
  }
}
