import type { Json } from "../../base/json.js";
import { patchOf } from "../answers.js";
import type { DiagnosisView, QuestionView } from "../protocol.js";
import { addFact, words } from "../store.js";
import { AnswerField } from "./answer-field.js";
import { EntriesField } from "./entries.js";

/** Missing facts, the one that decides most first. Folded where the cause is proved: then they could only add another. */
export function Questions({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { questions, causes } = view;
  if (questions.length === 0) return null;
  return (
    <details class="fold questions" open={causes[0]?.certainty !== "certain"}>
      <summary>
        <h2>{said.questions}</h2>
        <span class="count">{questions.length}</span>
      </summary>
      <ol class="fold-body">
        {questions.map((question) => (
          <li key={question.path}>
            <Question question={question} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Question({ question: { path, ask, input, unit } }: { question: QuestionView }) {
  const submit = (value: Json, shown: string): void => addFact(path, `${ask} ${shown}`, patchOf(path, value, input));
  return (
    <div class="question">
      <p class="ask">{ask}</p>
      {input.kind === "entries" && <EntriesField input={input} unit={unit} submit={submit} />}
      {input.kind !== "entries" && input.kind !== "none" && (
        <AnswerField label={ask} input={input} unit={unit} submit={submit} />
      )}
    </div>
  );
}
