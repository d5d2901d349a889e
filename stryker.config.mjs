/**
 * `ROOM=causes npm run mutation` changes the sources of one room in small ways and sees whether the tests about it notice.
 * `ROOM=causes npm run mutation -- --mutate src/causes/find.ts` does so for one file. A room takes from minutes to hours. The scores
 * are kept in docs/quality.md.
 */
const stories = (...names) => names.map((name) => `test/stories/${name}.test.ts`);
const amounts = stories("amounts", "balance", "duplicates");
const limits = stories("fees", "limits", "rolling", "windows");

/**
 * The tests that are about a room, beside the fast ones in its own folder. A mutant that survives meets every test that reaches it, so
 * tests that take long, and tests that go the same way through the room as others, are left out.
 */
const aboutRoom = {
  base: ["test/facts/meanings.test.ts", "test/context/*.test.ts"],
  redact: [],
  context: [...amounts, ...limits],
  facts: [
    ...amounts,
    ...limits,
    ...stories(
      "attempt-and-now",
      "codes",
      "messages",
      "network",
      "next-attempt",
      "passable",
      "security",
      "whose-money",
    ),
    "test/rules/cases.test.ts",
    "test/facts/{amounts,money-laws}.property.slow.test.ts",
  ],
  rules: [...stories("own-rules"), "test/cli/rules/{check,promote}.test.ts"],
  causes: [
    ...amounts,
    ...stories("answers", "attempt-and-now", "codes", "evidence", "network", "questions", "whose-money"),
    ...stories("money-that-may-have-moved", "security"),
    "test/invariants/causes.slow.test.ts",
  ],
  remedies: [
    ...stories("money-that-may-have-moved", "next-attempt", "plans", "remedies", "security", "support", "waiting"),
    "test/invariants/remedies.slow.test.ts",
    "test/remedies/plan.slow.test.ts",
  ],
  words: [...stories("answers", "questions", "replies", "reply-texts"), "test/api/assess.test.ts"],
  read: [],
  api: [...amounts, ...limits, ...stories("answers"), "test/invariants/{contract,preflight}.slow.test.ts"],
};

/** Tests of seconds, and those that meet a whole table or all examples. */
const leftOut = {
  facts: "|words",
  remedies: "|patches|plan|published-retry",
  rules: "|codes-of-other-kinds|merchants-kinds|provider-kinds|refund-payloads",
  read: "|words",
  redact: "|heap",
};

const { ROOM: room = "" } = process.env;
if (!(room in aboutRoom)) throw new Error(`ROOM names one of ${Object.keys(aboutRoom).join(", ")}`);

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [`src/${room}/**/*.ts`, "!src/rules/generated/**"],
  testRunner: "vitest",
  testFiles: [`test/${room}/**/!(*.slow${leftOut[room] ?? ""}).test.ts`, ...aboutRoom[room]],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  // A mutant meets only the tests that reach it. What runs while a module is loaded would meet all of them, and is left out.
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  // A text, list or object made empty, and a chain that is no longer optional: the types refuse most of these.
  mutator: { excludedMutations: ["StringLiteral", "ArrayDeclaration", "ObjectLiteral", "OptionalChaining"] },
  disableTypeChecks: false,
  ignorePatterns: ["/dist", "/docs", "/bench", "/reports", "/src/web"],
  // A second run of a room tries only what has changed, in the sources or in the tests.
  incremental: true,
  incrementalFile: `reports/mutation/${room}-incremental.json`,
  // With more, mutants may be reported as survivors before all their tests have run.
  concurrency: 1,
  // A busy machine must not pass for a mutant that hangs: most of those run into Stryker's limit of loops, whatever the time.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  reporters: ["progress-append-only", "clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${room}.html` },
  jsonReporter: { fileName: `reports/mutation/${room}.json` },
  thresholds: { high: 90, low: 85, break: 85 },
};
