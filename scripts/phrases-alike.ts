/** Causes that are the same for the person: the same party has to mend it, and the first thing to do is the same. */
export const ALIKE: readonly { causes: readonly string[]; why: string }[] = [
  {
    causes: ["merchant.misconfigured", "merchant.not_permitted"],
    why: "Only the merchant can mend it; the customer tells them.",
  },
  {
    causes: ["provider.outage", "provider.maintenance"],
    why: "The provider's system is down: wait, or pay another way.",
  },
  {
    causes: ["authentication.challenge_failed", "authentication.challenge_required"],
    why: "The confirmation has to be gone through, from its start.",
  },
  {
    causes: ["instrument.expired", "instrument.invalid_details"],
    why: "The card's details have to be entered anew; many meanings name both.",
  },
];

/** Whether a cause that was said is the same for the person as the row's own. */
export function isAlike(own: string, said: string): boolean {
  return own === said || ALIKE.some(({ causes }) => causes.includes(own) && causes.includes(said));
}
