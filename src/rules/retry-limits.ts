import type { RetryLimit } from "./files.js";

/** What of a limit is applied; the rest tells the readers of its file where it is from. */
export type AppliedLimit = Omit<RetryLimit, "edition" | "source" | "note">;

/** Sources disagree, because networks change their rules: of the editions of one rule the newest applies. */
export function newestLimits<L extends AppliedLimit>(limits: readonly L[]): L[] {
  const newest = new Map<string, L>();
  for (const limit of limits) {
    const known = newest.get(limit.id);
    if (known === undefined || (known.since ?? "") < (limit.since ?? "")) newest.set(limit.id, limit);
  }
  return [...newest.values()];
}

/** Own limits laid over others: one replaces every edition of the rule with its id. */
export const overLimits = (own: readonly AppliedLimit[], below: readonly AppliedLimit[]): AppliedLimit[] => {
  const ids = new Set(own.map(({ id }) => id));
  return newestLimits([...below.filter(({ id }) => !ids.has(id)), ...own]);
};
