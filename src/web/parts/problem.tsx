import type { TextPlace } from "../protocol.js";
import { words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";
import { NumberStyle } from "./number-style.js";

interface Props {
  title: string;
  details: string[];
  place?: TextPlace | null;
  /** An amount can be read in two ways: the two ways are buttons. */
  isAmbiguous?: boolean;
}

/** Why there is no answer, where, and what can be done about it here. The place itself is marked in the text above. */
export function Problem({ title, details, place, isAmbiguous }: Props) {
  const kind = (detail: string): string | undefined => (detail.startsWith("/") ? "pointer" : undefined);
  return (
    <section class="card problem" aria-labelledby="problem-title">
      <h2 id="problem-title">
        <Icon name="alert" />
        {title}
      </h2>
      {place != null && <p class="hint">{filled(words.value.at_line, { line: place.line, column: place.column })}</p>}
      {isAmbiguous ? (
        <NumberStyle />
      ) : details.length === 1 ? (
        <p class={kind(details[0] ?? "")}>{details[0]}</p>
      ) : (
        <ul>
          {details.map((detail) => (
            <li key={detail} class={kind(detail)}>
              {detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
