import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contextJsonSchema, packetJsonSchema } from "../../src/api/index.js";
import { fileSchemas } from "../../src/rules/json-schemas.js";
import { diagnose } from "../support/untyped.js";

describe("the schemas beside the rules", () => {
  it.each(Object.entries(fileSchemas()))("%s is the one that is checked by", (name, schema) => {
    expect(JSON.parse(readFileSync(`rules/${name}`, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it("complete every fact and operator of a condition", () => {
    const text = readFileSync("rules/rule.schema.json", "utf8");
    for (const word of ["balance.usable", "limit.daily.after", "greaterThanInclusive"])
      expect(text).toContain(`"${word}"`);
  });
});

describe("the packet's schema", () => {
  it("names every member of a packet, and asks for what is always there", async () => {
    const { escalation } = await diagnose({ account: { status: "frozen" } });
    const { properties, required } = packetJsonSchema() as { properties: object; required: string[] };
    expect(Object.keys(properties).sort()).toEqual(Object.keys(escalation?.packet ?? {}).sort());
    expect(required.sort()).toEqual(Object.keys(properties).sort());
  });
});

describe("the context's schema", () => {
  it("has the areas of a context in their order", () => {
    const { properties } = contextJsonSchema() as { properties: object };
    expect(Object.keys(properties).slice(0, 5)).toEqual(["transaction", "balance", "network", "limits", "fees"]);
  });
});
