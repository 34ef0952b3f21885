import { describe, expect, test } from 'vitest';
import type { MemberIdRule } from '../../../src/domain/planning/policy.ts';
import { anyAscii } from '../builders/any-ascii.ts';
import { aPerson } from '../builders/a-person.ts';
import { expectedIdentifier, firstFree, fits, numbered } from '../../../src/core/planning/member-id.ts';

const lower: MemberIdRule = { template: '{login}', case: 'lower', onCollision: 'hold' };
const zoe = aPerson('Zoë Łukasz-Example', {
  login: 'ZLukasz@harborpine.example',
  mail: 'zoe.lukasz@harborpine.example',
  employeeNumber: '00471',
  accountName: 'zlu',
});

describe('a template filled with a person', () => {
  test.each([
    ['{login}', 'zlukasz'],
    ['{mail}', 'zoe.lukasz'],
    ['{first}.{last}', 'zoe.lukasz-exam'],
    ['{f}{l}', 'zl'],
    ['{employeeNumber}', '00471'],
    ['{accountName}', 'zlu'],
    ['x-{f}_1', 'x-z_1'],
    ['fixed', 'fixed'],
  ])('%s gives %s', (template, expected) => {
    expect(expectedIdentifier(zoe, { ...lower, template }, anyAscii)).toBe(expected);
  });

  test.each([
    ['lower', 'zlukasz'],
    ['upper', 'ZLUKASZ'],
    ['keep', 'ZLukasz'],
  ] as const)('in %s case is %s', (letters, expected) => {
    expect(expectedIdentifier(zoe, { ...lower, case: letters }, anyAscii)).toBe(expected);
  });

  test('never holds what a Member ID cannot, and never more than 15 characters', () => {
    const person = aPerson('Ada Example', { login: "o'neil+tag/../<b>averylongname@x.example" });

    expect(expectedIdentifier(person, lower, anyAscii)).toBe('oneiltag..baver');
  });

  test('takes a whole first character, not half of a pair', () => {
    const person = { ...zoe, firstName: '\u{20bb7}野' };

    expect(expectedIdentifier(person, { ...lower, template: '{f}{l}' }, (text) => text.replace('\u{20bb7}', 'Y'))).toBe(
      'y',
    );
  });

  test.each([
    ['{mail}', { mail: null }],
    ['{employeeNumber}', { employeeNumber: null }],
    ['{accountName}', { accountName: ' ' }],
    ['{first}', { firstName: null }],
    ['{last}', { lastName: '' }],
    ['{f}.{l}', { firstName: null }],
    ['{l}', { lastName: null }],
    ['{login}', { login: '@x.example' }],
    ['{first}', { firstName: '!!!' }],
    ['{nickname}', {}],
  ])('%s gives nothing for a person with %j', (template, over) => {
    expect(expectedIdentifier({ ...zoe, ...over }, { ...lower, template }, anyAscii)).toBeNull();
  });
});

describe('numbering', () => {
  test.each([
    ['jdoe', 2, 'jdoe2'],
    ['abcdefghijklmno', 2, 'abcdefghijklmn2'],
    ['abcdefghijklmno', 123, 'abcdefghijkl123'],
  ])('%s and %d give %s', (identifier, number, expected) => {
    expect(numbered(identifier, number)).toBe(expected);
  });

  test('starts at 2 and takes the first number that nobody has, whatever the case', () => {
    expect(firstFree('JDoe', new Set(['jdoe', 'jdoe2', 'jdoe3']))).toBe('JDoe4');
  });

  test('ends when 999 are taken', () => {
    const taken = new Set(Array.from({ length: 998 }, (_unused, index) => `jdoe${index + 2}`));

    expect(firstFree('jdoe', taken)).toBeNull();
  });
});

describe('a Member ID against what the data gives', () => {
  test.each([
    ['JDoe', 'jdoe', true],
    ['jdoe2', 'jdoe', true],
    ['jdoe12', 'jdoe1', true],
    ['jdoe12', 'jdoe', true],
    ['jdoe123', 'jdoe', true],
    ['abcdefghijklmn2', 'abcdefghijklmno', true],
    ['jdoe', 'jroe', false],
    ['jdoe2', 'jroe', false],
    ['jdoe', 'jdoe2', false],
    ['jdoe1234', 'jdoe', false],
    ['jdoe02', 'jdoe', false],
  ])('%s for %s: %s', (identifier, expected, fitting) => {
    expect(fits(identifier, expected)).toBe(fitting);
  });
});
