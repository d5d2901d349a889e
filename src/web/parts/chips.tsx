import type { ContextChange } from "../protocol.js";
import { takeBack, words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";

/** Changes of the transaction, each with a button that takes it back. */
export function Chips({ kind, changes }: { kind: "added" | "supposed"; changes: readonly ContextChange[] }) {
  const said = words.value;
  return (
    <ul class="chips">
      {changes.map(({ id, label }) => (
        <li key={id} class="chip">
          <span>{label}</span>
          <button type="button" aria-label={filled(said.remove_change, { label })} onClick={() => takeBack(kind, id)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
      {changes.length > 1 && (
        <li>
          <button type="button" class="quiet" onClick={() => takeBack(kind, null)}>
            {said.take_back_all}
          </button>
        </li>
      )}
    </ul>
  );
}
