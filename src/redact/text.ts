import { findCards } from "./cards.js";
import { type Claim, Claims, type Detector } from "./claims.js";
import { type Folded, fold, sourceSpan, unescapeOnce } from "./fold.js";
import { findChineseIds, findOtherIds } from "./identity.js";
import { findNamesInMessages } from "./messages.js";
import { findAnnouncedNumbers, findFintsAccounts, findIbans, findPhones, keepSafeNumbers } from "./numbers.js";
import { findObjects } from "./objects.js";
import { findAccountsBelow, findAddressBlocks, findFormParts, findPairs, findPathParts } from "./pairs.js";
import type { Placeholders } from "./placeholders.js";
import { findAccessKeys, findEmails, findLogins, findNamedSecrets } from "./secrets.js";
import { findTables } from "./tables.js";
import type { PlaceholderKind } from "./words.js";
import { findXml } from "./xml.js";

/** What a key says about a text: whether the numbers in it may be somebody's. */
export type TextUse = "any" | "id";

/** In order of certainty: an earlier detector wins. */
const SECRETS: readonly Detector[] = [
  findLogins,
  findObjects,
  findXml,
  findFormParts,
  findPairs,
  findPathParts,
  findAccountsBelow,
  findAddressBlocks,
  findTables,
  ...findAccessKeys,
  findNamedSecrets,
  findEmails,
];
const NUMBERS: readonly Detector[] = [
  findAnnouncedNumbers,
  keepSafeNumbers,
  findIbans,
  findFintsAccounts,
  findChineseIds,
  findCards,
  ...findOtherIds,
  findPhones,
];

/** One word without a digit, as keys and codes are, or a small number. No detector finds a secret in it; access keys are excluded. */
const HARMLESS =
  /^(?:[A-Za-z_]{1,13}|[a-z][A-Za-z]{0,22}|(?!(?:[rs]k|xnd|rzp|whsec)_)[a-z]+(?:_[a-z]+){1,4}|-?(?:0|[1-9]\d{0,5})(?:\.\d{1,2})?)$/;
/** Letters alone. A learned secret always has a digit or several words, so this is never a repetition of one. */
const ONE_WORD = /^[A-Za-z]+$/;
/** A time in the form of a context. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;

/** No detector finds anything in such a text, so that none need look. */
const isHarmless = (text: string, use: TextUse): boolean =>
  (text.length < 24 && HARMLESS.test(text)) || (use === "id" && text.length < 26 && TIME.test(text));

/** A text that was put into JSON, a URL, and JSON again. */
const MAX_ESCAPE_LEVELS = 4;
/** One round finds nearly everything. Replacing a span may uncover another one. */
const MAX_ROUNDS = 12;

function detect(view: Folded, use: TextUse, placeholders: Placeholders): Claims {
  const claims = new Claims(view.text.length, placeholders.keys);
  for (const find of SECRETS) find(view.text, claims);
  if (use === "id") return claims;
  placeholders.findLearned(view.text, (kind, value, start, end) => {
    if (claims.add(kind, start, end)) claims.learned.set(start, value);
  });
  findNamesInMessages(view.text, claims);
  if (/\d/.test(view.text)) for (const find of NUMBERS) find(view.text, claims);
  return claims;
}

const isReplaced = (claim: Claim): claim is Claim & { kind: PlaceholderKind } => claim.kind !== "keep";

/** The text with every claimed span replaced, or undefined when nothing but `keep` was claimed. */
function replaceClaims(view: Folded, level: number, claims: Claims, placeholders: Placeholders): string | undefined {
  const found = claims.found.filter(isReplaced).sort((a, b) => a.start - b.start);
  if (found.length === 0) return undefined;
  // Inside a JSON string, quotes are escaped once for every level.
  const backslashes = level > 0 && /\\["']/.test(view.source) ? "\\".repeat(2 ** level - 1) : "";
  const pieces: string[] = [];
  let done = 0;
  for (const { kind, start, end, quote } of found) {
    const [from, to] = sourceSpan(view, start, end);
    // Several units may stand for one character of the source.
    if (from < done) continue;
    const value = claims.learned.get(start) ?? view.text.slice(start, end);
    const wrap = quote === "" ? "" : `${backslashes}${quote}`;
    pieces.push(view.source.slice(done, from), wrap, placeholders.of(kind, value), wrap);
    done = to;
  }
  pieces.push(view.source.slice(done));
  return pieces.join("");
}

function redactRound(whole: Folded, use: TextUse, placeholders: Placeholders): string | undefined {
  let view: Folded | undefined = whole;
  for (let level = 0; view !== undefined && level <= MAX_ESCAPE_LEVELS; level++) {
    const changed = replaceClaims(view, level, detect(view, use, placeholders), placeholders);
    if (changed !== undefined) return changed;
    view = unescapeOnce(view);
  }
  return undefined;
}

/** The source with what is found in it replaced; the very same text when nothing is. */
export function redactString(whole: Folded, use: TextUse, placeholders: Placeholders): string {
  const text = whole.source;
  if (isHarmless(text, use) && (use === "id" || placeholders.learnedCount === 0 || ONE_WORD.test(text))) return text;
  let current = text;
  for (let round = 0; round < MAX_ROUNDS && current.length > 2; round++) {
    const changed = redactRound(round === 0 ? whole : fold(current), use, placeholders);
    if (changed === undefined) break;
    current = changed;
  }
  return current;
}
