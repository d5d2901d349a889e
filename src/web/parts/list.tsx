import { useSignal } from "@preact/signals";
import { choose, chosen, currentAnswer, items, listDone, words } from "../store.js";
import { filled } from "../words/index.js";
import { VerdictDot } from "./verdict.js";

/** Rows per page of the list; the counts are of all rows. */
const PAGE = 100;

/** Several transactions: counts by cause, and a list to choose from. */
export function List() {
  const said = words.value;
  const only = useSignal<string | null>(null);
  const page = useSignal(0);
  const counts = new Map<string, { title: string; count: number }>();
  for (const { code, title } of items.value) {
    const key = code ?? title;
    counts.set(key, { title, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const total = currentAnswer.value?.reading.count ?? items.value.length;
  const filter = (key: string | null): void => {
    only.value = key;
    page.value = 0;
  };
  const shown = items.value.filter(({ code, title }) => only.value === null || (code ?? title) === only.value);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const from = Math.min(page.value, pages - 1) * PAGE;
  const rows = shown.slice(from, from + PAGE);
  return (
    <section class="card list" aria-labelledby="list-title">
      <h2 id="list-title">{filled(said.several, { count: total })}</h2>
      {!listDone.value && (
        <p class="hint several-working">{filled(said.several_working, { done: items.value.length, count: total })}</p>
      )}
      <fieldset class="filters">
        <legend class="visually-hidden">{said.several_counts}</legend>
        <button type="button" class="filter" aria-pressed={only.value === null} onClick={() => filter(null)}>
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
              onClick={() => filter(key)}
            >
              {title} <b>{count}</b>
            </button>
          ))}
      </fieldset>
      <ol class="rows" aria-label={said.several_choose}>
        {rows.map(({ index, line, about, verdict, title }) => (
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
      {pages > 1 && (
        <div class="row between pages">
          <button type="button" class="small" disabled={from === 0} onClick={() => (page.value = from / PAGE - 1)}>
            {said.rows_before}
          </button>
          <span class="hint">
            {filled(said.rows_shown, { from: from + 1, to: from + rows.length, count: shown.length })}
          </span>
          <button
            type="button"
            class="small"
            disabled={from + PAGE >= shown.length}
            onClick={() => (page.value = from / PAGE + 1)}
          >
            {said.rows_after}
          </button>
        </div>
      )}
    </section>
  );
}
