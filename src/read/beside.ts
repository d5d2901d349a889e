import type { FoundTransaction } from "./find.js";
import { codesNamedIn, type KnownWords, toldFailure } from "./text.js";

interface Failure {
  code?: string;
  codes?: unknown[];
  message?: string;
}

/** Of a longer line only the piece counts that tells it. */
const LONGEST = 400;
const pieces = (line: string): string[] =>
  Array.from({ length: Math.max(1, Math.ceil(line.length / (LONGEST / 2)) - 1) }, (_, i) =>
    line.slice((i * LONGEST) / 2, (i * LONGEST) / 2 + LONGEST),
  );

/** What a person tells beside a failure of money that may have moved: nobody is to pay again unwarned because a payload does not say it. */
export function withToldDebit(found: FoundTransaction, prose: string, words: () => KnownWords): FoundTransaction {
  const failure = found.context.failure as Failure | undefined;
  if (found.format === "txwhy" || failure === undefined || !/\p{L}{2,} \p{L}{2,}|\p{Script=Han}{2}/u.test(prose))
    return found;
  const { phrases } = words();
  const warns = (part: string): boolean => phrases.matches(part).some(({ warns, cause }) => warns && cause !== null);
  const told = prose
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .find(warns);
  if (told === undefined) return found;
  return withWords(found, failure, [pieces(told).find(warns) ?? told.slice(0, LONGEST)]);
}

/** With what the text around it says, where it has no more than a number of its own: `(error={"code":-32000}, reason: …`. */
export function withToldReason(found: FoundTransaction, prose: string, words: () => KnownWords): FoundTransaction {
  const failure = found.context.failure as Failure | undefined;
  if (found.format !== "generic" || failure?.message !== undefined || !/^-?\d+$/.test(failure?.code ?? ""))
    return found;
  const message = toldFailure(prose, words())?.context.failure?.message;
  return message === undefined ? found : withWords(found, failure, [message]);
}

/** With the codes that stand beside an object that was cut off before its own: where the code that was left says nothing, they may. */
export function withNamedCodes(found: FoundTransaction, text: string, words: KnownWords): FoundTransaction {
  const failure = found.context.failure as Failure | undefined;
  const said = JSON.stringify(found.context);
  const named =
    (failure?.code ?? failure?.codes) === undefined
      ? []
      : codesNamedIn(text, words).filter((code) => !said.includes(code));
  if (named.length === 0 || named.length > 3) return found;
  return withWords(found, failure, named);
}

/** With more behind the message of its failure. */
function withWords(found: FoundTransaction, failure: Failure | undefined, more: readonly string[]): FoundTransaction {
  const message = [failure?.message, ...more].filter((part) => part !== undefined).join("\n\n");
  return { ...found, context: { ...found.context, failure: { ...failure, message } } };
}
