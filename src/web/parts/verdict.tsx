import type { Verdict } from "../../base/diagnosis.js";
import type { CauseView, DiagnosisView, EscalationView } from "../protocol.js";
import { words } from "../store.js";
import { sendTab } from "../tickets.js";
import { Icon, type IconName } from "./icon.js";
import { PictureOf } from "./picture.js";
import { Remedies } from "./remedies.js";
import { TimeLineOf } from "./time-line.js";
import { pathsIn, WhatIfResult } from "./what-if.js";

const ICONS: Record<Verdict, IconName> = {
  self_service: "wand",
  wait: "clock",
  escalate: "person",
  not_failed: "check",
};

export const VerdictDot = ({ verdict }: { verdict: Verdict | null }) => (
  <span class={`dot ${verdict ?? "invalid"}`} aria-hidden="true">
    <Icon name={verdict === null ? "alert" : ICONS[verdict]} />
  </span>
);

/** A heading of more letters is a sentence, and is set smaller. */
const LONG = 60;

/** The cause with its number, the proof of it, and the first thing to do. */
export function VerdictCard({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { verdict, verdictText, summary, plan, retry, largest, passesAt, escalation } = view;
  const first: CauseView | undefined = view.causes[0];
  return (
    <section class={`card verdict ${verdict}`} aria-labelledby="verdict-title">
      <p class="pills">
        <span class={`pill ${verdict}`}>
          <Icon name={ICONS[verdict]} />
          {verdictText}
        </span>
        {first !== undefined && (
          <>
            <span class={`pill ${first.certainty}`}>{first.certaintyText}</span>
            <code>{first.code}</code>
          </>
        )}
      </p>
      <h2 id="verdict-title" class={summary.length > LONG ? "long" : undefined}>
        {summary}
      </h2>
      {escalation !== null && <Escalate escalation={escalation} />}
      {first === undefined && view.below !== null && <p class="explanation">{view.below}</p>}
      {first !== undefined && first.explanation !== null && <p class="explanation">{first.explanation}</p>}
      {first?.sensitive != null && <p class="sensitive">{first.sensitive}</p>}
      {first?.picture != null && <PictureOf picture={first.picture} numbers={view.numbers} />}
      <WhatIfResult view={view} at={(id) => pathsIn(first?.picture).includes(id)} />
      {first?.timeLine != null && <TimeLineOf line={first.timeLine} />}
      {plan.length > 0 && (
        <div class="plan">
          <h3>{said.plan}</h3>
          <ol>
            {plan.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      {first !== undefined && <Remedies remedies={first.remedies} cause={first.code} view={view} isLead />}
      <dl class="key-facts">
        {retry !== null && !view.isRetryObvious && <Fact label={said.retry} text={retry} />}
        {largest !== null && <Fact label={largest.label} text={largest.text} />}
        {passesAt !== null && <Fact label={said.full_passes} text={passesAt} />}
      </dl>
    </section>
  );
}

const Fact = ({ label, text }: { label: string; text: string }) => (
  <div class="fact">
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
);

/** A person must act: how urgently, why, and what is still missing, before anything else. */
function Escalate({ escalation }: { escalation: EscalationView }) {
  const said = words.value;
  const { priority, priorityText, reason, prepare } = escalation;
  const missing = prepare.filter(({ state }) => state === "missing").map(({ label }) => label);
  return (
    <div class={`escalate-now priority-${priority}`}>
      <div>
        <p>
          <b>{said.escalate}</b> <span class={`pill priority-${priority}`}>{priorityText}</span> {reason}
        </p>
        {missing.length > 0 && (
          <p class="hint">
            {said.still_missing} {missing.join(" · ")}
          </p>
        )}
      </div>
      <button
        type="button"
        class="small"
        onClick={() => {
          sendTab.value = "packet";
          requestAnimationFrame(() => document.getElementById("send")?.focus());
        }}
      >
        {said.tab_packet}
        <span class="kbd" aria-hidden="true">
          E
        </span>
      </button>
    </div>
  );
}
