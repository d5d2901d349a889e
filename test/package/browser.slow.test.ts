import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserBundle, filesIn as bytesIn, packageOf } from "../../scripts/browser-bundle.js";
import * as node from "../../src/api/index.js";
import { meaningOf } from "../../src/facts/meanings.js";
import { vocabulary } from "../../src/facts/vocabulary.js";
import { cases } from "../support/contexts.js";
import { everything } from "../support/hostile.js";
import { Dice, type Json, mutated } from "../support/mutate.js";
import { describeInBrowser, emptyPage } from "../web/page.js";
import { installed, isBuilt } from "./packed.js";

let folder = "";
let remove = (): void => {};

type Bundle = Awaited<ReturnType<typeof browserBundle>>;

const bundled = (contents: string, more?: BuildOptions): Promise<Bundle> => browserBundle(contents, folder, more);
const everyEntry = 'export * from "txwhy"; export * as core from "txwhy/core"; export * as alone from "txwhy/redact";';

const textOf = ({ outputFiles }: Bundle): string => outputFiles[0]?.text ?? "";
/** The files of which something is left in the bundle. */
const filesIn = (metafile: Metafile): string[] =>
  bytesIn(metafile)
    .filter(([path, bytes]) => bytes > 0 && path !== "<stdin>")
    .map(([path]) => path);
const packagesIn = (metafile: Metafile): string[] => [
  ...new Set(filesIn(metafile).map((path) => packageOf(path) ?? path)),
];

// One installation serves the bundles and the browser.
beforeAll(async () => {
  if (isBuilt) ({ folder, remove } = await installed());
}, 300_000);
afterAll(() => remove());

describe.skipIf(!isBuilt)("the package in a browser's bundle", () => {
  describe("holds only what is imported", () => {
    it.each(["txwhy/redact", "txwhy/core"])("redact from %s brings no rule, no engine and no schema", async (entry) => {
      const result = await bundled(`export { redact } from "${entry}";`);
      expect(packagesIn(result.metafile)).toEqual(["txwhy"]);
      for (const sign of ["balance.insufficient", "greaterThanInclusive", "ZodError", "incorrect_cvc"])
        expect(textOf(result)).not.toContain(sign);
      const whole = await bundled('export * from "txwhy/core";');
      expect(textOf(result).length * 6).toBeLessThan(textOf(whole).length);
    });

    it("diagnose from txwhy/core brings decimal.js as it is published, the engine whole, and no schema library", async () => {
      const result = await bundled('export { diagnose } from "txwhy/core";');
      expect(packagesIn(result.metafile).sort()).toEqual(["decimal.js", "txwhy"]);
      expect(textOf(result)).not.toContain("ZodError");
      // Parts that no verdict needs: nobody has cut them out.
      for (const part of ["updateRule", "squareRoot"]) expect(textOf(result)).toContain(part);
    });

    it("everything from txwhy brings zod for rules of one's own, yaml for what is pasted, and the search for messages", async () => {
      const result = await bundled('export * from "txwhy"; export * as core from "txwhy/core";');
      expect(packagesIn(result.metafile).sort()).toEqual(["decimal.js", "minisearch", "txwhy", "yaml", "zod"]);
    });

    it("everything from txwhy has a module that throws in the place of jsonpath-plus", async () => {
      const text = textOf(await bundled('export * from "txwhy"; export * as core from "txwhy/core";'));
      expect(text).toContain("defect: a JSONPath was looked up");
      // What jsonpath-plus would bring: its evaluator of scripts, and the runner of code it takes from Node.
      for (const sign of ["jsonpath-plus", "toPathArray", "toPathString", "SafeEval", "runInNewContext", "@path"])
        expect(text).not.toContain(sign);
    });

    it("no sentence that says what a fact means is in it", async () => {
      const text = textOf(await bundled('export * from "txwhy";'));
      const told = vocabulary.map(({ name }) => meaningOf(name) as string).filter((meaning) => text.includes(meaning));
      expect(told).toEqual([]);
    });

    it("redact from txwhy brings no code table and no cause", async () => {
      const text = textOf(await bundled('export { redact } from "txwhy";'));
      for (const sign of ["incorrect_cvc", "The balance does not cover the fee"]) expect(text).not.toContain(sign);
    });

    it("diagnose from txwhy/core brings no code table and no other language", async () => {
      const result = await bundled('export { diagnose } from "txwhy/core";');
      expect(filesIn(result.metafile).filter((path) => /txwhy\/dist\/(?:codes|locales|index)/.test(path))).toEqual([]);
      expect(textOf(result)).toContain("balance.insufficient");
      for (const sign of ["incorrect_cvc", "Saldo tidak cukup untuk biayanya", "余额不够付手续费"])
        expect(textOf(result)).not.toContain(sign);
    });

    it("one provider and one language bring no others", async () => {
      const result = await bundled(
        'export { diagnose, composeRules } from "txwhy/core"; export { default as stripe } from "txwhy/codes/stripe"; export { default as id } from "txwhy/locales/id";',
      );
      const packs = filesIn(result.metafile).filter((path) => /\/dist\/(?:codes|locales)\//.test(path));
      expect(packs.map((path) => path.replace(/.*\/dist\//, "")).sort()).toEqual(["codes/stripe.js", "locales/id.js"]);
    });
  });

  it("is the build for browsers, whichever entry is imported", async () => {
    for (const entry of ["txwhy", "txwhy/core", "txwhy/redact"]) {
      const { metafile } = await bundled(`export * from "${entry}";`);
      const files = filesIn(metafile).filter((path) => packageOf(path) === "txwhy");
      expect(files.length).toBeGreaterThan(0);
      for (const path of files) expect(path).toMatch(/\/dist\/(?:browser|codes|locales)\//);
    }
  });

  it.each(["worker", "workerd", "edge-light"])("is that build too under the condition %s alone", async (condition) => {
    const result = await bundled(everyEntry, { platform: "neutral", conditions: [condition] });
    const files = filesIn(result.metafile).filter((path) => packageOf(path) === "txwhy");
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect(path).toMatch(/\/dist\/(?:browser|codes|locales)\//);
    expect(packagesIn(result.metafile)).not.toContain("jsonpath-plus");
    expect(Object.values(result.metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  });

  it("answers any context as the build for Node does, and refuses it with the same faults", {
    timeout: 300_000,
  }, async () => {
    const file = join(folder, "whole.mjs");
    writeFileSync(file, textOf(await bundled('export * from "txwhy";')));
    const browser = (await import(pathToFileURL(file).href)) as typeof node;
    const answer = async ({ diagnose, preflight }: typeof node, context: never, options: object): Promise<unknown> => {
      try {
        return [await diagnose(context, options), await preflight(context, options)];
      } catch (error) {
        return (error as InstanceType<typeof node.InvalidContextError>).issues ?? error;
      }
    };
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async ({ context, options }, seed) => {
        const dice = new Dice(seed);
        const spoilt = mutated((dice.below(2) === 0 ? context : everything()) as Json, dice, everything() as Json);
        for (const one of [context, spoilt]) {
          const expected = await answer(node, one as never, options);
          kinds.add(Array.isArray(expected) && "verdict" in (expected[0] as object) ? "answered" : "refused");
          expect(await answer(browser, one as never, options)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
    expect([...kinds].sort()).toEqual(["answered", "refused"]);
  });

  it("asks for nothing of Node", async () => {
    const result = await bundled(everyEntry);
    const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
    expect(imports).toEqual([]);
    expect(textOf(result)).not.toMatch(/\brequire\(["'](?:node:|fs|path|util|crypto)/);
  });
});

/** What the test needs of a browser's globals. */
interface Window {
  answers(): Promise<unknown>;
  Worker: new (
    url: string,
    options: { type: "module" },
  ) => {
    onmessage: (event: { data: unknown }) => void;
    onerror: (event: { message: string }) => void;
    postMessage(message: unknown): void;
  };
}

const app = `
  import { diagnose, readTransaction, redact } from "txwhy";
  import * as core from "txwhy/core";
  import id from "txwhy/locales/id";
  import stripe from "txwhy/codes/stripe";

  export async function answers() {
    const [{ context }] = readTransaction("{'transaction': {'amount': '120.00', 'currency': 'EUR'}, 'balance': {'available': '100.00'}, 'fees': []}").transactions;
    const whole = await diagnose(context);
    const rules = core.composeRules({ codes: [stripe], locales: [id] });
    const parts = await core.diagnose({ failure: { provider: "stripe", code: "expired_card" } }, { rules, locale: "id" });
    return { whole: whole.causes.map(({ code }) => code), plan: whole.plan, parts: parts.causes.map(({ code, title }) => [code, title]), card: redact("4012 8888 8888 1881") };
  }
`;

describeInBrowser("the package in Chromium", () => {
  let server: Server;
  let origin = "";
  const files = new Map<string, [type: string, text: string]>();

  beforeAll(async () => {
    if (!isBuilt) return;
    const inPage = await bundled(`${app}\nglobalThis.answers = answers;`);
    const inWorker = await bundled(
      `${app}\nonmessage = async () => postMessage(await answers().catch((error) => String(error)));`,
    );
    files.set("/app.js", ["text/javascript", textOf(inPage)]);
    files.set("/worker.js", ["text/javascript", textOf(inWorker)]);
    files.set("/", [
      "text/html",
      '<!doctype html><meta charset="utf-8"><title>app</title><script type="module" src="/app.js"></script>',
    ]);
    server = createServer(({ url = "/" }, response) => {
      const [type, text] = files.get(url) ?? ["text/plain", ""];
      // As an app that forbids text to be run as code.
      response.setHeader("Content-Security-Policy", "default-src 'self'");
      response.setHeader("Content-Type", `${type}; charset=utf-8`);
      response.end(text);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }, 300_000);
  afterAll(() => {
    server?.close();
  });

  it.skipIf(!isBuilt)("answers alike in a page and in a module worker, where no text may be run as code", async () => {
    const page = await emptyPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(origin, { waitUntil: "load" });
    const [inPage, inWorker] = await page.evaluate(async () => {
      const { answers, Worker: Started } = globalThis as unknown as Window;
      const worker = new Started("/worker.js", { type: "module" });
      const answered = new Promise((done, fail) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = ({ message }) => fail(new Error(message));
      });
      worker.postMessage("go");
      return [await answers(), await answered];
    });
    expect(inPage).toMatchObject({
      whole: ["balance.insufficient"],
      plan: { clears: true },
      parts: [["instrument.expired", "Masa berlaku kartu sudah habis"]],
      card: "<CARD_1 …1881>",
    });
    expect(inWorker).toEqual(inPage);
    expect(faults).toEqual([]);
    await page.close();
  });
});
