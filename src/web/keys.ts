import { showKeys } from "./parts/key-help.js";
import { listed } from "./parts/list.js";
import { letterKeys } from "./settings.js";
import { choose, isWholeText, setText, takeText, view } from "./store.js";
import { chosen, pastedText, sendTab } from "./tickets.js";

const EDITABLE = "input, textarea, select, [contenteditable]";
const isEditable = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches(EDITABLE);

/** The keys of the page, and a paste anywhere on it. */
export function listenToKeys(): void {
  addEventListener("paste", (event) => void takePaste(event));
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      copyShown();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") !== null) return;
    if (isEditable(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Escape") startAnew();
    else if (letterKeys.peek()) pressed(event);
  });
}

/** The button that copies what is shown beside the answer. */
const copyButton = (): HTMLButtonElement | null =>
  document.querySelector("[role=tabpanel]:not([hidden]) [data-copies].primary");
const copyShown = (): void => copyButton()?.click();

function startAnew(): void {
  if (pastedText.peek() !== "") setText("");
}

function pressed(event: KeyboardEvent): void {
  const show = (tab: string) => (): void => {
    if (view.peek() === null) return;
    sendTab.value = tab;
    // The copy button takes the focus, so that Enter copies. The page is drawn anew in the microtask before this one: the next frame
    // would be too late for who types fast.
    queueMicrotask(() => copyButton()?.focus());
  };
  const act = {
    r: show("reply"),
    n: show("note"),
    e: show("packet"),
    j: () => step(1),
    k: () => step(-1),
    "?": () => {
      showKeys.value = true;
    },
  }[event.key.toLowerCase()];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** The next or the previous of the transactions in the list. */
export function step(by: number): void {
  const rows = listed.peek();
  const at = rows.findIndex(({ index }) => index === chosen.peek());
  const next = rows[at < 0 ? 0 : at + by];
  if (next === undefined) return;
  choose(next.index);
  requestAnimationFrame(() =>
    document.querySelector(".row-button[aria-current]")?.scrollIntoView({ block: "nearest" }),
  );
}

/**
 * A paste anywhere but in a field of the page is a new ticket. In the field of the transaction it is one too where it can be read by itself;
 * otherwise it is a piece of the text, put where the cursor is.
 */
async function takePaste(event: ClipboardEvent): Promise<void> {
  const { target, clipboardData } = event;
  const isOwn = target instanceof HTMLTextAreaElement && target.id === "paste";
  if (isEditable(target) && !isOwn) return;
  const file = clipboardData?.files[0];
  const text = clipboardData?.getData("text/plain") ?? "";
  if (text === "" && file === undefined) return;
  event.preventDefault();
  if (text === "") {
    setText(await (file as File).text());
    return;
  }
  if (!isOwn || target.value.trim() === "") {
    setText(text);
    return;
  }
  const { selectionStart, selectionEnd, value } = target;
  const isAll = selectionStart === 0 && selectionEnd === value.length;
  if (isAll || (await isWholeText(text))) {
    setText(text);
    return;
  }
  target.setRangeText(text, selectionStart, selectionEnd, "end");
  takeText(target.value);
}
