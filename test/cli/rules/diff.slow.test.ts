import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { DiffReport } from "../../../src/cli/rules/diff/text.js";
import { folderWith, ownCause, txwhy } from "../helpers.js";

const scratch = mkdtempSync(join(tmpdir(), "txwhy-diff-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const shipped = join(scratch, "shipped", "rules");
cpSync("rules", shipped, { recursive: true });
cpSync("examples", join(scratch, "shipped", "examples"), { recursive: true });

type File = Record<string, unknown>;
let copies = 0;

/** A copy of the shipped rules in which one file reads otherwise. */
function changed(path: string, change: (file: never) => unknown): string {
  const folder = join(scratch, `copy-${++copies}`);
  cpSync("rules", folder, { recursive: true });
  const file = JSON.parse(readFileSync(join(folder, path), "utf8")) as never;
  writeFileSync(join(folder, path), JSON.stringify(change(file)));
  return folder;
}

async function compared(before: string, after: string): Promise<DiffReport & { code: number }> {
  const ran = await txwhy(["rules", "diff", before, after, "--json"]);
  expect(ran.err).toBe("");
  return { ...(JSON.parse(ran.out) as DiffReport), code: ran.code };
}

describe("rules diff", () => {
  it("finds sets the same whose keys stand in another order, and gives 0", async () => {
    const turned = changed("fee/exceeds_balance.json", (file: File) =>
      Object.fromEntries(Object.entries(file).reverse()),
    );
    const ran = await txwhy(["rules", "diff", shipped, turned]);
    expect(ran).toEqual({ code: 0, out: "The two rule sets mean the same.\n", err: "" });
  });

  it("says what a sharper condition means for cases and examples, and gives 1", async () => {
    const sharper = changed(
      "balance/insufficient.json",
      (file: { rules: { when: { all: { operator: string }[] } }[] }) => {
        const leaf = file.rules[0]?.when.all[1] as { operator: string };
        leaf.operator = "greaterThanInclusive";
        return file;
      },
    );
    const { code, same, difference, effects } = await compared(shipped, sharper);
    expect([code, same]).toEqual([1, false]);
    expect(difference.causes.changed.map((cause) => cause.code)).toEqual(["balance.insufficient"]);
    expect(difference.causes.changed[0]?.changes.map(({ part, name }) => [part, name])).toEqual([
      ["when", "amount_over_usable_balance"],
    ]);
    const covered = effects.find(({ from }) => from === 'balance.insufficient, case "fees that the payee bears"');
    expect(covered).toMatchObject({
      was: { verdict: "escalate", causes: [] },
      now: { verdict: "self_service", causes: ["balance.insufficient"] },
    });
    const { out } = await txwhy(["rules", "diff", shipped, sharper]);
    expect(out.replace(/\s+/g, " ")).toContain(
      "when amount_over_usable_balance: transaction.takesMoneyOut = true and transaction.amount > balance.usable → transaction.takesMoneyOut = true and transaction.amount >= balance.usable",
    );
    expect(out).toContain("first cause: none → balance.insufficient");
  });

  it("tells a code that means another cause now, and which examples it changes", async () => {
    const remapped = changed("codes/stripe.json", (table: { schemes: Record<string, { codes: File[] }> }) => {
      for (const { codes } of Object.values(table.schemes))
        for (const row of codes)
          if (row.code === "insufficient_funds" && row.cause === "balance.insufficient")
            row.cause = "instrument.blocked";
      return table;
    });
    const { difference, effects } = await compared(shipped, remapped);
    expect(difference.causes).toEqual({ added: [], removed: [], changed: [] });
    const remap = { was: { cause: "balance.insufficient" }, now: { cause: "instrument.blocked" } };
    expect(difference.codes).toMatchObject(
      ["stripe.decline_code", "stripe.error_code"].map((scheme) => ({ scheme, code: "insufficient_funds", ...remap })),
    );
    const example = effects.find(({ from }) => from === "examples/provider/stripe-insufficient-funds.json");
    expect(example?.now.causes).toEqual(["instrument.blocked"]);
  });

  it("counts changed words, marks and cases, though no diagnosis changes by them", async () => {
    const reworded = changed("network/insecure.json", (file: { text: File; cases: File[] }) => ({
      ...file,
      sensitive: true,
      text: { ...file.text, title: "Not secure" },
      cases: file.cases.map((one, i) => (i === 0 ? { ...one, name: "called otherwise" } : one)),
    }));
    const { code, difference, effects } = await compared(shipped, reworded);
    expect([code, effects]).toEqual([1, []]);
    expect(difference.causes.changed[0]?.changes.map(({ part, name }) => `${part} ${name}`)).toEqual([
      "mark sensitive",
      "text en",
      "case said to be not secure",
      "case called otherwise",
    ]);
  });

  it("compares folders and files of one's own, laid over the shipped rules", async () => {
    const one = folderWith({ "merchant/closed.json": ownCause() });
    const other = folderWith({
      "closed.json": ownCause({ remedies: [{ action: "use_other_method", who: "customer", effort: "minutes" }] }),
    });
    const { difference, effects } = await compared(one, join(other, "closed.json"));
    expect(difference.causes.changed[0]?.changes.map(({ part, name }) => `${part} ${name}`)).toEqual([
      "remedy contact_merchant",
      "remedy use_other_method",
    ]);
    expect(effects).toMatchObject([
      {
        from: 'merchant.closed, case "closed"',
        was: { remedies: { "merchant.closed": ["contact_merchant (not_simulated)"] } },
        now: { remedies: { "merchant.closed": ["use_other_method (not_simulated)"] } },
      },
    ]);
    const both = folderWith({
      "merchant/closed.json": ownCause(),
      "merchant/away.json": ownCause({ code: "merchant.away" }),
    });
    expect((await compared(one, both)).difference.causes).toMatchObject({ added: ["merchant.away"], removed: [] });
    expect((await compared(both, one)).difference.causes).toMatchObject({ added: [], removed: ["merchant.away"] });
  });

  it("needs two sets without a fault, and says which one has it", async () => {
    const sound = folderWith({ "merchant/closed.json": ownCause() });
    const broken = folderWith({ "merchant/closed.json": ownCause({ extra: 1 }) });
    expect((await txwhy(["rules", "diff", sound])).code).toBe(2);
    expect((await txwhy(["rules", "diff", sound, "no-such-folder"])).code).toBe(2);
    const ran = await txwhy(["rules", "diff", sound, broken]);
    expect([ran.code, ran.out]).toEqual([65, ""]);
    expect(ran.err).toContain("merchant/closed.json /extra: unknown key; remove it");
    expect(ran.err).toContain(broken.slice(-6));
  });
});
