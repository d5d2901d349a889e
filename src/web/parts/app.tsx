import {
  announcement,
  changes,
  currentAnswer,
  failure,
  gallery,
  items,
  pastedText,
  ready,
  showGallery,
  view,
  words,
} from "../store.js";
import { AdviceCards, Conflicts, RuledOutCauses, Warnings } from "./aside.js";
import { Causes } from "./cause.js";
import { Changes } from "./changes.js";
import { Gallery } from "./gallery.js";
import { Header } from "./header.js";
import { List } from "./list.js";
import { NumberFields } from "./numbers.js";
import { Paste } from "./paste.js";
import { Problem } from "./problem.js";
import { Questions } from "./questions.js";
import { Send } from "./send.js";
import { VerdictCard } from "./verdict.js";

export function App() {
  const said = words.value;
  return (
    <>
      <a class="skip" href="#answer">
        {said.skip}
      </a>
      <Header />
      <main class="layout">
        <div class="side">
          <Paste />
          {items.value.length > 1 && <List />}
        </div>
        <section class="answer" id="answer" tabIndex={-1} aria-label={said.answer}>
          <Content />
        </section>
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}

function Content() {
  const said = words.value;
  if (failure.value !== null) return <Problem title={said.defect} details={[failure.value]} />;
  const isEmpty =
    pastedText.value.trim() === "" || currentAnswer.value === null || currentAnswer.value.result.kind === "empty";
  if (showGallery.value || isEmpty) {
    return gallery.value.length > 0 ? <Gallery /> : <p class="loading">{ready.value ? said.working : said.loading}</p>;
  }
  const result = currentAnswer.value?.result;
  if (result?.kind === "unreadable") {
    return <Problem title={said.unreadable} place={result} details={[result.hint]} excerpt={result.excerpt} />;
  }
  if (result?.kind === "invalid") {
    return (
      <>
        {changes.value.length > 0 && <Changes difference={null} />}
        <Problem title={said.invalid} details={result.issues} />
      </>
    );
  }
  if (result?.kind === "defect") return <Problem title={said.defect} details={[result.message]} />;
  const shown = view.value;
  if (shown === null) return null;
  return (
    <>
      {changes.value.length > 0 && <Changes difference={shown.difference} now={shown.verdictText} />}
      <VerdictCard view={shown} />
      <Conflicts view={shown} />
      <Causes view={shown} />
      <AdviceCards view={shown} />
      <Questions view={shown} />
      <NumberFields view={shown} />
      <RuledOutCauses view={shown} />
      <Warnings view={shown} />
      <Send view={shown} />
    </>
  );
}
