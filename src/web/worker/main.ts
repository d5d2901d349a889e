import "./jitless.js";
import { recordOutcome } from "../../escalate.js";
import type { JsonObject } from "../../json.js";
import type { Reading } from "../../read/index.js";
import { createRedactor } from "../../redact.js";
import type { Ask, ListItem, Request, Response } from "../protocol.js";
import { learnWords } from "../words/index.js";
import { exampleText, galleryIn } from "./gallery.js";
import { answerTo, listItem } from "./session.js";

/** The most transactions of one paste that are diagnosed for the list. */
const MOST_LISTED = 2000;
const SLICE_MS = 40;

const say = (response: Response): void => postMessage(response);
/** A turn of the loop, so that a newer question is seen. */
const turn = (): Promise<void> => new Promise((done) => setTimeout(done));

// A defect here must not leave the page waiting: thrown outside of the promise it reaches the page.
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});

let latest = 0;
let listed = { reading: null as Reading | null, key: "" };

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.kind === "words") learnWords(data.words);
  else if (data.kind === "gallery") say({ kind: "gallery", locale: data.locale, groups: await galleryIn(data.locale) });
  else if (data.kind === "example") say({ kind: "example", name: data.name, text: exampleText(data.name) });
  else if (data.kind === "outcome") {
    say({ kind: "outcome", record: recordOutcome(data.packet, data.outcome, createRedactor()) });
  } else await answer(data.ask);
});

async function answer(ask: Ask): Promise<void> {
  latest = ask.id;
  const { answer: made, reading } = await answerTo(ask);
  if (latest !== ask.id) return;
  say({ kind: "answer", answer: made });
  if (reading !== null && reading.transactions.length > 1) await list(reading, ask);
}

async function list(reading: Reading, ask: Ask): Promise<void> {
  const key = [ask.locale, ask.asOf, ask.profile].join(" ");
  if (listed.reading === reading && listed.key === key) return;
  const items: ListItem[] = [];
  let since = Date.now();
  for (const [i, { context, line }] of reading.transactions.slice(0, MOST_LISTED).entries()) {
    items.push(await listItem(context as JsonObject, i, line, ask));
    if (Date.now() - since < SLICE_MS) continue;
    await turn();
    if (latest !== ask.id) return;
    say({ kind: "list", id: ask.id, items: items.splice(0), done: false });
    since = Date.now();
  }
  say({ kind: "list", id: ask.id, items, done: true });
  listed = { reading, key };
}
