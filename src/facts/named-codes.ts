import { oncePer } from "../base/once.js";
import type { CodeRow } from "./code-table.js";
import type { CodeTablePack } from "./codes.js";

/** A code of a table that stands in a sentence. */
export interface NamedCode {
  provider: string;
  scheme: string;
  row: CodeRow;
}

interface Spelling {
  provider: string;
  scheme: string;
  /** The word by its shape; its last group is the code. */
  code: RegExp;
  /** What the text has to speak of, because other words have this shape too. */
  near: RegExp;
  /** What the text must not speak of: another scheme with codes of this shape. */
  not?: RegExp;
}

/** Codes that are too short to be told by themselves. */
const SPELLINGS: readonly Spelling[] = [
  {
    provider: "nacha",
    scheme: "nacha.return_code",
    code: /\b(R\d\d)\b/g,
    near: /\b(?:ach|nacha)\b/i,
    not: /\b(?:neft|nach|imps|upi)\b/i,
  },
  {
    provider: "iso20022",
    scheme: "iso20022.status_reason",
    code: /\b((?:A[BCGM]|BE|CH|CN|D[CSTU]|ED|FF|FR|MD|MS|R[CFR]|S[LP]|TM)\d\d)\b/g,
    near: /\b(?:sepa|iso ?20022|pacs|pain\.?00|camt|pix|sct|sdd|mt ?(?:103|199|n95)|swift|(?:reject|return|refus|reason|retour|rejet|devol|rejeit|motivo|rücklast|rückgabe|zurück)\p{L}*)(?!\p{L})/iu,
  },
  {
    provider: "upi",
    scheme: "upi.response_code",
    code: /\b(U\d\d)\b/g,
    near: /\b(?:upi|npci|bhim|vpa)\b/i,
  },
  {
    provider: "iso8583",
    scheme: "iso8583.de39",
    code: /\b(?:resp(?:onse)?(?: code)?|rc|de ?0?39|field 0?39|decline code)[ :=#.-]{1,4}([0-9A-Z]{2})\b/gi,
    near: /\b(?:atm|pos|edc|terminal|iso ?8583|de ?39|field 39|issuer|acquirer)\b/i,
  },
];

const isNear = ({ near, not }: Spelling, text: string): boolean => near.test(text) && not?.test(text) !== true;

/** The provider of a code by its shape and by what the text around it speaks of: `R01` where that is an ACH debit. */
export function providerOfShortCode(code: string, text: string): string | undefined {
  const said = SPELLINGS.find((one) => new RegExp(`^(?:${one.code.source})$`, "u").test(code) && isNear(one, text));
  return said?.provider;
}

/** Whether a text names a code of one of these shapes. */
export const namesShortCode = (text: string): boolean =>
  SPELLINGS.some((spelling) => text.search(spelling.code) >= 0 && isNear(spelling, text));

/** Finds the short codes of tables in a message. */
export class NamedCodes {
  /** The rows of failures by their codes; made when a text first speaks of the scheme. */
  readonly #rowsOf: (spelling: Spelling) => ReadonlyMap<string, CodeRow>;

  constructor(packs: readonly CodeTablePack[]) {
    this.#rowsOf = oncePer(({ provider, scheme }: Spelling) => {
      const rows = packs.find((pack) => pack.provider === provider)?.load().schemes[scheme]?.codes ?? [];
      const failures = rows.filter(({ state }) => state === undefined);
      // Of two rows with one code the first counts, as in a search from the start.
      return new Map(failures.toReversed().map((row) => [row.code, row]));
    });
  }

  /** The code that a message names; null where it names none, or several that mean different causes. */
  in(message: string): NamedCode | null {
    const found = this.#named(message);
    const telling = found.filter(({ row }) => row.cause !== null);
    const causes = new Set(telling.map(({ row }) => row.cause));
    return causes.size > 1 ? null : (telling[0] ?? found[0] ?? null);
  }

  #named(message: string): NamedCode[] {
    return SPELLINGS.filter((spelling) => isNear(spelling, message)).flatMap((spelling) => {
      const { provider, scheme, code } = spelling;
      return [...message.matchAll(code)].flatMap((match) => {
        const row = this.#rowsOf(spelling).get(match[1] as string);
        return row === undefined ? [] : [{ provider, scheme, row }];
      });
    });
  }
}
