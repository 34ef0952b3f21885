/** Search expressions: exact, quoted, and short enough. */
import { expect, test } from 'vitest';
import { addressSearches } from '../../../src/adapters/okta/filter.ts';

test('an address is searched as e-mail, login and second e-mail', () => {
  const searches = addressSearches(['ada@example.com']);

  expect(searches).toEqual([
    'profile.email eq "ada@example.com" or profile.login eq "ada@example.com" or profile.secondEmail eq "ada@example.com"',
  ]);
});

test.each([
  ['a quote', 'a"b@example.com', String.raw`"a\"b@example.com"`],
  ['a backslash', 'a\\b@example.com', String.raw`"a\\b@example.com"`],
  ['both, in the order that would end the quotes', 'a\\"b@example.com', String.raw`"a\\\"b@example.com"`],
])('%s cannot end its own quotes', (_case, address, literal) => {
  expect(addressSearches([address])[0]).toContain(`profile.email eq ${literal} or`);
});

test('no address asks for nothing', () => {
  expect(addressSearches([])).toEqual([]);
});

test.each([
  ['many addresses', Array.from({ length: 45 }, (_, at) => `p${at}@example.com`), 3],
  ['long addresses', Array.from({ length: 6 }, (_, at) => `${'x'.repeat(300)}${at}@example.com`), 2],
  [
    'letters that grow when they are encoded',
    Array.from({ length: 4 }, (_, at) => `${'漢'.repeat(150)}${at}@example.com`),
    4,
  ],
])('%s are spread over several searches, none lost', (_case, addresses, count) => {
  const searches = addressSearches(addresses);

  expect(searches).toHaveLength(count);
  expect(addresses.filter((address) => !searches.some((search) => search.includes(`"${address}"`)))).toEqual([]);
});
