import { useEffect, useRef } from "preact/hooks";
import type { DiagnosisView, Picture } from "../protocol.js";
import { words } from "../store.js";
import { work } from "../tickets.js";
import { filled } from "../words/index.js";
import { Chips } from "./chips.js";
import { NumberField } from "./number-field.js";

/** The numbers that can be edited in a picture itself. */
export const pathsIn = (picture: Picture | null | undefined): string[] =>
  picture == null ? [] : [...picture.parts, picture.against].flatMap(({ path }) => path ?? []);

/** The effect of what is supposed, where it was supposed last. `at` are the changes that are made at this place. */
export function WhatIfResult({ view: { whatIf }, at }: { view: DiagnosisView; at(id: string): boolean }) {
  const said = words.value;
  const { supposed } = work.value;
  const last = supposed.at(-1);
  if (whatIf === null || last === undefined || !at(last.id)) return null;
  const { result, clears, gone, added, issues } = whatIf;
  return (
    <div class={clears ? "what-if-result clears" : "what-if-result"}>
      <p>
        <b>{result}</b>
      </p>
      {gone.length > 0 && !clears && <p>{filled(said.difference_gone, { causes: gone.join("; ") })}</p>}
      {added.length > 0 && <p>{filled(said.difference_added, { causes: added.join("; ") })}</p>}
      {issues.map((issue) => (
        <p key={issue}>{issue}</p>
      ))}
      <Chips kind="supposed" changes={supposed} />
    </div>
  );
}

/** The known numbers that no picture shows, as fields, with the effect of changing them beside them. Nothing of it leaves this page's memory. */
export function WhatIfPanel({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { supposed } = work.value;
  const drawn = pathsIn(view.causes[0]?.picture);
  const numbers = view.numbers.filter(({ path }) => !drawn.includes(path));
  const isHere = (id: string): boolean => numbers.some(({ path }) => path === id);
  const fold = useRef<HTMLDetailsElement>(null);
  const isUsed = isHere(supposed.at(-1)?.id ?? "");
  // It opens where a ticket is gone back to, and is never closed while it is typed in.
  useEffect(() => {
    if (isUsed && fold.current !== null) fold.current.open = true;
  }, [isUsed]);
  if (numbers.length === 0) return null;
  return (
    <details ref={fold} class="fold what-if">
      <summary>
        <h2>{said.numbers}</h2>
        <span class="hint">{said.numbers_lead}</span>
      </summary>
      <div class="fold-body">
        <WhatIfResult view={view} at={isHere} />
        <div class="number-grid">
          {numbers.map((number) => (
            <NumberField key={number.path} number={number} />
          ))}
        </div>
      </div>
    </details>
  );
}
