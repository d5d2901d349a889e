import { announcement, currentAnswer, failure, isWaiting, items, ready, view, words } from "../store.js";
import { pastedText } from "../tickets.js";
import { Answer } from "./answer.js";
import { FiveFields, showForm } from "./five-fields.js";
import { Gallery } from "./gallery.js";
import { Header } from "./header.js";
import { KeyHelp } from "./key-help.js";
import { List } from "./list.js";
import { Paste } from "./paste.js";
import { Problem } from "./problem.js";
import { Strip } from "./strip.js";
import { Undo } from "./undo.js";

export function App() {
  const said = words.value;
  return (
    <>
      <a class="skip" href="#answer">
        {said.skip}
      </a>
      <Header />
      <main class="page">
        <Undo />
        {pastedText.value.trim() === "" ? <Start /> : <Ticket />}
      </main>
      <KeyHelp />
      <div class="visually-hidden" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}

/** Nothing is pasted yet. */
function Start() {
  const said = words.value;
  if (failure.value !== null) return <Problem title={said.defect} details={[failure.value]} />;
  return (
    <div class="start" id="answer" tabIndex={-1}>
      <Paste isFirst />
      {showForm.value ? <FiveFields /> : <Gallery />}
    </div>
  );
}

function Ticket() {
  const said = words.value;
  return (
    <>
      <Strip />
      <div class={items.value.length > 1 ? "desk with-list" : "desk"}>
        {items.value.length > 1 && <List />}
        <section class="answer" id="answer" tabIndex={-1} aria-label={said.answer}>
          {failure.value !== null ? (
            <Problem title={said.defect} details={[failure.value]} />
          ) : isWaiting.value ? (
            <p class="loading">{ready.value ? said.working : said.loading}</p>
          ) : view.value !== null ? (
            <Answer view={view.value} />
          ) : (
            <NoAnswer />
          )}
        </section>
      </div>
    </>
  );
}
function NoAnswer() {
  const said = words.value;
  const result = currentAnswer.value?.result;
  switch (result?.kind) {
    case "unreadable":
      return (
        <>
          <Problem title={said.unreadable} place={result.place} details={[result.hint]} isAmbiguous={isAmbiguous()} />
          {!isAmbiguous() && <FiveFields />}
        </>
      );
    case "invalid":
      return (
        <>
          <Problem title={said.invalid} details={result.issues} />
          <FiveFields />
        </>
      );
    case "defect":
      return <Problem title={said.defect} details={[result.message]} />;
    default:
      return null;
  }
}

const isAmbiguous = (): boolean => (currentAnswer.value?.reading.styles.length ?? 0) > 0;
