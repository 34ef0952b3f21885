// A chart on a page: its drawing, what stands for what, and the table behind it.
import { html, type Markup } from '../../reports/html/markup.ts';
import type { Chart, DrawChart } from './chart.ts';

export function chartFigure(chart: Chart, draw: DrawChart): Markup {
  return html`<figure class="chart">
    <figcaption>${chart.title}</figcaption>
    ${chart.categories.length === 0 ? html`<p class="quiet">Nothing to draw: ${chart.summary}</p>` : drawing(chart, draw)}
  </figure>`;
}

function drawing(chart: Chart, draw: DrawChart): Markup {
  return html`${legend(chart)}
    <div class="scroll" tabindex="0" role="region" aria-label="${chart.title}, drawn">${draw(chart)}</div>
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
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${along}</th>
          ${series.map(({ name }) => html`<th scope="col" class="number"><bdi>${name}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${categories.map(
          (category, row) =>
            html`<tr>
              <th scope="row">${category}</th>
              ${series.map(({ values }) => html`<td class="number">${cell(values[row])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
