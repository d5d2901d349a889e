import { isExtension } from "./vocabulary.js";

/**
 * The meaning of each fact in one sentence, for editors and the rule pages only: nothing that diagnoses imports this file, so applications
 * do not carry it.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  "transaction.amount": "Amount to be paid, without fees.",
  "transaction.currency": "Currency or asset code.",
  "transaction.kind": "Kind of transaction; payment when not stated.",
  "transaction.takesMoneyOut":
    "True for payments, transfers and withdrawals; false for top-ups and refunds, which bring money in.",
  "transaction.status": "Status of the transaction; failed when not stated.",
  "transaction.debited": "Money left the payer although the transaction did not complete.",
  "transaction.fractionDigits": "Digits after the decimal point of the amount, without trailing zeros.",
  "transaction.exponent": "Digits after the decimal point that the currency has.",
  "transaction.expiresAt": "Time when the order or payment code expires.",
  "transaction.reference": "Reference under which the transaction was sent.",
  "transaction.at": "Time of the attempt, for which the facts are read; the option `now` when it is not stated.",
  "history.sameReference": "An earlier transaction with the same reference succeeded or is pending.",
  "history.sameDetails":
    "An earlier transaction with the same amount, currency and payee, at most ten minutes apart, succeeded or is pending.",
  "fees.payer": "Sum of the fees that the payer pays; unknown when no fees are listed.",
  "fees.payee": "Sum of the fees that the payee pays; zero when none is listed.",
  "total.debit": "Amount plus the payer's fees: what leaves the account.",
  "total.arrives": "Amount minus the payee's fees: what the other side receives.",
  "balance.available": "Balance that can be spent now, including the restricted part.",
  "balance.held": "Money on hold, not part of the available balance; zero when only the available balance is given.",
  "balance.restricted":
    "Part of the available balance that cannot be used for this kind of transaction; zero when only the available balance is given.",
  "balance.usable": "Available balance minus the restricted part.",
  "balance.withHeld": "Usable balance plus the held money: the balance if all holds were released.",
  "balance.shortfall":
    "Amount missing to pay the total debit. When the fees are unknown and the amount alone is too high: the amount missing to pay it without fees.",
  "balance.cap": "Maximum balance of the wallet.",
  "balance.afterArrival": "Available balance plus held money plus the amount that arrives.",
  "balance.capExcess": "Amount by which the balance would exceed the cap of the wallet.",
  "source.isOnly": "A top-up, with exactly one funding source listed.",
  "source.status": "Status of the only funding source of a top-up: active, expired or blocked.",
  "source.available": "Amount that the only funding source of a top-up can give.",
  "source.minTopUp": "Minimum top-up from the only funding source.",
  "source.maxTopUp": "Maximum top-up from the only funding source.",
  "source.debit":
    "Amount that leaves the funding source of a top-up, with the payer's fees; without them while they are unknown and the amount alone is too high.",
  leastAmount: "Smallest amount above this one that would pass.",
  largestAmount: "Largest amount that would pass; unknown when nothing known bounds it or no amount passes.",
  "largestAmount.anyLessPasses":
    "Every amount below the largest one passes too; false where there is a minimum, or where a fee falls as the amount rises.",
  "split.each": "Amount of each part when the payment is split into the fewest parts that all pass.",
  "split.parts": "Fewest equal parts that all pass.",
  "limit.minimum.exists": "A minimum amount is listed.",
  "limit.minimum.min": "Minimum amount.",
  "limit.minimum.measured": "Amount that is compared with the minimum.",
  "limit.minimum.otherParty": "Party that sets the minimum, when it is not the payer.",
  "limit.count.exists": "A maximum number of transactions is listed.",
  "limit.count.maxCount": "Maximum number of transactions.",
  "limit.count.used": "Transactions counted before this one.",
  "limit.count.after": "Transactions counted including this one.",
  "limit.count.otherParty": "Party whose limit on the number of transactions it is, when it is not the payer.",
  "limit.count.clearsAt": "Earliest time when waiting alone allows one more transaction.",
  "limit.count.timeZone": "Time zone of the limit on the number of transactions.",
  "limit.near.exists": "A limit with an alert threshold is listed.",
  "limit.near.warnAt": "Amount at which the customer is alerted.",
  "limit.near.max": "Maximum of the limit that has the alert threshold.",
  "limit.near.after": "Amount used including this transaction, for the limit that has the alert threshold.",
  "limit.near.left": "Amount left after this transaction, for the limit that has the alert threshold.",
  "payee.balanceAfter": "Payee's balance after the amount arrives.",
  "payee.balanceCap": "Maximum balance of the payee's wallet.",
  "payee.room": "Amount the payee can still receive before reaching the cap.",
  "network.status": "Network status measured by the device: online, offline or unstable.",
  "network.latencyMs": "Round-trip time in milliseconds.",
  "network.lossRate": "Share of lost packets, from 0 to 1.",
  "network.connection": "Type of connection: wifi, public_wifi, cellular, ethernet or vpn.",
  "network.secure": "The connection is secure. Public Wi-Fi is insecure unless stated otherwise.",
  "network.timedOut": "No response arrived, so it is unknown whether money moved.",
  "network.service": "Status of the provider's service: up, degraded, down or maintenance.",
  "network.serviceBackAt": "Time when the service is expected back.",
  "network.serviceIsBack": "The expected end of the outage has passed; false when no such time is stated.",
  "authentication.method": "Confirmation method: payment_password, pin, otp, challenge or biometric.",
  "authentication.status": "Confirmation status: passed, failed, required, expired or cancelled.",
  "authentication.attemptsLeft": "Attempts left before the account is locked.",
  "authentication.lockedUntil": "Time when the lock ends.",
  "authentication.isLocked":
    "The account is still locked, or no attempt is left and the end of the lock is not stated.",
  "account.status": "Account status: active, frozen, dormant or closed.",
  "account.verification": "Identity verification completed: none, basic or full.",
  "account.requiredVerification": "Identity verification that this transaction requires: basic or full.",
  "account.isVerifiedEnough": "The completed identity verification is at least the required one.",
  "account.twoFactor": "Two-factor sign-in is on.",
  "account.unrecognisedActivity": "The customer does not recognise some of the activity.",
  "instrument.kind":
    "Payment method, such as wallet, card, bank_account or crypto_wallet: as stated, else what the provider's codes are about.",
  "instrument.status": "Status of the payment method: active, expired, blocked, lost, stolen or not_linked.",
  "instrument.expiredAt": "End of the last month in which the payment method is valid, in UTC.",
  "instrument.expires": "Last month in which the payment method is valid, as YYYY-MM.",
  "payee.status": "Payee status: active, closed, cannot_receive or not_found.",
  "payee.acceptsCurrency": "The payee accepts the currency of the transaction.",
  "failure.cause": "Cause that the deciding provider code means.",
  "failure.code": "The deciding provider code, as it was sent.",
  "failure.scheme": "Scheme of the deciding provider code.",
  "failure.provider": "Provider that sent the code.",
};

const LIMITS: Readonly<Record<string, string>> = {
  "limit.perTransaction": "limit per transaction",
  "limit.daily": "daily limit",
  "limit.weekly": "weekly limit",
  "limit.monthly": "monthly limit",
  "limit.yearly": "yearly limit",
  "limit.lifetime": "lifetime limit",
  "limit.rolling": "rolling limit",
  "limit.incoming": "limit on incoming money",
  "payee.limit": "payee's limit",
  "fee.limit": "limit that only the fees exceed",
};

/** What each fact of a limit means; `{limit}` is replaced by the name above. */
const OF_A_LIMIT: Readonly<Record<string, string>> = {
  exists: "A {limit} that applies to this transaction is listed; unknown when no limits are listed.",
  max: "Maximum of the {limit}.",
  used: "Amount already used of the {limit}, without this transaction.",
  measured:
    "Amount that counts against the {limit}: with the payer's fees when the limit includes them; what arrives, for a limit of the payee.",
  after:
    "Amount used of the {limit} including this transaction; only its known part when that alone exceeds the limit.",
  headroom: "Amount left of the {limit} before this transaction.",
  excess: "Amount over the {limit}.",
  otherParty: "Party whose {limit} it is, when it is not the payer.",
  setBy: "Who set the {limit}.",
  ceiling: "Highest value to which the customer can set the {limit}.",
  pointer: "JSON Pointer of the {limit} in the context.",
  resetsAt: "Time when the {limit} resets.",
  clearsAt: "Earliest time when waiting alone leaves enough room in the {limit}; unknown when it never does.",
  timeZone: "Time zone of the {limit}.",
  byFeesOnly: "Only the fees take this transaction over the {limit}.",
};

/** The meaning of a fact: what it is, its unit, and when it is unknown. Undefined for a name that is no fact. */
export function meaningOf(name: string): string | undefined {
  if (isExtension(name)) return "A fact of your own, from `extensions` in the context.";
  if (Object.hasOwn(MEANINGS, name)) return MEANINGS[name];
  const dot = name.lastIndexOf(".");
  const [limit, sentence] = [LIMITS[name.slice(0, dot)], OF_A_LIMIT[name.slice(dot + 1)]];
  return limit === undefined || sentence === undefined ? undefined : sentence.replace("{limit}", limit);
}
