import { describe, expect, it } from "vitest";
import { domainsIn, domainsWith } from "../../../src/rules/proofs/domain.js";

/** What the schema of one member says of its values. */
const domainOf = (member: unknown, more: object = {}) =>
  domainsIn({ ...more, properties: { area: { properties: { fact: member } } } } as never).get("area.fact");

describe("the values that a fact can have, by the schema of a context,", () => {
  it.each<[string, unknown, unknown]>([
    ["are those of a list", { enum: ["a", "b", null, 5] }, { values: ["a", "b"] }],
    ["are numbers between bounds, whole or not", { type: "number", minimum: 0, maximum: 1 }, { least: 0, most: 1 }],
    ["are whole numbers, with no bound where none is given", { type: "integer" }, { integer: true }],
    ["are whole numbers from a bound on", { type: ["integer", "null"], minimum: 3 }, { integer: true, least: 3 }],
    ["are those of the only form beside null", { anyOf: [{ enum: ["a"] }, { type: "null" }] }, { values: ["a"] }],
    ["are not told by several forms", { anyOf: [{ enum: ["a"] }, { type: "number" }] }, undefined],
    ["are not told by a text", { type: "string", minimum: 3 }, undefined],
    ["are not told by no schema", true, undefined],
  ])("%s", (_, member, domain) => {
    expect(domainOf(member)).toEqual(domain);
  });

  it("may be told elsewhere in it, also those of a whole area", () => {
    const defs = { $defs: { count: { type: "integer" }, area: { properties: { fact: { enum: ["a"] } } } } };
    expect(domainOf({ $ref: "#/$defs/count" }, defs)).toEqual({ integer: true });
    expect(domainOf({ anyOf: [{ $ref: "#/$defs/count" }, { type: "null" }] }, defs)).toEqual({ integer: true });
    expect(domainOf({ $ref: "#/$defs/nowhere/deeper" }, defs)).toBeUndefined();
    const inArea = domainsIn({ ...defs, properties: { area: { $ref: "#/$defs/area" }, other: { type: "string" } } });
    expect([...inArea]).toEqual([["area.fact", { values: ["a"] }]]);
  });

  it("are those of the shipped schema, and of a code's cause the causes that there are", () => {
    const domain = domainsWith(["payee.closed"]);
    expect(domain("failure.cause")).toEqual({ values: ["payee.closed"] });
    expect(domain("network.status")?.values).toContain("offline");
    expect(domain("network.lossRate")).toEqual({ least: 0, most: 1 });
    expect(domain("extensions.own")).toBeUndefined();
  });
});
