import { useSignal } from "@preact/signals";
import { copyText } from "../save.js";
import { announcement, words } from "../store.js";
import { Icon } from "./icon.js";

interface Props {
  label: string;
  content: string | (() => Promise<string | null>);
  quiet?: boolean;
  primary?: boolean;
  /** By which the keys of the page find it. */
  name?: string;
  /** The keys that do the same. */
  keys?: string;
  copied?(): void;
}

const SHOWN_MS = 2000;
/** The keys that copy what is shown. */
export const COPY_KEYS = /Mac|iP/.test(navigator.platform) ? "⌘ ⏎" : "Ctrl ⏎";

/** Copies a text and says so. */
export function Copy({ label, content, quiet, primary, name, keys, copied }: Props) {
  const said = words.value;
  const state = useSignal<"idle" | "done" | "failed">("idle");
  const copy = async (): Promise<void> => {
    const text = typeof content === "string" ? content : await content();
    const done = text !== null && (await copyText(text));
    state.value = done ? "done" : "failed";
    announcement.value = done ? said.copied : said.copy_failed;
    if (done) copied?.();
    setTimeout(() => (state.value = "idle"), SHOWN_MS);
  };
  return (
    <button
      type="button"
      class={`copy${quiet ? " quiet" : ""}${primary ? " primary" : ""}`}
      data-copies={name}
      data-state={state.value}
      onClick={() => void copy()}
    >
      <Icon name={state.value === "done" ? "check" : "copy"} />
      {state.value === "done" ? said.copied : state.value === "failed" ? said.copy_failed : label}
      {keys !== undefined && state.value === "idle" && (
        <span class="kbd" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  );
}
