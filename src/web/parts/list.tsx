import { computed, signal } from "@preact/signals";
import type { ListItem } from "../protocol.js";
import { choose, currentAnswer, items, listDone, words } from "../store.js";
import { chosen } from "../tickets.js";
import { filled } from "../words/index.js";
import { VerdictDot } from "./verdict.js";

/** Rows per page of the list; the counts are of all rows. */
const PAGE = 100;

/** The cause that the list is limited to; null for all. */
const only = signal<string | null>(null);
const page = signal(0);
const keyOf = ({ code, title }: ListItem): string => code ?? title;
/** The transactions that the list shows, on whatever page of it. */
export const listed = computed(() => items.value.filter((item) => only.value === null || keyOf(item) === only.value));

/** Several transactions: counts by cause, and a list to choose from. */
export function List() {
  const said = words.value;
  // Of another list, no cause is chosen yet.
  if (only.value !== null && !items.value.some((item) => keyOf(item) === only.value)) only.value = null;
  const counts = new Map<string, { title: string; count: number }>();
  for (const item of items.value) {
    const key = keyOf(item);
    counts.set(key, { title: item.title, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  // Where each cause is there once, the list itself is as short as its filters.
  const hasFilters = [...counts.values()].some(({ count }) => count > 1);
  const total = currentAnswer.value?.reading.count ?? items.value.length;
  const filter = (key: string | null): void => {
    only.value = key;
    page.value = 0;
  };
  const shown = listed.value;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const from = Math.min(page.value, pages - 1) * PAGE;
  const rows = shown.slice(from, from + PAGE);
  return (
    <section class="card list" aria-labelledby="list-title">
      <h2 id="list-title">{filled(said.several, { count: total })}</h2>
      {!listDone.value && (
        <p class="hint several-working">{filled(said.several_working, { done: items.value.length, count: total })}</p>
      )}
      {hasFilters && (
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
      )}
      <ol class="rows" aria-label={said.several_choose} onKeyDown={arrows}>
        {rows.map(({ index, line, about, verdict, code, title }) => (
          <li key={index}>
            <button
              type="button"
              class="row-button"
              aria-current={index === chosen.value ? "true" : undefined}
              onClick={() => choose(index)}
            >
              <VerdictDot verdict={verdict} />
              <span class="row-title">{title}</span>
              <span class="row-about">
                <span>{about || filled(said.line_short, { line })}</span>
                {code !== null && <code>{code}</code>}
              </span>
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

/** Arrows move through the rows, and choose the one they reach. */
function arrows(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(".row-button")];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by];
  next?.focus();
  next?.click();
}
