import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { answerOf, patchOf } from "../answers.js";
import type { DiagnosisView, NumberView } from "../protocol.js";
import { suppose, words } from "../store.js";
import { Control, FieldFault } from "./control.js";
import { Icon } from "./icon.js";

const PAUSE_MS = 350;

/** The known numbers as fields. Changing one shows its effect. */
export function NumberFields({ view }: { view: DiagnosisView }) {
  const said = words.value;
  if (view.numbers.length === 0) return null;
  return (
    <section class="card numbers" aria-labelledby="numbers-title">
      <h2 id="numbers-title">
        <Icon name="swap" />
        {said.numbers}
      </h2>
      <p class="hint">{said.numbers_lead}</p>
      <div class="number-grid">
        {view.numbers.map((number) => (
          <NumberField key={number.path} number={number} />
        ))}
      </div>
    </section>
  );
}

function NumberField({ number }: { number: NumberView }) {
  const { path, label, value, unit, input } = number;
  const typed = useSignal(value);
  const isBad = useSignal(false);
  /** The last value this field sent. The answer to it must not overwrite newer typing. */
  const sent = useRef("");
  const id = `number${path.replace(/\//g, "-")}`;
  // After an undo, or for another transaction, the field shows the current value.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = "";
    typed.value = value;
    isBad.value = false;
  }, [value]);
  useEffect(() => {
    if (typed.value.trim() === value) return;
    const timer = setTimeout(() => {
      const next = answerOf(input, typed.value);
      isBad.value = next === undefined;
      if (next === undefined) return;
      sent.current = typed.value.trim();
      suppose(path, `${label} = ${typed.value.trim()}${unit === "" ? "" : ` ${unit}`}`, patchOf(path, next));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed.value]);
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <Control
        id={id}
        label={null}
        input={input}
        unit={unit}
        value={typed.value}
        isBad={isBad.value}
        change={(next) => (typed.value = next)}
      />
      <FieldFault id={id} isBad={isBad.value} />
    </div>
  );
}
