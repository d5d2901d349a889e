import { useSignal } from "@preact/signals";
import { copyText } from "../save.js";
import { announcement, words } from "../store.js";
import { Icon } from "./icon.js";

interface Props {
  label: string;
  content: string | (() => Promise<string | null>);
  quiet?: boolean;
}

const SHOWN_MS = 2000;

/** Copies a text and says so. */
export function Copy({ label, content, quiet }: Props) {
  const said = words.value;
  const state = useSignal<"idle" | "done" | "failed">("idle");
  const copy = async (): Promise<void> => {
    const text = typeof content === "string" ? content : await content();
    const done = text !== null && (await copyText(text));
    state.value = done ? "done" : "failed";
    announcement.value = done ? said.copied : said.copy_failed;
    setTimeout(() => (state.value = "idle"), SHOWN_MS);
  };
  return (
    <button type="button" class={quiet ? "quiet copy" : "copy"} data-state={state.value} onClick={() => void copy()}>
      <Icon name={state.value === "done" ? "check" : "copy"} />
      {state.value === "done" ? said.copied : state.value === "failed" ? said.copy_failed : label}
    </button>
  );
}
