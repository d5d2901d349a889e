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
  const format = reading?.format ?? "";
  const hasFacts = shown !== null && (shown.about.length > 0 || !OWN.includes(format));
  const spoken = shown?.said.join(" · ") ?? "";
  return (
    <section class="strip card" aria-label={said.paste_title}>
      <div class="strip-line">
        {shown !== null && hasFacts && (
          <dl class="about">
            {!OWN.includes(format) && (
              <div class="fact">
                <dt>{said.format}</dt>
                <dd>
                  <code>{format}</code>
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
        {shown !== null && !hasFacts && <p class="said">{spoken === "" ? said.nothing_read : spoken}</p>}
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
              aria-label={said.edit}
              aria-expanded={isOpen}
              onClick={() => (editing.value = !editing.value)}
            >
              <Icon name="edit" />
              <span class="tool-text">{said.edit}</span>
            </button>
          )}
        </div>
      </div>
      {hasFacts && spoken !== "" && <p class="said">{spoken}</p>}
      {isOpen && <Paste />}
    </section>
  );
}
