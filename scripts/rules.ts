import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Json } from "../src/json.js";
import { genericTableSchema, providerTableSchema } from "../src/provider-schema.js";
import { causeFileSchema } from "../src/rule-schema.js";
import { testRules } from "../src/rule-test.js";
import { checkRuleFiles, RuleSet } from "../src/ruleset.js";

const rules = fileURLToPath(new URL("../rules", import.meta.url));
const read = (path: string): string => readFileSync(join(rules, path), "utf8");
const files: Record<string, string> = {};
for (const group of readdirSync(rules, { withFileTypes: true })) {
  if (!group.isDirectory() || ["locales", "providers", "profiles"].includes(group.name)) continue;
  for (const file of readdirSync(join(rules, group.name)))
    files[`${group.name}/${file}`] = read(`${group.name}/${file}`);
}
for (const locale of ["zh-CN", "id"]) {
  for (const file of readdirSync(join(rules, "locales", locale)))
    if (file !== "words.json") files[`locales/${locale}/${file}`] = read(`locales/${locale}/${file}`);
}
const checked = checkRuleFiles(files);
for (const issue of checked.issues) console.log(`${issue.file} ${issue.path}: ${issue.message}`);
const packs = readdirSync(join(rules, "providers"))
  .filter((f) => f !== "generic.json")
  .map((file) => {
    const table = providerTableSchema.parse(JSON.parse(read(`providers/${file}`)));
    return {
      provider: table.provider,
      aliases: table.aliases ?? [],
      schemes: Object.keys(table.schemes),
      load: () => table,
    };
  });
const generic = genericTableSchema.parse(JSON.parse(read("providers/generic.json")));
const only = process.argv[3];
const set = new RuleSet({
  id: "check",
  version: "0",
  hash: "",
  causes: checked.causes,
  words: {},
  causeTexts: {},
  providers: packs,
  generic: () => generic,
  profiles: [],
});
const wanted = checked.causes
  .filter((cause) => only === undefined || cause.code.startsWith(only))
  .map((cause) => causeFileSchema.parse(cause));
const { passed, failures } = testRules(wanted, set, JSON.parse(read("baseline.json")) as Json);
for (const failure of failures) console.log(`${failure.code}: ${failure.message}`);
console.log(`${passed} passed, ${failures.length + checked.issues.length} failed`);
