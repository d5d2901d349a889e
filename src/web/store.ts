import { batch, computed, effect, signal } from "@preact/signals";
import type { HandoffPacket, JsonPatch } from "../base/diagnosis.js";
import { instantText } from "../base/time.js";
import type { TypedAround } from "../read/typed.js";
import type { Outcome } from "../remedies/outcome.js";
import type { ReplyChannel } from "../words/reply.js";
import { type Engine, startEngine, type unpackPage } from "./engine.js";
import { readLink } from "./link.js";
import type { ContextChange, DiagnosisView, GalleryView, ListItem, PageAnswer, Response } from "./protocol.js";
import { locale, profile, theme } from "./settings.js";
import {
  changeWork,
  chooseIn,
  chosen,
  editText,
  nameTicket,
  openTicket,
  pastedText,
  returnTo,
  type Ticket,
  ticket,
  work,
} from "./tickets.js";
import { type Locale, pageWords } from "./words/index.js";
import { machineZone } from "./zone.js";

export const words = computed(() => pageWords(locale.value));
/** A text that is put into the field, such as an example. */
export const fieldText = signal({ value: "" });
/** Whether the text of the ticket is open for editing; where there is no answer to it, it always is. */
export const editing = signal(false);
export const channel = signal<ReplyChannel>("chat");
/** The locale whose number format decides where an amount can be read in two ways, for this and later texts. */
export const numbers = signal<string | null>(null);

export const ready = signal(false);
export const working = signal(false);
export const failure = signal<string | null>(null);
export const currentAnswer = signal<PageAnswer | null>(null);
export const items = signal<readonly ListItem[]>([]);
export const listDone = signal(false);
export const gallery = signal<GalleryView>({ first: [], groups: [], count: 0 });
/** Whether all examples are shown, and not the first few alone. */
export const showsAllExamples = signal(false);
/** Announcement for screen readers. */
export const announcement = signal("");

/** The ticket and the transaction in it that the present answer is about. */
const answered = signal({ ticket: 0, chosen: 0 });
/** Whether the answer is still awaited. The reply of another transaction must not be there to be copied. */
export const isWaiting = computed(
  () =>
    currentAnswer.value === null ||
    answered.value.ticket !== ticket.value.id ||
    answered.value.chosen !== ticket.value.chosen,
);
export const view = computed<DiagnosisView | null>(() =>
  !isWaiting.value && currentAnswer.value?.result.kind === "view" ? currentAnswer.value.result.view : null,
);
/** How amounts are typed into the fields of this page. */
export const around = computed<TypedAround>(() => ({
  currency: view.value?.currency ?? undefined,
  exponent: view.value?.exponent ?? undefined,
  locale: numbers.value ?? undefined,
}));

const DEBOUNCE_MS = 140;
/** Advice is as of this computer's clock: it is looked at again after this time. */
const CLOCK_MS = 300_000;
let engine: Engine;
let asked = 0;
let askedAbout = { ticket: 0, chosen: 0 };
let answeredId = 0;
/** Id of the list of the text's transactions. */
let list = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isBusy = false;
let isPending = false;
/** A ticket was opened: the page scrolls to its answer. */
let isJumping = false;
let clock = minute();
/** What waits for the worker to say whether a text is whole. */
let whenWhole: ((isWhole: boolean) => void) | undefined;

/** This minute: within it, other languages and other suppositions need no new diagnosis. */
function minute(): string {
  return instantText(Math.floor(Date.now() / 60_000) * 60_000, machineZone);
}

/** Starts the worker, and reads a link where the page was opened by one. */
export async function start(page: Awaited<ReturnType<typeof unpackPage>>): Promise<void> {
  engine = startEngine(page, receive, (reason) => {
    failure.value = reason;
    working.value = false;
  });
  effect(() => {
    document.documentElement.lang = locale.value;
    document.documentElement.dir = "ltr";
    askSoon(0);
  });
  effect(() => engine.send({ kind: "gallery", locale: locale.value, all: showsAllExamples.value }));
  effect(() => {
    const { documentElement } = document;
    if (theme.value === "auto") delete documentElement.dataset.theme;
    else documentElement.dataset.theme = theme.value;
  });
  effect(() => {
    const { title } = ticket.value;
    document.title = title === "" ? "txwhy" : `${title} – txwhy`;
  });
  setInterval(lookAtClock, CLOCK_MS);
  document.addEventListener("visibilitychange", lookAtClock);
  const linked = await readLink(location.hash);
  if (linked !== null) setText(linked);
}

/** A reply must be true when it is sent: after a break the advice is made again. */
function lookAtClock(): void {
  if (document.hidden || pastedText.peek() === "" || minute() === clock) return;
  clock = minute();
  askSoon(0);
}

function receive(response: Response): void {
  switch (response.kind) {
    case "gallery":
      ready.value = true;
      if (response.locale === locale.peek()) gallery.value = response.gallery;
      return;
    case "example":
      setText(response.text);
      return;
    case "outcome":
      changeWork({ outcome: response.record, handedOver: true });
      announcement.value = words.peek().outcome_recorded;
      askSoon(0);
      return;
    case "whole":
      whenWhole?.(response.isWhole);
      return;
    case "list":
      if (response.list !== list) return;
      items.value = [...items.value, ...response.items];
      listDone.value = response.done;
      return;
    case "answer":
      settle(response.answer);
  }
}

function settle(given: PageAnswer): void {
  isBusy = false;
  if (isPending) {
    isPending = false;
    ask();
    return;
  }
  // Answers to older questions are dropped.
  if (given.id !== asked || given.id < answeredId) return;
  if (askedAbout.ticket !== ticket.peek().id || askedAbout.chosen !== chosen.peek()) return;
  answeredId = given.id;
  working.value = false;
  batch(() => {
    answered.value = askedAbout;
    currentAnswer.value = given;
  });
  if (given.reading.list !== list) {
    list = given.reading.list;
    items.value = [];
    listDone.value = false;
  }
  const { result } = given;
  const said = words.peek();
  nameTicket(result.kind === "view" ? result.view.title : "");
  if (result.kind === "view") announcement.value = `${result.view.summary}. ${result.view.verdictText}.`;
  else if (result.kind === "unreadable") announcement.value = `${said.unreadable}. ${result.hint}`;
  else if (result.kind === "invalid") announcement.value = said.invalid;
  else announcement.value = "";
  if (isJumping) requestAnimationFrame(jump);
  isJumping = false;
}

function jump(): void {
  scrollTo({ top: 0 });
  document.getElementById("answer")?.focus({ preventScroll: true });
}

/** Asks once the typing pauses. An answer that is under way is dropped. */
export function askSoon(delay = DEBOUNCE_MS): void {
  clearTimeout(timer);
  timer = setTimeout(ask, delay);
}

function ask(): void {
  if (isBusy) {
    isPending = true;
    return;
  }
  isBusy = true;
  working.value = true;
  asked += 1;
  askedAbout = { ticket: ticket.peek().id, chosen: chosen.peek() };
  const { added, supposed, replyLocale, handedOver } = work.peek();
  engine.send({
    kind: "ask",
    ask: {
      id: asked,
      text: pastedText.peek(),
      locale: locale.peek(),
      replyLocale,
      channel: channel.peek(),
      handedOver,
      chosen: chosen.peek(),
      added,
      supposed,
      now: clock,
      profile: profile.peek(),
      numbers: numbers.peek(),
    },
  });
}

/** The text of a new ticket, from wherever it comes. */
export function setText(value: string): void {
  fieldText.value = { value };
  openTicket(value);
  opened();
}

/** Goes back to an earlier ticket, with everything that was done to it. */
export function reopen(target: Ticket): void {
  fieldText.value = { value: target.text };
  returnTo(target);
  opened();
}

function opened(): void {
  clock = minute();
  editing.value = false;
  isJumping = pastedText.peek() !== "";
  askSoon(0);
}

/** The text of the field was edited: it is still the same ticket. */
export function takeText(value: string): void {
  editText(value);
  askSoon();
}

/** Whether a text can be read by itself. Nothing else may be asked before it is answered. */
export const isWholeText = (text: string): Promise<boolean> =>
  new Promise((resolve) => {
    whenWhole = resolve;
    engine.send({ kind: "whole", text });
  });

export function choose(index: number): void {
  chooseIn(index);
  askSoon(0);
}

/** Records the outcome of an escalation, in this page alone. */
export const keepOutcome = (packet: HandoffPacket, given: Outcome): void =>
  engine.send({ kind: "outcome", packet, outcome: given });

export const openExample = (name: string): void => engine.send({ kind: "example", name });

const withChange = (changes: readonly ContextChange[], change: ContextChange): ContextChange[] => [
  ...changes.filter(({ id }) => id !== change.id),
  change,
];

/** A fact that the agent knows: from now on it is part of the transaction. */
export function addFact(id: string, label: string, patch: JsonPatch): void {
  changeWork({ added: withChange(work.peek().added, { id, label, patch }) });
  askSoon(0);
}

/** A number or a remedy that is only tried out. */
export function suppose(id: string, label: string, patch: JsonPatch): void {
  changeWork({ supposed: withChange(work.peek().supposed, { id, label, patch }) });
  askSoon(0);
}

/** Takes back one change of a list, or all of them. */
export function takeBack(kind: "added" | "supposed", id: string | null): void {
  changeWork({ [kind]: id === null ? [] : work.peek()[kind].filter((change) => change.id !== id) });
  askSoon(0);
}

/** The language of this ticket's reply. */
export function setReplyLocale(replyLocale: Locale | null): void {
  changeWork({ replyLocale });
  askSoon(0);
}

/** It was handed over: from now on the reply may say so. */
export function markHandedOver(): void {
  if (work.peek().handedOver) return;
  changeWork({ handedOver: true });
  askSoon(0);
}

export function setOption(change: () => void): void {
  change();
  askSoon(0);
}
