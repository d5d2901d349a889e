import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseXml } from "../../../src/read/index.js";
import { isMutationRun } from "../../support/runs.js";
import { folderWith, txwhy } from "../helpers.js";

const when = (...parts: unknown[]) => ({ all: parts });
const is = (fact: string, value: unknown) => ({ fact, operator: "equal", value });

const cause = (change: object = {}) => ({
  code: "payee.asleep",
  since: "1.0.0",
  rules: [
    {
      name: "says_so",
      certainty: "certain",
      when: when(is("extensions.asleep", true)),
      evidence: ["extensions.asleep"],
    },
  ],
  remedies: [{ action: "ask_payee", who: "payee", effort: "hours" }],
  text: { title: "The payee sleeps", explanation: "The payee sleeps." },
  cases: [{ name: "asleep", given: { extensions: { asleep: true } }, expect: "match" }],
  ...change,
});
const rule = (name: string, ...parts: unknown[]) => ({
  name,
  certainty: "certain",
  when: when(...parts),
  evidence: ["extensions.asleep"],
});
const folderOf = (change: object): string =>
  folderWith({ "payee/asleep.json": `${JSON.stringify(cause(change), null, 2)}\n` });

/** One folder with three of the faults. */
const faulty = (): string =>
  folderOf({
    rules: [
      rule("says_so", is("extensions.asleep", true)),
      rule("never", is("payee.status", "closed"), is("payee.status", "active")),
      rule("again", { not: is("extensions.asleep", false) }),
    ],
    remedies: [],
  });
const check = (folder: string, format: string) => txwhy(["rules", "check", "--rules", folder, "--format", format]);

describe("rules check", () => {
  it("says what is proved, where, and with which facts", async () => {
    const { code, out } = await check(faulty(), "text");
    expect(code).toBe(65);
    expect(out.split("\n")).toEqual([
      "payee/asleep.json /rules/1/when: this condition can never hold: payee.status equal closed and payee.status equal active contradict each other",
      'payee/asleep.json /remedies: by rule "says_so" this cause is found where no remedy is offered, and no human takes over; add a remedy or needsHuman',
      '  for example where extensions.asleep = true; also in the case "payee.asleep: asleep"',
      'payee/asleep.json /rules/2/when: this condition means the same as that of rule "says_so"; keep one of them',
      '  for example where extensions.asleep = true; also in the case "payee.asleep: asleep"',
      "3 faults",
      "",
    ]);
  });

  it("gives as JSON the place and a whole context with which the conditions hold", async () => {
    const folder = faulty();
    const { out } = await check(folder, "json");
    const { issues, undecided } = JSON.parse(out) as { issues: Record<string, unknown>[]; undecided: number };
    expect(undecided).toBe(0);
    expect(issues.map(({ code }) => code)).toEqual(["always_false", "uncovered", "equal"]);
    expect(issues[2]).toMatchObject({
      file: join(folder, "payee/asleep.json"),
      line: expect.any(Number),
      witness: { facts: { "extensions.asleep": true }, context: { extensions: { asleep: true } } },
    });
    const { witness } = issues[1] as { witness: { context: unknown } };
    const ran = await txwhy(["--json", "--rules", folder], { stdin: JSON.stringify(witness.context) });
    expect(JSON.parse(ran.out).causes[0]).toMatchObject({ code: "payee.asleep", remedies: [] });
  });

  it("reports a remedy that is missing only somewhere when a transaction shows it", async () => {
    const remedies = (when: unknown) => [{ action: "ask_payee", who: "payee", effort: "hours", when }];
    const open = await check(folderOf({ remedies: remedies(when(is("network.secure", false))) }), "text");
    expect(open.out).toContain("no remedy is offered, and no human takes over");
    // A payment takes money out or brings it in, so one of the two always holds, whatever the facts alone allow.
    const either = { any: [is("transaction.takesMoneyOut", true), is("transaction.takesMoneyOut", false)] };
    expect((await check(folderOf({ remedies: remedies(either) }), "text")).out).toBe("1 cause: no faults\n");
  });

  it("annotates the line for GitHub, in one line for each fault", async () => {
    const folder = faulty();
    const lines = (await check(folder, "github")).out.trimEnd().split("\n");
    const text = readFileSync(join(folder, "payee/asleep.json"), "utf8").split("\n");
    const places = lines
      .slice(0, 3)
      .map((line) => /^::error file=([^,]+),line=(\d+),col=(\d+),title=(\w+)::(.+)$/.exec(line));
    expect(places.map((found) => found?.[4])).toEqual(["always_false", "uncovered", "equal"]);
    for (const found of places) expect(found?.[1]).toBe(join(folder, "payee/asleep.json"));
    expect(text[Number(places[1]?.[2]) - 1]).toContain('"remedies"');
    expect(lines[3]).toBe("3 faults");
  });

  it("writes SARIF 2.1.0 with a rule for every result", async () => {
    const { out } = await check(faulty(), "sarif");
    const { version, runs } = JSON.parse(out);
    const [{ tool, results }] = runs;
    expect([version, runs.length, tool.driver.name]).toEqual(["2.1.0", 1, "txwhy"]);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["always_false", "uncovered", "equal"]);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.message.text).not.toBe("");
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/payee\/asleep\.json$/);
      expect(region.startLine).toBeGreaterThan(1);
    }
  });

  it("writes JUnit's XML with a test case for each file", async () => {
    const folder = faulty();
    const sound = join(folderWith({ "payee/asleep.json": JSON.stringify(cause()) }));
    const bad = (await check(folder, "junit")).out;
    expect(bad).toContain('<testsuite name="rules" tests="1" failures="1" errors="0">');
    expect(bad).toContain('<failure type="always_false"');
    expect(bad).toContain("rule &quot;says_so&quot;");
    expect((await check(sound, "junit")).out).toContain('<testcase classname="txwhy.rules" name="payee/asleep.json"/>');
    for (const text of [bad]) expect(() => parseXml(text)).not.toThrow();
  });

  it("writes faults of the files themselves in every format", async () => {
    const folder = folderWith({ "payee/asleep.json": '{ "code": 5 }', "payee/other.json": "{" });
    for (const format of ["text", "json", "github", "sarif", "junit"]) {
      const ran = await check(folder, format);
      expect([format, ran.code]).toEqual([format, 65]);
      expect(ran.out).toContain("payee/other.json");
    }
    expect((await check(folder, "xml")).err).toContain("Use text");
  });

  it("takes one folder", async () => {
    const folder = folderOf({});
    expect((await txwhy(["rules", "check", folder, "--rules", folder])).code).toBe(2);
    expect((await txwhy(["rules", "check", folder])).out).toBe("1 cause: no faults\n");
  });
});

describe("rules check --together", () => {
  it.skipIf(isMutationRun)("lists a pair of causes with the case that has both", async () => {
    const cases = [
      {
        name: "asleep on a closed account",
        given: { extensions: { asleep: true }, payee: { status: "closed" } },
        expect: "match",
      },
    ];
    const folder = folderOf({ cases });
    const { code, out } = await txwhy(["rules", "check", "--rules", folder, "--together", "--format", "json"]);
    expect(code).toBe(0);
    const pairs = JSON.parse(out) as { causes: string[]; cases: string[] }[];
    expect(pairs.find(({ causes }) => causes.join(" ") === "payee.asleep payee.closed")?.cases).toEqual([
      "payee.asleep: asleep on a closed account",
    ]);
    // Two cases merged show pairs that no case has.
    expect(pairs.some(({ causes, cases: both }) => causes.includes("payee.asleep") && both.length === 2)).toBe(true);
  });
});

describe("the action for continuous integration", () => {
  it("runs the check of a folder with annotations", () => {
    const action = parse(readFileSync("examples/ci/action.yml", "utf8"));
    expect(action.runs.using).toBe("composite");
    expect(action.inputs.rules.required).toBe(true);
    const commands = action.runs.steps.map(({ run }: { run: string }) => run).join("\n");
    expect(commands).toContain("rules check --rules");
    expect(commands).toContain("--format github");
    // An input is data: it reaches the shell only as a variable.
    expect(commands).not.toContain("${{");
  });
});
