import { expect, test } from 'vitest';
import { html, renderMarkup } from '../../src/reports/html/markup.ts';
import { stackedTable, type Column } from '../../src/reports/html/table.ts';

const COLUMNS: readonly Column[] = [
  { name: 'Member', kind: 'head' },
  { name: 'Why "so"' },
  { name: 'Tickets', kind: 'number' },
];

const table = (...values: readonly (string | null)[]): string =>
  renderMarkup(stackedTable({ caption: 'Who', columns: COLUMNS, rows: [values] })).replace(/\s+/g, ' ');

test('every value carries its column’s name, by which it is told where the head of the table cannot be seen', () => {
  expect(table('ana', '<left>', '3')).toContain(
    '<th scope="row">ana</th><td data-name="Why &quot;so&quot;">&lt;left&gt;</td><td class="number" data-name="Tickets">3</td>',
  );
});

test('what is not known is an empty cell without a name', () => {
  expect(table('ana', null, null)).toContain('<th scope="row">ana</th><td></td><td></td>');
});

test('numbers stand to the right, with their heads', () => {
  expect(table('ana', 'left', '3')).toContain(
    '<th scope="col">Member</th><th scope="col">Why &quot;so&quot;</th><th scope="col" class="number">Tickets</th>',
  );
});

test.each([
  ['fewer', ['ana', 'left']],
  ['more', ['ana', 'left', '3', 'extra']],
])('a row with %s values than there are columns is refused', (_what, values) => {
  expect(() => stackedTable({ caption: html`Who`, columns: COLUMNS, rows: [values] })).toThrow(
    `A row has ${values.length} values, and the table 3 columns`,
  );
});
