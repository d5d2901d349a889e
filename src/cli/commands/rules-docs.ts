import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidRulesError } from "../../base/errors.js";
import { quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { UsageError, withEscapes } from "../io.js";
import { rulePages } from "../rules/pages/pages.js";
import { count, loadSource } from "../rules/source.js";
import type { Call } from "./command.js";

const DEFAULT_OUT = "docs/causes";
/** The beginning of a generated page. Only such a page is deleted when its cause is gone. */
const OURS = /^# [^\n]*\n\n(?:Made by txwhy rules docs |`[a-z]+\.[a-z0-9_]+` · )/;

/**
 * Writes a page for each cause of a rule folder, and one that lists them.
 * @throws {InvalidRulesError} for rules with a fault: nothing is written then.
 */
export async function docs({ words: [folder], options, io }: Call): Promise<number> {
  if (folder !== undefined && options.rules !== undefined)
    throw new UsageError("rules docs takes one folder, as DIR or by --rules");
  const source = loadSource(folder ?? options.rules);
  const { rules } = source;
  if (rules === null) throw new InvalidRulesError(source.issues);
  const pages = await rulePages({ ...source, rules });
  const out = options.out ?? DEFAULT_OUT;
  try {
    mkdirSync(out, { recursive: true });
    for (const name of readdirSync(out)) {
      if (name.endsWith(".md") && !pages.has(name) && OURS.test(readFileSync(join(out, name), "utf8")))
        rmSync(join(out, name));
    }
    for (const [name, content] of pages) writeFileSync(join(out, name), content);
  } catch (error) {
    throw new UsageError(`${quoted(out)} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  }
  io.stdout.write(`${withEscapes(`${count(pages.size - 1, "cause")} in ${out}`)}\n`);
  return EXIT.answered;
}
