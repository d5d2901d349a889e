import type { RetryLimit } from "./files.js";

/** Sources disagree, because networks change their rules: of the editions of one rule the newest applies. */
export function newestLimits(limits: readonly RetryLimit[]): RetryLimit[] {
  const newest = new Map<string, RetryLimit>();
  for (const limit of limits) {
    const known = newest.get(limit.id);
    if (known === undefined || (known.since ?? "") < (limit.since ?? "")) newest.set(limit.id, limit);
  }
  return [...newest.values()];
}

/** Own limits laid over others: one replaces every edition of the rule with its id. */
export const overLimits = (own: readonly RetryLimit[], below: readonly RetryLimit[]): RetryLimit[] => {
  const ids = new Set(own.map(({ id }) => id));
  return newestLimits([...below.filter(({ id }) => !ids.has(id)), ...own]);
};
