import { createDiagnose } from "../../api/diagnose.js";
import { createLocalize } from "../../api/localize.js";
import type { DiagnoseOptions } from "../../api/options.js";
import type { Assessment } from "../../base/assessment.js";
import type { Diagnosis, Warning } from "../../base/diagnosis.js";
import { InvalidContextError, UnreadableInputError } from "../../base/errors.js";
import type { JsonObject } from "../../base/json.js";
import { readContext } from "../../context/parse.js";
import { type ReadOptions, type ReadTransaction, readTransaction } from "../../read/index.js";
import { createRedactor, redactText } from "../../redact/index.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { chooseLocale } from "../../words/locale.js";
import { Wording } from "../../words/wording.js";
import type { Options } from "../args.js";
import { exitOf, type TransactionResult } from "../exit.js";
import { type InputText, readSources } from "../input.js";
import { InputError, type Io, jsonText, printable, tell, UsageError, withEscapes } from "../io.js";
import { agentLocale, tellUnmetLocale } from "../language.js";
import { type AnswerView, printDiagnosis, printPreflight } from "../print.js";
import { profileFor } from "../profile.js";
import { errorText, tellRepairs, tellWarnings } from "../report.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import { type Assumption, parseWhatIf, type Supposition, withWhatIfs } from "../what-if.js";
import type { Call, CommandSpec } from "./command.js";

/** Diagnosing files, the command without a name. `commands` are names that a misspelt file may have meant. */
export const diagnoseCommand = (commands: readonly string[]): CommandSpec => ({
  name: "diagnosing",
  arguments: "[FILE...]",
  summary: "say why a transaction failed and what makes it go through",
  options: [
    "json",
    "locale",
    "audience",
    "now",
    "profile",
    "rules",
    "whatIf",
    "preflight",
    "reply",
    "questions",
    "packet",
    "failOn",
  ],
  run: (call) => diagnoseFiles(call, commands),
});

/** One transaction of the input, ready to be diagnosed. */
interface Item {
  name: string;
  transaction: ReadTransaction;
  context: JsonObject;
  assumed: readonly Assumption[];
  warnings: readonly Warning[];
}

const FAULTY: TransactionResult = { invalid: true, escalates: false, hasCause: false };

async function diagnoseFiles({ options, words, io, style }: Call, commands: readonly string[]): Promise<number> {
  checkTogether(options);
  if (words.includes("-") && io.stdin.isTTY === true) tell(io, "Paste the transaction, then press Ctrl-D.");
  const rules = rulesFor(options, io);
  tellUnmetLocale(options, io, rules);
  const whatIfs = (options.whatIf ?? []).map(parseWhatIf);
  const diagnoseOptions = await optionsFor(options, io, rules);
  const outcomes: TransactionResult[] = [];
  const items: Item[] = [];
  for (const source of await readSources(words, io, commands)) {
    const read = readItems(source, options, rules, whatIfs, io);
    if (read === null) outcomes.push(FAULTY);
    else items.push(...read);
  }
  const run: Run = {
    options,
    diagnoseOptions,
    rules,
    total: items.length,
    io,
    style,
    functions: { ...createDiagnose(() => rules), ...createLocalize(() => rules) },
  };
  for (const [i, item] of items.entries()) outcomes.push(await answer(item, i, run));
  return exitOf(outcomes, options.failOn);
}

function checkTogether({ preflight, packet, reply, failOn }: Options): void {
  if (preflight && packet)
    throw new UsageError("--packet does not go with --preflight: a payment that has not failed is not escalated");
  if (preflight && reply) throw new UsageError("--reply does not go with --preflight: a reply is about a failure");
  if (packet && reply)
    throw new UsageError("--reply does not go with --packet: one is for the customer, one for a desk");
  if (preflight && failOn === "escalate")
    throw new UsageError("--fail-on escalate does not go with --preflight; use --fail-on cause");
}

/** The language is the agent's own, but what a customer reads is in the customer's. */
async function optionsFor(options: Options, io: Io, rules: CompiledRuleSet): Promise<DiagnoseOptions> {
  const audience = options.audience ?? "agent";
  const forCustomer = audience === "customer" || options.reply !== undefined;
  const locale = forCustomer ? options.locale : agentLocale(options, io, rules);
  const result: DiagnoseOptions = { audience, rules };
  if (locale !== undefined) result.locale = locale;
  if (options.now !== undefined) result.now = options.now;
  if (options.profile !== undefined) result.profile = await profileFor(options.profile, rules);
  return result;
}

function readItems(
  { name, text }: InputText,
  options: Options,
  rules: CompiledRuleSet,
  whatIfs: readonly Supposition[],
  io: Io,
): Item[] | null {
  try {
    if (text instanceof InputError) throw text;
    const readOptions: ReadOptions = { rules, ...(options.locale !== undefined && { locale: options.locale }) };
    const reading = readTransaction(text, readOptions);
    tellRepairs(reading, name, io);
    tellWarnings(reading.warnings, name, io);
    return reading.transactions.map((transaction) => ({
      name,
      transaction,
      ...withWhatIfs(transaction.context as JsonObject, whatIfs, options.locale),
      warnings: reading.transactions.length === 1 ? reading.warnings : [],
    }));
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
  functions: ReturnType<typeof createDiagnose> & ReturnType<typeof createLocalize>;
  total: number;
  io: Io;
  style: Style;
}

async function answer(item: Item, index: number, run: Run): Promise<TransactionResult> {
  const { options } = run;
  const place = `${item.name}:${item.transaction.line}`;
  try {
    if (options.preflight) return await answerPreflight(item, index, run);
    return await answerFailure(item, index, run);
  } catch (error) {
    if (!(error instanceof InvalidContextError)) throw error;
    const faulty = error.issues.filter(({ path }) => path.startsWith("/options/"));
    if (faulty.length > 0) {
      throw new UsageError(
        faulty.map(({ path, message }) => `--${path.slice("/options/".length)}: ${message}`).join("; "),
      );
    }
    tell(run.io, errorText(error, place));
    return FAULTY;
  }
}

async function answerPreflight(item: Item, index: number, run: Run): Promise<TransactionResult> {
  const { options, diagnoseOptions, functions, io } = run;
  const result = await functions.preflight(item.context, diagnoseOptions);
  tellWarnings(readContext(item.context).warnings, placeOf(item, run), io);
  if (options.json) writeJson(result, run);
  else {
    const { transaction, facts } = await functions.assess(item.context, diagnoseOptions);
    const planned = printable({ ...transaction, status: "planned" as const });
    const customers = facts["customer.locale"]?.value as string | undefined;
    const { locale } = chooseLocale(diagnoseOptions.locale ?? customers, run.rules);
    const wording = wordingFor(locale, transaction, run);
    writeText(printPreflight(printable(result), planned, shownOf(item, index, run), wording, run.style), index, run);
  }
  return { invalid: false, escalates: false, hasCause: result.causes.length > 0 };
}

async function answerFailure(item: Item, index: number, run: Run): Promise<TransactionResult> {
  const { options, diagnoseOptions, functions, io, style } = run;
  const assessment = await functions.assess(item.context, diagnoseOptions);
  const { now: _, ...inWords } = diagnoseOptions;
  const diagnosis = functions.localize(assessment, inWords);
  // The language of an option was told of once, before the first answer.
  const warnings = diagnosis.warnings.filter(({ path }) => path !== "/options/locale");
  tellWarnings(warnings, placeOf(item, run), io);
  if (options.packet) printPacket(diagnosis, `${item.name}:${item.transaction.line}`, run);
  else if (options.reply !== undefined) printReply(assessment, item, index, run);
  else if (options.json) writeJson({ ...diagnosis, warnings: [...item.warnings, ...diagnosis.warnings] }, run);
  else {
    const wording = wordingFor(diagnosis.locale, diagnosis.transaction, run);
    writeText(printDiagnosis(printable(diagnosis), shownOf(item, index, run), wording, style), index, run);
  }
  return { invalid: false, escalates: diagnosis.verdict === "escalate", hasCause: diagnosis.causes.length > 0 };
}

/** The message to the customer on standard output, ready to be copied; what its sender should know on standard error. */
function printReply(assessment: Assessment, item: Item, index: number, run: Run): void {
  const { options, diagnoseOptions, functions, io } = run;
  const { audience: _, ...replyOptions } = diagnoseOptions;
  const reply = functions.reply(assessment, { ...replyOptions, channel: options.reply ?? "chat" });
  for (const { message } of reply.notes) tell(io, `txwhy: ${redactText(placeOf(item, run))}: ${message}`);
  if (options.json) {
    writeJson(reply, run);
    return;
  }
  const { which } = shownOf(item, index, run);
  const subject = options.reply === "email" ? `${reply.subject}\n\n` : "";
  const before = which === undefined ? "" : `${run.style.unicode ? "──" : "--"} ${which}\n`;
  writeText(`${before}${withEscapes(`${subject}${reply.text}`)}\n`, index, run);
}

/** A file's name, and the line where it has several transactions. */
const placeOf = ({ name, transaction }: Item, { total }: Run): string =>
  total > 1 ? `${name}:${transaction.line}` : name;

const wordingFor = (locale: string, transaction: Diagnosis["transaction"], { rules, diagnoseOptions }: Run): Wording =>
  new Wording(locale, rules, diagnoseOptions.audience, transaction);

function shownOf({ name, transaction, assumed }: Item, index: number, { options, total, style }: Run): AnswerView {
  const redactor = createRedactor();
  const shown = {
    assumed: printable(assumed.map((one) => ({ ...one, value: redactor.value(one.value) as Assumption["value"] }))),
    questions: options.questions === true,
  };
  if (total === 1) return shown;
  const dot = style.unicode ? "·" : "-";
  const which = `${index + 1}/${total} ${dot} ${redactText(name)}:${transaction.line} ${dot} ${transaction.format}`;
  return { ...shown, which: printable(which) };
}

const writeText = (text: string, index: number, { io }: Run): void =>
  void io.stdout.write(index === 0 ? text : `\n${text}`);

/** One value per line (NDJSON). A single value at a terminal is indented. */
function writeJson(value: unknown, { io, total }: Run): void {
  io.stdout.write(`${jsonText(value, total === 1 && io.stdout.isTTY === true)}\n`);
}

function printPacket({ escalation, verdict }: Diagnosis, place: string, run: Run): void {
  if (escalation !== null) writeJson(escalation.packet, run);
  else tell(run.io, `txwhy: ${redactText(place)}: no packet, there is nothing to hand over (${verdict})`);
}
