import { InvalidArgumentError, Option } from "commander";
import { nearest } from "../base/nearest.js";
import { parseInstant } from "../base/time.js";
import { redactText } from "../redact/index.js";
import { locales } from "../rules/generated/all.js";
import type { ReplyChannel } from "../words/reply.js";
import { type CheckFormat, checkFormats } from "./rules/check/format-names.js";

/** The options of a run, checked. An option that was not given is missing, but for `color`. */
export interface Options {
  json?: true;
  locale?: string;
  audience?: "customer" | "agent";
  /** RFC 3339 time with its offset. */
  now?: string;
  profile?: string;
  rules?: string;
  whatIf?: string[];
  preflight?: true;
  /** The channel of the message to the customer. */
  reply?: ReplyChannel;
  questions?: true;
  packet?: true;
  failOn?: "escalate" | "cause";
  out?: string;
  report?: string[];
  resume?: true;
  /** Number of threads, from 1. */
  jobs?: number;
  quiet?: true;
  /** Age in days, from 0. */
  stale?: number;
  /** JSON Pointer. */
  key?: string;
  /** "2/8": the second of eight parts. */
  shard?: string;
  /** A number of rows, or a share of them: "10", "0.5%". */
  maxErrors?: string;
  assess?: true;
  /** Of `rules check`. */
  format?: CheckFormat;
  together?: true;
  write?: true;
  prefix?: string;
  mostUnanswered?: number;
  /** Seconds. */
  idle?: number;
  drain?: true;
  /** Port, 0 for any free one. */
  http?: number;
  /** False after `--no-color`. */
  color?: boolean;
}

export type OptionName = keyof Options;

export const replyChannels = ["email", "chat", "sms"] as const satisfies readonly ReplyChannel[];

const languages = ["en", ...locales.map(({ locale }) => locale)].join(", ");

/** Every option, once: parsing, checks, suggestions and help are made from this table. */
const OPTIONS: Record<OptionName, () => Option> = {
  json: () => new Option("--json", "print JSON, one line for each transaction"),
  locale: () => valued("--locale <TAG>", `language (${languages}); also decides how 10.000 is read`, languageFault),
  audience: () => choice("--audience <WHO>", "an agent, the default, is told more", ["customer", "agent"]),
  now: () => valued("--now <TIME>", "diagnose as of this time: 2026-11-22T09:00:00+08:00", timeFault),
  profile: () => valued("--profile <ID>", "support directory: default, gopay or a .json file"),
  rules: () => valued("--rules <DIR>", "add your own rules to the shipped ones"),
  whatIf: () => repeated("--what-if <FACT=VALUE>", "assume a fact: balance.available=200; no VALUE: unknown"),
  preflight: () => new Option("--preflight", "would it pass if it were attempted now?"),
  reply: () =>
    choice("--reply [CHANNEL]", "print the message to the customer; default: chat", replyChannels).preset("chat"),
  questions: () => new Option("--questions", "list the missing facts that would decide more"),
  packet: () => new Option("--packet", "print only the hand-off packet: redacted JSON"),
  failOn: () =>
    choice("--fail-on <WHAT>", "exit 1 when a human must take over, or on any cause", ["escalate", "cause"]),
  out: () => valued("--out <PATH>", "output folder; batch takes a .ndjson file too"),
  report: () => repeated("--report <FILE>", "write the report to FILE.json or FILE.html; repeatable", reportFault),
  resume: () => new Option("--resume", "continue a stopped run from the results in --out"),
  jobs: () => valued("--jobs <N>", "number of threads; default: one for each core", jobsFault, Number),
  stale: () => valued("--stale <DAYS>", "list the sources older than this, the oldest first", daysFault, Number),
  quiet: () => new Option("--quiet", "nothing but faults on standard error"),
  key: () => valued("--key <POINTER>", "repeat this member of the row in each result: /transaction/id", pointerFault),
  shard: () => valued("--shard <I/N>", "only part I of N parts of the rows; see batch merge", shardFault),
  maxErrors: () => valued("--max-errors <N|P%>", "exit 0 although so many rows cannot be read", maxErrorsFault),
  prefix: () => valued("--prefix <NAME>", "name of the job on the server; default: txwhy", prefixFault),
  mostUnanswered: () =>
    valued("--most-unanswered <N>", "wait while so many rows are unanswered; default: 4000", countFault, Number),
  idle: () => valued("--idle <SECONDS>", "take over a row unanswered for so long; default: 60", secondsFault, Number),
  drain: () => new Option("--drain", "end when every row is answered"),
  http: () => port("--http [PORT]", "over HTTP at 127.0.0.1 instead of standard input; without PORT any free one"),
  assess: () => new Option("--assess", "codes and values without sentences, a fraction of the size"),
  format: () => choice("--format <FORMAT>", "how faults are printed", checkFormats),
  together: () => new Option("--together", "list the causes that fire together, each pair with a case"),
  write: () => new Option("--write", "write the case into the rule file of its first cause in --rules"),
  color: () => new Option("--no-color", "no colours; NO_COLOR and FORCE_COLOR work too"),
};

/** What the value of an option may be, where there is a list of it: for the completion of a shell. */
export const valuesOf: Partial<Record<OptionName, readonly string[]>> = {
  locale: ["en", ...locales.map(({ locale }) => locale)],
  audience: ["customer", "agent"],
  profile: ["default", "gopay"],
  reply: replyChannels,
  failOn: ["escalate", "cause"],
};

export const optionNames = Object.keys(OPTIONS) as OptionName[];
export const optionFor = (name: OptionName): Option => OPTIONS[name]();

/** Says what is wrong with a value, and how to write it. */
type Check = (value: string) => string | undefined;

/** Commander takes the next option for a value, and keeps the last of two values. Both are more likely mistakes. */
function accept(value: string, check: Check | undefined): string {
  if (value === "" || /^-./.test(value)) throw new InvalidArgumentError("It needs a value.");
  const fault = check?.(value);
  if (fault !== undefined) throw new InvalidArgumentError(fault);
  return value;
}

function valued(
  flags: string,
  help: string,
  check?: Check,
  read: (value: string) => unknown = (value) => value,
): Option {
  return new Option(flags, help).argParser((value, previous: unknown) => {
    const taken = read(accept(value, check));
    if (previous !== undefined && previous !== taken) throw new InvalidArgumentError("It is given twice; keep one.");
    return taken;
  });
}

/** An option whose value may be missing: then it is 0. */
const port = (flags: string, help: string): Option => valued(flags, help, portFault, Number).preset("0");

const repeated = (flags: string, help: string, check?: Check): Option =>
  new Option(flags, help).argParser((value, previous: string[] = []) => [...previous, accept(value, check)]);

const choice = (flags: string, help: string, choices: readonly string[]): Option =>
  valued(flags, `${choices.join(" or ")}: ${help}`, (value) =>
    choices.includes(value) ? undefined : `Use ${choices.join(" or ")}${meant(value, choices)}`,
  );

const timeFault: Check = (value) =>
  parseInstant(value) === undefined ? "Write the time with its offset, as in 2026-11-22T09:00:00+08:00." : undefined;
const jobsFault: Check = (value) =>
  /^[1-9]\d{0,2}$/.test(value) ? undefined : "Write a number of threads from 1 to 999, such as 4.";
const daysFault: Check = (value) => (/^\d{1,5}$/.test(value) ? undefined : "Write a number of days, such as 180.");
const prefixFault: Check = (value) =>
  /^[\w.:-]{1,100}$/.test(value) ? undefined : "Write letters, digits, and . : _ -";
const countFault: Check = (value) =>
  /^[1-9]\d{0,8}$/.test(value) ? undefined : "Write a number of rows, such as 4000.";
const secondsFault: Check = (value) =>
  /^\d{1,5}(?:\.\d{1,3})?$/.test(value) && Number(value) > 0 ? undefined : "Write a number of seconds, such as 60.";
const portFault: Check = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) < 65_536 ? undefined : "Write a port from 0 to 65535, such as 8484.";
const pointerFault: Check = (value) =>
  /^(?:\/(?:[^~/]|~[01])*)+$/.test(value) ? undefined : "Write a JSON Pointer, such as /transaction/id.";
const shardFault: Check = (value) => {
  const [, index, count] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(value) ?? [];
  return index !== undefined && Number(index) <= Number(count)
    ? undefined
    : "Write which part of how many, such as 2/8.";
};
const maxErrorsFault: Check = (value) =>
  /^(?:\d{1,12}|(?:100|\d{1,2}(?:\.\d{1,4})?)%)$/.test(value)
    ? undefined
    : "Write a number of rows or a share, such as 10 or 0.5%.";
const reportFault: Check = (value) =>
  /\.(?:json|html)$/i.test(value) ? undefined : "Name a file that ends in .json or .html.";
const languageFault: Check = (value) =>
  isLanguageTag(value) ? undefined : `Write a language tag, such as ${languages}.`;

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value.replace(/_/g, "-")).length === 1;
  } catch {
    return false;
  }
}

/** A word of the command line for a message: redacted, in quotes and cut to 80 characters. */
export const quoted = (word: string): string => JSON.stringify(redactText(word)).slice(0, 80);

/** The name that a word most likely meant: misspelt, with its letters swapped, or the only one that it begins. */
export function closest(word: string, names: readonly string[]): string | undefined {
  const letters = (text: string): string => [...text.toLowerCase()].sort().join("");
  const ofWord = letters(word);
  const near = nearest(word, names) ?? names.find((name) => name.length === word.length && letters(name) === ofWord);
  if (near !== undefined) return near;
  const begun = names.filter((name) => word.length > 1 && name.toLowerCase().startsWith(word.toLowerCase()));
  return begun.length === 1 ? begun[0] : undefined;
}

/** "; did you mean stripe?", or nothing. */
export function meant(word: string, names: readonly string[]): string {
  const near = closest(word, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
