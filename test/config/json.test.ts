/** Files that are no JSON: the place of the error is told, and nothing of what stands there. */
import { expect, test } from 'vitest';
import { aConfigFile, ENV } from './a-config-file.ts';
import { loadConfig } from '../../src/config/load.ts';
import { problemsOf } from './problems-of.ts';

test.each([
  ['an empty file', '', 'unexpected end at line 1, column 1'],
  ['a file that ends early', '{\n "version": 1,\n "storage"', 'line 3, column 11'],
  ['a missing comma', '{\n "key": "hunter2" "b": 1 }', "expected ',' or '}' after property value at line 2, column 19"],
  ['a bare word', '{\n "a": 1,\n "key": hunter2 }', 'unexpected character at line 3, column 9'],
  ['a word that is cut', '{ "a": tru', 'unexpected end at line 1, column 11'],
  ['a trailing comma', '{ "a": [1, 2,] }', 'unexpected character at line 1, column 14'],
  ['single quotes', "{ 'hunter2': 1 }", "expected property name or '}' at line 1, column 3"],
  ['a comment', '// hunter2\n{}', 'unexpected character at line 1, column 1'],
  ['two texts', '{}\n{ "key": "hunter2" }', 'unexpected non-whitespace character at line 2, column 1'],
])('%s is refused with its place and without its text', (_what, text, where) => {
  const problems = problemsOf(text);

  expect(problems.map(({ path }) => path)).toEqual(['rollcall.json']);
  expect(problems[0]?.message).toContain(where);
  expect(problems[0]?.message).toMatch(/^This is no valid JSON: /);
  expect(problems[0]?.message).not.toContain('hunter2');
});

test('a byte-order mark is skipped', () => {
  expect(loadConfig(`\ufeff${aConfigFile()}`, 'rollcall.json', ENV).connections).toHaveLength(2);
});

test('a syntax error after a byte-order mark is where an editor shows it', () => {
  expect(problemsOf('\ufeff{x}')[0]?.message).toContain('line 1, column 2');
});
