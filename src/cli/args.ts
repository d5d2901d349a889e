import { parseArgs } from "node:util";
import { nearest } from "../base/nearest.js";
import { parseInstant } from "../base/time.js";
import { redactText } from "../redact/index.js";
import { UsageError } from "./io.js";

const known = {
  json: { type: "boolean" },
  locale: { type: "string" },
  audience: { type: "string" },
  now: { type: "string" },
  profile: { type: "string" },
  rules: { type: "string" },
  "what-if": { type: "string" },
  preflight: { type: "boolean" },
  packet: { type: "boolean" },
  "fail-on": { type: "string" },
  out: { type: "string" },
  report: { type: "string" },
  resume: { type: "boolean" },
  jobs: { type: "string" },
  quiet: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const satisfies Record<string, { type: "boolean" | "string"; short?: string }>;

export type OptionName = keyof typeof known;

/** The options of a command line, checked; what is not given is not there. */
export interface Options {
  json?: true;
  locale?: string;
  audience?: "customer" | "agent";
  now?: string;
  profile?: string;
  rules?: string;
  "what-if"?: string[];
  preflight?: true;
  packet?: true;
  "fail-on"?: "escalate" | "cause";
  out?: string;
  report?: string[];
  resume?: true;
  /** A whole number from 1 on, in digits. */
  jobs?: string;
  quiet?: true;
  "no-color"?: true;
  help?: true;
  version?: true;
}

export interface Args {
  options: Options;
  /** Everything that is no option, `-` included. */
  words: string[];
}

/** Options every command has. */
const EVERYWHERE: readonly OptionName[] = ["help", "version", "no-color"];
const CHOICES: Partial<Record<OptionName, readonly string[]>> = {
  audience: ["customer", "agent"],
  "fail-on": ["escalate", "cause"],
};

const shown = (text: string): string => JSON.stringify(redactText(text)).slice(0, 80);

/** The one of `names` a word was probably meant to be: nearly spelt so, its letters swapped, or the only one that begins so. */
export function closest(word: string, names: readonly string[]): string | undefined {
  const letters = (text: string): string => [...text.toLowerCase()].sort().join("");
  const near = nearest(word, names) ?? names.find((name) => letters(name) === letters(word));
  if (near !== undefined) return near;
  const begun = names.filter((name) => word.length > 1 && name.toLowerCase().startsWith(word.toLowerCase()));
  return begun.length === 1 ? begun[0] : undefined;
}

/** "; did you mean stripe?", or nothing. */
export function meant(word: string, names: readonly string[]): string {
  const near = closest(word, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** Reads a command line. @throws {UsageError} with one line that says what is wrong and what was probably meant. */
export function parseCommandLine(argv: readonly string[]): Args {
  const { tokens } = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Record<string, unknown> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    else if (token.kind === "option") readOption(token, options);
  }
  return { options: options as Options, words };
}

interface OptionToken {
  name: string;
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function readOption(token: OptionToken, options: Record<string, unknown>): void {
  if (!Object.hasOwn(known, token.name)) {
    const names = Object.keys(known).map((name) => `--${name}`);
    throw new UsageError(`no such option: ${shown(token.rawName)}${meant(token.rawName, names)}`);
  }
  const name = token.name as OptionName;
  if (known[name].type === "boolean") {
    if (token.value !== undefined) throw new UsageError(`--${name} takes no value`);
    options[name] = true;
    return;
  }
  const { value } = token;
  if (value === undefined || (token.inlineValue !== true && /^-./.test(value)) || value === "") {
    throw new UsageError(`--${name} needs a value${exampleOf(name)}`);
  }
  checkValue(name, value);
  if (name === "what-if" || name === "report") {
    options[name] = [...((options[name] as string[] | undefined) ?? []), value];
  } else if (options[name] !== undefined && options[name] !== value) {
    throw new UsageError(`--${name} is given twice; keep one`);
  } else options[name] = value;
}

function exampleOf(name: OptionName): string {
  const choices = CHOICES[name];
  if (choices !== undefined) return `: ${choices.join(" or ")}`;
  const examples: Partial<Record<OptionName, string>> = {
    locale: "zh-CN",
    now: "2026-11-22T09:00:00+08:00",
    profile: "gopay",
    rules: "./my-rules",
    out: "./out",
    "what-if": "balance.available=200",
    report: "report.html",
    jobs: "4",
  };
  return `, such as ${examples[name]}`;
}

function checkValue(name: OptionName, value: string): void {
  const choices = CHOICES[name];
  if (choices !== undefined && !choices.includes(value)) {
    throw new UsageError(`--${name} is ${choices.join(" or ")}, not ${shown(value)}${meant(value, choices)}`);
  }
  if (name === "now" && parseInstant(value) === undefined) {
    throw new UsageError(`--now ${shown(value)} is no time with its offset; write it as in 2026-11-22T09:00:00+08:00`);
  }
  if (name === "jobs" && !/^[1-9]\d{0,2}$/.test(value)) {
    throw new UsageError(`--jobs ${shown(value)} is no number of threads; write it as in 4`);
  }
  if (name === "report" && !/\.(?:json|html)$/i.test(value)) {
    throw new UsageError(`--report ${shown(value)} ends in neither .json nor .html`);
  }
  if (name === "locale" && !isLanguageTag(value)) {
    throw new UsageError(`--locale ${shown(value)} is no language tag; write it as in en, zh-CN or id`);
  }
}

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value.replace(/_/g, "-")).length === 1;
  } catch {
    return false;
  }
}

/** @throws {UsageError} where an option is given that the command does not have. */
export function checkAllowed(command: string, options: Options, allowed: readonly OptionName[]): void {
  for (const name of Object.keys(options) as OptionName[]) {
    if (!allowed.includes(name) && !EVERYWHERE.includes(name)) {
      throw new UsageError(`--${name} does not go with ${command}`);
    }
  }
}

/** A word of the command line, as it may be shown. */
export const quoted = shown;
