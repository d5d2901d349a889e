import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));
/** From the ground up: a file imports only from its own room or from rooms before it. */
const ROOMS = "base redact context facts rules causes remedies words read api cli web".split(" ");
const LINES = 400;

const slashed = (path: string): string => path.split(sep).join("/");
const everyFile = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => slashed(relative(source, join(parentPath, name))))
  .filter((file) => !file.includes("/generated/"));
const files = everyFile.filter((file) => /\.tsx?$/.test(file));
const textOf = (file: string): string => readFileSync(join(source, file), "utf8");
const roomOf = (file: string): string => file.split("/")[0] as string;

/** The files of this project that a file imports, types too. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path]) =>
    slashed(relative(source, join(source, dirname(file), path as string))),
  );

/** Names that a file exports itself; what it only passes on is the other file's. */
const exportsOf = (file: string): string[] =>
  [
    ...textOf(file).matchAll(/^export (?:declare )?(?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm),
  ].map(([, name]) => name as string);

describe("the house", () => {
  it("has its twelve rooms and no file beside them", () => {
    const inside = readdirSync(source, { withFileTypes: true });
    expect(inside.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([]);
    expect(inside.map(({ name }) => name).sort()).toEqual([...ROOMS].sort());
    expect(ROOMS.length).toBeLessThanOrEqual(12);
  });

  it("is walked one way: no file imports from a room after its own", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => !path.startsWith(".."))
        .filter((path) => ROOMS.indexOf(roomOf(path)) > ROOMS.indexOf(roomOf(file)))
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has a terminal and a page that do not know each other", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => roomOf(file) === "web" && roomOf(path) === "cli")
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it(`has no file over ${LINES} lines`, () => {
    const long = files.filter((file) => textOf(file).split("\n").length - 1 > LINES);
    expect(long).toEqual([]);
  });

  it("has no folder with one file", () => {
    const folders = new Map<string, number>();
    for (const file of everyFile) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    const holders = new Set([...folders.keys()].map(dirname));
    expect([...folders].filter(([folder, count]) => count === 1 && !holders.has(folder)).map(([path]) => path)).toEqual(
      [],
    );
  });

  it("has no name that two rooms export", () => {
    const rooms = new Map<string, Set<string>>();
    for (const file of files)
      for (const name of exportsOf(file)) rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(file)));
    const twice = [...rooms]
      .filter(([, inside]) => inside.size > 1)
      .map(([name, inside]) => `${name}: ${[...inside].join(", ")}`);
    expect(twice).toEqual([]);
  });
});
