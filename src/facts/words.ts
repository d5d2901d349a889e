/** A text is read up to this length. Of a longer one the start and the end count, where messages say what happened. */
const LONGEST = 8_000;
/** The mark of the end of a clause. */
export const CLAUSE = "|";
/** A word; a Chinese or Thai letter, because no space parts their words, also right behind a word ("APP余额不足"); or the end of a clause. */
const TOKENS =
  /[\p{Script=Han}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+(?:'[\p{L}\p{M}]+)*\*?|[.!?](?=\s|$)|[;:,()[\]{}"|\u2022\u2014\u3001\u3002\u0964]|\n\s*\n|\s-\s/gu;
const IS_WORD = /^[\p{L}\p{M}\p{N}]/u;

/** The words of a text in lower case, with a mark at the end of each clause. `camelCase` and `snake_case` are read as words. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .replace(/\u2019/g, "'")
    // Python prints u'Card declined'.
    .replace(/(?<![\p{L}\p{N}])[bu]'(?=\p{L})/gu, " ")
    .replace(/(\p{Ll}{3})(\p{Lu}\p{Ll}{3})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll("_", " ")
    // "Returned by the beneficiary bank. Reason: account closed": it is that bank's account.
    .replace(/(?<= bank)\W{1,2}reason\W/g, " reason ");
  return (plain.match(TOKENS) ?? []).map((token) => (IS_WORD.test(token) ? token : CLAUSE));
}

/** People and banks write "transacao nao autorizada" for "transação não autorizada"; Turkish has an i without a dot. */
export const withoutAccents = (word: string): string =>
  /^[\x00-\x7f]*$/.test(word)
    ? word
    : word
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .replace(/\u0131/g, "i")
        .normalize("NFC");
/** The words of a text as they are compared. */
export const plainWordsOf = (text: string): string[] => wordsOf(text).map(withoutAccents);

/** The start and the end of a long text, each cut at the end of a line or word. */
export function readable(text: string): string {
  if (text.length <= LONGEST) return text;
  const half = LONGEST / 2;
  const first = text.slice(0, half).replace(/\S*$/, "");
  const last = text.slice(-half).replace(/^\S*/, "");
  return `${first}\n\n${last}`;
}
