import type { DiagnosisView, EscalationView } from "../protocol.js";
import { saveFile } from "../save.js";
import { markHandedOver, words } from "../store.js";
import { sendTab } from "../tickets.js";
import { filled } from "../words/index.js";
import { COPY_KEYS, Copy } from "./copy.js";
import { Icon } from "./icon.js";
import { OutcomeForm } from "./outcome.js";
import { ReplyPanel } from "./reply.js";
import { Tabs } from "./tabs.js";

/** Everything that a person takes out of this page: reply, note, packet, outcome. All of it is redacted. */
export function Send({ view }: { view: DiagnosisView }) {
  const said = words.value;
  return (
    <section class="card send" id="send" tabIndex={-1} aria-label={said.send}>
      <Tabs
        label={said.send}
        chosen={sendTab}
        tabs={[
          { name: "reply", label: said.tab_reply, content: <ReplyPanel view={view} /> },
          { name: "note", label: said.tab_note, keys: "N", content: <Note view={view} /> },
          { name: "packet", label: said.tab_packet, keys: "E", content: <Packet view={view} /> },
        ]}
      />
    </section>
  );
}

function Note({ view }: { view: DiagnosisView }) {
  const said = words.value;
  return (
    <>
      <textarea class="letter" rows={13} readOnly aria-label={said.note_text} value={view.send.note} />
      <div class="row end">
        <Copy primary name="note" label={said.copy_note} keys={COPY_KEYS} content={view.send.note} />
      </div>
    </>
  );
}

function Packet({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { escalation, send } = view;
  return (
    <>
      {escalation === null && <p class="hint">{said.nothing_to_hand_over}</p>}
      <HandOver escalation={send.handOver} />
      <textarea class="letter" rows={10} readOnly aria-label={said.packet_markdown} value={send.packetMarkdown} />
      <div class="row end">
        <Copy
          primary
          name="packet"
          label={said.copy_packet}
          keys={COPY_KEYS}
          content={send.packetMarkdown}
          copied={markHandedOver}
        />
      </div>
      <details class="fold">
        <summary>{said.for_systems}</summary>
        <div class="fold-body">
          <textarea class="letter code" rows={8} readOnly aria-label={said.packet_json} value={send.packetJson} />
          <div class="row end">
            <Copy label={said.copy_json} content={send.packetJson} copied={markHandedOver} />
            <button type="button" onClick={() => saveFile("txwhy-packet.json", send.packetJson)}>
              <Icon name="file" />
              {said.save}
            </button>
          </div>
        </div>
      </details>
      <details class="fold outcome-fold">
        <summary>{said.tab_outcome}</summary>
        <div class="fold-body">
          <OutcomeForm view={view} />
        </div>
      </details>
    </>
  );
}

function HandOver({ escalation }: { escalation: EscalationView }) {
  const said = words.value;
  const { channel, because, alternatives, priority, priorityText, reason, prepare } = escalation;
  return (
    <div class="hand-over">
      <dl class="key-facts">
        <div class="fact">
          <dt>{said.priority}</dt>
          <dd>
            <span class={`pill priority-${priority}`}>{priorityText}</span>
            <small>{reason}</small>
          </dd>
        </div>
        <div class="fact">
          <dt>{said.customer_channel}</dt>
          <dd>
            {channel}
            <small>
              {because} {alternatives !== "" && filled(said.alternatives, { channels: alternatives })}
            </small>
          </dd>
        </div>
      </dl>
      <h3>{said.checklist}</h3>
      <Checklist prepare={prepare} />
    </div>
  );
}

/** What has to be ready for a hand-over, and what of it is missing. */
export function Checklist({ prepare }: Pick<EscalationView, "prepare">) {
  return (
    <ul class="checklist">
      {prepare
        .filter(({ state }) => state !== "not_applicable")
        .map(({ label, state, stateText }) => (
          <li key={label} class={state}>
            <Icon name={state === "have" ? "check" : "alert"} />
            <span>{label}</span>
            <em class={state === "have" ? "visually-hidden" : undefined}>{stateText}</em>
          </li>
        ))}
    </ul>
  );
}
