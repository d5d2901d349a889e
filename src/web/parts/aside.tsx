import type { DiagnosisView } from "../protocol.js";
import { words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";
import { Remedies } from "./remedies.js";

/** Evidence that contradicts itself: before the causes, because it decides how far they can be trusted. */
export function Conflicts({ view }: { view: DiagnosisView }) {
  const said = words.value;
  if (view.conflicts.length === 0) return null;
  return (
    <section class="card conflicts" aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">
        <Icon name="swap" />
        {said.conflicts}
      </h2>
      <p class="hint">{said.conflicts_lead}</p>
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
export function AdviceCards({ view }: { view: DiagnosisView }) {
  if (view.advice.length === 0) return null;
  return (
    <section class="card advice" aria-labelledby="advice-title">
      <h2 id="advice-title">
        <Icon name="spark" />
        {words.value.advice}
      </h2>
      {view.advice.map(({ code, title, explanation, remedies }) => (
        <div key={code} class="advice-item">
          <h3>{title}</h3>
          {explanation !== null && <p>{explanation}</p>}
          <Remedies remedies={remedies} cause={code} />
        </div>
      ))}
    </section>
  );
}

export function RuledOutCauses({ view }: { view: DiagnosisView }) {
  const said = words.value;
  if (view.ruledOut.length === 0) return null;
  return (
    <details class="card ruled-out">
      <summary>
        <h2>{said.ruled_out}</h2>
        <span class="hint">{filled(said.ruled_out_lead, { count: view.ruledOut.length })}</span>
      </summary>
      <ul>
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

export function Warnings({ view }: { view: DiagnosisView }) {
  if (view.warnings.length === 0) return null;
  return (
    <section class="card warnings" aria-labelledby="warnings-title">
      <h2 id="warnings-title">{words.value.notes}</h2>
      <ul>
        {view.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  );
}
