import type { RemedyView } from "../protocol.js";
import { suppose, words } from "../store.js";
import { filled } from "../words/index.js";

/** What to do, best first, each with what is left after it. */
export function Remedies({ remedies, cause }: { remedies: RemedyView[]; cause: string }) {
  const said = words.value;
  if (remedies.length === 0) return null;
  return (
    <div class="remedies">
      <h4>{said.what_to_do}</h4>
      <ol>
        {remedies.map((remedy, i) => {
          const { action, title, about, verified, checkText, steps, patch } = remedy;
          return (
            <li key={`${action} ${title}`} class={i === 0 && verified !== "fails" ? "remedy first" : "remedy"}>
              <div class="remedy-head">
                <div>
                  <p class="remedy-title">{title}</p>
                  <p class="remedy-about">
                    <span class={`check ${verified}`}>{checkText}</span>
                    <span>{about}</span>
                  </p>
                </div>
                {patch !== null && (
                  <button
                    type="button"
                    class="small"
                    aria-label={filled(said.try_it_for, { title })}
                    onClick={() => suppose(`remedy ${cause} ${title}`, title, patch)}
                  >
                    {said.try_it}
                  </button>
                )}
              </div>
              {steps.length > 0 && (
                <details open={i === 0}>
                  <summary>
                    {said.steps} <span class="count">{steps.length}</span>
                  </summary>
                  <ol class="steps">
                    {steps.map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
