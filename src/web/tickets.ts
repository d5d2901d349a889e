import { computed, signal } from "@preact/signals";
import type { OutcomeRecord } from "../remedies/outcome.js";
import type { ContextChange } from "./protocol.js";
import type { Locale } from "./words/index.js";

/** A reply as the agent changed it, and the text that was changed. */
export interface ReplyDraft {
  text: string;
  from: string;
}

/** What the agent did with one transaction. */
export interface TicketWork {
  added: ContextChange[];
  supposed: ContextChange[];
  /** The language chosen for the reply; null for the customer's own. */
  replyLocale: Locale | null;
  draft: ReplyDraft | null;
  handedOver: boolean;
  outcome: OutcomeRecord | null;
}

/** A pasted text, which of its transactions is shown, and the work on each. */
export interface Ticket {
  id: number;
  text: string;
  chosen: number;
  works: ReadonlyMap<number, TicketWork>;
  /** Amount and first cause, for the list of tickets; empty until it is answered. */
  title: string;
}

/** Tickets that can be gone back to. They are in memory alone and end with the page. */
const MOST_TICKETS = 20;
const NO_WORK: TicketWork = {
  added: [],
  supposed: [],
  replyLocale: null,
  draft: null,
  handedOver: false,
  outcome: null,
};

let made = 0;
const newTicket = (text: string): Ticket => ({ id: ++made, text, chosen: 0, works: new Map(), title: "" });

export const ticket = signal<Ticket>(newTicket(""));
/** The tickets before, the latest first. */
export const earlierTickets = signal<readonly Ticket[]>([]);
/** The ticket that a paste has just replaced; null where there is nothing to undo. */
export const replaced = signal<Ticket | null>(null);
export const pastedText = computed(() => ticket.value.text);
export const chosen = computed(() => ticket.value.chosen);
export const work = computed<TicketWork>(() => ticket.value.works.get(ticket.value.chosen) ?? NO_WORK);

/** Which of the texts to take out is shown. Every ticket begins with the reply, so that the copy key never copies a packet unseen. */
export const sendTab = signal("reply");

/** Opens a new ticket. Nothing of the one before is taken along: no language, no reply, no fact. */
export function openTicket(text: string): void {
  const before = ticket.peek();
  const isKept = before.text.trim() !== "";
  if (isKept) keepEarlier(before);
  replaced.value = isKept ? before : null;
  ticket.value = newTicket(text);
  sendTab.value = "reply";
}

/** Goes back to an earlier ticket; the present one is kept among the earlier ones. */
export function returnTo(target: Ticket): void {
  const before = ticket.peek();
  if (before.text.trim() !== "") keepEarlier(before);
  earlierTickets.value = earlierTickets.peek().filter(({ id }) => id !== target.id);
  replaced.value = null;
  ticket.value = target;
  sendTab.value = "reply";
}

function keepEarlier(one: Ticket): void {
  earlierTickets.value = [one, ...earlierTickets.peek().filter(({ id }) => id !== one.id)].slice(0, MOST_TICKETS - 1);
}

/** The text of the present ticket was changed by typing. */
export function editText(text: string): void {
  if (text.trim() === "") openTicket(text);
  else ticket.value = { ...ticket.peek(), text, chosen: 0 };
}

export function chooseIn(index: number): void {
  ticket.value = { ...ticket.peek(), chosen: index };
}

export function nameTicket(title: string): void {
  if (ticket.peek().title !== title) ticket.value = { ...ticket.peek(), title };
}

export function changeWork(change: Partial<TicketWork>): void {
  const { works, chosen: index } = ticket.peek();
  const now = works.get(index) ?? NO_WORK;
  ticket.value = { ...ticket.peek(), works: new Map(works).set(index, { ...now, ...change }) };
}
