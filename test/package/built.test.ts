import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const dist = join(process.cwd(), "dist");
const require = createRequire(join(dist, "index.cjs"));
const expired = { failure: { provider: "stripe", code: "expired_card" } };

// `npm cit` builds before it tests; without a build there is no package to look at.
describe.skipIf(!existsSync(join(dist, "index.cjs")))("the built package", () => {
  it("answers when it is required", async () => {
    const { diagnose } = require("./index.cjs") as typeof import("../../src/api/index.js");
    expect((await diagnose(expired)).causes[0]?.code).toBe("instrument.expired");
  });

  it("answers when it is imported", async () => {
    const { diagnose } = (await import(
      pathToFileURL(join(dist, "index.js")).href
    )) as typeof import("../../src/api/index.js");
    expect((await diagnose(expired)).causes[0]?.code).toBe("instrument.expired");
  });

  it("is put together from its core, one table and one language, by require and by import", async () => {
    const parts = [
      [require("./core.cjs"), require("./codes/stripe.cjs"), require("./locales/id.cjs")],
      await Promise.all(
        ["core.js", "codes/stripe.js", "locales/id.js"].map((file) => import(pathToFileURL(join(dist, file)).href)),
      ),
    ];
    for (const [core, stripe, id] of parts) {
      const rules = core.composeRules({ codes: [stripe.default], locales: [id.default] });
      const diagnosis = await core.diagnose(expired, { rules, locale: "id" });
      expect(diagnosis.causes[0].code).toBe("instrument.expired");
      expect(diagnosis.locale).toBe("id");
    }
  });

  it("knows no provider's codes in its core alone", async () => {
    const { diagnose } = require("./core.cjs") as typeof import("../../src/api/core.js");
    expect((await diagnose(expired)).causes).toEqual([]);
  });
});
