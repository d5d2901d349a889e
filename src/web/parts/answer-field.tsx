import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Json } from "../../json.js";
import { answerOf } from "../answers.js";
import type { Input } from "../protocol.js";
import { words } from "../store.js";

interface Props {
  /** The question, for those who do not see where the field stands. */
  label: string;
  input: Input;
  unit: string;
  submit(value: Json, shown: string): void;
}

/** A field for one fact: buttons for a few choices, a list for more, else a text to enter. */
export function AnswerField({ label, input, unit, submit }: Props) {
  const said = words.value;
  const id = useId();
  const typed = useSignal("");
  const isBad = useSignal(false);
  if (input.kind === "choice" && input.options.length <= 4) {
    return (
      <fieldset class="choices">
        <legend class="visually-hidden">{label}</legend>
        {input.options.map(({ value, label: text }) => (
          <button key={text} type="button" onClick={() => submit(value, text)}>
            {text}
          </button>
        ))}
      </fieldset>
    );
  }
  if (input.kind === "choice") {
    return (
      <select
        aria-label={label}
        value=""
        onChange={({ currentTarget }) => {
          const chosen = input.options[Number(currentTarget.value)];
          if (currentTarget.value !== "" && chosen !== undefined) submit(chosen.value, chosen.label);
        }}
      >
        <option value="">{said.choose}</option>
        {input.options.map(({ label: text }, i) => (
          <option key={text} value={String(i)}>
            {text}
          </option>
        ))}
      </select>
    );
  }
  const type = input.kind === "time" ? "datetime-local" : input.kind === "month" ? "month" : "text";
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const value = answerOf(input, typed.value);
        isBad.value = value === undefined;
        if (value !== undefined) submit(value, `${typed.value.trim()}${unit === "" ? "" : ` ${unit}`}`);
      }}
    >
      <div class="field-row">
        <input
          type={type as "text"}
          inputMode={input.kind === "money" || input.kind === "number" ? "decimal" : "text"}
          aria-label={unit === "" ? label : `${label} (${unit})`}
          aria-invalid={isBad.value}
          aria-describedby={isBad.value ? `${id}-bad` : undefined}
          autocomplete="off"
          value={typed.value}
          onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        />
        {unit !== "" && <span class="unit">{unit}</span>}
        <button type="submit">{said.answer_it}</button>
      </div>
      {isBad.value && (
        <p class="bad" id={`${id}-bad`} role="alert">
          {said.bad_number}
        </p>
      )}
    </form>
  );
}
