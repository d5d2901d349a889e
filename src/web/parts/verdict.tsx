import type { Verdict } from "../../base/diagnosis.js";
import type { DiagnosisView } from "../protocol.js";
import { words } from "../store.js";
import { Icon, type IconName } from "./icon.js";

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

/** The verdict in one line, and the few numbers that matter. */
export function VerdictCard({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { verdict, verdictText, summary, about, plan, retry, largest, passesAt, escalation } = view;
  return (
    <section class={`card verdict ${verdict}`} aria-labelledby="verdict-title">
      <div class="verdict-line">
        <VerdictDot verdict={verdict} />
        <h2 id="verdict-title">{verdictText}</h2>
        <a class="jump" href="#send">
          <Icon name="send" />
          {said.send}
        </a>
        <button type="button" class="quiet print-button" onClick={() => print()}>
          <Icon name="print" />
          {said.print}
        </button>
      </div>
      <p class="summary">{summary}</p>
      <dl class="key-facts">
        {escalation !== null && <Fact label={said.hand_over_to} text={escalation.channel} strong />}
        {escalation !== null && (
          <Fact label={said.priority} text={`${escalation.priorityText}: ${escalation.reason}`} />
        )}
        {largest !== null && <Fact label={largest.label} text={largest.text} strong={largest.passes} />}
        {passesAt !== null && <Fact label={said.full_passes} text={passesAt} />}
        {retry !== null && <Fact label={said.retry} text={retry} />}
      </dl>
      {about.length > 0 && (
        <dl class="about">
          {about.map(({ label, text }) => (
            <Fact key={label} label={label} text={text} />
          ))}
        </dl>
      )}
      {plan.length > 0 && (
        <div class="plan">
          <h3>{said.plan}</h3>
          <p class="hint">{said.plan_lead}</p>
          <ol>
            {plan.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

const Fact = ({ label, text, strong }: { label: string; text: string; strong?: boolean }) => (
  <div class={strong ? "fact strong" : "fact"}>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
);
