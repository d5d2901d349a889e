import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempts, MARK } from "./attempts.js";
import { type Answered, type Call, connected } from "./client.js";

let server: Awaited<ReturnType<typeof connected>>;
let call: Call;
beforeAll(async () => {
  server = await connected();
  call = server.call;
});
afterAll(() => server.client.close());

/** What is left of JSON text without its quoted texts. */
const outsideQuotes = (json: string): string => json.replace(/"(?:[^"\\]|\\.)*"/g, "");

/** Every name of a member, at any depth. */
const namesIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, member]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(member)])
    : [];

/** Every text, at any depth. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

function holdsItInQuotes({ text, data }: Answered): void {
  expect(outsideQuotes(text)).toMatch(/^(?:[{}[\],:\d.eE+-]|true|false|null)*$/);
  expect(namesIn(data).filter((name) => name.includes(MARK) || /[^A-Za-z_]/.test(name))).toEqual([]);
}

describe("an attempt to speak through a payload", () => {
  it("is made in more than fifty ways", () => {
    expect(attempts.flatMap(({ calls }) => calls).length).toBeGreaterThanOrEqual(50);
  });

  it.each(attempts)("stands only in quoted texts: $place", async ({ tool, calls }) => {
    for (const args of calls) {
      const answered = await call(tool, args);
      holdsItInQuotes(answered);
      if (args.detail !== "full") expect(Buffer.byteLength(answered.text)).toBeLessThanOrEqual(2500);
      const lines =
        tool === "reply" ? textsIn(answered.data).flatMap((text) => text.split("\n")) : textsIn(answered.data);
      for (const text of lines) expect(text).not.toMatch(HIDDEN);
    }
  });

  it("is returned by redact as one text, with nothing hidden in it", async () => {
    for (const args of attempts.flatMap(({ calls }) => calls)) {
      const answered = await call("redact", { text: JSON.stringify(args) });
      expect(answered.isError).toBe(false);
      holdsItInQuotes(answered);
      for (const text of textsIn(answered.data)) for (const line of text.split("\n")) expect(line).not.toMatch(HIDDEN);
    }
  });

  it("does not change what a code says", async () => {
    const plain = (
      await call("diagnose", { text: '{"error":{"type":"card_error","code":"expired_card","message":"x"}}' })
    ).data as { verdict: string; causes: { code: string; certainty: string }[] };
    const [messages] = attempts;
    for (const args of messages?.calls ?? []) {
      const { data } = await call("diagnose", args);
      const { verdict, causes } = data as typeof plain;
      expect([verdict, causes.map(({ code, certainty }) => [code, certainty])]).toEqual([
        plain.verdict,
        plain.causes.map(({ code, certainty }) => [code, certainty]),
      ]);
    }
  });
});
