/** How the next page is found in Okta's Link headers. */
import { expect, test } from 'vitest';
import { nextLink } from '../../../../src/adapters/okta/api/next-link.ts';

const SELF = '<https://acme.example/api/v1/users?limit=2>; rel="self"';
const NEXT = '<https://acme.example/api/v1/users?after=1&limit=2>; rel="next"';
const TARGET = 'https://acme.example/api/v1/users?after=1&limit=2';

test.each([
  ['after another link', `${SELF}, ${NEXT}`, TARGET],
  ['before another link', `${NEXT},${SELF}`, TARGET],
  ['without quotes, in capitals', `<${TARGET}>;REL=NEXT`, TARGET],
  ['among several relations', `<${TARGET}>; title="a"; rel="last next"`, TARGET],
  [
    'with commas and semicolons in the address',
    '<https://acme.example/?a=1,2;3>; rel="next"',
    'https://acme.example/?a=1,2;3',
  ],
  [
    'longer than parsers of such headers like',
    `<${TARGET}${'x'.repeat(9000)}>; rel="next"`,
    `${TARGET}${'x'.repeat(9000)}`,
  ],
])('a next link is found %s', (_case, header, target) => {
  expect(nextLink(header)).toEqual({ kind: 'next', target });
});

test.each([
  ['no header', null],
  ['an empty header', ' '],
  ['only the page itself', SELF],
  ['a relation that merely contains the word', '<https://acme.example/>; rel="nextish"'],
  ['a parameter that merely ends so', '<https://acme.example/>; xrel="next"'],
])('%s means that the list ends', (_case, header) => {
  expect(nextLink(header)).toEqual({ kind: 'none' });
});

test.each(['next', 'https://acme.example/; rel="next"', '<https://acme.example/; rel="next"'])(
  'the header "%s" is not taken for the end of the list',
  (header) => {
    expect(nextLink(header)).toEqual({ kind: 'unreadable' });
  },
);
