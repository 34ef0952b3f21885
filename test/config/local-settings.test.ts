/** local.settings.json: what it adds to the environment, and what is refused. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { environment, fillEnvironment } from '../../src/config/environment.ts';
import { parseLocalSettings } from '../../src/config/local-settings.ts';
import { readFileSync } from 'node:fs';

afterEach(() => {
  vi.unstubAllEnvs();
});

const parse = (content: unknown) =>
  parseLocalSettings(typeof content === 'string' ? content : JSON.stringify(content), 'local.settings.json');

describe('the values', () => {
  test.each([
    ['are those under Values', { IsEncrypted: false, Values: { A: '1' } }, { A: '1' }],
    ['are none where there is no such part', {}, {}],
    [
      'come alone: what Core Tools has beside them is not for us',
      { Values: { A: '' }, Host: { CORS: '*' } },
      { A: '' },
    ],
    ['may follow a byte-order mark', '\ufeff{"Values":{"A":"1"}}', { A: '1' }],
  ])('%s', (_what, content, expected) => {
    expect(parse(content)).toEqual(expected);
  });

  test('of the example are understood', () => {
    const text = readFileSync(new URL('../../local.settings.example.json', import.meta.url), 'utf8');

    expect(parse(text)).toMatchObject({ SYNC_SCHEDULE: '0 0 * * * *' });
  });
});

describe('refused in words, without a value', () => {
  test.each([
    ['no JSON', '{"Values": {"A": hunter2}}', /^ {2}local\.settings\.json: This is no valid JSON: /m],
    ['a number', { Values: { A: 1 } }, /^ {2}local\.settings\.json: Values\.A: Expected string, not number\.$/m],
    ['a list', { Values: ['hunter2'] }, /^ {2}local\.settings\.json: Values: Expected record, not array\.$/m],
    [
      'encrypted values',
      { IsEncrypted: true, Values: { A: 'hunter2' } },
      /IsEncrypted: The values are encrypted\. Decrypt them: func settings decrypt/,
    ],
  ])('%s', (_what, content, words) => {
    expect(() => parse(content)).toThrow(words);
    expect(() => parse(content)).not.toThrow(/hunter2/);
  });
});

test('the environment keeps what it has, even when it is empty, and gets the rest', () => {
  vi.stubEnv('ROLLCALL_TEST_SET', 'from outside');
  vi.stubEnv('ROLLCALL_TEST_EMPTY', '');
  vi.stubEnv('ROLLCALL_TEST_NEW', undefined);

  const filled = fillEnvironment({ ROLLCALL_TEST_SET: 'a', ROLLCALL_TEST_EMPTY: 'b', ROLLCALL_TEST_NEW: 'c' });

  expect(filled).toMatchObject({
    ROLLCALL_TEST_SET: 'from outside',
    ROLLCALL_TEST_EMPTY: '',
    ROLLCALL_TEST_NEW: 'c',
  });
  expect(environment()['ROLLCALL_TEST_NEW']).toBe('c');
});
