import fc from "fast-check";
import { afterEach, expect } from "vitest";
import { watchPrototypes } from "../support/prototypes.js";

// A test run tries the same examples each time, so that it goes red only for what was changed. Others are tried by the nightly
// script, which gives a seed of its own and says it.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TXWHY_SEED ?? 1) });

const changed = watchPrototypes();
afterEach(() => {
  expect(changed(), "built-in objects that a test has changed").toEqual([]);
});
