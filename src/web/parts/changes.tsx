import type { Difference } from "../protocol.js";
import { changes, takeBack, words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";

interface Props {
  difference: Difference | null;
  now?: string;
}

/** The supposed changes, their effect, and buttons to undo them. */
export function Changes({ difference, now }: Props) {
  const said = words.value;
  const isSame = difference !== null && difference.verdictBefore === now;
  const isQuiet = isSame && difference.gone.length === 0 && difference.added.length === 0;
  return (
    <section class="card changes" aria-labelledby="changes-title">
      <div class="card-head">
        <div>
          <h2 id="changes-title">{said.supposed}</h2>
          <p class="hint">{said.supposed_lead}</p>
        </div>
        {changes.value.length > 1 && (
          <button type="button" class="quiet" onClick={() => takeBack(null)}>
            {said.take_back_all}
          </button>
        )}
      </div>
      <ul class="chips">
        {changes.value.map(({ id, label }) => (
          <li key={id} class="chip">
            <span>{label}</span>
            <button type="button" aria-label={filled(said.remove_change, { label })} onClick={() => takeBack(id)}>
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {difference !== null && (
        <ul class="difference">
          {!isSame && <li>{filled(said.difference_verdict, { before: difference.verdictBefore, now: now ?? "" })}</li>}
          {difference.gone.length > 0 && (
            <li class="gone">{filled(said.difference_gone, { causes: difference.gone.join("; ") })}</li>
          )}
          {difference.added.length > 0 && (
            <li class="added">{filled(said.difference_added, { causes: difference.added.join("; ") })}</li>
          )}
          {isQuiet && <li>{said.difference_none}</li>}
        </ul>
      )}
    </section>
  );
}
