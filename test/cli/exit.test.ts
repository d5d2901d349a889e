import { describe, expect, it } from "vitest";
import { exitOf, exitOfError } from "../../src/cli/exit.js";
import { InputError, UsageError } from "../../src/cli/io.js";
import { run } from "../../src/cli/run.js";
import { diagnosed, fileWith, folderWith, invalid, short, succeeded, txwhy, unanswered } from "./helpers.js";

describe("the exit code", () => {
  it("is 0 when it was answered, whatever the answer", async () => {
    for (const context of [short, succeeded, unanswered, {}]) expect((await diagnosed(context)).code).toBe(0);
  });

  it("is 1 for --fail-on escalate only when a human has to take over", async () => {
    expect((await diagnosed(unanswered, ["--fail-on", "escalate"])).code).toBe(1);
    expect((await diagnosed(short, ["--fail-on", "escalate"])).code).toBe(0);
  });

  it("is 1 for --fail-on cause whenever there is a cause", async () => {
    expect((await diagnosed(short, ["--fail-on", "cause"])).code).toBe(1);
    expect((await diagnosed(succeeded, ["--fail-on", "cause"])).code).toBe(0);
    expect((await diagnosed(short, ["--preflight", "--fail-on", "cause"])).code).toBe(1);
  });

  it("still prints the answer where it is 1", async () => {
    expect((await diagnosed(short, ["--fail-on", "cause"])).out).toContain("fee.exceeds_balance");
  });

  it("is 2 for a faulty option, a file that is not there, and a folder", async () => {
    for (const args of [["--jsno"], ["no-such-file.json"], [folderWith({})], ["--now", "yesterday"]]) {
      const ran = await txwhy(args);
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(ran.err.trim().split("\n")).toHaveLength(1);
    }
  });

  it("is 65 for input that cannot be read and for what is no context", async () => {
    for (const text of [
      "",
      "hello",
      '{"transaction": {"amount": "10k", "currency": "USD"}}',
      JSON.stringify(invalid),
    ]) {
      const ran = await diagnosed(text);
      expect([ran.code, ran.out]).toEqual([65, ""]);
    }
  });

  it("is 65 where one of several is invalid, even with --fail-on", async () => {
    expect((await diagnosed([short, invalid], ["--fail-on", "cause"])).code).toBe(65);
  });

  it("is 65 for bytes that are no text", async () => {
    const ran = await txwhy([fileWith(Uint8Array.from([0x7b, 0xff, 0x7d]))]);
    expect(ran.code).toBe(65);
    expect(ran.err).toContain("not UTF-8");
  });

  it("is 70 for a defect, which is told as one with its stack and without what must not leave", async () => {
    let told = "";
    const code = await run([], {
      stdin: Object.assign(
        // biome-ignore lint/correctness/useYield: it fails before it gives anything.
        (async function* (): AsyncGenerator<string> {
          throw new TypeError("broken near 4111 1111 1111 1111");
        })(),
        { isTTY: false },
      ),
      stdout: { write: () => true },
      stderr: {
        write: (text: string) => {
          told += text;
        },
      },
      env: {},
      platform: "linux",
      launch: async () => false,
    });
    expect(code).toBe(70);
    expect(told).toContain("this is a defect of txwhy");
    expect(told).toMatch(/\n\s+at /);
    expect(told).not.toContain("4111 1111");
  });

  it("is 0 when whoever reads goes away", async () => {
    const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const ran = run(["codes"], {
      stdin: Object.assign((async function* (): AsyncGenerator<string> {})(), { isTTY: false }),
      stdout: {
        write: () => {
          throw gone;
        },
      },
      stderr: { write: () => true },
      env: {},
      platform: "linux",
      launch: async () => false,
    });
    expect(await ran).toBe(0);
  });

  it("follows from what became of each transaction", () => {
    const well = { invalid: false, escalates: false, hasCause: false };
    expect(exitOf([], "cause")).toBe(0);
    expect(exitOf([well, { ...well, hasCause: true }], undefined)).toBe(0);
    expect(exitOf([well, { ...well, hasCause: true }], "escalate")).toBe(0);
    expect(exitOf([well, { ...well, hasCause: true }], "cause")).toBe(1);
    expect(exitOf([{ ...well, escalates: true }, well], "escalate")).toBe(1);
    expect(
      exitOf(
        [
          { ...well, escalates: true },
          { ...well, invalid: true },
        ],
        "escalate",
      ),
    ).toBe(65);
    expect([new UsageError(""), new InputError(""), new Error(""), "text"].map(exitOfError)).toEqual([2, 65, 70, 70]);
  });
});
