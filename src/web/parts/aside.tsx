import type { DiagnosisView } from "../protocol.js";
import { words } from "../store.js";
import { Icon } from "./icon.js";
import { Remedies } from "./remedies.js";

/** Evidence that contradicts itself: before everything but the cause, because it decides how far that can be trusted. */
export function Conflicts({ view }: { view: DiagnosisView }) {
  const said = words.value;
  if (view.conflicts.length === 0) return null;
  return (
    <section class="card conflicts" aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">
        <Icon name="swap" />
        {said.conflicts}
      </h2>
      <ul>
        {view.conflicts.map(({ title, because }) => (
          <li key={`${title} ${because}`}>
            <b>{title}</b> {because}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Advice: true, but it does not stop the payment. */
export function Advice({ view }: { view: DiagnosisView }) {
  if (view.advice.length === 0) return null;
  return (
    <details class="fold advice">
      <summary>
        <h2>{words.value.advice}</h2>
        <span class="count">{view.advice.length}</span>
      </summary>
      <div class="fold-body">
        {view.advice.map(({ code, title, explanation, remedies }) => (
          <div key={code} class="advice-item">
            <h3>{title}</h3>
            {explanation !== null && <p>{explanation}</p>}
            <Remedies remedies={remedies} cause={code} view={view} />
          </div>
        ))}
      </div>
    </details>
  );
}

export function RuledOutCauses({ view }: { view: DiagnosisView }) {
  const said = words.value;
  if (view.ruledOut.length === 0) return null;
  return (
    <details class="fold ruled-out">
      <summary>
        <h2>{said.ruled_out}</h2>
        <span class="count">{view.ruledOut.length}</span>
      </summary>
      <ul class="fold-body">
        {view.ruledOut.map(({ code, title, because }) => (
          <li key={code}>
            <span>{title}</span>
            <span class="hint">{because}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Warnings about the facts themselves. */
export function Warnings({ view }: { view: DiagnosisView }) {
  if (view.warnings.length === 0) return null;
  return (
    <details class="fold warnings">
      <summary>
        <h2>{words.value.notes}</h2>
        <span class="count">{view.warnings.length}</span>
      </summary>
      <ul class="fold-body">
        {view.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </details>
  );
}
