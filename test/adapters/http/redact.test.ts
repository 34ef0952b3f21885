import { expect, test } from 'vitest';
import { quoted, requestLabel } from '../../../src/adapters/http/redact.ts';

test.each([
  ['GET', 'https://api.example.com/v1/users?filter=mail eq "a@b.c"', 'GET /v1/users'],
  ['POST', '/system/members/12/deactivate?x=1#y', 'POST /system/members/12/deactivate'],
  ['PATCH', 'https://me:secret@api.example.com/a', 'PATCH /a'],
])('the label of %s %s has neither host nor query', (method, url, label) => {
  expect(requestLabel(method, url)).toBe(label);
});

test.each([
  [
    'secrets are blotted out, all of them, everywhere',
    'key k1 and k1k2 and k2',
    ['k1', 'k2', 'k1k2'],
    'key [secret] and [secret] and [secret]',
  ],
  ['an empty secret blots nothing', 'plain', [''], 'plain'],
  ['lines and control characters become blanks', ' a\r\nb\u0000\u202Ec\t d ', [], 'a b c d'],
  ['nothing stays nothing', '', ['x'], ''],
])('%s', (_, text, secrets, expected) => {
  expect(quoted(text, secrets)).toBe(expected);
});

test('long texts are cut between characters', () => {
  expect(quoted('😀😀😀😀', [], 3)).toBe('😀😀…');
});
