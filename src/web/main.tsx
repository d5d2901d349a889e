import { render } from "preact";
import { unpackPage } from "./engine.js";
import { listenToKeys } from "./keys.js";
import { App } from "./parts/app.js";
import { rememberSettings } from "./settings.js";
import { setText, start } from "./store.js";
import { learnWords } from "./words/index.js";
import "./style/base.css";
import "./style/controls.css";
import "./style/paste.css";
import "./style/answer.css";
import "./style/ask.css";
import "./style/picture.css";
import "./style/send.css";
import "./style/media.css";

/** Draws the page once its words are unpacked. Until then it is empty, with its style already in place. */
async function open(): Promise<void> {
  const page = await unpackPage();
  learnWords(page.words);
  rememberSettings();
  render(<App />, document.getElementById("app") as HTMLElement);
  listenToKeys();
  await start(page);
}

// Without its packed part the page has only the words of the HTML file.
void open().catch((error: unknown) => {
  document.getElementById("cannot-start")?.removeAttribute("hidden");
  throw error;
});

// Nothing can be unfolded on paper, so everything is unfolded for printing and folded again afterwards.
let unfolded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll<HTMLDetailsElement>("#answer details:not([open])")];
  for (const folded of unfolded) folded.open = true;
});
addEventListener("afterprint", () => {
  for (const folded of unfolded) folded.open = false;
});

// A file that is dropped anywhere is read. By default the browser would open it instead of the page.
addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
});
addEventListener("drop", (event) => {
  const file = event.dataTransfer?.files[0];
  if (file === undefined) return;
  event.preventDefault();
  void file.text().then((text) => setText(text));
});
