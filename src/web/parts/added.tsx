import { words } from "../store.js";
import { work } from "../tickets.js";
import { Chips } from "./chips.js";

/** The facts that the agent added: they are in the reply, the note, the packet and the link. */
export function Added() {
  const said = words.value;
  const { added } = work.value;
  if (added.length === 0) return null;
  return (
    <section class="card added-facts" aria-labelledby="added-title">
      <h2 id="added-title">{said.added}</h2>
      <p class="hint">{said.added_lead}</p>
      <Chips kind="added" changes={added} />
    </section>
  );
}
