import * as z from "zod/mini";
import {
  currency,
  dateTime,
  flag,
  isoDuration,
  may,
  money,
  must,
  natural,
  object,
  oneOf,
  plainText,
  plainWord,
  rate,
  signedMoney,
  upTo,
  whole,
  yearMonth,
  zone,
} from "./members.js";

export const transactionKinds = ["payment", "transfer", "withdrawal", "top_up", "refund", "payout"] as const;
export const transactionStatuses = [
  "planned",
  "failed",
  "pending",
  "unknown",
  "succeeded",
  "expired",
  "cancelled",
  "refunded",
] as const;
export const limitWindows = ["per_transaction", "daily", "weekly", "monthly", "yearly", "lifetime", "rolling"] as const;

const transaction = () =>
  object("TransactionDetails", "What was attempted.", {
    id: may("The transaction's own id, kept to the letter.", plainText),
    kind: may(
      'What it is for; default "payment". A `top_up` or `refund` brings money in, every other kind takes money out. `refund` and `payout` are the merchant\'s.',
      oneOf(...transactionKinds),
    ),
    amountFixed: may(
      "Whether the customer cannot change the amount. Default: true for payment, refund and payout, else false.",
      flag,
    ),
    initiator: may(
      "Who started it. With `merchant` (recurring or off-session) nobody is there to confirm.",
      oneOf("customer", "merchant"),
    ),
    amount: may("In major units, without fees. Needs `currency`. May be negative.", signedMoney),
    currency: may("The currency of the amount, and of every other amount that names none.", currency),
    exponent: may("Number of minor-unit digits, 0 to 30. Default: that of ISO 4217.", whole(0, 30)),
    at: may("When it was attempted.", dateTime),
    status: may('Default "failed". `planned` asks whether it would pass.', oneOf(...transactionStatuses)),
    debited: may("Whether money has left the payer although it failed.", flag),
    reference: may(
      "The reference that a retry repeats, such as an order number or idempotency key. The same one in `history` is a duplicate.",
      plainText,
    ),
    expiresAt: may("When the order or request can no longer be paid.", dateTime),
    splittable: may("Whether the payee accepts the amount in several parts.", flag),
  });

const balance = () =>
  object("Balance", "The balance of the account that pays.", {
    available: may("Spendable now, the restricted part included. May be negative.", signedMoney),
    held: may("Frozen by holds; not part of `available`. Default: 0 where `available` is given.", money),
    restricted: may(
      "The part of `available` that cannot be used for this kind of transaction. Default: 0 where `available` is given.",
      money,
    ),
    cap: may("The highest balance that the wallet may hold.", money),
    currency: may("Default: the transaction's currency.", currency),
  });

const network = () =>
  object("Network", "The connection of the device and the state of the provider's service.", {
    status: may("What the device measured.", oneOf("online", "offline", "unstable")),
    latencyMs: may("Round trip in milliseconds.", upTo(Number.MAX_SAFE_INTEGER)),
    lossRate: may("Share of packets lost, from 0 to 1.", upTo(1)),
    secure: may("Whether the connection is secure. Unknown on a public network counts as insecure.", flag),
    connection: may("How the device is connected.", oneOf("wifi", "public_wifi", "cellular", "ethernet", "vpn")),
    testedAt: may("When the network was tested.", dateTime),
    service: may("The state of the provider's service.", oneOf("up", "degraded", "down", "maintenance")),
    serviceBackAt: may("When the service is expected back.", dateTime),
    timedOut: may("Whether no answer came, so that the outcome is unknown.", flag),
  });

const limit = () =>
  object("Limit", "One limit on amounts or on the number of transactions.", {
    window: must("The period in which it counts. `per_transaction` has no `used`.", oneOf(...limitWindows)),
    max: may("The highest amount, or the highest sum in the window.", money),
    min: may("The lowest amount of one transaction.", money),
    used: may("The sum already used in the window, before this transaction.", money),
    maxCount: may("The highest number of transactions in the window.", natural),
    usedCount: may("The number of transactions already made in the window, before this one.", natural),
    warnAt: may("The sum from which the customer is warned.", money),
    direction: may('Default "outgoing".', oneOf("outgoing", "incoming")),
    party: may('Whose limit it is; default "payer".', oneOf("payer", "payee", "merchant", "bank")),
    countsFees: may("Whether the payer's fees use up the limit; default false.", flag),
    setBy: may(
      "Who set it. Only one that the customer set can be raised.",
      oneOf("customer", "wallet", "issuer", "regulator"),
    ),
    ceiling: may("The highest value that the customer may set.", money),
    resetsAt: may("When the window ends. Default: computed from `timeZone` for calendar windows.", dateTime),
    timeZone: may("The IANA time zone in which calendar windows end, such as Asia/Jakarta.", zone),
    period: may("The length of a rolling window, as an ISO 8601 duration such as P30D.", isoDuration),
    currency: may("Default: the transaction's currency.", currency),
  });

const band = () =>
  object("FeeBand", "The terms of a fee for amounts up to a bound.", {
    upTo: may("The highest amount of the band. The last band may leave it out.", money),
    flat: may("Replaces the fee's own `flat`.", money),
    rate: may("Replaces the fee's own `rate`.", rate),
  });

const fee = /* @__PURE__ */ (() =>
  object("Fee", "One fee: `flat` plus `rate` of the charged amount, then clamped to `min` and `max`.", {
    party: may("Who charges it.", oneOf("wallet", "bank", "merchant", "payee", "network", "tax")),
    flat: may("A fixed amount.", money),
    rate: may("A share of the charged amount: 0.006 is 0.6 %.", rate),
    min: may("The lowest fee.", money),
    max: may("The highest fee.", money),
    bands: may("Other terms by amount: the first band with amount at or below `upTo` applies.", z.array(band())),
    freeAllowance: may("Only the part of the amount above it is charged; nothing is charged up to it.", money),
    paidBy: may('Who bears it; default "payer".', oneOf("payer", "payee")),
    currency: may("Default: the transaction's currency.", currency),
  }))();

const fundingSource = () =>
  object("FundingSource", "A place from which money can be added to the balance.", {
    kind: must("What it is.", oneOf("bank_card", "credit_card", "bank_account", "agent", "other")),
    label: may("Its name for the customer.", plainText),
    available: may("What it can give now.", money),
    minTopUp: may("The lowest top-up from it.", money),
    maxTopUp: may("The highest top-up from it.", money),
    fees: may("All fees of a top-up from it; an empty list means none.", z.array(fee)),
    status: may("Whether it can be used.", oneOf("active", "expired", "blocked")),
  });

const instrument = () =>
  object("Instrument", "The card, wallet or account that pays.", {
    kind: may(
      "What it is. For card kinds `balance` is another account's.",
      oneOf(
        "wallet",
        "mobile_money",
        "card",
        "debit_card",
        "credit_card",
        "prepaid_card",
        "bank_account",
        "crypto_wallet",
      ),
    ),
    brand: may(
      "The card network, whose limits on retries apply.",
      oneOf("visa", "mastercard", "amex", "unionpay", "jcb", "discover", "elo", "other"),
    ),
    status: may("Whether it can be used.", oneOf("active", "expired", "blocked", "lost", "stolen", "not_linked")),
    expires: may("The last month in which it is valid, as YYYY-MM. It ends with that month, in UTC.", yearMonth),
  });

const authentication = () =>
  object("Authentication", "The confirmation of this transaction by the customer.", {
    method: may("How it is confirmed.", oneOf("payment_password", "pin", "otp", "challenge", "biometric")),
    status: may("How far it came.", oneOf("passed", "failed", "required", "expired", "cancelled")),
    attemptsLeft: may("How many attempts are left.", natural),
    lockedUntil: may("When the lock after too many wrong attempts ends.", dateTime),
  });

const account = () =>
  object("Account", "The payer's account.", {
    status: may("Whether it can be used.", oneOf("active", "frozen", "dormant", "closed")),
    verification: may("How far the identity is verified.", oneOf("none", "basic", "full")),
    requiredVerification: may("The verification that this transaction needs.", oneOf("basic", "full")),
    twoFactor: may("Whether two-factor authentication is on.", flag),
    unrecognisedActivity: may("Whether there is activity that the holder does not recognise.", flag),
  });

const payee = () =>
  object("Payee", "The account that receives.", {
    status: may("Whether it can receive.", oneOf("active", "closed", "cannot_receive", "not_found")),
    currencies: may("All currencies that it accepts.", z.array(currency)),
    balance: may(
      "The balance of the account that receives.",
      object("PayeeBalance", "The balance of the account that receives.", {
        available: may("What is on it now.", money),
        cap: may("The highest balance that it may hold.", money),
      }),
    ),
  });

const failure = () =>
  object("Failure", "What the provider answered.", {
    provider: may(
      "The provider's name, such as stripe. Names and codes are compared without regard to case.",
      plainText,
    ),
    code: may("The code in the provider's main scheme.", plainText),
    networkCode: may("The card network's code. Its scheme is iso8583.de39 unless `codes` says otherwise.", plainText),
    adviceCode: may("The card network's advice on retries.", plainText),
    message: may("The provider's sentence. A cause from a sentence alone is at most possible.", plainText),
    codes: may(
      "Every code, each with its scheme.",
      z.array(
        object("FailureCode", "One code of a provider or network.", {
          scheme: must("The namespace of the code, such as stripe.decline_code or iso8583.de39.", plainText),
          code: must("The code itself.", plainText),
        }),
      ),
    ),
  });

const historyEntry = () =>
  object("HistoryEntry", "An earlier transaction of the payer.", {
    id: may("Its id.", plainText),
    at: must("When it was attempted.", dateTime),
    amount: must("Its amount in major units.", money),
    currency: may("Default: the transaction's currency.", currency),
    payee: may("Its payee, as in `payeeId`.", plainText),
    reference: may("Its reference.", plainText),
    status: must("How it ended.", oneOf("succeeded", "failed", "pending")),
    cause: may("The code of its cause.", plainText),
    triedRemedies: may("The actions that were tried without success.", z.array(plainText)),
  });

const customer = () =>
  object("Customer", "The person who pays.", {
    id: may("The customer's id.", plainText),
    locale: may("The customer's language, as a BCP 47 tag.", plainWord),
    preferredChannel: may("How the customer prefers to reach support.", oneOf("phone", "chat", "email")),
    canLogIn: may("Whether the customer can sign in. Decides which support channels are offered.", flag),
  });

/** The context of a transaction, as contract §1 has it. JSON Schema, the walk's shape and the TypeScript types are made from it. */
export const contextSchema = /* @__PURE__ */ (() =>
  object(
    "TransactionContext",
    "The facts about one transaction. Nothing is required: a missing or null fact is unknown, never false and never zero.",
    {
      transaction: may("What was attempted.", transaction()),
      balance: may("The balance of the account that pays.", balance()),
      network: may("The connection of the device and the state of the provider's service.", network()),
      limits: may("All limits that apply; an empty list means none.", z.array(limit())),
      fees: may("All fees of this transaction; an empty list means none.", z.array(fee)),
      fundingSources: may("Where money can be added from; an empty list means nowhere.", z.array(fundingSource())),
      instrument: may("The card, wallet or account that pays.", instrument()),
      authentication: may("The confirmation of this transaction by the customer.", authentication()),
      account: may("The payer's account.", account()),
      payee: may("The account that receives.", payee()),
      failure: may("What the provider answered.", failure()),
      history: may(
        "Earlier transactions, for rolling limits, duplicates and remedies already tried.",
        z.array(historyEntry()),
      ),
      customer: may("The person who pays.", customer()),
      payeeId: may("The payee's id, as in `history`.", plainText),
      extensions: may("Facts for rules of your own, named `extensions.*`.", z.record(z.string(), z.unknown())),
    },
  ))();
