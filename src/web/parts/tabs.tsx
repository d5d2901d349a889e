import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

interface Tab {
  name: string;
  label: string;
  /** The key of the page that chooses it. */
  keys?: string;
  content: ComponentChildren;
}

/** Tabs for arrow keys, Home and End. Printed below each other. */
export function Tabs({ label, chosen, tabs }: { label: string; chosen: Signal<string>; tabs: Tab[] }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const go = (index: number): void => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (tab === undefined) return;
    chosen.value = tab.name;
    list.current?.querySelector<HTMLButtonElement>(`#${CSS.escape(`${id}-${tab.name}`)}`)?.focus();
  };
  const keys = (event: KeyboardEvent, index: number): void => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ name, label: text, keys: letter }, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={chosen.value === name}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={chosen.value === name ? 0 : -1}
            onClick={() => (chosen.value = name)}
            onKeyDown={(event) => keys(event, i)}
          >
            {text}
            {letter !== undefined && (
              <span class="kbd" aria-hidden="true">
                {letter}
              </span>
            )}
          </button>
        ))}
      </div>
      {tabs.map(({ name, label: text, content }) => (
        <div
          key={name}
          class="panel"
          role="tabpanel"
          data-label={text}
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          hidden={chosen.value !== name}
        >
          {content}
        </div>
      ))}
    </>
  );
}
