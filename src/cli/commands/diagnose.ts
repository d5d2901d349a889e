import { createDiagnose } from "../../api/diagnose.js";
import type { DiagnoseOptions } from "../../api/options.js";
import type { Diagnosis, Preflight, Warning } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import type { JsonObject } from "../../base/json.js";
import { readContext } from "../../context/parse.js";
import { type ReadOptions, type ReadTransaction, readTransaction } from "../../read/index.js";
import { redactText } from "../../redact/index.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { chooseLocale } from "../../words/locale.js";
import { Wording } from "../../words/wording.js";
import type { Options } from "../args.js";
import { exitOf, type TransactionResult } from "../exit.js";
import { type InputText, readSources } from "../input.js";
import { InputError, type Io, jsonText, printable, tell, UsageError } from "../io.js";
import { type Heading, printDiagnosis, printPreflight } from "../print.js";
import { profileFor } from "../profile.js";
import { errorText, tellRepairs, tellWarnings } from "../report.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import { parseWhatIf, type WhatIf, withWhatIf } from "../what-if.js";
import type { Call, CommandSpec } from "./command.js";

/** Diagnosing files, the command without a name. `commands` are names that a misspelt file may have meant. */
export const diagnoseCommand = (commands: readonly string[]): CommandSpec => ({
  name: "diagnosing",
  arguments: "[FILE...]",
  summary: "say why a transaction failed and what makes it go through",
  options: ["json", "locale", "audience", "now", "profile", "rules", "whatIf", "preflight", "packet", "failOn"],
  run: (call) => diagnoseFiles(call, commands),
});

/** One transaction of the input, ready to be diagnosed. */
interface Item {
  name: string;
  transaction: ReadTransaction;
  context: JsonObject;
  warnings: readonly Warning[];
}

const FAULTY: TransactionResult = { invalid: true, escalates: false, hasCause: false };

async function diagnoseFiles({ options, words, io, style }: Call, commands: readonly string[]): Promise<number> {
  checkTogether(options);
  if (words.includes("-") && io.stdin.isTTY === true) tell(io, "Paste the transaction, then press Ctrl-D.");
  const rules = rulesFor(options, io);
  const whatIfs = (options.whatIf ?? []).map(parseWhatIf);
  const diagnoseOptions = await optionsFor(options, rules);
  const outcomes: TransactionResult[] = [];
  const items: Item[] = [];
  for (const source of await readSources(words, io, commands)) {
    const read = readItems(source, options, whatIfs, io);
    if (read === null) outcomes.push(FAULTY);
    else items.push(...read);
  }
  const run: Run = { options, diagnoseOptions, rules, whatIfs, total: items.length, io, style };
  for (const [i, item] of items.entries()) outcomes.push(await answer(item, i, run));
  return exitOf(outcomes, options.failOn);
}

function checkTogether({ preflight, packet, failOn }: Options): void {
  if (preflight && packet)
    throw new UsageError("--packet does not go with --preflight: a payment that has not failed is not escalated");
  if (preflight && failOn === "escalate")
    throw new UsageError("--fail-on escalate does not go with --preflight; use --fail-on cause");
}

async function optionsFor(options: Options, rules: CompiledRuleSet): Promise<DiagnoseOptions> {
  const result: DiagnoseOptions = { audience: options.audience ?? "agent", rules };
  if (options.locale !== undefined) result.locale = options.locale;
  if (options.now !== undefined) result.now = options.now;
  if (options.profile !== undefined) result.profile = await profileFor(options.profile, rules);
  return result;
}

function readItems({ name, text }: InputText, options: Options, whatIfs: readonly WhatIf[], io: Io): Item[] | null {
  try {
    if (text instanceof InputError) throw text;
    const readOptions: ReadOptions = options.locale === undefined ? {} : { locale: options.locale };
    const reading = readTransaction(text, readOptions);
    tellRepairs(reading, name, io);
    tellWarnings(reading.warnings, name, io);
    return reading.transactions.map((transaction) => {
      const context = whatIfs.reduce(withWhatIf, transaction.context as JsonObject);
      return { name, transaction, context, warnings: reading.transactions.length === 1 ? reading.warnings : [] };
    });
  } catch (error) {
    if (!(error instanceof UnreadableInputError || error instanceof InputError)) throw error;
    tell(io, errorText(error, name, typeof text === "string" ? text : ""));
    return null;
  }
}

interface Run {
  options: Options;
  diagnoseOptions: DiagnoseOptions;
  rules: CompiledRuleSet;
  whatIfs: readonly WhatIf[];
  total: number;
  io: Io;
  style: Style;
}

async function answer(item: Item, index: number, run: Run): Promise<TransactionResult> {
  const { options, diagnoseOptions, rules, total, io } = run;
  const { diagnose, preflight } = createDiagnose(() => rules);
  const place = `${item.name}:${item.transaction.line}`;
  try {
    if (options.preflight) {
      const result = await preflight(item.context, diagnoseOptions);
      tellWarnings(readContext(item.context).warnings, total > 1 ? place : item.name, io);
      printResult(result, headingOf(item, index, run), run, localeOf(item, diagnoseOptions, rules));
      return { invalid: false, escalates: false, hasCause: result.causes.length > 0 };
    }
    const diagnosis = await diagnose(item.context, diagnoseOptions);
    tellWarnings(diagnosis.warnings, total > 1 ? place : item.name, io);
    if (options.packet) printPacket(diagnosis, place, run);
    else {
      const warnings = [...item.warnings, ...diagnosis.warnings];
      printResult({ ...diagnosis, warnings }, headingOf(item, index, run), run, diagnosis.locale);
    }
    return { invalid: false, escalates: diagnosis.verdict === "escalate", hasCause: diagnosis.causes.length > 0 };
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    const faulty = error.issues.filter(({ path }) => path.startsWith("/options/"));
    if (faulty.length > 0) {
      throw new UsageError(
        faulty.map(({ path, message }) => `--${path.slice("/options/".length)}: ${message}`).join("; "),
      );
    }
    tell(io, errorText(error, place));
    return FAULTY;
  }
}

/** The locale of a preflight, which does not name it. */
function localeOf({ context }: Item, { locale }: DiagnoseOptions, rules: CompiledRuleSet): string {
  const customer = context.customer as JsonObject | undefined;
  return chooseLocale(locale ?? (customer?.locale as string | undefined), rules).locale;
}

function headingOf({ name, transaction }: Item, index: number, { total, whatIfs, style }: Run): Heading {
  const supposed = printable(whatIfs.map(({ text }) => redactText(text)));
  if (total === 1) return { whatIf: supposed };
  const dot = style.unicode ? "·" : "-";
  const which = `${index + 1}/${total} ${dot} ${redactText(name)}:${transaction.line} ${dot} ${transaction.format}`;
  return { which: printable(which), whatIf: supposed };
}

function printResult(result: Diagnosis | Preflight, heading: Heading, run: Run, locale: string): void {
  const { options, rules, io, style, diagnoseOptions } = run;
  if (options.json) {
    writeJson(result, run);
    return;
  }
  const transaction = "transaction" in result ? result.transaction : undefined;
  const wording = new Wording(locale, rules, diagnoseOptions.audience, transaction);
  const shown = printable(result);
  const text =
    "verdict" in shown
      ? printDiagnosis(shown, heading, wording, style)
      : printPreflight(shown, heading, wording, style);
  io.stdout.write(heading.which === undefined || heading.which.startsWith("1/") ? text : `\n${text}`);
}

/** One value per line (NDJSON). A single value at a terminal is indented. */
function writeJson(value: unknown, { io, total }: Run): void {
  io.stdout.write(`${jsonText(value, total === 1 && io.stdout.isTTY === true)}\n`);
}

function printPacket({ escalation, verdict }: Diagnosis, place: string, run: Run): void {
  if (escalation !== null) writeJson(escalation.packet, run);
  else tell(run.io, `txwhy: ${redactText(place)}: no packet, there is nothing to hand over (${verdict})`);
}
