/**
 * `ROOM=causes npm run mutation` changes the sources of one room in small ways and sees whether the tests about it notice.
 * `ROOM=causes npm run mutation -- --mutate src/causes/find.ts` does so for one file. A room takes from minutes to hours. The scores
 * are kept in docs/quality.md.
 */
// All but the file that runs every example: it takes as long as the others together.
const stories = ["test/stories/!(examples).test.ts", "test/rules/cases.test.ts"];

/** The tests that are about a room, beside the fast ones in its own folder. Properties are tried a few times each. */
const aboutRoom = {
  base: ["test/facts/*.test.ts", "test/context/*.test.ts"],
  redact: [],
  context: stories,
  facts: [...stories, "test/facts/*.property.slow.test.ts"],
  rules: ["test/stories/own-rules.test.ts"],
  causes: [...stories, "test/invariants/causes.slow.test.ts"],
  remedies: [...stories, "test/invariants/remedies.slow.test.ts"],
  words: stories,
  read: [],
  api: [...stories, "test/invariants/{contract,preflight}.slow.test.ts"],
};

const { ROOM: room = "" } = process.env;
if (!(room in aboutRoom)) throw new Error(`ROOM names one of ${Object.keys(aboutRoom).join(", ")}`);

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [`src/${room}/**/*.ts`, "!src/rules/generated/**"],
  testRunner: "vitest",
  testFiles: [`test/${room}/**/!(*.slow).test.ts`, ...aboutRoom[room]],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  // A mutant meets only the tests that reach it. What runs while a module is loaded would meet all of them, and is left out.
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  disableTypeChecks: false,
  ignorePatterns: ["/dist", "/docs", "/bench", "/reports", "/src/web"],
  concurrency: 2,
  // A busy machine must not pass for a mutant that hangs: most of those run into Stryker's limit of loops, whatever the time.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  reporters: ["progress", "clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${room}.html` },
  jsonReporter: { fileName: `reports/mutation/${room}.json` },
  thresholds: { high: 90, low: 85, break: 85 },
};
