import { effect, signal } from "@preact/signals";
import { type Locale, pageLocales, preferredLocale } from "./words/index.js";

export type Theme = "auto" | "light" | "dark";

export const locale = signal<Locale>("en");
export const theme = signal<Theme>("auto");
export const profile = signal("default");
/** Whether single letters are keys of the page. Some speech input types letters, so they can be turned off. */
export const letterKeys = signal(true);

export const PROFILES = ["default", "gopay"];
const THEMES: readonly string[] = ["auto", "light", "dark"];
const KEPT = "txwhy.settings";

/** Takes the settings of the last visit, and keeps every later one. Nothing of a ticket is among them. */
export function rememberSettings(): void {
  const kept = keptSettings();
  const has = (name: string, choices: readonly string[]): string | undefined => {
    const value = kept[name];
    return typeof value === "string" && choices.includes(value) ? value : undefined;
  };
  locale.value = has("locale", pageLocales()) ?? preferredLocale(navigator.languages);
  theme.value = (has("theme", THEMES) ?? "auto") as Theme;
  profile.value = has("profile", PROFILES) ?? "default";
  letterKeys.value = kept.letterKeys !== false;
  effect(() => {
    const settings = {
      locale: locale.value,
      theme: theme.value,
      profile: profile.value,
      letterKeys: letterKeys.value,
    };
    try {
      localStorage.setItem(KEPT, JSON.stringify(settings));
    } catch {
      // A browser may refuse to store anything: the settings then last as long as the page.
    }
  });
}

function keptSettings(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
