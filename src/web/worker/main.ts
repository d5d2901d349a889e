import "./jitless.js";
import type { JsonObject } from "../../base/json.js";
import type { Reading } from "../../read/index.js";
import { createRedactor } from "../../redact/index.js";
import { outcomeRecord } from "../../remedies/outcome.js";
import type { Ask, ListItem, Request, Response } from "../protocol.js";
import { learnWords } from "../words/index.js";
import { exampleText, galleryIn } from "./gallery.js";
import { answerTo, isWhole, listItem } from "./session.js";

/** Milliseconds of work on the list before the worker looks for a newer question. */
const SLICE_MS = 40;
/** Milliseconds between reports on the list. */
const TELL_MS = 250;

const say = (response: Response): void => postMessage(response);
/** A turn of the loop, so that a newer question is seen. */
const turn = (): Promise<void> => new Promise((done) => setTimeout(done));

// A defect must not leave the page waiting: an error thrown outside of the promise reaches the page.
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});

let latest = 0;
/** The list of the last text and its progress. A question about one transaction interrupts the list without restarting it. */
let listed = { id: 0, reading: null as Reading | null, key: "", next: 0, untold: [] as ListItem[] };

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.kind === "words") learnWords(data.words);
  else if (data.kind === "gallery") {
    const { locale, all } = data;
    say({ kind: "gallery", locale, gallery: await galleryIn(locale, all) });
  } else if (data.kind === "example") say({ kind: "example", name: data.name, text: exampleText(data.name) });
  else if (data.kind === "outcome") {
    say({ kind: "outcome", record: outcomeRecord(data.packet, data.outcome, createRedactor()) });
  } else if (data.kind === "whole") say({ kind: "whole", isWhole: isWhole(data.text) });
  else await answer(data.ask);
});

async function answer(ask: Ask): Promise<void> {
  latest = ask.id;
  const { answer: made, reading } = await answerTo(ask);
  if (latest !== ask.id) return;
  const key = [ask.locale, ask.now.slice(0, 10), ask.profile].join(" ");
  if (listed.reading !== reading || listed.key !== key)
    listed = { id: listed.id + 1, reading, key, next: 0, untold: [] };
  say({ kind: "answer", answer: { ...made, reading: { ...made.reading, list: listed.id } } });
  if (reading !== null && reading.transactions.length > 1) await list(reading, ask);
}

/** Diagnoses the transactions of a list from where it was left, as long as nothing newer is asked. */
async function list({ transactions }: Reading, ask: Ask): Promise<void> {
  const mine = listed;
  let since = Date.now();
  let told = since;
  while (mine.next < transactions.length) {
    const { context, line } = transactions[mine.next] as Reading["transactions"][number];
    mine.untold.push(await listItem(context as JsonObject, mine.next, line, ask));
    mine.next += 1;
    if (Date.now() - since < SLICE_MS) continue;
    if (Date.now() - told >= TELL_MS) {
      tell(mine, false);
      told = Date.now();
    }
    await turn();
    if (latest !== ask.id) return;
    since = Date.now();
  }
  tell(mine, true);
}

function tell(from: typeof listed, done: boolean): void {
  // The end is told even where nothing new is: the page waits for it.
  if (from.untold.length === 0 && !done) return;
  say({ kind: "list", list: from.id, items: from.untold, done });
  from.untold = [];
}
