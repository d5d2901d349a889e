import { defineConfig } from "vitest/config";

/** What one room's mutants are tried against: named by the script, with semicolons between; each property a few times, with the same examples. */
export default defineConfig({
  test: {
    include: (process.env.MUTATION_TESTS ?? "").split(";"),
    setupFiles: ["test/setup/each.ts"],
    testTimeout: 20_000,
    env: { TXWHY_RUNS: "25" },
  },
});
