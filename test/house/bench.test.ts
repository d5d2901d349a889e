import { expect, it } from "vitest";
import { handWritten } from "../../bench/peers/hand-written.js";
import { rulesOf } from "../../bench/rules.js";

it("every shipped rule is written by hand too, for the comparison in the benchmark", () => {
  const rules = rulesOf(200);
  expect(rules).toHaveLength(200);
  expect(() => handWritten(rules)).not.toThrow();
});
