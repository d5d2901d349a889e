import { currentAnswer, numbers, setOption, words } from "../store.js";
import { Choice } from "./choice.js";

/** Asks how numbers are written where an amount can be read in two ways. */
export function NumberStyle() {
  const said = words.value;
  const styles = currentAnswer.value?.reading.styles ?? [];
  if (styles.length === 0) return null;
  return (
    <div class="notes number-style">
      <Choice
        label={said.numbers_style}
        value={numbers.value ?? ""}
        options={[["", said.numbers_open], ...styles.map(({ locale, label }): [string, string] => [locale, label])]}
        change={(value) => setOption(() => (numbers.value = value === "" ? null : value))}
      />
      <p>{said.numbers_kept}</p>
    </div>
  );
}
