import type { GalleryItem } from "../protocol.js";
import { gallery, openExample, ready, showsAllExamples, words } from "../store.js";
import { filled, type PageWords } from "../words/index.js";
import { VerdictDot } from "./verdict.js";

/** Six examples, and all of them behind a link. */
export function Gallery() {
  const said = words.value;
  const { first, groups, count } = gallery.value;
  if (first.length === 0) return <p class="loading">{ready.value ? said.working : said.loading}</p>;
  return (
    <div class="gallery">
      <section class="gallery-group" aria-labelledby="examples-title">
        <h2 id="examples-title">{said.examples_title}</h2>
        <Examples items={first} />
      </section>
      {groups.map(({ group, items }) => (
        <section key={group} class="gallery-group" aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`}>{said[`group_${group}` as keyof PageWords]}</h3>
          <Examples items={items} />
        </section>
      ))}
      {groups.length === 0 && (
        <button type="button" class="quiet all-examples" onClick={() => (showsAllExamples.value = true)}>
          {filled(said.examples_all, { count })}
        </button>
      )}
    </div>
  );
}

const Examples = ({ items }: { items: readonly GalleryItem[] }) => (
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
