import type { DiagnosisView, RemedyView } from "../protocol.js";
import { suppose, words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";
import { WhatIfResult } from "./what-if.js";

interface Props {
  remedies: RemedyView[];
  cause: string;
  view: DiagnosisView;
  /** Of the first cause: its first remedy is shown whole, the others are folded. */
  isLead?: boolean;
}

/** What to do, best first, each with what checking it showed. */
export function Remedies({ remedies, cause, view, isLead }: Props) {
  const said = words.value;
  const [first, ...others] = remedies;
  if (first === undefined) return null;
  const drawn = (list: RemedyView[]) =>
    list.map((remedy) => <Remedy key={remedy.title} remedy={remedy} cause={cause} view={view} />);
  return (
    <div class="remedies">
      {isLead && <h3>{said.do_first}</h3>}
      <ol>
        <Remedy remedy={first} cause={cause} view={view} isLead={isLead} />
        {!isLead && drawn(others)}
      </ol>
      {isLead && others.length > 0 && (
        <details class="more-remedies">
          <summary>
            {said.other_remedies} <span class="count">{others.length}</span>
          </summary>
          <ol>{drawn(others)}</ol>
        </details>
      )}
    </div>
  );
}

interface RemedyProps {
  remedy: RemedyView;
  cause: string;
  view: DiagnosisView;
  /** The first thing to do: its steps are not folded. */
  isLead?: boolean | undefined;
}

function Remedy({ remedy, cause, view, isLead }: RemedyProps) {
  const said = words.value;
  const { title, about, verified, checkText, steps, patch } = remedy;
  const change = `remedy ${cause} ${title}`;
  const list = (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
  return (
    <li class={isLead ? "remedy lead" : "remedy"}>
      <div class="remedy-head">
        <div>
          <p class="remedy-title">{title}</p>
          <p class="remedy-about">
            {verified !== "not_simulated" && (
              <span class={`check ${verified}`}>
                {verified === "clears_all" && <Icon name="check" />}
                {checkText}
              </span>
            )}
            <span>{about}</span>
          </p>
        </div>
        {patch !== null && (
          <button
            type="button"
            class="quiet small"
            aria-label={filled(said.try_it_for, { title })}
            onClick={() => suppose(change, title, patch)}
          >
            {said.try_it}
          </button>
        )}
      </div>
      <WhatIfResult view={view} at={(id) => id === change} />
      {steps.length > 0 && isLead && list}
      {steps.length > 0 && !isLead && (
        <details>
          <summary>
            {said.steps} <span class="count">{steps.length}</span>
          </summary>
          {list}
        </details>
      )}
    </li>
  );
}
