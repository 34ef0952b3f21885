/** Charts: what is counted, and that their drawing passes a strict content security policy. */
import { describe, expect, test } from 'vitest';
import { actionsChart, seatsChart } from '../../src/pages/charts/run-charts.ts';
import { aTicket, aSeating } from '../support/builders/a-leaver.ts';
import { idleCostChart, orphansChart } from '../../src/pages/charts/work-charts.ts';
import { aRunEntry } from '../support/builders/a-run-entry.ts';
import type { Chart } from '../../src/pages/charts/chart.ts';
import { drawChart } from '../../src/pages/charts/draw-chart.ts';
import { renderMarkup } from '../../src/reports/html/markup.ts';
import { STYLE } from '../../src/pages/assets/style.ts';
import { svgMarkup } from '../../src/pages/charts/svg-markup.ts';

const NOW = '2026-11-23T10:00:00.000Z';
const orphan = (board: string, openedAt: string | null) =>
  ({ ticket: aTicket({ board, openedAt }), because: 'owner', members: [] }) as const;

test('runs are counted from the oldest to the newest', () => {
  const counts = { done: 1, held: 2, pending: 3, failed: 4, findings: 5 };
  const chart = actionsChart([
    aRunEntry('2026-11-23T10:15:00.000Z', { counts }),
    aRunEntry('2026-11-23T09:15:00.000Z', { counts: { ...counts, done: 9 } }),
  ]);

  expect(chart.categories).toEqual(['11-23 09:15', '11-23 10:15']);
  expect(chart.series.map(({ name, values }) => [name, ...values])).toEqual([
    ['Done', 9, 1],
    ['Waiting', 2, 2],
    ['Open', 3, 3],
    ['Failed', 4, 4],
  ]);
});

test('a class that a day did not count is not known on that day, and not none', () => {
  const [point] = aSeating().trend;
  if (point === undefined) throw new RangeError('A seating has a trend');
  const chart = seatsChart([
    { ...point, seats: [{ class: 'F', used: 3, contracted: null }] },
    { ...point, seats: [{ class: 'C', used: 4, contracted: null }] },
  ]);

  expect(chart.series.map(({ values }) => values)).toEqual([
    [3, null],
    [null, 4],
  ]);
});

test('orphaned tickets are counted by age and board, the small boards together', () => {
  const boards = ['Help', 'Help', 'A', 'B', 'C', 'D', 'E', 'F'].map((board) => orphan(board, '2026-11-20T00:00:00Z'));
  const chart = orphansChart([...boards, orphan('Help', null), orphan('Help', '2020-01-01T00:00:00Z')], NOW);

  expect(chart.series.map(({ name }) => name)).toEqual(['Help', 'A', 'B', 'C', 'D', 'other boards']);
  expect(chart.series[0]?.values).toEqual([2, 0, 0, 0, 1, 1]);
  expect(chart.series.at(-1)?.values).toEqual([2, 0, 0, 0, 0, 0]);
});

test('idle seats cost by how long they are idle; those without a price are left out', () => {
  const [seat] = aSeating().idle ?? [];
  if (seat === undefined) throw new RangeError('A seating has idle seats');
  const seats = [
    { ...seat, class: 'F', days: 100, yearlyCost: 500 },
    { ...seat, class: 'F', days: null, yearlyCost: 300 },
    { ...seat, class: 'C', days: 400, yearlyCost: null },
  ] as const;

  expect(idleCostChart(seats, 'EUR').series).toEqual([{ name: 'Full', values: [0, 500, 0, 0, 300] }]);
});

const CHART: Chart = {
  id: 'x',
  kind: 'bars',
  title: 'Title "<b>"',
  summary: 'What is seen.',
  along: 'Day',
  categories: ['one', 'two'],
  series: ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => ({ name: `<script>${name}`, values: [index, null] })),
  say: String,
};

describe.each(['bars', 'lines'] as const)('a drawing of %s', (kind) => {
  const svg = renderMarkup(drawChart({ ...CHART, kind }));

  test('has no style, no script, no event, and nothing of the names', () => {
    expect(svg).not.toMatch(/style|script|\son|href|javascript|ecmeta/i);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Title &quot;&lt;b&gt;&quot;\. What is seen\."/);
    expect(svg.match(/<svg|<\/svg>/g)).toEqual(['<svg', '</svg>']);
  });

  test('has only colours that the stylesheet knows in light and dark', () => {
    const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, paint]) => paint ?? '');
    const names = new Set(paints.flatMap((paint) => /^var\((--[a-z0-9-]+)\)$/.exec(paint)?.[1] ?? []));

    expect(paints.filter((paint) => !/^(none|var\(--[a-z0-9-]+\)|url\(#x-[a-z0-9-]+\))$/.test(paint))).toEqual([]);
    expect([...names].filter((name) => STYLE.split(`${name}:`).length < 3)).toEqual([]);
    expect([...names].filter((name) => name.startsWith('--series-'))).toHaveLength(CHART.series.length);
  });

  test('refers only to what is in it', () => {
    const ids = new Set([...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));

    expect([...svg.matchAll(/url\(#([^)]*)\)/g)].filter(([, id]) => !ids.has(id))).toEqual([]);
  });
});

test('whatever a drawing does not need is left out of it', () => {
  const hostile =
    '<svg viewBox="0 0 1 1" onload="x()"><script>alert(1)</script><style><![CDATA[p{}]]></style><a href="//x"><text style="a" onclick="x" fill="red">&lt;b&gt;</text></a><foreignObject><path d="M0"/></foreignObject></svg>';

  expect(renderMarkup(svgMarkup(hostile, { id: 'x', label: 'L' }))).not.toMatch(
    /script|alert|on[a-z]+=|href|style|red|foreign|<b>/,
  );
});
