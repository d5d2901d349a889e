import type { Cause, Channel, Diagnosis, Escalation, Preflight, Question, Remedy } from "../base/diagnosis.js";
import { neededSteps } from "../words/order.js";
import { causesShown, headingOf, planTexts, retryText, verdictText } from "../words/shown.js";
import type { Wording } from "../words/wording.js";
import { bars } from "./bars.js";
import { Page, padded, type Span, widthOf } from "./layout.js";
import { readLine, saidLines } from "./read-line.js";
import type { Paint, Style } from "./style.js";
import type { Assumption } from "./what-if.js";

/** How an answer is shown: which transaction of several it is for, what was assumed, and whether its questions are listed. */
export interface AnswerView {
  /** "2/3 · payments.json:14 · stripe.payment_intent" */
  which?: string;
  assumed: readonly Assumption[];
  questions: boolean;
}

const signs = ({ unicode }: Style) => (unicode ? { dash: "—", dot: "·" } : { dash: "-", dot: "-" });

type TableRow = readonly [label: string, values: readonly (Span | readonly Span[])[]];

const MOST_LEFT = 3;
const MARGIN = "  ";

/**
 * Prints a diagnosis for a person: what was read, the cause with its number, why, who takes over, what helps, and last the first thing to
 * do. Its texts must have gone through `printable`.
 */
export function printDiagnosis(diagnosis: Diagnosis, shown: AnswerView, wording: Wording, style: Style): string {
  const page = new Page(style);
  const { verdict, advice, retry, questions, conflicts, escalation } = diagnosis;
  const causes = causesShown(diagnosis);
  const paints: Record<Diagnosis["verdict"], Paint> = {
    self_service: style.cyan,
    wait: style.yellow,
    escalate: style.red,
    not_failed: style.green,
  };
  const [first] = causes;
  const { heading: summary, below } = headingOf(diagnosis, wording);
  whichRow(page, shown);
  readLine(page, diagnosis, wording);
  assumedRow(page, shown, wording);
  page.gap();
  heading(page, summary, paints[verdict]);
  const about = first === undefined ? [] : [wording.phrase(`certainty_${first.certainty}`), first.code];
  if (verdict !== "not_failed")
    page.hang(MARGIN, [[[verdictText(diagnosis, wording), ...about].join(` ${signs(style).dot} `), style.dim]]);
  if (below !== null) page.hang(MARGIN, below);
  const said = (): void => saidLines(page, diagnosis, toldCodes(diagnosis), wording);
  if (first === undefined) said();
  causeBlocks(page, causes, { summary, said, handOver: handOver(escalation, wording, style) }, wording);
  const isOver = causes.length === 0 && retry.when !== "check_status_first";
  table(page, [
    [
      [wording.phrase("heading_plan"), inOrder(planTexts(diagnosis, wording))],
      largestRow(diagnosis, wording),
      [wording.phrase("heading_retry"), isOver ? [] : [retryText(retry, wording)]],
    ],
    [
      [wording.phrase("heading_conflicts"), conflicts.map(({ because }) => because)],
      [wording.phrase("heading_advice"), adviceTexts(advice)],
      // Without a cause the summary asks for them.
      askRow(questions, shown.questions || first === undefined, wording, style),
    ],
  ]);
  doFirst(page, verdict === "not_failed" ? undefined : firstThing(diagnosis, causes, wording));
  return page.text();
}

/** Prints a preflight for a person, with the transaction that it is about. */
export function printPreflight(
  preflight: Preflight,
  transaction: Diagnosis["transaction"],
  shown: AnswerView,
  wording: Wording,
  style: Style,
): string {
  const page = new Page(style);
  const { passes, passesAt, causes, advice, questions } = preflight;
  whichRow(page, shown);
  readLine(page, { transaction, said: [] }, wording);
  assumedRow(page, shown, wording);
  page.gap();
  const answer = wording.phrase(passes ? "passes_yes" : "passes_no");
  heading(page, wording.labelled(wording.phrase("heading_passes"), answer), passes ? style.green : style.yellow);
  if (!passes) {
    page.hang(
      MARGIN,
      passesAt === null
        ? wording.phrase("passes_unknown")
        : wording.phrase("passes_at", { time: wording.time(passesAt) }),
    );
  }
  causeBlocks(page, causes, {}, wording);
  table(page, [
    [largestRow(preflight, wording)],
    [[wording.phrase("heading_advice"), adviceTexts(advice)], askRow(questions, shown.questions, wording, style)],
  ]);
  const lead = leadOf(causes[0]);
  doFirst(page, lead === undefined ? undefined : toDo(lead.title, wording));
  return page.text();
}

function whichRow(page: Page, { which }: AnswerView): void {
  const { style } = page;
  if (which === undefined) return;
  page.hang(style.unicode ? "── " : "-- ", which, style.dim);
}

function assumedRow(page: Page, { assumed }: AnswerView, wording: Wording): void {
  if (assumed.length === 0) return;
  const texts = assumed.map(({ fact, value, currency }) => {
    const isMoney = currency !== undefined && typeof value === "string";
    const text = isMoney
      ? wording.money({ value, currency })
      : typeof value === "string"
        ? value
        : JSON.stringify(value);
    return `${fact} = ${value === undefined ? "?" : text}`;
  });
  page.hang(`${wording.phrase("heading_what_if")}  `, texts.join("; "), page.style.dim);
}

function heading(page: Page, text: string, paint: Paint): void {
  const { style } = page;
  page.hang(style.unicode ? "● " : "* ", [[text, (line) => style.bold(paint(line))]], paint);
}

/** The codes that the heading and its explanation name already. */
function toldCodes({ causes: [first], said }: Diagnosis): string[] {
  if (first === undefined) return said.slice(0, 1).map(({ code }) => code);
  return (first.providerCodes ?? []).map(({ code }) => code);
}

/** The remedy to begin with; undefined where none works. */
const leadOf = (cause: Cause | undefined): Remedy | undefined =>
  cause?.remedies.find(({ verified }) => verified !== "fails");

/**
 * The last line, the same as the first advice of a reply: the first remedy, or the first step of the plan where that remedy is not enough.
 * Where no cause is known, or nothing but a guess or evidence that contradicts itself, the question that decides most; else whom to reach.
 */
function firstThing(diagnosis: Diagnosis, causes: readonly Cause[], wording: Wording): string | undefined {
  const {
    questions: [question],
    escalation,
    conflicts,
    plan,
    verdict,
  } = diagnosis;
  const [first] = causes;
  const isOpen = first === undefined || conflicts.some(({ cause }) => cause === first.code);
  if (isOpen && question !== undefined) return wording.labelled(wording.phrase("heading_ask"), question.ask);
  const lead = leadOf(first);
  if (lead !== undefined && !isOpen) {
    const [step] = verdict === "wait" ? [] : neededSteps(lead, plan);
    return toDo(step === undefined ? lead.title : wording.step(step, causes), wording);
  }
  if (escalation === null) return undefined;
  return toDo(`${wording.phrase("heading_hand_over")} ${wording.phrase(`kind_${escalation.channel.kind}`)}`, wording);
}

const toDo = (text: string, wording: Wording): string => wording.labelled(wording.phrase("heading_do_first"), text);

function doFirst(page: Page, text: string | undefined): void {
  if (text === undefined) return;
  page.gap();
  page.hang("", [[text, page.style.bold]]);
}

/** What goes with the first cause: the heading that has named it, what else the provider said, and who takes over. */
interface Lead {
  summary?: string;
  said?: () => void;
  handOver?: readonly TableRow[];
}

function causeBlocks(page: Page, causes: readonly Cause[], lead: Lead, wording: Wording): void {
  const shown = new Set<string>();
  for (const [i, cause] of causes.entries()) {
    const mine = i === 0 ? lead : {};
    if (mine.summary === undefined) page.gap();
    const before = mine.summary === undefined ? `${MARGIN}${i + 1}. ` : MARGIN;
    causeBlock(page, cause, { before, lead: mine, all: causes, shown }, wording);
  }
  if (causes.length === 0) table(page, [lead.handOver ?? []]);
}

interface CausePosition {
  before: string;
  /** Empty for all but the first. */
  lead: Lead;
  all: readonly Cause[];
  /** Titles of remedies whose steps were printed above. */
  shown: Set<string>;
}

function causeBlock(page: Page, cause: Cause, place: CausePosition, wording: Wording): void {
  const { style } = page;
  const inside = " ".repeat(widthOf(place.before));
  const { dot } = signs(style);
  const { summary, said, handOver = [] } = place.lead;
  if (summary === undefined)
    page.hang(place.before, [
      [cause.title, style.bold],
      [` ${dot} ${wording.phrase(`certainty_${cause.certainty}`)} ${dot} ${cause.code}`, style.dim],
    ]);
  if (cause.explanation !== cause.title && cause.explanation !== summary) page.hang(inside, cause.explanation);
  said?.();
  if (cause.sensitive === true && wording.forAgent) page.hang(inside, [[wording.phrase("cause_sensitive"), style.red]]);
  for (const line of bars(cause, wording, style, style.width - inside.length)) page.line(inside + line);
  table(page, [handOver]);
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
  const lead = wording.phrase("heading_do");
  const other = wording.phrase("heading_or");
  const width = Math.max(...[lead, other].map(widthOf));
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

const inOrder = (steps: string[]): string[] => (steps.length > 1 ? steps.map((step, i) => `${i + 1}. ${step}`) : steps);

/** The largest amount, where an amount is what stands in the way, or nothing does. Empty when nothing may be attempted. */
function largestRow({ largestAmount, causes, ...rest }: Diagnosis | Preflight, wording: Wording): TableRow {
  const label = wording.phrase("heading_largest");
  const isAboutAmount = causes.length === 0 || causes.some(({ remedies }) => remedies.some(isSmallerAmount));
  const isUnsafe = "retry" in rest && rest.retry.when === "never";
  if (largestAmount === null || !isAboutAmount || (isUnsafe && causes.length > 0)) return [label, []];
  return [label, [wording.phrase("upto", { amount: wording.money(largestAmount) })]];
}

const isSmallerAmount = ({ action }: Remedy): boolean => action === "reduce_amount";

/** Advice and its remedy as sentences, with the full stop of the language. */
function adviceTexts(advice: readonly Cause[]): string[] {
  return advice.map(({ explanation, remedies: [remedy] }) => {
    if (remedy === undefined) return explanation;
    return explanation.endsWith("。") ? `${explanation}${remedy.title}。` : `${explanation} ${remedy.title}.`;
  });
}

/** The questions, or how many there are. */
function askRow(questions: readonly Question[], listed: boolean, wording: Wording, style: Style): TableRow {
  const label = wording.phrase("heading_ask");
  if (questions.length === 0) return [label, []];
  if (listed) return [label, questions.map(({ ask }) => ask)];
  const count = String(questions.length);
  return [label, [[[wording.phrase("questions_open", { count, option: "--questions" }), style.dim]]]];
}

/** Whom to reach, how urgently, and with what ready. Empty where nobody has to take over. */
function handOver(escalation: Escalation | null, wording: Wording, style: Style): TableRow[] {
  if (escalation === null) return [];
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
  const text = about.join(wording.phrase("list_comma"));
  return wording.phrase(`kind_${kind}`) + (text === "" ? "" : wording.phrase("in_brackets", { text }));
}
