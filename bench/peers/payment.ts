/** A payment's facts as hand-written code has them. A number may be missing: then no comparison with it is true. */
type Text =
  | `${"account" | "authentication" | "instrument" | "network" | "payee" | "source" | "transaction"}.status`
  | "transaction.kind"
  | "authentication.method";
type Flag =
  | `fee.limit.${"byFeesOnly" | "exists"}`
  | `history.${"sameDetails" | "sameReference"}`
  | `account.${"isVerifiedEnough" | "twoFactor" | "unrecognisedActivity"}`
  | `network.${"secure" | "serviceIsBack" | "timedOut"}`
  | `${"limit.near" | "payee.limit" | WithMax | "limit.count" | "limit.minimum"}.exists`
  | "authentication.isLocked"
  | "source.isOnly"
  | "payee.acceptsCurrency"
  | "transaction.debited"
  | "transaction.takesMoneyOut";
type WithMax =
  `limit.${"daily" | "incoming" | "lifetime" | "monthly" | "perTransaction" | "rolling" | "weekly" | "yearly"}`;
type Amount =
  | `balance.${"afterArrival" | "available" | "cap" | "shortfall" | "usable" | "withHeld"}`
  | `source.${"available" | "debit" | "maxTopUp" | "minTopUp"}`
  | "authentication.attemptsLeft"
  | `total.${"arrives" | "debit"}`
  | `${WithMax | "payee.limit"}.${"after" | "max"}`
  | `limit.count.${"after" | "maxCount"}`
  | `limit.minimum.${"measured" | "min"}`
  | `limit.near.${"after" | "max" | "warnAt"}`
  | `network.${"latencyMs" | "lossRate"}`
  | `payee.${"balanceAfter" | "balanceCap"}`
  | `transaction.${"amount" | "at" | "expiresAt" | "exponent" | "fractionDigits"}`
  | "extensions.riskScore"
  | "fees.payee"
  | "instrument.expiredAt"
  | "now";
export type Payment = Readonly<
  Record<Text | "network.service" | "failure.cause" | "extensions.tenant", string> &
    Record<Flag, boolean> &
    Record<Amount, number>
>;
export type Predicate = (p: Payment) => boolean;
