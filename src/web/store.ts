import { computed, effect, signal } from "@preact/signals";
import type { HandoffPacket, JsonPatch } from "../base/diagnosis.js";
import { instantText } from "../base/time.js";
import type { Outcome, OutcomeRecord } from "../remedies/outcome.js";
import { type Engine, startEngine, type unpackPage } from "./engine.js";
import { readLink } from "./link.js";
import type { DiagnosisView, GalleryGroup, ListItem, PageAnswer, Response, SupposedChange } from "./protocol.js";
import { type Locale, pageWords } from "./words/index.js";
import { machineZone } from "./zone.js";

export type Theme = "auto" | "light" | "dark";

export const locale = signal<Locale>("en");
export const words = computed(() => pageWords(locale.value));
export const theme = signal<Theme>("auto");
export const pastedText = signal("");
/** A text that is put into the field, such as an example. */
export const fieldText = signal({ value: "" });
export const chosen = signal(0);
export const changes = signal<SupposedChange[]>([]);
export const asOf = signal<"attempt" | "now">("attempt");
export const profile = signal("default");
export const replyLocale = signal<Locale | null>(null);
/** The locale whose number format decides where an amount can be read in two ways, for this and later texts. */
export const numbers = signal<string | null>(null);

export const ready = signal(false);
export const working = signal(false);
export const failure = signal<string | null>(null);
export const currentAnswer = signal<PageAnswer | null>(null);
export const items = signal<readonly ListItem[]>([]);
export const listDone = signal(false);
export const gallery = signal<GalleryGroup[]>([]);
export const showGallery = signal(false);
export const outcome = signal<OutcomeRecord | null>(null);
/** Announcement for screen readers. */
export const announcement = signal("");

export const view = computed<DiagnosisView | null>(() =>
  currentAnswer.value?.result.kind === "view" ? currentAnswer.value.result.view : null,
);

const DEBOUNCE_MS = 140;
let engine: Engine;
let asked = 0;
let answeredId = 0;
/** Id of the list of the text's transactions. */
let list = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isBusy = false;
let isPending = false;
/** An example was chosen: the page scrolls to its answer. */
let isJumping = false;

/** Starts the worker, and reads a link where the page was opened by one. */
export async function start(page: Awaited<ReturnType<typeof unpackPage>>): Promise<void> {
  engine = startEngine(page, receive, (reason) => {
    failure.value = reason;
    working.value = false;
  });
  effect(() => {
    document.documentElement.lang = locale.value;
    document.documentElement.dir = "ltr";
    engine.send({ kind: "gallery", locale: locale.value });
    askSoon(0);
  });
  effect(() => {
    const { documentElement } = document;
    if (theme.value === "auto") delete documentElement.dataset.theme;
    else documentElement.dataset.theme = theme.value;
  });
  const linked = await readLink(location.hash);
  if (linked !== null) setText(linked);
}

function receive(response: Response): void {
  switch (response.kind) {
    case "gallery":
      ready.value = true;
      if (response.locale === locale.peek()) gallery.value = response.groups;
      return;
    case "example":
      setText(response.text);
      showGallery.value = false;
      isJumping = true;
      return;
    case "outcome":
      outcome.value = response.record;
      announcement.value = words.peek().outcome_recorded;
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
  answeredId = given.id;
  working.value = false;
  currentAnswer.value = given;
  if (given.reading.list !== list) {
    list = given.reading.list;
    items.value = [];
    listDone.value = false;
  }
  const { result } = given;
  const said = words.peek();
  if (result.kind === "view") announcement.value = `${result.view.verdictText}. ${result.view.summary}`;
  else if (result.kind === "unreadable") announcement.value = `${said.unreadable}. ${result.hint}`;
  else if (result.kind === "invalid") announcement.value = said.invalid;
  else announcement.value = "";
  if (isJumping) requestAnimationFrame(jump);
  isJumping = false;
}

function jump(): void {
  scrollTo({ top: 0 });
  const shown = document.getElementById("answer");
  shown?.focus({ preventScroll: true });
  if (shown !== null && shown.getBoundingClientRect().top > innerHeight / 2) shown.scrollIntoView();
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
  engine.send({
    kind: "ask",
    ask: {
      id: asked,
      text: pastedText.peek(),
      locale: locale.peek(),
      replyLocale: replyLocale.peek(),
      chosen: chosen.peek(),
      changes: changes.peek(),
      asOf: asOf.peek() === "now" ? instantText(Math.floor(Date.now() / 1000) * 1000, machineZone) : null,
      profile: profile.peek(),
      numbers: numbers.peek(),
    },
  });
}

/** A new text. The supposed changes of the text before are dropped. */
export function setText(value: string): void {
  fieldText.value = { value };
  takeText(value, false);
}

/** The text of the field changed. Typing edits the same transaction and keeps the supposed changes; pasting drops them. */
export function takeText(value: string, isTyped: boolean): void {
  pastedText.value = value;
  chosen.value = 0;
  if (!isTyped) changes.value = [];
  outcome.value = null;
  askSoon(isTyped ? DEBOUNCE_MS : 0);
}

export function choose(index: number): void {
  chosen.value = index;
  changes.value = [];
  outcome.value = null;
  askSoon(0);
}

/** Records the outcome of an escalation, in this page alone. */
export const keepOutcome = (packet: HandoffPacket, given: Outcome): void =>
  engine.send({ kind: "outcome", packet, outcome: given });

export const openExample = (name: string): void => engine.send({ kind: "example", name });

export function suppose(id: string, label: string, patch: JsonPatch): void {
  changes.value = [...changes.value.filter((change) => change.id !== id), { id, label, patch }];
  askSoon(0);
}

export function takeBack(id: string | null): void {
  changes.value = id === null ? [] : changes.value.filter((change) => change.id !== id);
  askSoon(0);
}

export function setOption(change: () => void): void {
  change();
  askSoon(0);
}
