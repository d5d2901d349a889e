import { defineConfig } from "vitest/config";

/** The name of a file that takes more than about ten seconds, or needs a browser or an installed package. */
const SLOW = "test/**/*.slow.test.ts";

/** The name of a file that puts other modules in the place of ours: it must not share its modules with other files. */
const MOCKING = "test/**/*.mocking.test.ts";

/** `npm test` runs the projects fast and mocking, `npm run test:slow` the other; a file named on the command line is found in both. */
export default defineConfig({
  test: {
    globalSetup: ["test/setup/generate.ts"],
    setupFiles: ["test/setup/each.ts"],
    reporters: process.env.CI ? ["default", "json"] : ["default"],
    outputFile: { json: "reports/vitest.json" },
    // By default one core is left free, which is half of a machine with two; slow tests wait for processes and browsers as it is.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine takes longer than the usual second to show what was asked of a page.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // Loading the library anew for each file would take longer than the tests in it.
      {
        extends: true,
        test: { name: "fast", include: ["test/**/*.test.ts"], exclude: [SLOW, MOCKING], isolate: false },
      },
      { extends: true, test: { name: "mocking", include: [MOCKING] } },
      { extends: true, test: { name: "slow", include: [SLOW] } },
    ],
  },
});
