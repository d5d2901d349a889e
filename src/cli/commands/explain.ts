import { explainCause } from "../../explain.js";
import { redactText } from "../../redact.js";
import { chooseLocale } from "../../render.js";
import { meant, quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, tell, UsageError } from "../io.js";
import { Page } from "../layout.js";
import { rulesFor } from "../rules-option.js";
import type { Style } from "../style.js";
import { Wording } from "../wording.js";
import type { Command } from "./command.js";

export const explainCommand: Command = {
  name: "explain",
  usage: "txwhy explain CODE",
  summary: "say what a cause such as balance.insufficient means and what helps",
  options: ["locale", "rules", "json"],
  async run({ words: [code, ...more], options, io, style }) {
    const rules = rulesFor(options, io);
    const codes = [...rules.causes.keys()];
    if (code === undefined) throw new UsageError(`explain needs a code, one of: ${codes.join(", ")}`);
    if (more.length > 0) throw new UsageError("explain takes one code");
    const explained = explainCause(code.trim().toLowerCase(), options.locale, rules);
    if (explained === null) throw new UsageError(`no cause is called ${quoted(code)}${meant(code, codes)}`);
    if (!chooseLocale(options.locale, rules).met) {
      tell(io, `txwhy: no words in ${redactText(options.locale ?? "")}; answered in English`);
    }
    const wording = new Wording(explained.locale, rules);
    io.stdout.write(
      options.json ? `${jsonText(explained, true)}\n` : explanationText(printable(explained), wording, style),
    );
    return EXIT.answered;
  },
};

type Explained = NonNullable<ReturnType<typeof explainCause>>;

function explanationText(explained: Explained, wording: Wording, style: Style): string {
  const page = new Page(style);
  const [open, close] = style.unicode ? ["‹", "›"] : ["<", ">"];
  const said = (text: string): string =>
    text.replace(/\{([^{}]+)\}/g, (_, fact: string) => {
      const name = fact.startsWith("params.") ? wording.param(fact.slice(7)) : wording.label(fact);
      return `${open}${name}${close}`;
    });
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
      ? [wording.phrase("explain_replaces", { causes: wording.titles(explained.replaces, []) })]
      : []),
  ];
  for (const note of notes) page.hang("  ", [[note, style.dim]]);
  for (const [i, remedy] of explained.remedies.entries()) {
    page.gap();
    const about = [wording.phrase(`effort_${remedy.effort}`)];
    if (remedy.who !== "customer") about.push(wording.phrase(`who_${remedy.who}`));
    page.hang(`  ${i + 1}. `, [
      [said(remedy.title), style.bold],
      [` ${style.unicode ? "—" : "-"} ${about.join(` ${dot} `)}`, style.dim],
    ]);
    for (const step of remedy.steps) page.hang(`     ${style.unicode ? "–" : "-"} `, said(step));
  }
  return page.text();
}
