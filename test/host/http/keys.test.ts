/** Who may call what. */
import { createKeyCheck, givenKey, readKeys } from '../../../src/host/http/keys.ts';
import { describe, expect, test } from 'vitest';

const keys = readKeys({ ROLLCALL_FUNCTION_KEY: 'function-key', ROLLCALL_MASTER_KEY: 'master-key' });
const mayCall = createKeyCheck(keys);

describe('a function', () => {
  test.each([
    ['anonymous', undefined, true],
    ['anonymous', 'wrong', true],
    ['function', undefined, false],
    ['function', '', false],
    ['function', 'wrong', false],
    ['function', 'function-ke', false],
    ['function', 'function-key ', false],
    ['function', 'FUNCTION-KEY', false],
    ['function', 'function-key', true],
    ['function', 'master-key', true],
    ['admin', undefined, false],
    ['admin', 'function-key', false],
    ['admin', 'master-key', true],
  ] as const)('of level %s called with %s: %s', (level, given, expected) => {
    expect(mayCall(level, given)).toBe(expected);
  });
});

describe('the key of a request', () => {
  test.each([
    ['nowhere', {}, '', undefined],
    ['in the header', { 'x-functions-key': 'a' }, '', 'a'],
    ['in the query', {}, 'code=b', 'b'],
    ['in both: the header counts', { 'x-functions-key': 'a' }, 'code=b', 'a'],
    ['in the query, with percent signs', {}, 'code=a%2Bb%3D', 'a+b='],
    ['in the query twice: the first counts', {}, 'code=a&code=b', 'a'],
  ])('is %s', (_where, headers, query, expected) => {
    expect(givenKey(headers, new URLSearchParams(query))).toBe(expected);
  });
});

describe('keys of a start', () => {
  test('are the settings', () => {
    expect(keys).toEqual({
      function: { value: 'function-key', random: false },
      master: { value: 'master-key', random: false },
    });
  });

  test.each([undefined, '', '  '])('are long and new each time where the setting is "%s"', (value) => {
    const settings = { ROLLCALL_FUNCTION_KEY: value, ROLLCALL_MASTER_KEY: value };
    const all = [readKeys(settings), readKeys(settings)].flatMap((each) => [each.function, each.master]);

    expect(all.every((key) => key.random && key.value.length >= 40)).toBe(true);
    expect(new Set(all.map((key) => key.value)).size).toBe(4);
  });

  test('must not be the same, and the refusal does not tell which', () => {
    const same = () => readKeys({ ROLLCALL_FUNCTION_KEY: 'hunter2', ROLLCALL_MASTER_KEY: ' hunter2 ' });

    expect(same).toThrow(/ROLLCALL_MASTER_KEY: This is the same as ROLLCALL_FUNCTION_KEY; expected another one/);
    expect(same).not.toThrow(/hunter2/);
  });
});
