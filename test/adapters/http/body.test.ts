import { expect, test } from 'vitest';
import { parseBody } from '../../../src/adapters/http/body.ts';

test.each([
  ['plain JSON', 'application/json', '{"a":1}', { kind: 'json', value: { a: 1 } }],
  ['a vendor type with parameters', 'application/vnd.x.com+json; version=2025.1', '[]', { kind: 'json', value: [] }],
  ['capitals', 'Application/JSON;charset=UTF-8', 'null', { kind: 'json', value: null }],
  ['no type at all', undefined, '[1]', { kind: 'json', value: [1] }],
  ['nothing', 'application/json', '', { kind: 'empty' }],
  ['blanks alone', 'text/html', ' \n', { kind: 'empty' }],
  ['a cut text', 'application/json', '[{"a":', { kind: 'cut', characters: 6 }],
  ['an HTML page', 'text/html; charset=utf-8', '<html>', { kind: 'foreign', what: 'an HTML or XML page' }],
  [
    'an HTML page that calls itself JSON',
    'application/json',
    '\n<!doctype html>',
    { kind: 'foreign', what: 'an HTML or XML page' },
  ],
  ['JSON that calls itself text', 'text/plain', '{}', { kind: 'foreign', what: 'text/plain' }],
  ['a type that is no type', 'x"><script>', '{}', { kind: 'foreign', what: 'an unknown type' }],
])('%s', (_, type, text, expected) => {
  expect(parseBody(type, text)).toEqual(expected);
});
