import { oncePer } from "../base/once.js";
import type { PhraseTable } from "../facts/code-table.js";
import type { CodeTablePack } from "../facts/codes.js";
import { messageReader } from "../facts/message.js";
import { NamedCodes } from "../facts/named-codes.js";
import { Resemblance } from "../facts/resemblance.js";
import { compose } from "./compose.js";
import { codes, hash, locales } from "./generated/all.js";
import { generic } from "./generated/generic.js";
import { phrases } from "./generated/phrases.js";
import { shell } from "./generated/shell.js";
import { codeSpellings } from "./generated/spellings.js";
import { terminal } from "./generated/terminal.js";
import { overlay } from "./load.js";
import type { RuleFiles, RuleSet } from "./packs.js";

let made: RuleSet | undefined;
let phraseTables: readonly PhraseTable[] | undefined;

// Own rules without tables of their own lie on the same ones, and are read by the same indexes.
const messages = messageReader(oncePer((packs: readonly CodeTablePack[]) => new Resemblance(packs)));
const namedCodes = oncePer((packs: readonly CodeTablePack[]) => new NamedCodes(packs, codeSpellings));
const shippedPhrases = (): readonly PhraseTable[] => {
  phraseTables ??= phrases();
  return phraseTables;
};

/**
 * Everything that is shipped: all causes, all code tables, all languages. Made when first asked for.
 * @example
 * import { defaultRules } from "txwhy";
 *
 * console.log(defaultRules().version); // 1.0.0
 */
export function defaultRules(): RuleSet {
  if (made !== undefined) return made;
  const [shells, terminals] = [shell(), terminal()];
  const around = (locale: string) => ({ shell: shells[locale] ?? {}, terminal: terminals[locale] ?? {} });
  made = compose({ codes, locales }, hash, { generic, phrases: shippedPhrases, messages, namedCodes, around });
  return made;
}

/**
 * Own rule files laid over the shipped rules, or over `base`: causes, code tables (`codes/<provider>.json`), languages
 * (`locales/<tag>/…`) and profiles. `source` is a folder (in Node), or files by path. Nothing in the files is run or fetched.
 * @throws {InvalidRulesError} with file, place and reason of every fault; then nothing is diagnosed with them.
 * @example
 * import { type CauseFile, diagnose, loadRules } from "txwhy";
 *
 * const closed = {
 *   code: "merchant.closed",
 *   since: "1.0.0",
 *   rules: [
 *     {
 *       name: "shop_closed",
 *       certainty: "certain",
 *       when: { all: [{ fact: "extensions.shopOpen", operator: "equal", value: false }] },
 *       evidence: ["extensions.shopOpen"],
 *     },
 *   ],
 *   remedies: [],
 *   text: { title: "The shop is closed", explanation: "The shop takes no payment now." },
 * } satisfies CauseFile;
 * const { causes } = await diagnose({ extensions: { shopOpen: false } }, { rules: loadRules({ "merchant/closed.json": closed }) });
 * console.log(causes[0]?.title); // The shop is closed
 */
export const loadRules = (source: string | RuleFiles, base: RuleSet = defaultRules()): RuleSet => overlay(source, base);
