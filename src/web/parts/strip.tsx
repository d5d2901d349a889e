import { currentAnswer, editing, isWaiting, view, words, working } from "../store.js";
import { Icon } from "./icon.js";
import { Paste } from "./paste.js";

/** The formats that say nothing to an agent. */
const OWN = ["txwhy", "generic", "text", ""];

/** What was read, on one line; the text itself opens below it. */
export function Strip() {
  const said = words.value;
  const shown = view.value;
  const reading = currentAnswer.value?.reading;
  const isOpen = editing.value || (shown === null && !isWaiting.value) || (reading?.styles.length ?? 0) > 0;
  const notes = (reading?.repairCount ?? 0) + (reading?.warnings.length ?? 0);
  return (
    <section class="strip card" aria-label={said.paste_title}>
      <div class="strip-line">
        {shown !== null && reading !== undefined && (
          <dl class="about">
            {!OWN.includes(reading.format) && (
              <div class="fact">
                <dt>{said.format}</dt>
                <dd>
                  <code>{reading.format}</code>
                </dd>
              </div>
            )}
            {shown.about.map(({ label, text }) => (
              <div key={label} class="fact">
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
        <div class="row strip-tools">
          {working.value && <span class="hint">{said.working}</span>}
          {notes > 0 && !isOpen && (
            <button type="button" class="quiet noted" onClick={() => (editing.value = true)}>
              <Icon name="alert" />
              {said.notes} <b>{notes}</b>
            </button>
          )}
          {shown !== null && (
            <button
              type="button"
              class="quiet edit"
              aria-expanded={isOpen}
              onClick={() => (editing.value = !editing.value)}
            >
              <Icon name="edit" />
              {said.edit}
            </button>
          )}
        </div>
      </div>
      {shown !== null && shown.said.length > 0 && <p class="said">{shown.said.join(" · ")}</p>}
      {isOpen && <Paste />}
    </section>
  );
}
