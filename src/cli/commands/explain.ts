import { redactText } from "../../redact/index.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { explainCause } from "../../words/explain.js";
import { chooseLocale } from "../../words/locale.js";
import { Wording } from "../../words/wording.js";
import { meant, quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, tell, UsageError } from "../io.js";
import { Page } from "../layout.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import type { CommandSpec } from "./command.js";

export const explainCommand: CommandSpec = {
  name: "explain",
  arguments: "[CODE]",
  summary: "what a cause means and what helps",
  options: ["locale", "rules", "json"],
  async run({ words: [code], options, io, style }) {
    const rules = rulesFor(options, io);
    const codes = rules.causes;
    if (code === undefined) throw new UsageError(`explain needs a code, one of: ${codes.join(", ")}`);
    const explained = explainCause(code.trim().toLowerCase(), options.locale, rules);
    if (explained === null) throw new UsageError(`no cause is called ${quoted(code)}${meant(code, codes)}`);
    if (!chooseLocale(options.locale, rules).met) {
      tell(io, `txwhy: no words in ${redactText(options.locale ?? "")}; answered in English`);
    }
    const wording = new Wording(explained.locale, rules);
    io.stdout.write(
      options.json
        ? `${jsonText(explained, true)}\n`
        : explanationText(printable(explained), paramsOf(explained, rules), wording, style),
    );
    return EXIT.answered;
  },
};

type Explained = NonNullable<ReturnType<typeof explainCause>>;

type Params = Readonly<Record<string, unknown>>;

/** The parameters of each remedy, as in the rule file. */
const paramsOf = ({ code }: Explained, rules: CompiledRuleSet): Params[] =>
  (rules.byCode.get(code)?.remedies ?? []).map(({ rule }) => rule.params ?? {});

const GENERAL: Params = { amount: "transaction.amount", fee: "fees", limit: "limit.*.max", parts: "split.parts" };

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
