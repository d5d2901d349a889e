import { type Io, tell } from "../io.js";
import { widthOf } from "../layout.js";
import type { Style } from "../style.js";

const REDRAWN_EVERY = 200;
const TOLD_EVERY = 5000;
const BAR = 24;

export interface RunProgress {
  /** Rows done in this run, and bytes of the inputs read for all that is done. */
  rows: number;
  bytes: number;
  /** Told behind the rate. */
  note?: string;
}

/**
 * Progress of a run: a bar at a terminal, elsewhere a line now and then. Share and time left are shown where the size
 * of the inputs is known. The known libraries draw only for terminals.
 */
export class Progress {
  readonly #io: Io;
  readonly #style: Style;
  readonly #total: number | null;
  readonly #quiet: boolean;
  readonly #clock: () => number;
  readonly #began: number;
  #shownAt: number;
  #begun: RunProgress | undefined;
  #drawn = false;

  /** `total` is the size of all inputs in bytes as stored; null where it is not known. The clock gives milliseconds. */
  constructor(io: Io, style: Style, total: number | null, quiet: boolean, clock = (): number => performance.now()) {
    this.#io = io;
    this.#style = style;
    this.#total = total;
    this.#quiet = quiet;
    this.#clock = clock;
    this.#began = clock();
    this.#shownAt = this.#began;
  }

  show(progress: RunProgress): void {
    this.#begun ??= progress;
    if (this.#quiet) return;
    const now = this.#clock();
    const isTerminal = this.#io.stderr.isTTY === true;
    if (now - this.#shownAt < (isTerminal ? REDRAWN_EVERY : TOLD_EVERY)) return;
    this.#shownAt = now;
    if (isTerminal) this.#draw(progress, now);
    else tell(this.#io, `txwhy: ${this.#text(progress, now, false)}`);
  }

  /** Removes the bar, so that the next message starts on its own line. */
  clear(): void {
    if (this.#drawn) this.#io.stderr.write("\r\u001b[2K");
    this.#drawn = false;
  }

  #draw(progress: RunProgress, now: number): void {
    const width = (this.#io.stderr.columns ?? 80) - 1;
    const plain = this.#text(progress, now, false);
    const fits = this.#total !== null && widthOf(plain) + BAR < width;
    this.#io.stderr.write(`\r\u001b[2K${fits ? this.#text(progress, now, true) : plain.slice(0, width)}`);
    this.#drawn = true;
  }

  #text({ rows, bytes, note }: RunProgress, now: number, withBar: boolean): string {
    const seconds = (now - this.#began) / 1000;
    const parts = [
      `${grouped(rows)} rows`,
      `${grouped(Math.round(rows / seconds))} rows/s`,
      ...(note === undefined ? [] : [note]),
    ];
    if (this.#total === null || this.#total === 0) return parts.join(", ");
    const share = Math.min(1, bytes / this.#total);
    const read = bytes - (this.#begun?.bytes ?? 0);
    const left = read > 0 ? Math.max(0, ((this.#total - bytes) / read) * seconds) : undefined;
    const percent = `${Math.floor(share * 100)} %`;
    parts.push(...(left === undefined ? [] : [`${duration(left)} left`]));
    if (!withBar) return [percent, ...parts].join(", ");
    const [full, empty] = this.#style.unicode ? ["█", "░"] : ["#", "."];
    const cells = Math.floor(share * BAR);
    return `${full.repeat(cells)}${this.#style.dim(empty.repeat(BAR - cells))} ${[percent, ...parts].join(", ")}`;
  }
}

/** A whole number with separators: 1,234,567. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** Seconds as text: 40 s, 3 min 5 s, 2 h 10 min. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
