import type { ReplyChannel } from "../../words/reply.js";
import { smsLength } from "../../words/sms.js";
import { linkTo } from "../link.js";
import type { DiagnosisView } from "../protocol.js";
import { channel, setOption, setReplyLocale, words } from "../store.js";
import { changeWork, work } from "../tickets.js";
import { filled, type Locale, pageLocales, pageWords } from "../words/index.js";
import { Choice } from "./choice.js";
import { COPY_KEYS, Copy } from "./copy.js";

const CHANNELS: readonly ReplyChannel[] = ["chat", "email", "sms"];
/** The short names of the languages, as they stand on their buttons. */
const SHORT: Readonly<Record<string, string>> = { en: "EN", "zh-CN": "中文", id: "ID" };
/** In the order of their short names; others come last. */
const inOrder = (): Locale[] => {
  const order = Object.keys(SHORT);
  const place = (tag: Locale): number => (order.includes(tag) ? order.indexOf(tag) : order.length);
  return pageLocales().sort((a, b) => place(a) - place(b));
};

/** The text of the reply as it stands: what the agent made of it, else what was made for them. */
export const replyText = (view: DiagnosisView): string => work.value.draft?.text ?? view.send.reply;

/** The message to the customer, ready to copy. What the agent changed in it is never thrown away. */
export function ReplyPanel({ view }: { view: DiagnosisView }) {
  const said = words.value;
  const { send } = view;
  const { draft, supposed } = work.value;
  const text = replyText(view);
  const isOutdated = draft !== null && draft.from !== send.reply;
  const edit = (value: string): void => changeWork({ draft: { text: value, from: draft?.from ?? send.reply } });
  const { characters, segments, encoding } = smsLength(text);
  return (
    <>
      <div class="row between reply-head">
        <Languages view={view} />
        <Choice
          label={said.reply_channel}
          isQuiet
          value={channel.value}
          options={CHANNELS.map((name) => [name, said[`channel_${name}`]])}
          change={(value) => setOption(() => (channel.value = value as ReplyChannel))}
        />
      </div>
      {isOutdated && (
        <div class="banner" role="alert">
          <span>{said.reply_outdated}</span>
          <button type="button" class="small" onClick={() => changeWork({ draft: null })}>
            {said.reply_new}
          </button>
        </div>
      )}
      {supposed.length > 0 && <p class="banner quiet">{said.reply_is_real}</p>}
      <textarea
        class={supposed.length > 0 ? "letter greyed" : "letter"}
        rows={9}
        lang={send.replyLocale}
        dir="auto"
        aria-label={said.reply_text}
        value={text}
        onInput={({ currentTarget }) => edit(currentTarget.value)}
      />
      {send.replyNotes.length > 0 && (
        <ul class="reply-notes">
          {send.replyNotes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {(channel.value === "sms" || (draft !== null && !isOutdated)) && (
        <p class="lengths">
          {channel.value === "sms" && <span>{filled(said.sms_length, { characters, segments, encoding })}</span>}
          {draft !== null && !isOutdated && (
            <span>
              {said.reply_edited}{" "}
              <button type="button" class="quiet" onClick={() => changeWork({ draft: null })}>
                {said.reply_reset}
              </button>
            </span>
          )}
        </p>
      )}
      <div class="row actions">
        {channel.value === "email" && <Copy quiet label={said.copy_subject} content={send.subject} />}
        <Copy quiet label={said.link} content={() => linkTo(send.safeContext)} />
        <Copy primary name="reply" label={said.copy_reply} keys={COPY_KEYS} content={text} />
      </div>
    </>
  );
}

/** One button for each language, and whose language it is, truthfully. */
function Languages({ view: { locale, send } }: { view: DiagnosisView }) {
  const said = words.value;
  const chosen = work.value.replyLocale;
  const name = (tag: Locale): string => pageWords(tag).language_name;
  const about =
    send.replyLocale === send.customerLocale
      ? filled(said.language_customers, { language: name(send.replyLocale) })
      : send.customerLocale !== null
        ? filled(said.language_other, { language: name(send.replyLocale), customers: name(send.customerLocale) })
        : chosen === null && send.isGuessed
          ? filled(said.language_guessed, { language: name(send.replyLocale) })
          : chosen === null && send.replyLocale === locale
            ? filled(said.language_page, { language: name(send.replyLocale) })
            : filled(said.language_chosen, { language: name(send.replyLocale) });
  return (
    <>
      <fieldset class="segments">
        <legend class="visually-hidden">{said.reply_language}</legend>
        {inOrder().map((tag) => (
          <button
            key={tag}
            type="button"
            lang={tag}
            title={name(tag)}
            aria-pressed={send.replyLocale === tag}
            onClick={() => setReplyLocale(tag === send.customerLocale ? null : tag)}
          >
            {SHORT[tag] ?? name(tag)}
          </button>
        ))}
      </fieldset>
      <p class="hint languages">{about}</p>
    </>
  );
}
