import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { offsetOf, pieces, type TextMark } from "../place.js";
import type { PageAnswer } from "../protocol.js";
import { currentAnswer, editing, fieldText, setText, takeText, words } from "../store.js";
import { pastedText } from "../tickets.js";
import { filled } from "../words/index.js";
import { showForm } from "./five-fields.js";
import { Icon } from "./icon.js";
import { NumberStyle } from "./number-style.js";

/** Maximum length of a text in which repairs are marked: the marks need the text to be drawn twice. */
const MOST_MARKED = 20_000;
/** Maximum length of a text whose lines are wrapped: wrapping makes typing in a megabyte slow. */
const MOST_WRAPPED = 50_000;
const MOST_REPAIRS = 8;

/** Where the cursor was when the field moved while it was typed in; null where it did not. */
let typedAt: number | null = null;

/** The field of the transaction: large and first where nothing is pasted, below the strip else. */
export function Paste({ isFirst = false }: { isFirst?: boolean }) {
  const said = words.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const isOver = useSignal(false);
  const value = pastedText.value;
  const given = currentAnswer.value;
  const marks = useMemo(() => marksOf(given, value), [given, value]);
  const outside = fieldText.value;
  // The field keeps its own text, so that no typing is lost. Only texts from elsewhere, such as an example, are set, and before the
  // field is seen: nobody finds it empty.
  useLayoutEffect(() => {
    if (area.current !== null) area.current.value = outside.value;
    marksFollow();
  }, [outside]);
  // Opened later, it holds what was typed until now.
  useLayoutEffect(() => {
    if (area.current === null) return;
    area.current.value = pastedText.peek();
    if (isFirst || typedAt !== null) area.current.focus({ preventScroll: true });
    if (typedAt !== null) area.current.setSelectionRange(typedAt, typedAt);
    typedAt = null;
  }, []);
  const marksFollow = (): void => {
    if (behind.current !== null) behind.current.scrollTop = area.current?.scrollTop ?? 0;
  };
  // The marks are drawn anew with every answer; they must lie where the text has been scrolled to.
  useEffect(marksFollow, [marks]);
  const select = (from: number, to: number): void => {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setText(await file.text());
  };
  const isLong = value.length > MOST_WRAPPED;
  return (
    <div class={isFirst ? "paste card first" : "paste"}>
      <div class="card-head">
        <label class="paste-label" for="paste">
          {isFirst ? said.paste_label : said.paste_title}
        </label>
        <button type="button" class="quiet" onClick={() => picker.current?.click()}>
          <Icon name="file" />
          {said.open_file}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          onChange={({ currentTarget }) => {
            void read(currentTarget.files?.[0]);
            currentTarget.value = "";
          }}
        />
      </div>
      <div class={`editor${isOver.value ? " over" : ""}`}>
        {marks.length > 0 && (
          <div class="behind" ref={behind} aria-hidden="true">
            {pieces(value, marks).map((piece, i) =>
              piece.kind === null ? (
                piece.text
              ) : (
                <mark key={i} class={piece.kind}>
                  {piece.text}
                </mark>
              ),
            )}
          </div>
        )}
        <textarea
          id="paste"
          ref={area}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          wrap={isLong ? "off" : "soft"}
          placeholder={said.paste_placeholder}
          aria-describedby="paste-hint"
          onInput={({ currentTarget }) => {
            // The first letter moves the field to its place beside the answer.
            if (isFirst) {
              typedAt = currentTarget.selectionStart;
              editing.value = true;
            }
            takeText(currentTarget.value);
          }}
          onScroll={marksFollow}
          onDragOver={() => (isOver.value = true)}
          onDragLeave={() => (isOver.value = false)}
          onDrop={() => (isOver.value = false)}
        />
        {isOver.value && <div class="drop">{said.drop_here}</div>}
      </div>
      <div class="row between">
        <p class="hint" id="paste-hint">
          {said.paste_hint}
        </p>
        {isFirst && (
          <button
            type="button"
            class="quiet no-data"
            aria-expanded={showForm.value}
            onClick={() => (showForm.value = !showForm.value)}
          >
            <Icon name="edit" />
            {said.no_data}
          </button>
        )}
      </div>
      {given?.result.kind === "view" && <NumberStyle />}
      {given !== null && <Repairs given={given} value={value} select={select} />}
      {given !== null && given.reading.warnings.length > 0 && (
        <div class="notes">
          <h2 class="small-title">{said.notes}</h2>
          <ul>
            {given.reading.warnings.map((warning) => (
              <li key={`${warning.line} ${warning.text}`}>
                {warning.line !== null && (
                  <button type="button" class="place" onClick={() => selectLine(value, warning.line ?? 1, select)}>
                    {filled(said.repair_line, { line: warning.line })}
                  </button>
                )}{" "}
                {warning.text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function selectLine(value: string, line: number, select: (from: number, to: number) => void): void {
  const from = offsetOf(value, line, 1);
  const end = value.indexOf("\n", from);
  select(from, end < 0 ? value.length : end);
}

function marksOf(given: PageAnswer | null, value: string): TextMark[] {
  if (given === null || value.length > MOST_MARKED) return [];
  const { result, reading } = given;
  if (result.kind === "unreadable") {
    if (result.place === null) return [];
    const from = offsetOf(value, result.place.line, result.place.column);
    return [{ from, to: Math.min(value.length, from + faultLength(value, from)), kind: "fault" }];
  }
  return reading.repairs.map(({ line, column, was }) => {
    const from = offsetOf(value, line, column);
    return { from, to: Math.min(value.length, from + Math.max(1, was.length)), kind: "repair" };
  });
}

/** To the end of the word or value. */
const faultLength = (value: string, from: number): number => Math.max(1, value.slice(from).search(/[\s,;}\]]|$/));

interface RepairsProps {
  given: PageAnswer;
  value: string;
  select(from: number, to: number): void;
}

function Repairs({ given, value, select }: RepairsProps) {
  const said = words.value;
  const { reading } = given;
  if (reading.repairs.length === 0) return null;
  const more = reading.repairCount - MOST_REPAIRS;
  // Repairs of texts and amounts matter more than those of punctuation.
  const sorted = [...reading.repairs].sort((a, b) => Number(b.kind === "text") - Number(a.kind === "text"));
  return (
    <div class="notes">
      <h2 class="small-title">{said.repairs}</h2>
      <p class="hint">{filled(said.repairs_lead, { count: reading.repairCount })}</p>
      <ol class="repairs">
        {sorted.slice(0, MOST_REPAIRS).map(({ line, column, was, now }) => {
          const from = offsetOf(value, line, column);
          return (
            <li key={`${line}:${column}`}>
              <button type="button" class="place" onClick={() => select(from, from + Math.max(1, was.length))}>
                {filled(said.repair_line, { line })}
              </button>
              <code class="was">{shown(was) || said.nothing}</code>
              <span class="visually-hidden">{said.repair_became}</span>
              <Icon name="arrow" />
              <code>{shown(now) || said.nothing}</code>
            </li>
          );
        })}
      </ol>
      {more > 0 && <p class="hint">{filled(said.more, { count: more })}</p>}
    </div>
  );
}

/** Shortens a text and makes its line breaks and blanks visible. */
const shown = (piece: string): string =>
  piece
    .replace(/\n/g, "⏎")
    .replace(/\t/g, "⇥")
    .replace(/^ +$/, (run) => "␣".repeat(run.length))
    .slice(0, 60);
