import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../store.js";
import type { PageWords } from "../words/index.js";

export const showKeys = signal(false);

const KEYS: [keys: string, name: keyof PageWords][] = [
  ["Ctrl / ⌘ + V", "key_paste"],
  ["Ctrl / ⌘ + Enter", "key_copy"],
  ["R", "key_reply"],
  ["N", "key_note"],
  ["E", "key_escalate"],
  ["J / ↓", "key_next"],
  ["K / ↑", "key_previous"],
  ["Esc", "key_new"],
  ["?", "key_help"],
];

/** The keys of the page. */
export function KeyHelp() {
  const said = words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (showKeys.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [showKeys.value]);
  return (
    <dialog ref={dialog} class="card keys" aria-labelledby="keys-title" onClose={() => (showKeys.value = false)}>
      <h2 id="keys-title">{said.keys_title}</h2>
      <dl>
        {KEYS.map(([keys, name]) => (
          <div key={name}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{said[name]}</dd>
          </div>
        ))}
      </dl>
      <div class="row end">
        <button type="button" class="primary" onClick={() => (showKeys.value = false)}>
          {said.close}
        </button>
      </div>
    </dialog>
  );
}
