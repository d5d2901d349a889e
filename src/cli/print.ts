import type { Cause, Channel, Diagnosis, Escalation, Preflight, Question, Remedy, Retry } from "../base/diagnosis.js";
import { waitingFirst } from "../words/order.js";
import type { Wording } from "../words/wording.js";
import { bars } from "./bars.js";
import { Page, padded, type Span, widthOf } from "./layout.js";
import type { Paint, Style } from "./style.js";

/** The lines above an answer: which transaction of several it is for, and what was assumed. */
export interface Heading {
  /** "2/3 · payments.json:14 · stripe.payment_intent" */
  which?: string;
  whatIf: readonly string[];
}

const signs = ({ unicode }: Style) => (unicode ? { dash: "—", dot: "·" } : { dash: "-", dot: "-" });

type TableRow = readonly [label: string, values: readonly (Span | readonly Span[])[]];

const MOST_QUESTIONS = 3;
const MOST_LEFT = 3;
const MARGIN = "  ";

/** Prints a diagnosis for a person: verdict, causes, what to do first, and the rest. Its texts must have gone through `printable`. */
export function printDiagnosis(diagnosis: Diagnosis, heading: Heading, wording: Wording, style: Style): string {
  const page = new Page(style);
  const { verdict, summary, advice, retry, questions, conflicts, escalation } = diagnosis;
  const causes =
    verdict === "wait"
      ? diagnosis.causes.map((cause) => ({ ...cause, remedies: waitingFirst(cause.remedies) }))
      : diagnosis.causes;
  const paints: Record<Diagnosis["verdict"], Paint> = {
    self_service: style.cyan,
    wait: style.yellow,
    escalate: style.red,
    not_failed: style.green,
  };
  headingRows(page, heading, wording);
  verdictLine(page, wording.phrase(`verdict_${verdict}`), paints[verdict]);
  page.hang(MARGIN, summary);
  causeBlocks(page, causes, summary, wording);
  const isOver = causes.length === 0 && retry.when !== "check_status_first";
  table(page, [
    [
      [wording.phrase("heading_plan"), planOf(diagnosis, wording)],
      largestRow(diagnosis, wording),
      [wording.phrase("heading_retry"), isOver ? [] : [retryText(retry, wording)]],
    ],
    [
      [wording.phrase("heading_conflicts"), conflicts.map(({ because }) => because)],
      [wording.phrase("heading_advice"), adviceTexts(advice)],
      [wording.phrase("heading_ask"), askTexts(questions, wording, style)],
    ],
    escalation === null ? [] : handOver(escalation, wording, style),
  ]);
  return page.text();
}

/** Prints a preflight for a person. */
export function printPreflight(preflight: Preflight, heading: Heading, wording: Wording, style: Style): string {
  const page = new Page(style);
  const { passes, passesAt, causes, advice, questions } = preflight;
  headingRows(page, heading, wording);
  const answer = wording.phrase(passes ? "passes_yes" : "passes_no");
  verdictLine(page, wording.labelled(wording.phrase("heading_passes"), answer), passes ? style.green : style.yellow);
  if (!passes) {
    page.hang(
      MARGIN,
      passesAt === null
        ? wording.phrase("passes_unknown")
        : wording.phrase("passes_at", { time: wording.time(passesAt) }),
    );
  }
  causeBlocks(page, causes, "", wording);
  table(page, [
    [largestRow(preflight, wording)],
    [
      [wording.phrase("heading_advice"), adviceTexts(advice)],
      [wording.phrase("heading_ask"), askTexts(questions, wording, style)],
    ],
  ]);
  return page.text();
}

function headingRows(page: Page, { which, whatIf }: Heading, wording: Wording): void {
  const { style } = page;
  if (which !== undefined) {
    page.hang(style.unicode ? "── " : "-- ", which, style.dim);
    page.gap();
  }
  if (whatIf.length === 0) return;
  page.hang(`${wording.phrase("heading_what_if")}  `, whatIf.join("; "), style.dim);
  page.gap();
}

function verdictLine(page: Page, text: string, paint: Paint): void {
  const { style } = page;
  page.hang(style.unicode ? "● " : "* ", [[text, (line) => style.bold(paint(line))]], paint);
}

function causeBlocks(page: Page, causes: readonly Cause[], summary: string, wording: Wording): void {
  const shown = new Set<string>();
  for (const [i, cause] of causes.entries()) {
    page.gap();
    const before = causes.length === 1 ? MARGIN : `${MARGIN}${i + 1}. `;
    // The summary has already explained a single cause.
    const told = causes.length === 1 && summary.startsWith(cause.explanation.replace(/[.。!?！？\s]+$/u, ""));
    causeBlock(page, cause, { before, first: i === 0, told, all: causes, shown }, wording);
  }
}

interface CausePosition {
  before: string;
  first: boolean;
  /** The summary has already explained it. */
  told: boolean;
  all: readonly Cause[];
  /** Titles of remedies whose steps were printed above. */
  shown: Set<string>;
}

function causeBlock(page: Page, cause: Cause, place: CausePosition, wording: Wording): void {
  const { style } = page;
  const inside = " ".repeat(widthOf(place.before));
  const { dot } = signs(style);
  page.hang(place.before, [
    [cause.title, style.bold],
    [` ${dot} ${wording.phrase(`certainty_${cause.certainty}`)} ${dot} ${cause.code}`, style.dim],
  ]);
  if (!place.told && cause.explanation !== cause.title) page.hang(inside, cause.explanation);
  if (cause.sensitive === true && wording.forAgent) page.hang(inside, [[wording.phrase("cause_sensitive"), style.red]]);
  for (const line of bars(cause, wording, style, style.width - inside.length)) page.line(inside + line);
  remedyRows(page, cause.remedies, inside, place, wording);
}

function remedyRows(
  page: Page,
  remedies: readonly Remedy[],
  inside: string,
  place: CausePosition,
  wording: Wording,
): void {
  const { style } = page;
  const first = wording.phrase("heading_do_first");
  const lead = place.first ? first : wording.phrase("heading_do");
  const other = wording.phrase("heading_or");
  const width = Math.max(...[first, lead, other].map(widthOf));
  if (remedies.length > 0) page.gap();
  for (const [i, remedy] of remedies.entries()) {
    const leads = i === 0 && remedy.verified !== "fails";
    const before = `${inside}${padded(leads ? lead : other, width)}  `;
    page.hang(before, remedySpans(remedy, leads, place.all, wording, style), leads ? style.bold : style.dim);
    if (!leads || place.shown.has(remedy.title)) continue;
    place.shown.add(remedy.title);
    numbered(page, " ".repeat(widthOf(before)), remedy.steps);
  }
}

/** "Pay $99.40 or less — seconds · clears everything" */
function remedySpans(remedy: Remedy, leads: boolean, all: readonly Cause[], wording: Wording, style: Style): Span[] {
  const check = wording.phrase(`verified_${remedy.verified}`, { leaves: leftText(remedy.leaves, all, wording) });
  const paints: Record<Remedy["verified"], Paint> = {
    clears_all: style.green,
    clears_this: style.yellow,
    fails: style.red,
    not_simulated: style.dim,
  };
  const about = [wording.phrase(`effort_${remedy.effort}`)];
  if (remedy.who !== "customer") about.push(wording.phrase(`who_${remedy.who}`));
  const { dash, dot } = signs(style);
  return [
    [remedy.title, leads ? style.bold : (text) => text],
    [` ${dash} ${about.join(` ${dot} `)} ${dot}`, style.dim],
    [` ${check}`, paints[remedy.verified]],
  ];
}

/** The causes that a remedy leaves, by title. Further ones are only counted. */
function leftText(codes: readonly string[], causes: readonly Cause[], wording: Wording): string {
  const titles = wording.titles(codes.slice(0, MOST_LEFT), causes);
  const more = codes.length - MOST_LEFT;
  return wording.list(more > 0 ? [...titles, wording.phrase("more_questions", { count: String(more) })] : titles);
}

function numbered(page: Page, indent: string, texts: readonly string[]): void {
  for (const [i, text] of texts.entries()) page.hang(`${indent}${i + 1}. `, text);
}

/** Two columns, labels and values, with a gap between groups. Labels without values are left out. */
function table(page: Page, groups: readonly (readonly TableRow[])[]): void {
  const { style } = page;
  const shown = groups
    .map((group) => group.filter(([, values]) => values.length > 0))
    .filter((group) => group.length > 0);
  const width = Math.max(0, ...shown.flat().map(([label]) => widthOf(label)));
  for (const group of shown) {
    page.gap();
    for (const [label, values] of group) {
      for (const [i, value] of values.entries()) {
        page.hang(`${MARGIN}${padded(i === 0 ? label : "", width)}  `, value, style.dim);
      }
    }
  }
}

/** The steps of the plan. Empty when the plan is the first remedy alone. */
function planOf({ plan, causes }: Diagnosis, wording: Wording): string[] {
  if (plan === null) return [];
  const [step, ...more] = plan.steps;
  const leading = causes[0]?.remedies[0];
  const isLeading = step !== undefined && step.cause === causes[0]?.code && step.action === leading?.action;
  if (step === undefined || (more.length === 0 && isLeading && leading?.verified === "clears_all")) return [];
  return plan.steps.map((one, i) => `${plan.steps.length > 1 ? `${i + 1}. ` : ""}${wording.step(one, causes)}`);
}

function retryText({ when, notBefore, sameReference }: Retry, wording: Wording): string {
  if (when === "later" && notBefore !== undefined) {
    return wording.phrase("retry_later_at", { time: wording.time(notBefore) });
  }
  if (when === "check_status_first" && !sameReference) return wording.phrase("retry_check_status");
  return wording.phrase(`retry_${when}`);
}

/** The largest amount that passes now, or that would fit once other causes are gone. Empty when nothing may be attempted. */
function largestRow({ largestAmount, causes, ...rest }: Diagnosis | Preflight, wording: Wording): TableRow {
  const passes = causes.length === 0 || causes[0]?.remedies.some(isSmallerAmount) === true;
  const label = wording.phrase(passes ? "heading_largest" : "heading_fits");
  const isUnsafe = "retry" in rest && rest.retry.when === "never";
  if (largestAmount === null || (isUnsafe && causes.length > 0)) return [label, []];
  return [label, [wording.phrase("upto", { amount: wording.money(largestAmount) })]];
}

const isSmallerAmount = ({ action, verified }: Remedy): boolean =>
  action === "reduce_amount" && verified === "clears_all";

/** Advice and its remedy as sentences, with the full stop of the language. */
function adviceTexts(advice: readonly Cause[]): string[] {
  return advice.map(({ explanation, remedies: [remedy] }) => {
    if (remedy === undefined) return explanation;
    return explanation.endsWith("。") ? `${explanation}${remedy.title}。` : `${explanation} ${remedy.title}.`;
  });
}

function askTexts(questions: readonly Question[], wording: Wording, style: Style): Span[] {
  const asked: Span[] = questions.slice(0, MOST_QUESTIONS).map(({ ask }) => ask);
  const left = questions.length - MOST_QUESTIONS;
  return left > 0 ? [...asked, [wording.phrase("more_questions", { count: String(left) }), style.dim]] : asked;
}

function handOver(escalation: Escalation, wording: Wording, style: Style): TableRow[] {
  const { channel, alternatives, priority, reason, prepare } = escalation;
  const labels = (state: string): string[] => prepare.filter((item) => item.state === state).map(({ label }) => label);
  const state = (name: "missing" | "have"): string[] => {
    const items = labels(name);
    return items.length === 0 ? [] : [wording.labelled(wording.phrase(`state_${name}`), wording.list(items))];
  };
  return [
    [
      wording.phrase("heading_hand_over"),
      [
        [[channelText(channel, wording), style.bold], ` ${signs(style).dash} ${channel.because}`],
        ...(alternatives.length === 0
          ? []
          : [`${wording.phrase("heading_or")} ${wording.list(alternatives.map((one) => channelText(one, wording)))}`]),
      ],
    ],
    [
      wording.phrase("heading_priority"),
      [`${wording.phrase(`priority_${priority}`)} ${signs(style).dash} ${wording.phrase(`reason_${reason}`)}`],
    ],
    [wording.phrase("heading_ready"), [...state("missing"), ...state("have")]],
  ];
}

function channelText({ kind, openNow, address }: Channel, wording: Wording): string {
  const open = openNow === null ? [] : [wording.phrase(`open_${openNow}`)];
  const about = [...(address === undefined ? [] : [address]), ...open];
  return about.length === 0
    ? wording.phrase(`kind_${kind}`)
    : `${wording.phrase(`kind_${kind}`)} (${about.join(", ")})`;
}
