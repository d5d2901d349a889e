import type { CauseGroup } from "../base/generated/names.js";
import type { CodeTable, GenericTable, PhraseTable } from "../facts/code-table.js";
import type { CodeTablePack, CommonWords } from "../facts/codes.js";
import type { CauseFile, CauseText, LocaleFile, Profile, RetryLimits, SomeWords, Words } from "./files.js";
import type { AppliedLimit } from "./retry-limits.js";

/**
 * A checked, frozen set of rules, made by `loadRules` or `composeRules`, or shipped.
 * @example
 * import { loadRules } from "txwhy";
 *
 * const { id, version, hash, locales } = loadRules({});
 * console.log([id, version, hash.length, locales]); // ["txwhy+own","1.0.0",64,["en","id","zh-CN"]]
 */
export interface RuleSet {
  /** "txwhy"; with own files in it "txwhy+own". */
  readonly id: string;
  readonly version: string;
  /** SHA-256 of everything that a diagnosis depends on, in hexadecimal: causes, texts, code tables, profiles. */
  readonly hash: string;
  /** Tags of the languages it can answer in. */
  readonly locales: readonly string[];
  /** Codes of its causes, in the order in which a payment meets them. */
  readonly causes: readonly string[];
}

/** A type of its own: the bundler of declarations loses a name that stands only in the key of a member. */
type CausePath = `${CauseGroup}/${string}.json`;

/**
 * Rule files by path, each as a value or as JSON text. Imported JSON has too wide a type for TypeScript: pass it as text, or cast it with
 * `as unknown as RuleFiles`. All files are checked when they are loaded.
 * @example
 * { "locales/id/merchant.json": { "merchant.closed": { title: "Toko tutup", explanation: "Toko sedang tutup." } } }
 */
export interface RuleFiles extends Readonly<Record<CausePath, CauseFile | string>> {
  readonly [codeTable: `codes/${string}.json`]: CodeTable | GenericTable | string;
  readonly [phrases: `phrases/${string}.json`]: PhraseTable | string;
  readonly [words: `locales/${string}/words.json`]: SomeWords | string;
  readonly [texts: `locales/${string}.json`]: LocaleFile | SomeWords | string;
  readonly [profile: `profiles/${string}.json`]: Profile | string;
  /** Causes may also be in new groups; the limits on retries are in `retry-limits.json`. */
  readonly [path: string]:
    | CauseFile
    | CodeTable
    | GenericTable
    | PhraseTable
    | LocaleFile
    | SomeWords
    | Profile
    | RetryLimits
    | string;
}

/** What the profile of this id says in some languages. */
export type ProfileTexts = Pick<Profile, "id" | "resetSteps" | "tone">;

/**
 * One language, parsed when the rule set is made: all general words, the texts of every cause by code, and those of the shipped profiles.
 * @example
 * import id from "txwhy/locales/id";
 *
 * console.log(id.load().causes["network.offline"]?.title); // Perangkat sedang offline
 */
export interface LocalePack {
  /** BCP 47 tag. */
  locale: string;
  /** Of a shipped pack: the SHA-256 of its content. A pack with a hash was checked when it was built; one without is checked now. */
  hash?: string;
  load(): { words: Words; causes: Record<string, CauseText>; profiles?: readonly ProfileTexts[] };
}

/**
 * Code tables and languages to add to the shipped causes. An application loads only those that it imports.
 * @example
 * { codes: [], locales: [] }
 */
export interface RulePacks {
  codes?: readonly CodeTablePack[];
  locales?: readonly LocalePack[];
}

/** The files of a rule set, parsed. */
export interface RuleParts extends CommonWords {
  id: string;
  version: string;
  hash: string;
  causes: readonly CauseFile[];
  /** General words by locale. English is always there. */
  words: Readonly<Record<string, Words>>;
  /** Texts by locale and cause code. The cause files hold the English ones. */
  causeTexts: Readonly<Record<string, Readonly<Record<string, CauseText>>>>;
  codes: readonly CodeTablePack[];
  profiles: readonly Profile[];
  /** How often the card networks allow to try a declined payment again: of each rule the newest edition. */
  retryLimits: readonly AppliedLimit[];
}
