// A table of a report or page. On a phone each row becomes a block in which every value is told its name, so that nothing has to be scrolled sideways.
import { html, type Markup, type MarkupValue } from './markup.ts';

export interface Column {
  readonly name: string;
  /** `head`: what the row is about, one a table. `number`: set to the right, and short enough to stand beside others. Absent: text. */
  readonly kind?: 'head' | 'number';
}

export interface TableOptions {
  readonly caption: MarkupValue;
  readonly columns: readonly Column[];
  /** One value a column. null: nothing is known or to be said; such a cell takes no room on a phone. */
  readonly rows: readonly (readonly MarkupValue[])[];
}

/** Throws a RangeError when a row has more or fewer values than there are columns. */
export function stackedTable({ caption, columns, rows }: TableOptions): Markup {
  return html`<table class="stacked">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ name, kind }) => (kind === 'number' ? html`<th scope="col" class="number">${name}</th>` : html`<th scope="col">${name}</th>`))}
      </tr>
    </thead>
    <tbody>
      ${rows.map((values) => row(columns, values))}
    </tbody>
  </table>`;
}

function row(columns: readonly Column[], values: readonly MarkupValue[]): Markup {
  if (values.length !== columns.length)
    throw new RangeError(`A row has ${values.length} values, and the table ${columns.length} columns`);
  return html`<tr>
    ${columns.map((column, index) => cell(column, values[index] ?? null))}
  </tr>`;
}

function cell({ name, kind }: Column, value: MarkupValue): Markup {
  if (kind === 'head') return html`<th scope="row">${value}</th>`;
  if (value === null) return html`<td></td>`;
  return kind === 'number'
    ? html`<td class="number" data-name="${name}">${value}</td>`
    : html`<td data-name="${name}">${value}</td>`;
}
