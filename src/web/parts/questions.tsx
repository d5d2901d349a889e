import { useSignal } from "@preact/signals";
import type { Json } from "../../base/json.js";
import { patchOf } from "../answers.js";
import type { DiagnosisView, QuestionView } from "../protocol.js";
import { suppose, words } from "../store.js";
import { filled } from "../words/index.js";
import { AnswerField } from "./answer-field.js";
import { EntriesField } from "./entries.js";
import { Icon } from "./icon.js";

const FIRST = 4;

/** Missing facts, the one that decides most first, each with a field that answers it. */
export function Questions({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const showsAll = useSignal(false);
  const { questions } = view;
  if (questions.length === 0) return null;
  const shown = showsAll.value ? questions : questions.slice(0, FIRST);
  return (
    <section class="card questions" aria-labelledby="questions-title">
      <h2 id="questions-title">
        <Icon name="question" />
        {said.questions}
      </h2>
      <p class="hint">{said.questions_lead}</p>
      <ol>
        {shown.map((question) => (
          <li key={question.path}>
            <Question question={question} />
          </li>
        ))}
      </ol>
      {questions.length > shown.length && (
        <button type="button" class="quiet" onClick={() => (showsAll.value = true)}>
          {filled(said.questions_more, { count: questions.length - shown.length })}
        </button>
      )}
    </section>
  );
}

function Question({ question }: { question: QuestionView }) {
  const { path, ask, decides, input, unit } = question;
  const submit = (value: Json, shown: string): void => suppose(path, `${ask} ${shown}`, patchOf(path, value, input));
  return (
    <div class="question">
      <div>
        <p class="ask">{ask}</p>
        <p class="hint">{decides}</p>
      </div>
      {input.kind === "entries" && <EntriesField input={input} unit={unit} submit={submit} />}
      {input.kind !== "entries" && input.kind !== "none" && (
        <AnswerField label={ask} input={input} unit={unit} submit={submit} />
      )}
    </div>
  );
}
