import { type Json, own } from "../base/json.js";
import type { KindValues } from "../base/known.js";
import { combine, type Kind, known, map, NOTHING, type Reading, unknown } from "../base/known.js";
import { endOfMonth, parseInstant } from "../base/time.js";
import type { FailureReading } from "./codes.js";
import { type FactDefinition, fact } from "./fact.js";
import type { Area, Sheet } from "./sheet.js";

const stated = <K extends Kind>(name: string, kind: K, doc: string): FactDefinition => {
  const [area, key] = name.split(".") as [Area, string];
  return fact(name, kind, doc, (sheet) => sheet.stated<Json>(area, key) as Reading<KindValues[K]>);
};
const instant = (name: string, doc: string): FactDefinition => {
  const [area, key] = name.split(".") as [Area, string];
  return fact(name, "time", doc, (sheet) =>
    map(sheet.stated<string>(area, key), (text) => parseInstant(text) as number),
  );
};

/** Whether a stated time is still to come. */
const stillAhead = (sheet: Sheet, text: string): Reading<boolean> =>
  map(sheet.now, (now) => (parseInstant(text) as number) > now);

const RANK: Record<string, number> = { none: 0, basic: 1, full: 2 };

/** A public network is insecure unless it is said to be secure. */
function secure(sheet: Sheet): Reading<boolean> {
  const said = sheet.stated<boolean>("network", "secure");
  if (said.known) return said;
  return own(sheet.area("network"), "connection") === "public_wifi" ? known(false) : said;
}

/** A code that is there but not understood leaves the cause open, and asking again would not help. */
function code<T>({ failure }: Sheet, read: (failure: FailureReading) => T | undefined): Reading<T> {
  if (failure === null) return unknown("/failure/code");
  const value = read(failure);
  if (value !== undefined) return known(value);
  return failure.codes.length === 0 ? unknown("/failure/code") : NOTHING;
}

/** Network, authentication, account, instrument, payee, and what the provider's codes say. */
export const partyFacts: readonly FactDefinition[] = [
  stated("network.status", "text", "online, offline or unstable, as the device measured it."),
  stated("network.latencyMs", "number", "Round trip in milliseconds."),
  stated("network.lossRate", "number", "Share of packets lost, 0 to 1."),
  stated("network.connection", "text", "wifi, public_wifi, cellular, ethernet or vpn."),
  fact(
    "network.secure",
    "boolean",
    "Whether the connection is secure; a public network is not unless it is said to be.",
    secure,
  ),
  stated("network.timedOut", "boolean", "No answer came: whether money moved is not known."),
  stated("network.service", "text", "State of the provider's service: up, degraded, down or maintenance."),
  instant("network.serviceBackAt", "When the service is back."),
  fact(
    "network.serviceIsBack",
    "boolean",
    "The time at which the service was to be back is past; false where no such time is stated.",
    (sheet) => {
      const text = own(sheet.area("network"), "serviceBackAt") as string | undefined;
      return text === undefined ? known(false) : map(stillAhead(sheet, text), (ahead) => !ahead);
    },
  ),
  stated("authentication.method", "text", "payment_password, pin, otp, challenge or biometric."),
  stated("authentication.status", "text", "passed, failed, required, expired or cancelled."),
  stated("authentication.attemptsLeft", "number", "Tries left before a lock."),
  instant("authentication.lockedUntil", "When the lock ends."),
  fact(
    "authentication.isLocked",
    "boolean",
    "The lock is not over, or no try is left and no end of a lock is stated.",
    (sheet) => {
      const authentication = sheet.area("authentication");
      const until = own(authentication, "lockedUntil") as string | undefined;
      if (until !== undefined) return stillAhead(sheet, until);
      const left = own(authentication, "attemptsLeft") as number | undefined;
      return left === undefined ? unknown("/authentication/lockedUntil") : known(left === 0);
    },
  ),
  stated("account.status", "text", "active, frozen, dormant or closed."),
  stated("account.verification", "text", "Identity check passed so far: none, basic or full."),
  stated("account.requiredVerification", "text", "Identity check this transaction needs: basic or full."),
  fact("account.isVerifiedEnough", "boolean", "The identity check passed is at least the one needed.", (sheet) =>
    combine(
      sheet.stated<string>("account", "verification"),
      sheet.stated<string>("account", "requiredVerification"),
      (has, needs) => (RANK[has] ?? 0) >= (RANK[needs] ?? 0),
    ),
  ),
  stated("account.twoFactor", "boolean", "Two-factor sign-in is on."),
  stated("account.unrecognisedActivity", "boolean", "The customer does not recognise some activity."),
  stated("instrument.kind", "text", "wallet, debit_card, credit_card, bank_account or crypto_wallet."),
  stated("instrument.status", "text", "active, expired, blocked, lost, stolen or not_linked."),
  fact("instrument.expiredAt", "time", "The end of the last month in which the instrument is good, in UTC.", (sheet) =>
    map(sheet.stated<string>("instrument", "expires"), endOfMonth),
  ),
  stated("instrument.expires", "text", "The last month in which the instrument is good, YYYY-MM."),
  stated("payee.status", "text", "active, closed, cannot_receive or not_found."),
  fact("payee.acceptsCurrency", "boolean", "The payee takes the transaction's currency.", (sheet) =>
    combine(
      sheet.stated<string[]>("payee", "currencies"),
      sheet.stated<string>("transaction", "currency"),
      (list, currency) => list.includes(currency),
    ),
  ),
  fact("failure.cause", "text", "The cause that the code which speaks stands for.", (sheet) =>
    code(sheet, (failure) => failure.speaking?.cause ?? undefined),
  ),
  fact("failure.code", "text", "The code which speaks, as it was sent.", (sheet) =>
    code(sheet, (failure) => (failure.speaking ?? failure.codes[0])?.code),
  ),
  fact("failure.scheme", "text", "The scheme of that code.", (sheet) =>
    code(sheet, (failure) => (failure.speaking ?? failure.codes[0])?.scheme),
  ),
  fact("failure.provider", "text", "Who sent it.", (sheet) => {
    if (sheet.failure === null) return unknown("/failure/provider");
    const provider =
      (sheet.failure.speaking ?? sheet.failure.codes[0])?.provider ??
      (own(sheet.area("failure"), "provider") as string | undefined);
    return provider === undefined ? unknown("/failure/provider") : known(provider);
  }),
];
