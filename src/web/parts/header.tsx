import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { letterKeys, locale, PROFILES, profile, type Theme, theme } from "../settings.js";
import { reopen, setOption, setText, words } from "../store.js";
import { earlierTickets, pastedText } from "../tickets.js";
import { pageLocales, pageWords } from "../words/index.js";
import { Choice } from "./choice.js";
import { Icon, type IconName } from "./icon.js";
import { showKeys } from "./key-help.js";

export function Header() {
  const said = words.value;
  return (
    <header class="header">
      <div class="brand">
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <rect width="32" height="32" rx="9" />
          <path d="M9 11h14M9 17h9M9 23h5" />
        </svg>
        <div>
          <h1>txwhy</h1>
          {pastedText.value === "" && <p>{said.tagline}</p>}
        </div>
      </div>
      <div class="tools">
        {pastedText.value !== "" && (
          <button type="button" class="quiet new-ticket" aria-label={said.new_ticket} onClick={() => setText("")}>
            <Icon name="plus" />
            <span class="tool-text">{said.new_ticket}</span>
          </button>
        )}
        {earlierTickets.value.length > 0 && <Earlier />}
        <button type="button" class="quiet tool" aria-label={said.keys_title} onClick={() => (showKeys.value = true)}>
          <span aria-hidden="true">?</span>
        </button>
        <Settings />
      </div>
    </header>
  );
}

/** A button with a panel below it, closed by Escape and by a click elsewhere. */
function Menu({ icon, label, text, children }: MenuProps) {
  const isOpen = useSignal(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen.value) return;
    const away = (event: Event): void => {
      if (!whole.current?.contains(event.target as Node)) isOpen.value = false;
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [isOpen.value]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from wherever the focus is in it
    <div
      class="menu"
      ref={whole}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen.value) return;
        event.stopPropagation();
        isOpen.value = false;
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet tool"
        aria-label={label}
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name={icon} />
        {text !== undefined && <span class="tool-text">{text}</span>}
      </button>
      {isOpen.value && <div class="menu-panel card">{children(() => (isOpen.value = false))}</div>}
    </div>
  );
}

interface MenuProps {
  icon: IconName;
  label: string;
  text?: string;
  children(close: () => void): preact.ComponentChildren;
}

/** The tickets of this visit: in memory, not stored. */
function Earlier() {
  const said = words.value;
  return (
    <Menu icon="clock" label={said.earlier} text={said.earlier}>
      {(close) => (
        <>
          <h2>{said.earlier}</h2>
          <p class="hint">{said.earlier_lead}</p>
          <ul class="earlier">
            {earlierTickets.value.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    reopen(one);
                  }}
                >
                  {one.title === "" ? said.unreadable : one.title}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Menu>
  );
}

function Settings() {
  const said = words.value;
  return (
    <Menu icon="gear" label={said.settings}>
      {(close) => (
        <div class="settings">
          <h2>{said.settings}</h2>
          <Choice
            label={said.language}
            value={locale.value}
            options={pageLocales().map((tag) => [tag, pageWords(tag).language_name])}
            change={(value) => (locale.value = value)}
          />
          <Choice
            label={said.desk}
            value={profile.value}
            options={PROFILES.map((id) => [id, id === "default" ? said.desk_default : "GoPay"])}
            change={(value) => setOption(() => (profile.value = value))}
          />
          <Choice
            label={said.theme}
            value={theme.value}
            options={(["auto", "light", "dark"] as const).map((name) => [name, said[`theme_${name}`]])}
            change={(value) => (theme.value = value as Theme)}
          />
          <label class="switch">
            <input
              type="checkbox"
              checked={letterKeys.value}
              onChange={({ currentTarget }) => (letterKeys.value = currentTarget.checked)}
            />
            {said.letter_keys}
          </label>
          {pastedText.value !== "" && (
            <button
              type="button"
              onClick={() => {
                close();
                print();
              }}
            >
              <Icon name="print" />
              {said.print}
            </button>
          )}
          <p class="hint">{said.settings_kept}</p>
        </div>
      )}
    </Menu>
  );
}
