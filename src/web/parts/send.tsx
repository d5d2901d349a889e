import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { linkTo } from "../link.js";
import type { DiagnosisView, EscalationView } from "../protocol.js";
import { saveFile } from "../save.js";
import { smsLength } from "../../words/sms.js";
import { replyLocale, setOption, words } from "../store.js";
import { filled, pageLocales, pageWords } from "../words/index.js";
import { Choice } from "./choice.js";
import { Copy } from "./copy.js";
import { Icon } from "./icon.js";
import { OutcomeForm } from "./outcome.js";
import { Tabs } from "./tabs.js";

const WHATSAPP_MOST = 4096;

/** Everything that a person takes out of this page: reply, note, packet, outcome. All of it is redacted. */
export function Send({ view }: { view: DiagnosisView }) {
  const said = words.value;
  return (
    <section class="card send" id="send" tabIndex={-1} aria-labelledby="send-title">
      <div class="card-head">
        <h2 id="send-title">{said.send}</h2>
        <Copy quiet label={said.link} content={() => linkTo(view.send.safeContext)} />
      </div>
      <Tabs
        label={said.send}
        tabs={[
          { name: "reply", label: said.tab_reply, content: <Reply view={view} /> },
          { name: "note", label: said.tab_note, content: <Note view={view} /> },
          { name: "packet", label: said.tab_packet, content: <Packet view={view} /> },
          { name: "outcome", label: said.tab_outcome, content: <OutcomeForm view={view} /> },
        ]}
      />
    </section>
  );
}

function Reply({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const made = view.send.reply;
  const draft = useSignal(made);
  useEffect(() => {
    draft.value = made;
  }, [made]);
  const { characters, segments, encoding } = smsLength(draft.value);
  const isLong = draft.value.length > WHATSAPP_MOST;
  return (
    <>
      <div class="row between">
        <Choice
          label={said.reply_language}
          value={replyLocale.value ?? ""}
          options={[
            ["", `${said.reply_as_customer} (${pageWords(view.send.replyLocale).language_name})`],
            ...pageLocales().map((tag): [string, string] => [tag, pageWords(tag).language_name]),
          ]}
          change={(value) => setOption(() => (replyLocale.value = value === "" ? null : value))}
        />
        {draft.value !== made && (
          <p class="edited">
            {said.reply_edited}
            <button type="button" class="quiet" onClick={() => (draft.value = made)}>
              {said.reply_reset}
            </button>
          </p>
        )}
      </div>
      <textarea
        class="letter"
        rows={11}
        lang={view.send.replyLocale}
        aria-label={said.reply_text}
        value={draft.value}
        onInput={({ currentTarget }) => (draft.value = currentTarget.value)}
      />
      <div class="row between">
        <p class="lengths">
          <span>{filled(said.sms_length, { characters, segments, encoding })}</span>
          <span>{isLong ? said.whatsapp_long : said.whatsapp_length}</span>
        </p>
        <Copy label={said.copy_reply} content={draft.value} />
      </div>
    </>
  );
}

function Note({ view }: { view: DiagnosisView }) {
  const said = words.value;
  return (
    <>
      <textarea class="letter" rows={13} readOnly aria-label={said.note_text} value={view.send.note} />
      <div class="row end">
        <Copy label={said.copy_note} content={view.send.note} />
      </div>
    </>
  );
}

function Packet({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const format = useSignal<"json" | "markdown">("json");
  const { escalation, send } = view;
  const content = (
    <>
      <HandOver escalation={send.handOver} />
      <Choice
        label={said.format}
        value={format.value}
        options={[
          ["json", "JSON"],
          ["markdown", "Markdown"],
        ]}
        change={(value) => (format.value = value === "json" ? "json" : "markdown")}
      />
      <textarea
        class="letter code"
        rows={12}
        readOnly
        aria-label={format.value === "json" ? said.packet_json : said.packet_markdown}
        value={format.value === "json" ? send.packetJson : send.packetMarkdown}
      />
      <div class="row end">
        <Copy label={said.copy_json} content={send.packetJson} />
        <Copy label={said.copy_markdown} content={send.packetMarkdown} />
        <button type="button" onClick={() => saveFile("txwhy-packet.json", send.packetJson)}>
          <Icon name="file" />
          {said.save}
        </button>
      </div>
    </>
  );
  if (escalation !== null) return content;
  return (
    <>
      <p class="hint">{said.nothing_to_hand_over}</p>
      <details class="anyway">
        <summary>{said.hand_over_anyway}</summary>
        <div class="panel">{content}</div>
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
        <div class="fact strong">
          <dt>{said.hand_over_to}</dt>
          <dd>
            {channel}
            <small>
              {because} {alternatives.length > 0 && filled(said.alternatives, { channels: alternatives.join(", ") })}
            </small>
          </dd>
        </div>
        <div class="fact">
          <dt>{said.priority}</dt>
          <dd>
            <span class={`pill priority-${priority}`}>{priorityText}</span>
            <small>{reason}</small>
          </dd>
        </div>
      </dl>
      <h3>{said.checklist}</h3>
      <ul class="checklist">
        {prepare
          .filter(({ state }) => state !== "not_applicable")
          .map(({ label, state, stateText }) => (
            <li key={label} class={state}>
              <Icon name={state === "have" ? "check" : "alert"} />
              <span>{label}</span>
              <em>{stateText}</em>
            </li>
          ))}
      </ul>
    </div>
  );
}
