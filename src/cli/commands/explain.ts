import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { explainCause } from "../../words/explain.js";
import { chooseLocale } from "../../words/locale.js";
import { Wording } from "../../words/wording.js";
import { meant, quoted } from "../args.js";
import { codeCards, codeRecord } from "../code-cards.js";
import { codeMeanings } from "../code-meanings.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, UsageError } from "../io.js";
import { agentLocale, tellUnmetLocale } from "../language.js";
import { Page } from "../layout.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import type { CommandSpec } from "./command.js";

export const explainCommand: CommandSpec = {
  name: "explain",
  arguments: "[CODE]",
  summary: "what a cause or a provider's code means",
  options: ["locale", "rules", "json"],
  choices: (rules) => rules.causes,
  async run({ words: [code], options, io, style }) {
    const rules = rulesFor(options, io);
    tellUnmetLocale(options, io, rules);
    const locale = agentLocale(options, io, rules);
    const write = (value: unknown, text: () => string): number => {
      io.stdout.write(options.json ? `${jsonText(value, true)}\n` : text());
      return EXIT.answered;
    };
    if (code === undefined) {
      const listed = rules.causes.map((one) => ({ code: one, title: titleOf(one, locale, rules) }));
      return write(listed, () => listText(printable(listed), style));
    }
    const explained = explainCause(code.trim().toLowerCase(), locale, rules);
    if (explained !== null) {
      const wording = new Wording(explained.locale, rules);
      return write(explained, () => explanationText(printable(explained), paramsOf(explained, rules), wording, style));
    }
    const meanings = codeMeanings(code, undefined, rules.catalog) ?? [];
    if (meanings.length === 0) {
      const near = meant(code, rules.causes) || "; txwhy explain lists the causes, txwhy codes the tables of codes";
      throw new UsageError(`no cause and no provider's code is called ${quoted(code)}${near}`);
    }
    return write(
      meanings.map((one) => codeRecord(one, rules)),
      () => codeCards(code, meanings, rules, new Wording(chooseLocale(locale, rules).locale, rules), style),
    );
  },
};

const titleOf = (code: string, locale: string, rules: CompiledRuleSet): string =>
  explainCause(code, locale, rules)?.title ?? code;

/** The causes by their groups, in the order in which a payment meets them. */
function listText(causes: readonly { code: string; title: string }[], style: Style): string {
  const page = new Page(style);
  const groups = [...new Set(causes.map(({ code }) => groupOf(code)))];
  const width = Math.max(...causes.map(({ code }) => code.length));
  for (const group of groups) {
    page.gap();
    page.line(style.bold(group));
    for (const { code, title } of causes) if (groupOf(code) === group) page.hang(`  ${code.padEnd(width)}  `, title);
  }
  return page.text();
}

const groupOf = (code: string): string => code.split(".")[0] as string;

type Explained = NonNullable<ReturnType<typeof explainCause>>;

type Params = Readonly<Record<string, unknown>>;

/** The parameters of each remedy, as in the rule file. */
const paramsOf = ({ code }: Explained, rules: CompiledRuleSet): Params[] =>
  (rules.byCode.get(code)?.remedies ?? []).map(({ rule }) => rule.params ?? {});

const GENERAL: Params = {
  amount: "transaction.amount",
  upTo: "largestAmount",
  fee: "fees",
  limit: "limit.*.max",
  parts: "split.parts",
};

/** The label of the fact behind a placeholder. */
function nameOf(placeholder: string, params: Params, wording: Wording): string {
  if (!placeholder.startsWith("params.")) return wording.label(placeholder);
  const name = placeholder.slice("params.".length);
  const behind = params[name];
  if (typeof behind === "object" && behind !== null && "fact" in behind) return wording.label(String(behind.fact));
  const general = GENERAL[name];
  return general === undefined ? wording.phrase(`param_${name}`) : wording.label(String(general));
}

function explanationText(explained: Explained, params: readonly Params[], wording: Wording, style: Style): string {
  const page = new Page(style);
  const [open, close] = style.unicode ? ["‹", "›"] : ["<", ">"];
  const said = (text: string, params: Params = {}): string =>
    text.replace(/\{([^{}]+)\}/g, (_, fact: string) => `${open}${nameOf(fact, params, wording)}${close}`);
  const dot = style.unicode ? "·" : "-";
  page.hang("", [
    [said(explained.title), style.bold],
    [` ${dot} ${explained.code}`, style.dim],
  ]);
  page.hang("  ", said(explained.explanation));
  const notes = [
    ...(explained.advice ? [wording.phrase("explain_advice")] : []),
    ...(explained.needsHuman ? [wording.phrase("explain_needs_human")] : []),
    ...(explained.sensitive ? [wording.phrase("cause_sensitive")] : []),
    ...(explained.replaces.length > 0
      ? [wording.phrase("explain_replaces", { causes: wording.list(wording.titles(explained.replaces, [])) })]
      : []),
  ];
  for (const note of notes) page.hang("  ", [[note, style.dim]]);
  for (const [i, remedy] of explained.remedies.entries()) {
    page.gap();
    const about = [wording.phrase(`effort_${remedy.effort}`)];
    if (remedy.who !== "customer") about.push(wording.phrase(`who_${remedy.who}`));
    page.hang(`  ${i + 1}. `, [
      [said(remedy.title, params[i]), style.bold],
      [` ${style.unicode ? "—" : "-"} ${about.join(` ${dot} `)}`, style.dim],
    ]);
    for (const step of remedy.steps) page.hang(`     ${style.unicode ? "–" : "-"} `, said(step, params[i]));
  }
  return page.text();
}
