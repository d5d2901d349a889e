import { type Json, own } from "../base/json.js";
import type { KindValues } from "../base/known.js";
import { combine, type Kind, type Known, known, map, UNKNOWN, unknown } from "../base/known.js";
import { endOfMonth, parseInstant } from "../base/time.js";
import type { FailureReading } from "./codes.js";
import { type FactDefinition, fact } from "./fact.js";
import { type Area, paidBy, type Sheet } from "./sheet.js";

const stated = <K extends Kind>(name: string, kind: K): FactDefinition => {
  const [area, key] = name.split(".") as [Area, string];
  return fact(name, kind, (sheet) => sheet.stated<Json>(area, key) as Known<KindValues[K]>);
};
const instant = (name: string): FactDefinition => {
  const [area, key] = name.split(".") as [Area, string];
  return fact(name, "time", (sheet) => map(sheet.stated<string>(area, key), (text) => parseInstant(text) as number));
};

/** Whether a stated time was still to come at the attempt. */
const stillAhead = (sheet: Sheet, text: string): Known<boolean> =>
  map(sheet.at, (at) => (parseInstant(text) as number) > at);

/** Attempts left before a lock; no attempt left counts only for as long as the lock lasts. */
function attemptsLeft(sheet: Sheet): Known<number> {
  const left = sheet.stated<number>("authentication", "attemptsLeft");
  const until = own(sheet.area("authentication"), "lockedUntil") as string | undefined;
  if (!left.known || left.value > 0 || until === undefined) return left;
  const locked = stillAhead(sheet, until);
  return locked.known && !locked.value ? UNKNOWN : left;
}

const RANK: Record<string, number> = { none: 0, basic: 1, full: 2 };

/** A public network is insecure unless it is said to be secure. */
function secure(sheet: Sheet): Known<boolean> {
  const said = sheet.stated<boolean>("network", "secure");
  if (said.known) return said;
  return own(sheet.area("network"), "connection") === "public_wifi" ? known(false) : said;
}

/** A code that is there but not understood leaves the cause open, and asking again would not help. */
function code<T>({ failure }: Sheet, read: (failure: FailureReading) => T | undefined): Known<T> {
  if (failure === null) return unknown("/failure/code");
  const value = read(failure);
  if (value !== undefined) return known(value);
  return failure.codes.length === 0 ? unknown("/failure/code") : UNKNOWN;
}

/** Network, authentication, account, instrument, payee, and what the provider's codes say. */
export const partyFacts: readonly FactDefinition[] = [
  stated("network.status", "text"),
  stated("network.latencyMs", "number"),
  stated("network.lossRate", "number"),
  stated("network.connection", "text"),
  fact("network.secure", "boolean", secure),
  stated("network.timedOut", "boolean"),
  stated("network.service", "text"),
  instant("network.serviceBackAt"),
  fact("network.serviceIsBack", "boolean", (sheet) => {
    const text = own(sheet.area("network"), "serviceBackAt") as string | undefined;
    return text === undefined ? known(false) : map(stillAhead(sheet, text), (ahead) => !ahead);
  }),
  stated("authentication.method", "text"),
  stated("authentication.status", "text"),
  fact("authentication.attemptsLeft", "number", attemptsLeft),
  instant("authentication.lockedUntil"),
  fact("authentication.isLocked", "boolean", (sheet) => {
    const authentication = sheet.area("authentication");
    const until = own(authentication, "lockedUntil") as string | undefined;
    if (until !== undefined) return stillAhead(sheet, until);
    const left = own(authentication, "attemptsLeft") as number | undefined;
    return left === undefined ? unknown("/authentication/lockedUntil") : known(left === 0);
  }),
  stated("account.status", "text"),
  stated("account.verification", "text"),
  stated("account.requiredVerification", "text"),
  fact("account.isVerifiedEnough", "boolean", (sheet) =>
    combine(
      sheet.stated<string>("account", "verification"),
      sheet.stated<string>("account", "requiredVerification"),
      (has, needs) => (RANK[has] ?? 0) >= (RANK[needs] ?? 0),
    ),
  ),
  stated("account.twoFactor", "boolean"),
  stated("account.unrecognisedActivity", "boolean"),
  fact("instrument.kind", "text", (sheet) => {
    const kind = paidBy(sheet);
    return kind === undefined ? unknown("/instrument/kind") : known(kind);
  }),
  stated("instrument.status", "text"),
  fact("instrument.expiredAt", "time", (sheet) => map(sheet.stated<string>("instrument", "expires"), endOfMonth)),
  stated("instrument.expires", "text"),
  stated("payee.status", "text"),
  fact("payee.acceptsCurrency", "boolean", (sheet) =>
    combine(
      sheet.stated<string[]>("payee", "currencies"),
      sheet.stated<string>("transaction", "currency"),
      (list, currency) => list.includes(currency),
    ),
  ),
  fact("failure.cause", "text", (sheet) => code(sheet, (failure) => failure.deciding?.cause ?? undefined)),
  fact("failure.code", "text", (sheet) => code(sheet, (failure) => (failure.deciding ?? failure.codes[0])?.code), {
    caseless: true,
  }),
  fact("failure.scheme", "text", (sheet) => code(sheet, (failure) => (failure.deciding ?? failure.codes[0])?.scheme), {
    caseless: true,
  }),
  fact(
    "failure.provider",
    "text",
    (sheet) => {
      if (sheet.failure === null) return unknown("/failure/provider");
      const provider =
        (sheet.failure.deciding ?? sheet.failure.codes[0])?.provider ??
        (own(sheet.area("failure"), "provider") as string | undefined);
      return provider === undefined ? unknown("/failure/provider") : known(provider);
    },
    { caseless: true },
  ),
];
