import type { RemedyView } from "../protocol.js";
import { suppose, words } from "../store.js";
import { filled } from "../words/index.js";

interface Props {
  remedies: RemedyView[];
  cause: string;
  /** Of the first cause: its first remedy is shown whole, the others are folded. */
  isLead?: boolean;
}

/** What to do, best first, each with what checking it showed. */
export function Remedies({ remedies, cause, isLead }: Props) {
  const said = words.value;
  const [first, ...others] = remedies;
  if (first === undefined) return null;
  return (
    <div class="remedies">
      {isLead && <h3>{said.do_first}</h3>}
      <ol>
        <Remedy remedy={first} cause={cause} isFirst />
        {!isLead && others.map((remedy) => <Remedy key={remedy.title} remedy={remedy} cause={cause} />)}
      </ol>
      {isLead && others.length > 0 && (
        <details class="more-remedies">
          <summary>
            {said.other_remedies} <span class="count">{others.length}</span>
          </summary>
          <ol>
            {others.map((remedy) => (
              <Remedy key={remedy.title} remedy={remedy} cause={cause} />
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function Remedy({ remedy, cause, isFirst }: { remedy: RemedyView; cause: string; isFirst?: boolean }) {
  const said = words.value;
  const { title, about, verified, checkText, steps, patch } = remedy;
  return (
    <li class={isFirst ? "remedy first" : "remedy"}>
      <div class="remedy-head">
        <div>
          <p class="remedy-title">{title}</p>
          <p class="remedy-about">
            {verified !== "not_simulated" && <span class={`check ${verified}`}>{checkText}</span>}
            <span>{about}</span>
          </p>
        </div>
        {patch !== null && (
          <button
            type="button"
            class="quiet small"
            aria-label={filled(said.try_it_for, { title })}
            onClick={() => suppose(`remedy ${cause} ${title}`, title, patch)}
          >
            {said.try_it}
          </button>
        )}
      </div>
      {steps.length > 0 && (
        <details open={isFirst}>
          <summary>
            {said.steps} <span class="count">{steps.length}</span>
          </summary>
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
