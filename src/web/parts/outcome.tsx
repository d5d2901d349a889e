import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { JsonPatch } from "../../base/diagnosis.js";
import type { Outcome, OutcomeRecord } from "../../remedies/outcome.js";
import type { DiagnosisView } from "../protocol.js";
import { saveFile } from "../save.js";
import { addFact, keepOutcome, words } from "../store.js";
import { work } from "../tickets.js";
import { Choice } from "./choice.js";
import { Icon } from "./icon.js";

/** The patch that appends the entries of an outcome to the history of the context. */
const withHistory = ({ history }: OutcomeRecord, length: number | null): JsonPatch => [
  ...(length === null ? [{ op: "add" as const, path: "/history", value: [] }] : []),
  ...history.map((value, i) => ({ op: "add" as const, path: `/history/${(length ?? 0) + i}`, value })),
];

/** The outcome of an escalation. It stays in the page until it is saved as a file. */
export function OutcomeForm({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const id = useId();
  const ticket = useSignal("");
  const result = useSignal<Outcome["result"]>("solved");
  const remedy = useSignal("");
  const tried = useSignal<string[]>([]);
  const note = useSignal("");
  const isBad = useSignal(false);
  const { packet, remedies } = view.send;
  const record = (): void => {
    isBad.value = ticket.value.trim() === "";
    if (isBad.value) return;
    const given: Outcome = {
      ticket: ticket.value.trim(),
      result: result.value,
      tried: packet.causes.map(({ code }) => ({ cause: code, actions: tried.value })),
    };
    if (result.value === "solved" && remedy.value !== "") given.remedy = remedy.value;
    if (note.value.trim() !== "") given.note = note.value.trim();
    keepOutcome(packet, given);
  };
  const kept = work.value.outcome;
  return (
    <form
      class="outcome"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <p class="hint">{said.outcome_lead}</p>
      <div class="form-grid">
        <div class="choice">
          <label for={`${id}-ticket`}>{said.outcome_ticket}</label>
          <input
            id={`${id}-ticket`}
            type="text"
            autocomplete="off"
            aria-invalid={isBad.value}
            aria-describedby={isBad.value ? `${id}-bad` : undefined}
            value={ticket.value}
            onInput={({ currentTarget }) => (ticket.value = currentTarget.value)}
          />
          {isBad.value && (
            <p class="bad" id={`${id}-bad`} role="alert">
              {said.outcome_need_ticket}
            </p>
          )}
        </div>
        <Choice
          label={said.outcome_result}
          value={result.value}
          options={[
            ["solved", said.outcome_solved],
            ["not_solved", said.outcome_not_solved],
            ["pending", said.outcome_pending],
          ]}
          change={(value) => (result.value = value as Outcome["result"])}
        />
        {result.value === "solved" && remedies.length > 0 && (
          <Choice
            label={said.outcome_remedy}
            value={remedy.value}
            options={[["", said.choose], ...remedies.map(({ action, title }): [string, string] => [action, title])]}
            change={(value) => (remedy.value = value)}
          />
        )}
      </div>
      {result.value !== "solved" && remedies.length > 0 && (
        <fieldset class="checks">
          <legend>{said.outcome_tried}</legend>
          {remedies.map(({ action, title }) => (
            <label key={action}>
              <input
                type="checkbox"
                checked={tried.value.includes(action)}
                onChange={({ currentTarget }) => {
                  const others = tried.value.filter((one) => one !== action);
                  tried.value = currentTarget.checked ? [...others, action] : others;
                }}
              />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      <div class="choice">
        <label for={`${id}-note`}>{said.outcome_note}</label>
        <textarea
          id={`${id}-note`}
          rows={2}
          value={note.value}
          onInput={({ currentTarget }) => (note.value = currentTarget.value)}
        />
      </div>
      <div class="row end">
        {kept !== null && (
          <>
            <span class="recorded">
              <Icon name="check" />
              {said.outcome_recorded}
            </span>
            <button type="button" onClick={() => saveFile("txwhy-outcome.json", JSON.stringify(kept, null, 2))}>
              <Icon name="file" />
              {said.save}
            </button>
            {kept.history.length > 0 && (
              <button
                type="button"
                onClick={() =>
                  addFact("/history", `${said.history}: ${kept.ticket}`, withHistory(kept, view.send.historyLength))
                }
              >
                {said.outcome_again}
              </button>
            )}
          </>
        )}
        <button type="submit" class="primary">
          {said.outcome_record}
        </button>
      </div>
    </form>
  );
}
