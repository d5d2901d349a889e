import { readFile } from "node:fs/promises";
import type { Profile } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { meant, quoted } from "./args.js";
import { UsageError } from "./io.js";

/** A shipped profile by its id, or the user's own from a JSON file. @throws {UsageError} when it is not found or not JSON. */
export async function profileFor(wish: string, rules: CompiledRuleSet): Promise<string | Profile> {
  const ids = rules.parts.profiles.map(({ id }) => id);
  if (ids.includes(wish)) return wish;
  if (!/\.json$/i.test(wish)) {
    throw new UsageError(
      `there is no profile ${quoted(wish)}; there are ${ids.join(", ")}, or name a .json file${meant(wish, ids)}`,
    );
  }
  let text: string;
  try {
    text = await readFile(wish, "utf8");
  } catch {
    throw new UsageError(`the profile ${quoted(wish)} cannot be read`);
  }
  try {
    return JSON.parse(text) as Profile;
  } catch {
    throw new UsageError(`the profile ${quoted(wish)} is not JSON`);
  }
}
