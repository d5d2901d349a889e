import { describe, expect, it } from "vitest";
import { composeRules, explain as explainCore, loadRules as loadOverCore } from "../../src/api/core.js";
import { type CauseFile, type CodeTable, explain, InvalidRulesError, type RuleFiles } from "../../src/api/index.js";
import stripe from "../../src/rules/generated/codes/stripe.js";
import { folderWith, ownCause, txwhy } from "../cli/helpers.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const acme = (change: Partial<CodeTable> = {}): CodeTable => ({
  provider: "acme",
  name: "Acme Pay",
  mainScheme: "acme.code",
  sources: { docs: { title: "Acme API", url: "https://acme.example/errors", date: "2026-11-22" } },
  schemes: {
    "acme.code": {
      level: "provider",
      field: "error",
      source: "docs",
      codes: [
        {
          code: "E51",
          meaning: "too little money",
          cause: "balance.insufficient",
          certainty: "certain",
          retry: "after_remedy",
        },
      ],
    },
  },
  ...change,
});
const FILE = "codes/acme.json";
const packOf = (table: CodeTable) => ({
  provider: table.provider,
  aliases: table.aliases ?? [],
  schemes: Object.keys(table.schemes),
  load: () => table,
});
const row = (change: object) => {
  const table = structuredClone(acme());
  const codes = table.schemes["acme.code"]?.codes as object[];
  codes[0] = { ...codes[0], ...change };
  return table;
};

const issuesOf = (files: Readonly<Record<string, unknown>>): string[] => {
  try {
    loadRules(files);
  } catch (error) {
    if (!(error instanceof InvalidRulesError)) throw error;
    return error.issues.map(({ file, path, code }) => `${file} ${path} ${code}`);
  }
  return [];
};
const causesOf = async (failure: { provider: string; code: string }, rules = loadRules({ [FILE]: acme() })) =>
  (await diagnose({ failure }, { rules })).causes.map(({ code, certainty }) => `${code} ${certainty}`);

describe("a code table of one's own", () => {
  it("is read beside the shipped ones", async () => {
    expect(await causesOf({ provider: "acme", code: "e51" })).toEqual(["balance.insufficient certain"]);
    expect(await causesOf({ provider: "stripe", code: "expired_card" })).toEqual(["instrument.expired certain"]);
  });

  it("may mean a cause of one's own", async () => {
    const rules = loadRules({ [FILE]: row({ cause: "merchant.closed" }), "merchant/closed.json": ownCause() });
    const { causes, verdict } = await diagnose({ failure: { provider: "acme", code: "E51" } }, { rules });
    expect([causes.map(({ code }) => code), verdict]).not.toEqual([[], "not_failed"]);
  });

  it("adds its rows to a shipped table of the same provider, and replaces those of the same code", async () => {
    const own: CodeTable = {
      ...acme({ provider: "stripe", name: "Stripe", mainScheme: "stripe.decline_code" }),
      schemes: {
        "stripe.decline_code": {
          level: "issuer",
          field: "decline_code",
          source: "docs",
          codes: [
            {
              code: "acme_block",
              meaning: "blocked by us",
              cause: "instrument.blocked",
              certainty: "certain",
              retry: "never",
            },
            {
              code: "lost_card",
              meaning: "blocked by us",
              cause: "instrument.blocked",
              certainty: "certain",
              retry: "never",
            },
          ],
        },
      },
    };
    const rules = loadRules({ "codes/stripe.json": own });
    const read = (code: string) => causesOf({ provider: "stripe", code }, rules);
    expect(await read("acme_block")).toEqual(["instrument.blocked certain"]);
    expect(await read("lost_card")).toEqual(["instrument.blocked certain"]);
    const { schemes } = stripe.load();
    const known = (name: string) => (schemes[name]?.codes ?? []).map(({ code }) => code);
    const others = Object.keys(schemes).filter((name) => name !== "stripe.decline_code");
    const alone = known("stripe.decline_code").filter((code) => !others.flatMap(known).includes(code));
    expect(alone.length).toBeGreaterThan(3);
    for (const code of alone.filter((one) => one !== "lost_card"))
      expect(await read(code)).toEqual(await causesOf({ provider: "stripe", code }, loadRules({})));
  });

  it("counts in the hash and the id, in files and in packs alike", () => {
    const files = loadRules({ [FILE]: acme() });
    const none = composeRules({});
    const shipped = composeRules({ codes: [stripe] });
    const own = composeRules({ codes: [stripe, packOf(acme())] });
    expect([files.id, none.id, shipped.id, own.id]).toEqual(["txwhy+own", "txwhy", "txwhy", "txwhy+own"]);
    const hashes = [files, loadRules({}), loadRules({ [FILE]: row({ retry: "never" }) }), none, shipped, own];
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
    expect(loadRules({ [FILE]: JSON.stringify(acme(), null, 4) }).hash).toBe(files.hash);
  });

  it.each<[string, unknown, string]>([
    ["a main scheme that is not there", acme({ mainScheme: "nope" }), "/mainScheme unknown_scheme"],
    ["a cause that is not there", row({ cause: "balance.nope" }), "/schemes/acme.code/codes/0/cause unknown_cause"],
    ["a source that is not there", row({ source: "nope" }), "/schemes/acme.code/codes/0/source unknown_source"],
    ["an unknown key", { ...acme(), colour: "red" }, "/colour unknown_key"],
    ["a name that is not its file's", acme({ provider: "acne" }), "/provider provider_not_path"],
    ["a name that another provider has", acme({ aliases: ["Stripe"] }), "/aliases/0 duplicate_provider"],
    [
      "a scheme that another provider has",
      acme({ schemes: { ...acme().schemes, "stripe.error_code": acme().schemes["acme.code"] as never } }),
      "/schemes/stripe.error_code duplicate_scheme",
    ],
    [
      "a code that is there twice",
      {
        ...acme(),
        schemes: {
          "acme.code": {
            ...acme().schemes["acme.code"],
            codes: ["E51", "e51"].map((code) => ({ code, meaning: "m", cause: null, retry: "never" })),
          },
        },
      },
      "/schemes/acme.code/codes/1/code duplicate_code",
    ],
  ])("is refused with %s", (_, table, place) => {
    expect(issuesOf({ [FILE]: table })).toContain(`${FILE} ${place}`);
    const { provider, schemes } = table as CodeTable;
    const pack = { provider: "acme", aliases: [], schemes: Object.keys(schemes), load: () => table as CodeTable };
    if (provider === "acme" && !place.includes("duplicate_provider") && !place.includes("duplicate_scheme"))
      expect(() => composeRules({ codes: [pack] })).toThrow(place.split(" ")[0]);
  });

  it("is refused where a source has the name of another source of the shipped table", () => {
    const [name] = Object.keys(stripe.load().sources);
    const own = {
      ...acme({ provider: "stripe", mainScheme: "acme.code" }),
      sources: { [name as string]: acme().sources.docs },
    };
    expect(issuesOf({ "codes/stripe.json": own })).toContain(`codes/stripe.json /sources/${name} duplicate_source`);
  });

  it("may add words that mean the same at every provider", async () => {
    const generic = { words: [{ word: "piggy_bank_empty", cause: "balance.insufficient" }] };
    const rules = loadRules({ "codes/generic.json": generic });
    expect(await causesOf({ provider: "nobody", code: "PiggyBankEmpty" }, rules)).toEqual([
      "balance.insufficient likely",
    ]);
    expect(await causesOf({ provider: "nobody", code: "insufficient_funds" }, rules)).toEqual([
      "balance.insufficient likely",
    ]);
    const wrong = { words: [{ word: "x_y", cause: "balance.nope" }] };
    expect(issuesOf({ "codes/generic.json": wrong })).toEqual(["codes/generic.json /words/0/cause unknown_cause"]);
  });

  it("comes with --rules, is listed, and is checked", async () => {
    const folder = folderWith({
      [FILE]: JSON.stringify(acme()),
      ".hidden/x.json": "{",
      "node_modules/y/package.json": "{",
      "package.json": "{}",
    });
    const stdin = JSON.stringify({ failure: { provider: "acme", code: "E51" } });
    const { causes } = JSON.parse((await txwhy(["--json", "--rules", folder], { stdin })).out) as { causes: object[] };
    expect(causes).toMatchObject([{ code: "balance.insufficient" }]);
    expect((await txwhy(["codes", "acme", "--rules", folder])).out).toContain("too little money");
    expect((await txwhy(["rules", "check", folder])).out).toBe("1 code table: no faults\n");
    const wrong = folderWith({ [FILE]: JSON.stringify(acme({ mainScheme: "nope" })) });
    const checked = await txwhy(["rules", "check", wrong]);
    expect([checked.code, checked.out]).toEqual([65, `${FILE} /mainScheme: no scheme is called "nope"\n1 fault\n`]);
    expect((await txwhy(["--rules", wrong], { stdin })).code).toBe(65);
  });
});

describe("a profile of one's own", () => {
  const desk = (change: object = {}) => ({
    id: "desk",
    name: "Our desk",
    channels: [{ kind: "chat", address: "https://desk.example" }],
    source: { title: "Us", date: "2026-11-22" },
    ...change,
  });
  it("is chosen by its id", async () => {
    const rules = loadRules({ "profiles/desk.json": desk() });
    const { escalation } = await diagnose({ account: { status: "frozen" } }, { rules, profile: "desk" });
    expect(escalation?.channel.address).toBe("https://desk.example");
  });
  it("is refused without a channel, or under another name", () => {
    expect(issuesOf({ "profiles/desk.json": desk({ channels: [] }) })).toEqual([
      "profiles/desk.json /channels too_small",
    ]);
    expect(issuesOf({ "profiles/other.json": desk() })).toEqual(["profiles/other.json /id id_not_path"]);
    expect(issuesOf({ "profiles/a/b.json": desk() })).toEqual(["profiles/a/b.json  unknown_file"]);
  });
});

describe("causes of one's own", () => {
  const closed = JSON.parse(ownCause()) as CauseFile;
  const files: RuleFiles = { "merchant/closed.json": closed };
  it("are explained from the rules that hold them", () => {
    expect(explain("merchant.closed", { rules: loadRules(files) })?.title).toBe("The shop is closed");
    expect(explain("merchant.closed")).toBeNull();
    expect(explainCore("merchant.closed", { rules: loadOverCore(files) })?.title).toBe("The shop is closed");
    expect(explainCore("limit.daily")?.locale).toBe("en");
    expect(() => explain("limit.daily", { rules: {} as never })).toThrow(/\/options\/rules/);
  });
});
