import type { CauseView, DiagnosisView } from "../protocol.js";
import { words } from "../store.js";
import { PictureOf } from "./picture.js";
import { Remedies } from "./remedies.js";
import { TimeLineOf } from "./time-line.js";

/** The causes behind the first, each folded to its title. */
export function OtherCauses({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const others = view.causes.slice(1);
  if (others.length === 0) return null;
  return (
    <section class="others" aria-labelledby="others-title">
      <h2 id="others-title" class="section-title">
        {said.other_causes} <span class="count">{others.length}</span>
      </h2>
      {others.map((cause) => (
        <details key={cause.code} class="fold cause">
          <summary>
            <h3>{cause.title}</h3>
            <span class={`pill ${cause.certainty}`}>{cause.certaintyText}</span>
          </summary>
          <div class="fold-body">
            <code>{cause.code}</code>
            {cause.explanation !== null && <p>{cause.explanation}</p>}
            {cause.sensitive !== null && <p class="sensitive">{cause.sensitive}</p>}
            {cause.picture !== null && <PictureOf picture={cause.picture} />}
            {cause.timeLine !== null && <TimeLineOf line={cause.timeLine} />}
            <Remedies remedies={cause.remedies} cause={cause.code} view={view} />
            <EvidenceList cause={cause} />
          </div>
        </details>
      ))}
    </section>
  );
}

/** The facts that the first cause rests on. */
export function EvidenceFold({ cause }: { cause: CauseView }) {
  if (cause.evidence.length === 0) return null;
  return (
    <details class="fold">
      <summary>
        <h2>{words.value.evidence}</h2>
        <span class="count">{cause.evidence.length}</span>
      </summary>
      <div class="fold-body">
        <EvidenceList cause={cause} />
      </div>
    </details>
  );
}

const EvidenceList = ({ cause }: { cause: CauseView }) => (
  <dl class="evidence">
    {cause.evidence.map(({ label, text }, i) => (
      <div key={i}>
        <dt>{label}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
);
