import { oncePer } from "../base/once.js";
import type { CodeRow, CodeTable } from "./code-table.js";
import type { CodeTablePack } from "./codes.js";

/** A code of a table that stands in a sentence. */
export interface NamedCode {
  provider: string;
  scheme: string;
  row: CodeRow;
}

/** How the codes of a scheme, too short to be told by themselves, are written in a sentence. Its texts are regular expressions. */
export interface CodeSpelling {
  provider: string;
  scheme: string;
  /** The word by its shape; its only group is the code. */
  code: string;
  anyCase?: boolean | undefined;
  /** What the text has to speak of, because other words have this shape too. */
  near: string;
  /** What the text must not speak of: another scheme with codes of this shape. */
  not?: string | undefined;
}

interface Spelling {
  provider: string;
  scheme: string;
  code: RegExp;
  whole: RegExp;
  near: RegExp;
  not: RegExp | undefined;
}

const read = oncePer((spelled: readonly CodeSpelling[]): Spelling[] =>
  spelled.map(({ provider, scheme, code, anyCase, near, not }) => ({
    provider,
    scheme,
    code: new RegExp(code, anyCase ? "giu" : "gu"),
    whole: new RegExp(`^(?:${code})$`, "u"),
    near: new RegExp(near, "iu"),
    not: not === undefined ? undefined : new RegExp(not, "iu"),
  })),
);

/** What the schemes of a table say of how their codes are written. */
const spelledIn = ({ provider, schemes }: CodeTable): CodeSpelling[] =>
  Object.entries(schemes).flatMap(([scheme, { spelled }]) => (spelled ? [{ provider, scheme, ...spelled }] : []));

/** A number beside a word that says it is a code, or after what a provider answered: "the response code was 481", "devuelve un 0184". */
const NUMBER =
  /(?:\b|_)(?<!\bcurl )(?:codes?|errors?|erro|response|status_?code|reason|returned|returns|respuesta|c\u00f3digo|codigo|devuelve|devolvi\u00f3|kode|retorno)(?!\p{L})["'`]?[ :=#]{1,3}(?:(?:is|was|of|number|un|una|el|de) ){0,2}["'`]?(\d{2,5})\b/giu;
/** Answers of HTTP, which a sentence names as often as a code of the provider. */
const HTTP = /^(?:[245]0\d|422|429)$/;

const numbersIn = (text: string): string[] =>
  [...text.matchAll(NUMBER)].flatMap(([, number = ""]) => (HTTP.test(number) ? [] : [number]));

/** Whether a text names a number as a code; what it means depends on the provider of which the text speaks. */
export const namesNumber = (text: string): boolean => numbersIn(text).length > 0;

const isNear = ({ near, not }: Spelling, text: string): boolean => near.test(text) && not?.test(text) !== true;

/** The provider of a code by its shape and by what the text around it speaks of: `R01` where that is an ACH debit. */
export const providerOfShortCode = (code: string, text: string, spelled: readonly CodeSpelling[]): string | undefined =>
  read(spelled).find((one) => one.whole.test(code) && isNear(one, text))?.provider;

/** Whether a text names a code of one of these shapes. */
export const namesShortCode = (text: string, spelled: readonly CodeSpelling[]): boolean =>
  read(spelled).some((spelling) => text.search(spelling.code) >= 0 && isNear(spelling, text));

/** Finds the short codes of tables in a message. */
export class NamedCodes {
  /** The rows of failures by their codes; made when a text first speaks of the scheme. */
  readonly #rowsOf: (spelling: Spelling) => ReadonlyMap<string, CodeRow>;

  /** A table is parsed when a message first names a number of its provider, not for every message. */
  readonly #tableOf = oncePer((pack: CodeTablePack) => pack.load());

  readonly #packs: readonly CodeTablePack[];

  readonly #spellings: readonly Spelling[];

  /** `spelled` is that of the shipped tables, which are not parsed for it. */
  constructor(packs: readonly CodeTablePack[], spelled: readonly CodeSpelling[]) {
    this.#packs = packs;
    const own = packs.filter(({ hash }) => hash === undefined);
    this.#spellings = [...read(spelled), ...read(own.flatMap((pack) => spelledIn(pack.load())))];
    this.#rowsOf = oncePer(({ provider, scheme }: Spelling) => {
      const rows = packs.find((pack) => pack.provider === provider)?.load().schemes[scheme]?.codes ?? [];
      // An outcome that nobody knows has a cause as failures have one.
      const failures = rows.filter(
        ({ state, cause }) => state === undefined || (state === "unknown" && cause !== null),
      );
      // Of two rows with one code the first counts, as in a search from the start.
      return new Map(failures.toReversed().map((row) => [row.code, row]));
    });
  }

  /** The code that a message names, of `provider` where it is a bare number; null where it names none, or several that mean different causes. */
  in(message: string, provider?: string): NamedCode | null {
    const shaped = this.#named(message);
    const found = shaped.length > 0 ? shaped : this.#numbered(message, provider);
    const telling = found.filter(({ row }) => row.cause !== null);
    const causes = new Set(telling.map(({ row }) => row.cause));
    // Banks name the general code first: 9050 for the message, then 9010 for the order in it.
    return causes.size > 1 ? null : (telling[0] ?? found.at(-1) ?? null);
  }

  /** The numbers that a message of one provider names, where they are codes of its table. */
  #numbered(message: string, provider: string | undefined): NamedCode[] {
    const numbers = numbersIn(message);
    const pack = numbers.length === 0 ? undefined : this.#packs.find((one) => one.provider === provider);
    return Object.entries(pack === undefined ? {} : this.#tableOf(pack).schemes).flatMap(([scheme, { codes }]) =>
      numbers.flatMap((number) => {
        const row = codes.find(
          ({ code, state }) => state === undefined && [number, number.replace(/^0+/, "")].includes(code),
        );
        return row === undefined ? [] : [{ provider: provider as string, scheme, row }];
      }),
    );
  }

  /** What a scheme says of a code counts before what a later one of its table says: Pix gives some reasons of ISO 20022 another meaning. */
  #named(message: string): NamedCode[] {
    const found = this.#spellings
      .filter((spelling) => isNear(spelling, message))
      .flatMap((spelling) => {
        const { provider, scheme, code } = spelling;
        return [...message.matchAll(code)].flatMap((match) => {
          // A mail may break a code of several words over two lines.
          const row = this.#rowsOf(spelling).get((match[1] as string).replace(/\s+/g, " "));
          return row === undefined ? [] : [{ provider, scheme, row }];
        });
      });
    return found.filter(
      ({ provider, row }, i) => found.findIndex((one) => one.provider === provider && one.row.code === row.code) === i,
    );
  }
}
