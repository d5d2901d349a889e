import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTransaction } from "../../read/index.js";
import { quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { readSources } from "../input.js";
import { InputError, jsonText, tell, UsageError, withEscapes } from "../io.js";
import { isFile } from "../rules/folder.js";
import { rulesFor } from "../rules/option.js";
import { promoted, withCase } from "../rules/promote.js";
import { loadSource, shippedSource } from "../rules/source.js";
import type { Call } from "./command.js";

/**
 * Makes a case of a real transaction, redacted, for the rule file of its first cause: prints it, or writes it there.
 * @throws {UsageError} with `--write`, when the folder of `--rules` has no file of that cause.
 * @throws {InputError} when the input is not one transaction, or no cause is found in it.
 */
export async function promote({ words, options, io }: Call): Promise<number> {
  const [source] = await readSources(words, io);
  const text = source?.text ?? "";
  if (text instanceof InputError) throw text;
  const folder = options.rules;
  if (options.write === true && folder === undefined)
    throw new UsageError("--write needs --rules: the folder whose rule file gets the case");
  const own = folder === undefined ? null : loadSource(folder);
  const rules = own?.whole === true && own.rules !== null ? own.rules : rulesFor(options, io);
  const reading = readTransaction(text, { rules, ...(options.locale !== undefined && { locale: options.locale }) });
  const [transaction] = reading.transactions;
  if (transaction === undefined || reading.transactions.length > 1)
    throw new InputError(`${reading.transactions.length} transactions are in it; a case is one`);
  const made = promoted(transaction, options.now, rules, own?.baseline ?? shippedSource().baseline);
  const file = `${made.code.replace(".", "/")}.json`;
  if (options.write !== true || folder === undefined) {
    tell(io, `txwhy: a case for ${file}`);
    io.stdout.write(`${jsonText(made.case, true)}\n`);
    return EXIT.answered;
  }
  const path = join(folder, file);
  if (!isFile(path))
    throw new UsageError(`${quoted(folder)} has no file of ${made.code}; without --write the case is printed`);
  try {
    writeFileSync(path, withCase(readFileSync(path, "utf8"), made.case));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new UsageError(`${quoted(path)} cannot be written: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  }
  io.stdout.write(`${withEscapes(`a case in ${path}`)}\n`);
  return EXIT.answered;
}
