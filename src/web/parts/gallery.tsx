import { useSignal } from "@preact/signals";
import { gallery, openExample, ready, words } from "../store.js";
import { filled, type PageWords } from "../words/index.js";
import { showForm } from "./five-fields.js";
import { Icon } from "./icon.js";
import { VerdictDot } from "./verdict.js";

/** The examples that are shown first, each named by what it shows. */
const FIRST = [
  "fee-over-balance",
  "provider/stripe-insufficient-funds",
  "customer-daily-limit",
  "timeout",
  "abnormal-activity",
  "balance-limit-and-network",
];

/** Six examples, all of them behind a link, and the way in for those who have no data. */
export function Gallery() {
  const said = words.value;
  const showsAll = useSignal(false);
  const all = gallery.value.flatMap(({ items }) => items);
  if (all.length === 0) return <p class="loading">{ready.value ? said.working : said.loading}</p>;
  const first = FIRST.flatMap((name) => all.find((item) => item.name === name) ?? []);
  return (
    <div class="gallery">
      <p class="start-ways">
        <button type="button" onClick={() => (showForm.value = true)}>
          <Icon name="edit" />
          {said.no_data}
        </button>
      </p>
      <section class="gallery-group" aria-labelledby="examples-title">
        <h2 id="examples-title">{said.examples_title}</h2>
        <Examples items={first} />
      </section>
      {showsAll.value ? (
        gallery.value.map(({ group, items }) => (
          <section key={group} class="gallery-group" aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>{said[`group_${group}` as keyof PageWords]}</h3>
            <Examples items={items} />
          </section>
        ))
      ) : (
        <button type="button" class="quiet all-examples" onClick={() => (showsAll.value = true)}>
          {filled(said.examples_all, { count: all.length })}
        </button>
      )}
    </div>
  );
}

type Item = (typeof gallery.value)[number]["items"][number];

const Examples = ({ items }: { items: readonly Item[] }) => (
  <ul>
    {items.map(({ name, title, verdict, about }) => (
      <li key={name}>
        <button type="button" class="example" data-example={name} onClick={() => openExample(name)}>
          <VerdictDot verdict={verdict} />
          <span class="example-title">{title}</span>
          <span class="example-about">{about}</span>
        </button>
      </li>
    ))}
  </ul>
);
