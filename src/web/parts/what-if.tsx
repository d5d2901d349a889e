import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { amountText, fieldAmount } from "../amounts.js";
import { answerOf, patchOf } from "../answers.js";
import type { DiagnosisView, NumberView, SuppositionView } from "../protocol.js";
import { locale } from "../settings.js";
import { around, suppose, takeBack, words } from "../store.js";
import { work } from "../tickets.js";
import { filled } from "../words/index.js";
import { Chips } from "./chips.js";
import { Control } from "./control.js";
import { FieldNote } from "./fault.js";

const PAUSE_MS = 350;

/** The known numbers as fields, with the effect of changing them beside them. Nothing of it leaves this panel. */
export function WhatIfPanel({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { supposed } = work.value;
  if (view.numbers.length === 0 && supposed.length === 0) return null;
  return (
    <details class="fold what-if" open={supposed.length > 0}>
      <summary>
        <h2>{said.numbers}</h2>
        <span class="hint">{said.numbers_lead}</span>
      </summary>
      <div class="fold-body">
        {view.whatIf !== null && <Result whatIf={view.whatIf} />}
        {supposed.length > 0 && <Chips kind="supposed" changes={supposed} />}
        <div class="number-grid">
          {view.numbers.map((number) => (
            <NumberField key={number.path} number={number} />
          ))}
        </div>
      </div>
    </details>
  );
}

function Result({ whatIf: { result, clears, gone, added, issues } }: { whatIf: SuppositionView }) {
  const said = words.value;
  return (
    <div class={clears ? "what-if-result clears" : "what-if-result"}>
      <p>
        <b>{result}</b>
      </p>
      {gone.length > 0 && !clears && <p>{filled(said.difference_gone, { causes: gone.join("; ") })}</p>}
      {added.length > 0 && <p>{filled(said.difference_added, { causes: added.join("; ") })}</p>}
      {issues.map((issue) => (
        <p key={issue}>{issue}</p>
      ))}
      <p class="hint">{said.reply_is_real}</p>
    </div>
  );
}

function NumberField({ number }: { number: NumberView }) {
  const { path, label, value, unit, input } = number;
  const real = fieldAmount(value, input, around.value, locale.value);
  const isSupposed = work.value.supposed.some(({ id }) => id === path);
  const typed = useSignal(real);
  const isBad = useSignal(false);
  const wasSupposed = useRef(isSupposed);
  const id = `number${path.replace(/\//g, "-")}`;
  const isRead = (): boolean => answerOf(input, typed.peek(), around.peek()) !== undefined;
  // After the supposition is taken back, or for another transaction, the field shows the real number. What is being typed stays.
  useEffect(() => {
    const isTakenBack = wasSupposed.current && !isSupposed && isRead();
    wasSupposed.current = isSupposed;
    if (isTakenBack) typed.value = real;
  }, [isSupposed]);
  useEffect(() => {
    if (!isSupposed) typed.value = real;
  }, [real]);
  useEffect(() => {
    const text = typed.value.trim();
    if (text === real) {
      isBad.value = false;
      if (isSupposed) takeBack("supposed", path);
      return;
    }
    const timer = setTimeout(() => {
      const next = answerOf(input, text, around.peek());
      isBad.value = next === undefined;
      // What cannot be read supposes nothing: the result must not be that of the number before.
      if (next === undefined) {
        if (isSupposed) takeBack("supposed", path);
        return;
      }
      const shown =
        input.kind === "money" ? amountText(String(next), unit || undefined, locale.peek()) : `${text} ${unit}`.trim();
      suppose(path, `${label} = ${shown}`, patchOf(path, next));
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
      {(isBad.value || typed.value.trim() !== real) && (
        <FieldNote id={id} input={input} typed={typed.value} isBad={isBad.value} />
      )}
    </div>
  );
}
