import type { MessageParams } from "../base/messages.js";
import { matchAt } from "./characters.js";
import { fieldNames } from "./fields.js";
import type { ReadMessageKey } from "./messages.js";
import type { ReadingRecord } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";

const QUOTED_KEY = /["'“”‘’「」『』＂＇`]([\w$-]{1,64})["'“”‘’「」『』＂＇`]\s{0,200}(?:[:：]|=>)/g;
/** `"status":"approved" is always returned`: a sentence goes on behind the value, where an object would have a comma or its end. */
const MENTIONED = /^\s{0,3}["'][^"'\n]{0,80}["'] {1,2}\p{L}/u;
const MEMBER_AFTER = /^\s{0,200}[,，]\s{0,200}["'“‘「＂]/;
/** Members under which an object means something else than it would alone. */
const LABELS = ["payee", "fundingSources", "extensions"];

/** The label in front of an object at the end of this prose, where it is one of those. */
function label(prose: string): string | undefined {
  let end = prose.length;
  while (end > 0 && /[\s"'“”‘’「」『』＂＇`[:：=>]/.test(prose[end - 1] as string)) end--;
  const word = /[\w$]+$/.exec(prose.slice(Math.max(0, end - 20), end))?.[0];
  return word !== undefined && LABELS.includes(word) ? word : undefined;
}

/** In a program, the brace of which the first half was not copied. */
const CODE_GOES_ON = /\}\s{0,20}(?:catch|else|elseif|finally)\b/y;

/** The text around the objects, and whether it is prose at all. */
export class Prose {
  readonly #view: TextView;
  readonly #record: ReadingRecord;
  #from = 0;
  #braces = 0;
  #brackets = 0;
  /** Where the first of the braces that are still open stands. */
  #outermost = 0;
  #seen = false;

  constructor(view: TextView, record: ReadingRecord) {
    this.#view = view;
    this.#record = record;
  }

  opened(bracket: string, count: number, at: number): void {
    if (bracket === "{") {
      if (this.#braces === 0) this.#outermost = at;
      this.#braces += count;
    } else this.#brackets += count;
  }

  closed(bracket: string, at: number): void {
    if (bracket === "}") {
      if (this.#braces === 0) {
        if (matchAt(CODE_GOES_ON, this.#view.text, at) !== "") return;
        this.#cut(at, "cut_off.close", { bracket: "{", close: "}" });
      }
      this.#braces--;
    } else if (this.#brackets > 0) this.#brackets--;
    else if (this.#seen) this.#cut(at, "cut_off.close", { bracket: "[", close: "]" });
  }

  /** The prose ends here, where an object begins or the text does. */
  until(end: number): void {
    const text = this.#view.text.slice(this.#from, end);
    if (this.#seen && MEMBER_AFTER.test(text)) this.#cut(this.#from, "cut_off.member");
    for (const { 0: found, 1: name = "", index } of text.matchAll(QUOTED_KEY)) {
      const isMentioned = MENTIONED.test(text.slice(index + found.length, index + found.length + 120));
      if (fieldNames.has(name) && !isMentioned) this.#cut(this.#from + text.indexOf(found), "cut_off.name", { name });
    }
    const owner = label(text);
    if (owner !== undefined) this.#cut(end, "cut_off.owner", { name: owner });
    const was = text.trim();
    if (was !== "") this.#record.repair(this.#view, this.#from + text.indexOf(was), was, "", "structure");
  }

  end(at: number): void {
    if (this.#braces > 0) {
      if (this.#record.broken?.begins !== undefined) throw this.#record.broken;
      const begins = this.#view.origin(this.#outermost);
      throw Object.assign(this.#fault(at, "cut_off.open", { bracket: "{" }), { begins });
    }
    this.until(at);
  }

  /** An object ends here and the prose goes on. */
  from(at: number): void {
    this.#from = at;
    this.#seen = true;
  }

  #cut(at: number, key: ReadMessageKey, params: MessageParams = {}): never {
    throw this.#fault(at, key, params);
  }

  #fault(at: number, key: ReadMessageKey, params: MessageParams): ReadRefusal {
    return new ReadRefusal(this.#view.origin(at), key, params, true);
  }
}
