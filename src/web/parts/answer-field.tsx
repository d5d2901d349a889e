import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Json } from "../../base/json.js";
import { amountText } from "../amounts.js";
import { answerOf } from "../answers.js";
import type { Input } from "../protocol.js";
import { locale } from "../settings.js";
import { around, words } from "../store.js";
import { Control } from "./control.js";
import { FieldNote } from "./fault.js";

interface Props {
  /** The question, for screen readers. */
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
    const { options } = input;
    const choose = (index: string): void => {
      const chosen = options[Number(index)];
      if (index !== "" && chosen !== undefined) submit(chosen.value, chosen.label);
    };
    return <Control id={id} label={label} input={input} unit="" value="" isBad={false} change={choose} />;
  }
  const shown = (value: Json): string => {
    if (input.kind === "money") return amountText(String(value), unit || undefined, locale.peek());
    if (input.kind === "amount") {
      const { amount, currency } = value as { amount: string; currency: string };
      return amountText(amount, currency, locale.peek());
    }
    if (input.kind === "time" || input.kind === "period") return String(value);
    return input.kind === "percent" ? `${typed.value.trim()} %` : typed.value.trim();
  };
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const value = answerOf(input, typed.value, around.peek());
        isBad.value = value === undefined;
        if (value !== undefined) submit(value, shown(value));
      }}
    >
      <div class="field-row">
        <Control
          id={id}
          label={label}
          input={input}
          unit={unit}
          value={typed.value}
          isBad={isBad.value}
          change={(value) => {
            typed.value = value;
            isBad.value = false;
          }}
        />
        <button type="submit">{said.answer_it}</button>
      </div>
      <FieldNote id={id} input={input} typed={typed.value} isBad={isBad.value} />
    </form>
  );
}
