import type { LabelledText } from "../protocol.js";
import { words } from "../store.js";

/** The numbers of a picture as a table, for screen readers. */
export function FigureTable({ title, rows }: { title: string; rows: readonly LabelledText[] }) {
  const said = words.value;
  return (
    <div class="visually-hidden">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{said.fact}</th>
            <th scope="col">{said.value}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, text }, i) => (
            <tr key={i}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
