import { defineConfig } from "vitest/config";

/** The name of a file that takes more than about ten seconds, or needs a browser or an installed package. */
const SLOW = "test/**/*.slow.test.ts";

/** `npm test` runs the fast project, `npm run test:slow` the other; a file named on the command line is found in both. */
export default defineConfig({
  test: {
    globalSetup: ["test/setup/generate.ts"],
    setupFiles: ["test/setup/each.ts"],
    reporters: process.env.CI ? ["default", "json"] : ["default"],
    outputFile: { json: "reports/vitest.json" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "fast", include: ["test/**/*.test.ts"], exclude: [SLOW] } },
      { extends: true, test: { name: "slow", include: [SLOW] } },
    ],
  },
});
