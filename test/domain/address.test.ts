import { expect, test } from 'vitest';
import { isAskable } from '../../src/domain/people/address.ts';

test.each([
  ['ada@example.com', true],
  [' Ada@Example.com ', true],
  ["o'brien@contoso.example", true],
  ['ada', false],
  ['', false],
  ['ada@exa\nmple.com', false],
  ['ada@contoso\u0000.example', false],
  ['ada\ud800@example.com', false],
  ['ada@\ud800.example', false],
  [`${'a'.repeat(320)}@contoso.example`, false],
])('whether %j can be an address at all, so that somebody can be asked for by it: %s', (address, expected) => {
  expect(isAskable(address)).toBe(expected);
});
