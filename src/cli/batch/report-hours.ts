import { number, shortLabel, table, text } from "./html.js";
import { type CodeHours, spikesOf } from "./outages.js";
import { grouped } from "./progress.js";
import type { BatchReport } from "./report-schema.js";

const MOST_DRAWN = 12;
const ROW = 44;
const LABELS = 300;
const LENGTH = 500;
const WIDTH = 880;
const HEIGHT = 32;

/** Failures by provider, code and hour: a picture in which spikes are marked, and a table of the spikes. */
export function outages({ hours: { codes, rule } }: BatchReport): string {
  const seen = [...new Set(codes.flatMap(({ hours }) => hours.map(({ at }) => at)))].sort();
  if (seen.length === 0) return "";
  const spikes = spikesOf(codes).map(
    ({ provider, code, from, to, count, usual }) =>
      `<tr><th scope="row">${text(provider)}<br><code>${text(code)}</code></th><td>${text(from)}</td><td>${text(to)}</td>${number(grouped(count))}${number(grouped(usual))}</tr>`,
  );
  const heads = ["Code", "From (UTC)", "To", "Failures", "Usual an hour, at most"];
  const found = spikes.length === 0 ? "<p>No hour is marked.</p>" : table(heads, spikes);
  return `<section><h2>Failures by hour</h2><p class="soft">${text(rule)}</p><figure>${picture(codes, seen)}${found}</figure></section>`;
}

function picture(codes: readonly CodeHours[], seen: readonly string[]): string {
  const place = new Map(seen.map((at, i) => [at, i]));
  const drawn = codes.slice(0, MOST_DRAWN);
  const rows = drawn.map(({ provider, code, hours }, i) => {
    const y = i * ROW;
    const most = Math.max(...hours.map(({ count }) => count));
    const wide = Math.max(1, LENGTH / seen.length - 0.5);
    const bars = hours.map(({ at, count, spike }) => {
      const x = LABELS + ((place.get(at) ?? 0) * LENGTH) / seen.length;
      const high = Math.max(1, (count / most) * HEIGHT);
      return `<rect class="${spike ? "spike" : "bar"}" x="${round(x)}" y="${round(y + 4 + HEIGHT - high)}" width="${round(wide)}" height="${round(high)}"/>`;
    });
    return (
      `<text class="end" x="${LABELS - 10}" y="${y + 26}">${text(shortLabel(`${provider} ${code}`))}</text>` +
      `<rect class="rest" x="${LABELS}" y="${y + 4 + HEIGHT}" width="${LENGTH}" height="1"/>${bars.join("")}` +
      `<text x="${LABELS + LENGTH + 10}" y="${y + 26}">${text(`at most ${grouped(most)}`)}</text>`
    );
  });
  const span = `${seen[0]} to ${seen.at(-1)}`;
  return `<svg role="img" aria-label="${text(`Failures of each hour, ${span}; marked hours are in the table`)}" viewBox="0 0 ${WIDTH} ${drawn.length * ROW}">${rows.join("")}</svg>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
