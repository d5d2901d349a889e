import { defineConfig } from "vitest/config";

/** How Stryker runs the tests that stryker.config.mjs names; the rules' modules are made before it starts. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup/each.ts"],
    testTimeout: 30_000,
    // A few tries of each property: many of them meet the same mutant.
    env: { TXWHY_RUNS: "5" },
  },
});
