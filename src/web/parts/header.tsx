import { asOf, locale, profile, setOption, type Theme, theme, words } from "../store.js";
import { pageLocales, pageWords } from "../words/index.js";
import { Choice } from "./choice.js";

const PROFILES = ["default", "gopay"];

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
          <p>{said.tagline}</p>
        </div>
      </div>
      <div class="options">
        <Choice
          label={said.as_of}
          value={asOf.value}
          options={[
            ["attempt", said.as_of_attempt],
            ["now", said.as_of_now],
          ]}
          change={(value) => setOption(() => (asOf.value = value === "now" ? "now" : "attempt"))}
        />
        <Choice
          label={said.desk}
          value={profile.value}
          options={PROFILES.map((id) => [id, id === "default" ? said.desk_default : "GoPay"])}
          change={(value) => setOption(() => (profile.value = value))}
        />
        <Choice
          label={said.language}
          value={locale.value}
          options={pageLocales().map((tag) => [tag, pageWords(tag).language_name])}
          change={(value) => (locale.value = value)}
        />
        <Choice
          label={said.theme}
          value={theme.value}
          options={(["auto", "light", "dark"] as const).map((name) => [name, said[`theme_${name}`]])}
          change={(value) => (theme.value = value as Theme)}
        />
      </div>
    </header>
  );
}
