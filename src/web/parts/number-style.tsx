import { currentAnswer, numbers, setOption, words } from "../store.js";

/** Asks how numbers are written where an amount can be read in two ways. */
export function NumberStyle() {
  const said = words.value;
  const styles = currentAnswer.value?.reading.styles ?? [];
  if (styles.length === 0) return null;
  return (
    <fieldset class="notes number-style">
      <legend>{said.numbers_style}</legend>
      <div class="row">
        {styles.map(({ locale, label }) => (
          <button
            key={locale}
            type="button"
            aria-pressed={numbers.value === locale}
            onClick={() => setOption(() => (numbers.value = locale))}
          >
            {label}
          </button>
        ))}
      </div>
      <p>{said.numbers_kept}</p>
    </fieldset>
  );
}
