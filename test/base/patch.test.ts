import { describe, expect, it } from "vitest";
import type { JsonPatch } from "../../src/base/assessment.js";
import {
  at,
  canonicalJson,
  child,
  type Json,
  type JsonObject,
  membersOf,
  own,
  pointer,
  stepsTo,
} from "../../src/base/json.js";
import { applyPatch, mergePatch, PatchBuilder, withMember } from "../../src/base/patch.js";

const document = { a: { b: [1, { c: 2 }], n: null }, "x/y": { "m~n": 3 } };

describe("a JSON Pointer", () => {
  it.each<[string, string[], Json | undefined]>([
    ["", [], document],
    ["/a/b/0", ["a", "b", "0"], 1],
    ["/a/b/1/c", ["a", "b", "1", "c"], 2],
    ["/x~1y/m~0n", ["x/y", "m~n"], 3],
    ["/a/n", ["a", "n"], null],
    ["/a/b/01", ["a", "b", "01"], undefined],
    ["/a/b/-", ["a", "b", "-"], undefined],
    ["/a/b/length", ["a", "b", "length"], undefined],
    ["/a/n/z", ["a", "n", "z"], undefined],
    ["/toString", ["toString"], undefined],
    ["/~01", ["~1"], undefined],
  ])("%j has the steps %j", (path, steps, value) => {
    expect(stepsTo(path)).toEqual(steps);
    expect(pointer(steps)).toBe(path);
    expect(at(document, path)).toEqual(value);
  });

  it("reads elements of arrays and own members alone", () => {
    expect(child([5, 6], "1")).toBe(6);
    expect(child([5, 6], "2")).toBeUndefined();
    expect(own([5], "0")).toBeUndefined();
    expect(own("text", "length")).toBeUndefined();
  });
});

describe("a patch", () => {
  it.each<[string, JsonPatch, Json]>([
    ["replaces an element", [{ op: "replace", path: "/a/b/0", value: 9 }], { a: { b: [9, { c: 2 }], n: null } }],
    ["writes into an element", [{ op: "replace", path: "/a/b/1/c", value: 9 }], { a: { b: [1, { c: 9 }], n: null } }],
    ["removes an element", [{ op: "remove", path: "/a/b/0" }], { a: { b: [{ c: 2 }], n: null } }],
    ["removes a member", [{ op: "remove", path: "/a/b" }], { a: { n: null } }],
    ["removes what is not there", [{ op: "remove", path: "/a/z/y" }], { a: { b: [1, { c: 2 }], n: null } }],
    ["adds below what is null", [{ op: "add", path: "/a/n/z", value: 1 }], { a: { b: [1, { c: 2 }], n: { z: 1 } } }],
    [
      "adds a member named as a prototype's",
      [{ op: "add", path: "/__proto__", value: 1 }],
      JSON.parse('{"a":{"b":[1,{"c":2}],"n":null},"__proto__":1}'),
    ],
    [
      "is applied one change after the other",
      [
        { op: "remove", path: "/a" },
        { op: "add", path: "/a", value: 1 },
      ],
      { a: 1 },
    ],
  ])("%s", (_, patch, wanted) => {
    const before = { a: document.a };
    const after = applyPatch(before, patch);
    expect(JSON.stringify(after)).toBe(JSON.stringify(wanted));
    expect(before).toEqual({ a: { b: [1, { c: 2 }], n: null } });
  });

  it("shares what it does not touch", () => {
    const after = applyPatch(document, [{ op: "remove", path: "/a/n" }]);
    expect(after["x/y"]).toBe(document["x/y"]);
  });

  it("is built with the parents that are missing, each change valid after the ones before it", () => {
    const builder = new PatchBuilder({ n: null, list: [1], kept: { one: 1 } });
    builder.set("/kept/one", 2).set("/kept/two", 2).set("/n/a/b", 1).set("/new/a", 1).set("/new/b", 2);
    builder.remove("/kept/one").remove("/nothing").set("/list/0", 5);
    expect(builder.operations).toEqual([
      { op: "replace", path: "/kept/one", value: 2 },
      { op: "add", path: "/kept/two", value: 2 },
      { op: "replace", path: "/n", value: { a: { b: 1 } } },
      { op: "add", path: "/new", value: { a: 1 } },
      { op: "add", path: "/new/b", value: 2 },
      { op: "remove", path: "/kept/one" },
      { op: "replace", path: "/list/0", value: 5 },
    ]);
    expect(builder.document).toEqual({ n: { a: { b: 1 } }, list: [5], kept: { two: 2 }, new: { a: 1, b: 2 } });
  });

  it.each<[string, Json | undefined, Json, Json]>([
    ["sets and removes members", { a: 1, b: 2 }, { a: null, c: 3 }, { b: 2, c: 3 }],
    ["goes into objects", { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    ["takes lists whole", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["makes an object of what is none", "text", { a: { b: null, c: 1 } }, { a: { c: 1 } }],
    ["is the whole where it is no object", { a: 1 }, 5, 5],
    ["makes a document where there is none", undefined, { a: 1 }, { a: 1 }],
  ])("of RFC 7396 %s", (_, given, patch, wanted) => {
    expect(mergePatch(given, patch)).toEqual(wanted);
  });
});

describe("an object", () => {
  it("gets a member, or loses it, in a copy", () => {
    const given: JsonObject = { a: 1 };
    expect(withMember(given, "b", 2)).toEqual({ a: 1, b: 2 });
    expect(withMember(given, "a", undefined)).toEqual({});
    expect(withMember([1], "a", 1)).toEqual({ a: 1 });
    expect(given).toEqual({ a: 1 });
  });

  it("is the same text whatever the order of its keys", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  });

  it("has the members that are its own and seen, and none where one is an accessor", () => {
    const hidden = Object.defineProperty({ a: 1 }, "b", { value: 2, enumerable: false });
    expect(membersOf(hidden)).toEqual({ a: 1 });
    expect(
      membersOf({
        a: 1,
        get b(): number {
          throw new Error("called");
        },
      }),
    ).toBeUndefined();
    for (const none of [null, undefined, 5, "text", [1]]) expect(membersOf(none)).toBeUndefined();
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("a trap");
        },
      },
    );
    expect(membersOf(proxy)).toBeUndefined();
  });
});
