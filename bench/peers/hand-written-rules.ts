import type { Payment, Predicate } from "./payment.js";

const KNOWLEDGE_METHODS = new Set(["payment_password", "pin"]);
const CONFIRMATIONS = new Set(["otp", "challenge", "biometric"]);
const SESSION_METHODS = new Set(["payment_password", "pin", "challenge", "biometric"]);
const MAY_ALERT = new Set(["planned", "failed", "unknown", "expired", "cancelled"]);
const NOT_COMPLETED = new Set(["failed", "expired", "cancelled"]);
const out = (p: Payment): boolean => p["transaction.takesMoneyOut"];

/** The rules on facts, as one would write them without an engine. */
export const handWritten: Readonly<Record<string, Predicate>> = {
  "account.closed/account_closed": (p) => p["account.status"] === "closed",
  "account.dormant/account_dormant": (p) => p["account.status"] === "dormant",
  "account.frozen/account_frozen": (p) => p["account.status"] === "frozen",
  "account.unverified/identity_check_too_low": (p) => p["account.isVerifiedEnough"] === false,
  "authentication.cancelled/confirmation_cancelled": (p) => p["authentication.status"] === "cancelled",
  "authentication.cancelled/transaction_cancelled": (p) => p["transaction.status"] === "cancelled",
  "authentication.challenge_failed/confirmation_failed": (p) =>
    p["authentication.status"] === "failed" && CONFIRMATIONS.has(p["authentication.method"]),
  "authentication.challenge_required/confirmation_required": (p) => p["authentication.status"] === "required",
  "authentication.code_expired/no_attempts_left": (p) =>
    p["authentication.method"] === "otp" && p["authentication.attemptsLeft"] === 0,
  "authentication.code_expired/one_time_code_expired": (p) =>
    p["authentication.status"] === "expired" && p["authentication.method"] === "otp",
  "authentication.password_locked/locked": (p) =>
    p["authentication.isLocked"] === true && KNOWLEDGE_METHODS.has(p["authentication.method"]),
  "authentication.password_wrong/wrong_password_or_pin": (p) =>
    p["authentication.status"] === "failed" && KNOWLEDGE_METHODS.has(p["authentication.method"]),
  "authentication.session_expired/session_expired": (p) =>
    p["authentication.status"] === "expired" && SESSION_METHODS.has(p["authentication.method"]),
  "authentication.two_factor_off/two_factor_off": (p) => p["account.twoFactor"] === false,
  "balance.cap_exceeded/over_the_cap_on_arrival": (p) => !out(p) && p["balance.afterArrival"] > p["balance.cap"],
  "balance.held/held_money_would_cover_it": (p) =>
    out(p) &&
    p["total.debit"] > p["balance.usable"] &&
    p["transaction.amount"] <= p["balance.withHeld"] &&
    p["total.debit"] <= p["balance.withHeld"],
  "balance.insufficient/amount_over_usable_balance": (p) => out(p) && p["transaction.amount"] > p["balance.usable"],
  "balance.insufficient/source_short": (p) => p["source.isOnly"] && p["source.debit"] > p["source.available"],
  "balance.restricted/restricted_money_would_cover_it": (p) =>
    out(p) &&
    p["total.debit"] > p["balance.usable"] &&
    p["transaction.amount"] <= p["balance.available"] &&
    p["total.debit"] <= p["balance.available"],
  "fee.consumes_amount/payee_fees_leave_nothing": (p) =>
    p["transaction.amount"] > 0 && p["fees.payee"] > 0 && p["total.arrives"] <= 0,
  "fee.exceeds_balance/amount_fits_fee_does_not": (p) =>
    out(p) && p["transaction.amount"] <= p["balance.usable"] && p["total.debit"] > p["balance.usable"],
  "fee.exceeds_limit/amount_fits_fees_do_not": (p) => p["fee.limit.exists"] && p["fee.limit.byFeesOnly"],
  "instrument.blocked/instrument_blocked": (p) => p["instrument.status"] === "blocked",
  "instrument.blocked/source_blocked": (p) => p["source.isOnly"] && p["source.status"] === "blocked",
  "instrument.expired/source_expired": (p) => p["source.isOnly"] && p["source.status"] === "expired",
  "instrument.expired/marked_expired": (p) => p["instrument.status"] === "expired",
  "instrument.expired/past_its_last_month": (p) => p["instrument.expiredAt"] <= p.now,
  "instrument.lost_or_stolen/reported_lost_or_stolen": (p) =>
    p["instrument.status"] === "lost" || p["instrument.status"] === "stolen",
  "instrument.not_linked/not_linked": (p) => p["instrument.status"] === "not_linked",
  "limit.count/over_the_count": (p) => p["limit.count.exists"] && p["limit.count.after"] > p["limit.count.maxCount"],
  "limit.daily/over_the_limit": (p) => p["limit.daily.exists"] && p["limit.daily.after"] > p["limit.daily.max"],
  "limit.incoming/over_the_limit": (p) =>
    p["limit.incoming.exists"] && p["limit.incoming.after"] > p["limit.incoming.max"],
  "limit.lifetime/over_the_limit": (p) =>
    p["limit.lifetime.exists"] && p["limit.lifetime.after"] > p["limit.lifetime.max"],
  "limit.minimum/under_the_least_amount": (p) =>
    p["limit.minimum.exists"] && p["limit.minimum.measured"] < p["limit.minimum.min"],
  "limit.minimum/source_minimum": (p) => p["source.isOnly"] && p["transaction.amount"] < p["source.minTopUp"],
  "limit.per_transaction/source_maximum": (p) => p["source.isOnly"] && p["transaction.amount"] > p["source.maxTopUp"],
  "limit.monthly/over_the_limit": (p) => p["limit.monthly.exists"] && p["limit.monthly.after"] > p["limit.monthly.max"],
  "limit.near/at_the_alert": (p) =>
    p["limit.near.exists"] &&
    MAY_ALERT.has(p["transaction.status"]) &&
    p["limit.near.after"] >= p["limit.near.warnAt"] &&
    p["limit.near.after"] <= p["limit.near.max"],
  "limit.per_transaction/over_the_limit": (p) =>
    p["limit.perTransaction.exists"] && p["limit.perTransaction.after"] > p["limit.perTransaction.max"],
  "limit.rolling/over_the_limit": (p) => p["limit.rolling.exists"] && p["limit.rolling.after"] > p["limit.rolling.max"],
  "limit.weekly/over_the_limit": (p) => p["limit.weekly.exists"] && p["limit.weekly.after"] > p["limit.weekly.max"],
  "limit.yearly/over_the_limit": (p) => p["limit.yearly.exists"] && p["limit.yearly.after"] > p["limit.yearly.max"],
  "merchant.balance_insufficient/payout_over_usable_balance": (p) =>
    p["transaction.kind"] === "payout" && p["balance.shortfall"] > 0,
  "network.insecure/connection_not_secure": (p) => p["network.secure"] === false,
  "network.offline/device_offline": (p) => p["network.status"] === "offline",
  "network.timeout/no_answer_came_nothing_debited": (p) =>
    (p["network.timedOut"] === true || p["transaction.status"] === "unknown") && p["transaction.debited"] === false,
  "network.timeout/no_answer_came": (p) => p["network.timedOut"] || p["transaction.status"] === "unknown",
  "network.unstable/reported_unstable": (p) => p["network.status"] === "unstable",
  "network.unstable/slow": (p) => p["network.latencyMs"] > 2000,
  "network.unstable/losing_packets": (p) => p["network.lossRate"] > 0.05,
  "payee.cannot_receive/payee_cannot_receive": (p) => p["payee.status"] === "cannot_receive",
  "payee.closed/payee_closed": (p) => p["payee.status"] === "closed",
  "payee.currency_unsupported/payee_takes_other_currencies": (p) => p["payee.acceptsCurrency"] === false,
  "payee.limit_exceeded/over_a_limit_of_the_payee": (p) =>
    p["payee.limit.exists"] && p["payee.limit.after"] > p["payee.limit.max"],
  "payee.limit_exceeded/over_the_cap_of_the_payee": (p) => out(p) && p["payee.balanceAfter"] > p["payee.balanceCap"],
  "payee.not_found/payee_not_found": (p) => p["payee.status"] === "not_found",
  "provider.degraded/service_degraded": (p) =>
    p["network.service"] === "degraded" && p["network.serviceIsBack"] === false,
  "provider.maintenance/service_in_maintenance": (p) =>
    p["network.service"] === "maintenance" && p["network.serviceIsBack"] === false,
  "provider.outage/service_down": (p) => p["network.service"] === "down" && p["network.serviceIsBack"] === false,
  "risk.abnormal_activity/customer_does_not_recognise_activity": (p) => p["account.unrecognisedActivity"] === true,
  "transaction.amount_invalid/not_above_zero": (p) => p["transaction.amount"] <= 0,
  "transaction.amount_invalid/more_digits_than_the_currency": (p) =>
    p["transaction.fractionDigits"] > p["transaction.exponent"],
  "transaction.debited_not_completed/money_left_but_it_did_not_complete": (p) =>
    p["transaction.debited"] && NOT_COMPLETED.has(p["transaction.status"]),
  "transaction.duplicate/same_reference_before": (p) => p["history.sameReference"] === true,
  "transaction.duplicate/same_payment_within_ten_minutes": (p) => p["history.sameDetails"] === true,
  "transaction.expired/marked_expired": (p) => p["transaction.status"] === "expired",
  "transaction.expired/past_its_time": (p) => p["transaction.expiresAt"] <= p["transaction.at"],
};
