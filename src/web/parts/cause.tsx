import type { CauseView, DiagnosisView } from "../protocol.js";
import { words } from "../store.js";
import { filled } from "../words/index.js";
import { PictureOf } from "./picture.js";
import { Remedies } from "./remedies.js";
import { TimeLineOf } from "./time-line.js";

/** The causes in order, each with its sum, its certainty in words, its evidence and what to do. */
export function Causes({ view }: { view: DiagnosisView }) {
  const { causes } = view;
  if (causes.length === 0) return null;
  return (
    <section class="causes" aria-labelledby="causes-title">
      <h2 id="causes-title" class="section-title">
        {words.value.causes}
      </h2>
      <ol>
        {causes.map((cause, i) => (
          <li key={cause.code}>
            <CauseCard cause={cause} number={causes.length > 1 ? i + 1 : null} summary={view.summary} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const bare = (text: string): string => text.replace(/[.。!?！？\s]+$/u, "");

function CauseCard({ cause, number, summary }: { cause: CauseView; number: number | null; summary: string }) {
  const said = words.value;
  const { code, title, explanation, certainty, certaintyText, sensitive, evidence, providerCodes } = cause;
  // The summary already explains a single cause.
  const isTold = number === null && explanation !== null && summary.startsWith(bare(explanation));
  return (
    <article class="card cause">
      <header>
        {number !== null && (
          <span class="number" aria-hidden="true">
            {number}
          </span>
        )}
        <div>
          <h3>{title}</h3>
          <p class="cause-about">
            <span class={`pill ${certainty}`}>{certaintyText}</span>
            <code>{code}</code>
            {providerCodes.length > 0 && <span>{filled(said.said_by, { codes: providerCodes.join(", ") })}</span>}
          </p>
        </div>
      </header>
      {explanation !== null && !isTold && <p>{explanation}</p>}
      {sensitive !== null && <p class="sensitive">{sensitive}</p>}
      {cause.picture !== null && <PictureOf picture={cause.picture} />}
      {cause.timeLine !== null && <TimeLineOf line={cause.timeLine} />}
      <Remedies remedies={cause.remedies} cause={cause.code} />
      {evidence.length > 0 && (
        <details>
          <summary>
            {said.evidence} <span class="count">{evidence.length}</span>
          </summary>
          <dl class="evidence">
            {evidence.map(({ label, text }, i) => (
              <div key={i}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  );
}
