import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

const causesOf = async (text: string) => (await diagnose(contextOf(text))).causes.map(({ code }) => code);
const fenced = (line: string): string => `\`\`\`\n${line}\n\`\`\``;

describe("what a system said, in a block of code", () => {
  const prose = "Maybe the card expired or the account is blocked, we have no idea.";

  it("counts before what the people around it suppose", async () => {
    expect(await causesOf(`${prose}\n\n${fenced("API: insufficient funds")}`)).toEqual(["balance.insufficient"]);
    expect(contextOf(`${prose}\n\n${fenced("API: insufficient funds")}`)).toEqual({
      failure: { message: "API: insufficient funds" },
    });
  });

  it("does not hide that money was taken, which only the people know", async () => {
    const text = `The money was taken from my account.\n\n${fenced("API: insufficient funds")}`;
    expect(await causesOf(text)).toEqual(["transaction.debited_not_completed", "balance.insufficient"]);
  });

  it("leaves the word to the people where it says nothing", async () => {
    expect(await causesOf(`It says insufficient funds.\n\n${fenced("GET /orders 200 in 4 ms")}`)).toEqual([
      "balance.insufficient",
    ]);
  });
});

describe("a command that was cut in the middle", () => {
  it("is no reason to leave the answer beside it unread", () => {
    const text =
      'HTTP/1.1 400 Bad Request\nServer: x\n\nAn error occurred\n\ncurl -X POST https://x.example \\\n  --data \'{"amount":50,"cu';
    expect(contextOf(text)).toHaveProperty("failure.message");
    expect(contextOf(text)).not.toHaveProperty("transaction.amount");
  });
});

describe("a result that nobody knows", () => {
  it("is no certain cause where the words say that money was taken: that says more", async () => {
    const { causes } = await diagnose(contextOf("The order is charged but the result is unknown, status: unknown"));
    expect(causes).toMatchObject([
      { code: "transaction.debited_not_completed", certainty: "possible" },
      { code: "network.timeout", certainty: "possible" },
    ]);
  });
});

describe("a number behind the name of another program", () => {
  it("is no code of the provider", () => {
    expect(refusal("Cielo: cURL error 57 while sending").hint).not.toBe("");
    expect(contextOf("Cielo: error 57 while sending")).toHaveProperty("failure.message");
  });
});
