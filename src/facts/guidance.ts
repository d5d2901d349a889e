import { CERTAINTY_ORDER } from "../base/certainty.js";
import { addDuration, parseDuration } from "../base/time.js";
import type { CodeRow } from "./code-table.js";
import type { CodeReading } from "./codes.js";

type PublishedRetry = Exclude<CodeRow["retry"], "unknown">;

/** What is published about another try after a code. */
export interface Guidance {
  when: PublishedRetry;
  /** ISO 8601 duration from the attempt on, where the source gives one. */
  wait: string | undefined;
  code: CodeReading;
}

/** The strictest first: of several codes that count alike, the strictest decides. */
const STRICTNESS: readonly PublishedRetry[] = ["never", "check_status_first", "later", "after_remedy", "now"];
/** Of several codes, the one nearest to the issuer counts. */
const NEARNESS: Readonly<Record<CodeReading["level"], number>> = {
  issuer: 0,
  provider: 1,
  status: 2,
  advice: 3,
};

/**
 * What the codes of a failure say about another try; null where no table says anything. The code that names the cause counts, and so do
 * codes at least as near to the issuer that name none. If one of those says that the outcome is unknown, nothing else matters; otherwise
 * advice codes come first.
 */
export function guidanceOf(codes: readonly CodeReading[], deciding: CodeReading | null): Guidance | null {
  const isNear = ({ level }: CodeReading): boolean => deciding === null || NEARNESS[level] <= NEARNESS[deciding.level];
  const counting = codes
    .filter((code) => code === deciding || (namesNoCause(code) && isNear(code)))
    .flatMap((code) => (deciding === null ? publishedAlone(code) : published(code)));
  const outcome = counting.find(saysOutcomeUnknown);
  if (outcome !== undefined) return outcome;
  const advice = codes.filter(({ level }) => level === "advice").flatMap(published);
  return strictest(advice.length > 0 ? advice : counting);
}

/** Whether the table gives a code no cause. What is made of it then, such as an unknown outcome, is our reading. */
const namesNoCause = ({ level, row, cause }: CodeReading): boolean =>
  level !== "advice" && (row === undefined ? cause : row.cause) === null;

function published(code: CodeReading): Guidance[] {
  const { row } = code;
  // A code for a success says nothing about the failure that another code explains.
  if (row === undefined || row.retry === "unknown" || row.state === "succeeded") return [];
  return [{ when: row.retry, wait: row.wait, code }];
}

/** A failed payment whose only code says that it succeeded: nobody knows which is true. */
const publishedAlone = (code: CodeReading): Guidance[] =>
  code.row?.state === "succeeded" ? [{ when: "check_status_first", wait: undefined, code }] : published(code);

function strictest(found: readonly Guidance[]): Guidance | null {
  const [first] = [...found].sort(
    (a, b) => STRICTNESS.indexOf(a.when) - STRICTNESS.indexOf(b.when) || lengthOf(b.wait) - lengthOf(a.wait),
  );
  return first ?? null;
}

function lengthOf(wait: string | undefined): number {
  const duration = wait === undefined ? undefined : parseDuration(wait);
  return duration === undefined ? 0 : addDuration(0, duration, "UTC");
}

/** Whether a code says that the payment is still under way or its end unknown, and no code names a cause for that. */
export const saysOutcomeUnknown = (guidance: Guidance | null): boolean =>
  guidance?.when === "check_status_first" && namesNoCause(guidance.code);

/** Whether the same instrument can succeed later: as the source calls it, else by what it says about another try; undefined where it says nothing. */
export function declineOf(code: CodeReading | undefined): "hard" | "soft" | undefined {
  if (code?.row === undefined || code.row.state === "succeeded") return undefined;
  const { decline, retry } = code.row;
  if (decline !== undefined) return decline;
  if (retry === "never") return "hard";
  return retry === "unknown" || retry === "check_status_first" ? undefined : "soft";
}

/** The code that decides: one that names a reason, the nearest to the issuer, the surest. */
export function decidingCode(codes: readonly CodeReading[], reasonless: ReadonlySet<string>): CodeReading | null {
  const naming = codes.filter((code) => code.cause !== null);
  const telling = naming.filter((code) => !reasonless.has(code.cause as string));
  const rank = (code: CodeReading): number => NEARNESS[code.level] * 10 + CERTAINTY_ORDER.indexOf(code.certainty);
  return [...(telling.length > 0 ? telling : naming)].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
