import { closers, matchAt } from "./characters.js";
import type { SourcePlace } from "./record.js";
import { TextView, TextViewBuilder } from "./source.js";

const RUN = /[^\\]*/y;
const ESCAPE = /\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[\s\S])/y;

/** The text of a string as a view in which every character knows its place in the literal that the string was read from. */
export function literalView({ view, value: at }: SourcePlace, text: string): TextView {
  const builder = new TextViewBuilder(view);
  if (closers(view.text[at] ?? "") !== undefined) {
    let from = at + 1;
    let left = 0;
    while (left < text.length) {
      const run = Math.min(matchAt(RUN, view.text, from).length, text.length - left);
      builder.copy(from, from + run);
      from += run;
      left += run;
      const written = left < text.length ? matchAt(ESCAPE, view.text, from) : "";
      if (written === "") break;
      // What an escape stands for is known from the text that was read; one that was kept as it is stays two characters.
      const kept = written !== "\\\\" && written.length === 2 && text.startsWith(written, left);
      const pair = /^\\(?:u\{|U)/.test(written) && (text.codePointAt(left) ?? 0) > 0xffff;
      const read = written === "\\\n" ? "" : text.slice(left, left + (kept || pair ? 2 : 1));
      builder.put(read, from);
      from += written.length;
      left += read.length;
    }
  }
  const exact = builder.build();
  return exact.text === text ? exact : TextView.from(view, at, text);
}
