// A chart on a page: its drawing, what stands for what, and the table behind it.
import { html, type Markup } from '../../reports/html/markup.ts';
import { stackedTable, type Column } from '../../reports/html/table.ts';
import type { Chart, DrawChart } from './chart.ts';

export function chartFigure(chart: Chart, draw: DrawChart): Markup {
  return html`<figure class="chart">
    <figcaption>${chart.title}</figcaption>
    ${chart.categories.length === 0 ? html`<p class="quiet">Nothing to draw: ${chart.summary}</p>` : drawing(chart, draw)}
  </figure>`;
}

function drawing(chart: Chart, draw: DrawChart): Markup {
  return html`${legend(chart)} ${draw(chart)}
    <p class="quiet">${chart.summary}</p>
    <details>
      <summary>${chart.title} as a table</summary>
      ${table(chart)}
    </details>`;
}

function legend({ kind, series }: Chart): Markup {
  return html`<ul class="legend">
    ${series.map(
      ({ name }, index) =>
        html`<li><span class="swatch ${kind} series-${index + 1}" aria-hidden="true"></span> <bdi>${name}</bdi></li>`,
    )}
  </ul>`;
}

function table({ title, along, categories, series, say }: Chart): Markup {
  const cell = (value: number | null | undefined): string =>
    value === null || value === undefined ? 'not known' : say(value);
  return stackedTable({
    caption: title,
    columns: [{ name: along, kind: 'head' }, ...series.map(({ name }): Column => ({ name, kind: 'number' }))],
    rows: categories.map((category, row) => [category, ...series.map(({ values }) => cell(values[row]))]),
  });
}
