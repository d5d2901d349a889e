import { currentAnswer, gallery, openExample, pastedText, showGallery, words } from "../store.js";
import type { PageWords } from "../words/index.js";
import { Icon } from "./icon.js";
import { VerdictDot } from "./verdict.js";

/** One example for each promise of the page. */
export function Gallery() {
  const said = words.value;
  const hasAnswer = pastedText.value.trim() !== "" && currentAnswer.value !== null;
  return (
    <div class="gallery">
      <div class="gallery-head">
        <div>
          <h2>{said.examples_title}</h2>
          <p class="hint">{said.examples_lead}</p>
        </div>
        {hasAnswer && (
          <button type="button" onClick={() => (showGallery.value = false)}>
            {said.examples_back}
          </button>
        )}
      </div>
      {gallery.value.map(({ group, items }) => (
        <section key={group} class="gallery-group" aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`}>{said[`group_${group}` as keyof PageWords]}</h3>
          <ul>
            {items.map(({ name, title, verdict, about }) => (
              <li key={name}>
                <button type="button" class="example" onClick={() => openExample(name)}>
                  <VerdictDot verdict={verdict} />
                  <span class="example-title">{title}</span>
                  <span class="example-about">
                    {about !== "" && <span>{about}</span>}
                    <code>{name}</code>
                  </span>
                  <Icon name="arrow" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
