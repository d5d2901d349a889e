import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { PageLanguage } from "../../src/web/words/index.js";
import { root } from "./build.js";

const folder = join(root, "src", "web", "words");

/** Every language of the page by its tag, read as the build reads them. */
export const pageLanguages: Readonly<Record<string, PageLanguage>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [basename(name, ".json"), JSON.parse(readFileSync(join(folder, name), "utf8")) as PageLanguage]),
);

export const english = pageLanguages.en as PageLanguage;
