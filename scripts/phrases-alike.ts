/** Causes that are the same for the person: the same party, and the same thing to do. */
interface Alike {
  causes: readonly string[];
  /** They are not the same where the meaning has one of these words. */
  unlessNamed?: RegExp;
  why: string;
}

const SIDES = /payee|recipient|receiv|benefic|creditor|customer|payer|holder|debtor|issuer|your/i;
const WINDOWS = /dai|day|week|month|year|annual|24|lifetime/i;

/** Pairs and groups by which a message may be told another way, with one reason each. */
const ALIKE: readonly Alike[] = [
  {
    causes: ["issuer.declined", "instrument.declined"],
    why: "It was declined without a reason: another way of paying, or ask the card's bank.",
  },
  {
    causes: ["merchant.misconfigured", "merchant.not_permitted"],
    why: "Only the merchant can mend it; the customer tells them.",
  },
  {
    causes: ["provider.error", "provider.outage", "provider.maintenance", "issuer.unavailable"],
    why: "A system on the way failed: try later or another way. Nothing of the customer's is wrong.",
  },
  {
    causes: ["authentication.challenge_failed", "authentication.challenge_required"],
    why: "The confirmation has to be gone through, from its start.",
  },
  {
    causes: ["instrument.expired", "instrument.invalid_details"],
    why: "The card's details have to be entered anew; many meanings name both.",
  },
  {
    causes: ["instrument.unsupported", "account.not_permitted"],
    why: "This card or account cannot pay this: another way of paying.",
  },
  { causes: ["payee.closed", "payee.not_found"], why: "The payee's account has to be corrected or asked for." },
  { causes: ["payee.closed", "payee.cannot_receive"], why: "The payee has to name another account." },
  {
    causes: [
      "limit.per_transaction",
      "limit.daily",
      "limit.weekly",
      "limit.monthly",
      "limit.yearly",
      "limit.lifetime",
      "limit.rolling",
      "limit.count",
    ],
    unlessNamed: WINDOWS,
    why: "The meaning says a limit and not which one.",
  },
  {
    causes: ["instrument.invalid_details", "payee.not_found"],
    unlessNamed: SIDES,
    why: "The meaning does not say whose account it is: the details that were entered have to be checked.",
  },
  {
    causes: ["account.closed", "payee.closed"],
    unlessNamed: SIDES,
    why: "The meaning does not say whose account is closed.",
  },
  {
    causes: ["account.frozen", "account.dormant", "payee.cannot_receive", "instrument.blocked"],
    unlessNamed: SIDES,
    why: "The meaning does not say whose account is blocked.",
  },
];

/** An unknown outcome is the careful answer to a failure of a system: the status is looked up first. Not the other way round. */
const CAREFUL = { said: "network.timeout", for: ["provider.error", "provider.outage", "issuer.unavailable"] };

/** Whether a cause that was said is the same for the person as the row's own. */
export function isAlike(own: string, said: string, meaning: string): boolean {
  return (
    own === said ||
    (said === CAREFUL.said && CAREFUL.for.includes(own)) ||
    ALIKE.some(
      ({ causes, unlessNamed }) => causes.includes(own) && causes.includes(said) && !unlessNamed?.test(meaning),
    )
  );
}
