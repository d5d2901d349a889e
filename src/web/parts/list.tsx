import { useSignal } from "@preact/signals";
import { answer, choose, chosen, items, listDone, words } from "../store.js";
import { filled } from "../words/index.js";
import { VerdictDot } from "./verdict.js";

/** The most rows drawn at once; the counts are of all. */
const MOST_ROWS = 200;

/** Several transactions: counts by cause, and a list to choose from. */
export function List() {
  const said = words.value;
  const only = useSignal<string | null>(null);
  const counts = new Map<string, { title: string; count: number }>();
  for (const { code, title } of items.value) {
    const key = code ?? title;
    counts.set(key, { title, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const total = answer.value?.reading.count ?? items.value.length;
  const shown = items.value.filter(({ code, title }) => only.value === null || (code ?? title) === only.value);
  return (
    <section class="card list" aria-labelledby="list-title">
      <h2 id="list-title">{filled(said.several, { count: total })}</h2>
      {!listDone.value && (
        <p class="hint">{filled(said.several_working, { done: items.value.length, count: total })}</p>
      )}
      <fieldset class="filters">
        <legend class="visually-hidden">{said.several_counts}</legend>
        <button type="button" class="filter" aria-pressed={only.value === null} onClick={() => (only.value = null)}>
          {said.all_causes} <b>{items.value.length}</b>
        </button>
        {[...counts]
          .sort(([, a], [, b]) => b.count - a.count)
          .map(([key, { title, count }]) => (
            <button
              key={key}
              type="button"
              class="filter"
              aria-pressed={only.value === key}
              onClick={() => (only.value = key)}
            >
              {title} <b>{count}</b>
            </button>
          ))}
      </fieldset>
      <ol class="rows" aria-label={said.several_choose}>
        {shown.slice(0, MOST_ROWS).map(({ index, line, about, verdict, title }) => (
          <li key={index}>
            <button
              type="button"
              class="row-button"
              aria-current={index === chosen.value ? "true" : undefined}
              onClick={() => choose(index)}
            >
              <VerdictDot verdict={verdict} />
              <span class="row-title">{title}</span>
              <span class="row-about">{about || filled(said.line_short, { line })}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown.length > MOST_ROWS && <p class="hint">{filled(said.more, { count: shown.length - MOST_ROWS })}</p>}
    </section>
  );
}
