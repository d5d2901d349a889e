import { reopen, setText, words } from "../store.js";
import { pastedText, replaced } from "../tickets.js";

/** A paste replaced a ticket: it can be taken back, or both be read together. */
export function Undo() {
  const said = words.value;
  const before = replaced.value;
  if (before === null) return null;
  const both = (): void => setText(`${before.text.trimEnd()}\n${pastedText.peek()}`);
  return (
    <div class="undo">
      <span>{said.replaced}</span>
      <button type="button" class="small" onClick={() => reopen(before)}>
        {said.undo}
      </button>
      {pastedText.value.trim() !== "" && (
        <button type="button" class="quiet" onClick={both}>
          {said.put_together}
        </button>
      )}
      <button type="button" class="quiet" aria-label={said.close} onClick={() => (replaced.value = null)}>
        ×
      </button>
    </div>
  );
}
