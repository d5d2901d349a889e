import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { amountText, fieldAmount } from "../amounts.js";
import { answerOf, patchOf } from "../answers.js";
import type { NumberView } from "../protocol.js";
import { locale } from "../settings.js";
import { around, suppose, takeBack } from "../store.js";
import { work } from "../tickets.js";
import { Control } from "./control.js";
import { FieldNote } from "./fault.js";

const PAUSE_MS = 350;

/** What is typed into the field of a number. After a pause it is supposed; the real number, typed again, takes that back. */
function useSupposed(
  { path, label, unit, input }: NumberView,
  real: string,
): { typed: Signal<string>; isBad: boolean } {
  const isSupposed = work.value.supposed.some(({ id }) => id === path);
  const typed = useSignal(real);
  const isBad = useSignal(false);
  const wasSupposed = useRef(isSupposed);
  const isRead = (): boolean => answerOf(input, typed.peek(), around.peek()) !== undefined;
  // After the supposition is taken back, or for another transaction, the field shows the real number. What is being typed stays.
  // Before it is seen: no number that is taken back stands beside the real answer.
  useLayoutEffect(() => {
    const isTakenBack = wasSupposed.current && !isSupposed && isRead();
    wasSupposed.current = isSupposed;
    if (isTakenBack) typed.value = real;
  }, [isSupposed]);
  useLayoutEffect(() => {
    if (!isSupposed) typed.value = real;
  }, [real]);
  useEffect(() => {
    const text = typed.value.trim();
    if (text === real.trim()) {
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
  return { typed, isBad: isBad.value };
}

/** An amount without the zeros at its end. */
const trimmed = (value: string): string => (value.includes(".") ? value.replace(/\.?0+$/, "") : value);

const idOf = (path: string): string => `number${path.replace(/\//g, "-")}`;

/** A known number as a field with its label above it. */
export function NumberField({ number }: { number: NumberView }) {
  const { path, label, value, unit, input } = number;
  const real = fieldAmount(value, input, around.value, locale.value);
  const { typed, isBad } = useSupposed(number, real);
  const id = idOf(path);
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <Control
        id={id}
        label={null}
        input={input}
        unit={unit}
        value={typed.value}
        isBad={isBad}
        change={(next) => (typed.value = next)}
      />
      {(isBad || typed.value.trim() !== real) && <FieldNote id={id} input={input} typed={typed.value} isBad={isBad} />}
    </div>
  );
}

/** A number of a picture's legend: it looks like text until it is pointed at, and holds the amount as the legend writes it. */
export function LegendNumber({ number, label, text }: { number: NumberView; label: string; text: string }) {
  const { path, input } = number;
  // The legend's way to write it is kept where the rule for typed amounts reads it back as the same number.
  const isReadBack = trimmed(String(answerOf(input, text, around.value))) === trimmed(number.value);
  const real = isReadBack ? text : fieldAmount(number.value, input, around.value, locale.value);
  const { typed, isBad } = useSupposed(number, real);
  const id = idOf(path);
  return (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        class={typed.value.trim() === real ? "figure" : "figure changed"}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        size={Math.max(4, typed.value.length)}
        value={typed.value}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
      />
      {isBad && <FieldNote id={id} input={input} typed={typed.value} isBad />}
    </>
  );
}
