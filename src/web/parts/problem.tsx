import { words } from "../store.js";
import { filled } from "../words/index.js";
import { Icon } from "./icon.js";

interface Props {
  title: string;
  details: string[];
  place?: { line: number; column: number };
  excerpt?: string;
}

/** Why there is no answer, and where. */
export function Problem({ title, details, place, excerpt }: Props) {
  return (
    <section class="card problem" aria-labelledby="problem-title">
      <h2 id="problem-title">
        <Icon name="alert" />
        {title}
      </h2>
      {place !== undefined && (
        <p class="hint">{filled(words.value.at_line, { line: place.line, column: place.column })}</p>
      )}
      {details.length === 1 ? (
        <p>{details[0]}</p>
      ) : (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {excerpt !== undefined && excerpt.trim() !== "" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>{excerpt}</pre>
      )}
    </section>
  );
}
