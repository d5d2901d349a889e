import { always } from "../support/laws.js";
import { confirmPlan, troubled } from "../support/plans.js";

always(
  "the plan is the cheapest that trying every remedy finds",
  async ({ context, options }) => {
    await confirmPlan(context, options);
  },
  troubled,
  400,
);
