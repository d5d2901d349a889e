/** The windows a person can name in one answer; a rolling one needs its history, which is pasted. */
export const limitWindows = ["per_transaction", "daily", "weekly", "monthly", "yearly", "lifetime"] as const;
