/**
 * Decides whether a row meets a checked condition. Texts compare without case, as in the PSA's database; an empty field meets nothing but a comparison
 * with null, not even `!=`.
 */
import type { Comparison, Condition, Path } from './conditions-parse.ts';
import type { Literal } from './conditions-tokens.ts';

type Scalar = string | number | boolean;

/** Made once for many rows. What a reader answers, null and undefined alike, is "empty". */
export function testOf<T>(condition: Condition, readerOf: (path: Path) => (row: T) => unknown): (row: T) => boolean {
  switch (condition.kind) {
    case 'all': {
      const tests = condition.parts.map((part) => testOf(part, readerOf));
      return (row) => tests.every((test) => test(row));
    }
    case 'any': {
      const tests = condition.parts.map((part) => testOf(part, readerOf));
      return (row) => tests.some((test) => test(row));
    }
    case 'compare': {
      const { operator, value } = condition;
      const read = readerOf(condition.path);
      return (row) => compare(read(row), operator, value);
    }
    case 'contains':
    case 'like': {
      const { negated, value: wanted } = condition;
      if (wanted.kind !== 'text') return () => false;
      const read = readerOf(condition.path);
      const finds = condition.kind === 'contains' ? containing(wanted.text) : fitting(wanted.text);
      return (row) => {
        const value = read(row);
        return typeof value === 'string' && finds(value) !== negated;
      };
    }
    case 'in':
      return memberTest(condition, readerOf(condition.path));
  }
}

/** Lists of a thousand ids are usual, so they are looked up and not walked. */
function memberTest<T>(condition: Extract<Condition, { kind: 'in' }>, read: (row: T) => unknown): (row: T) => boolean {
  const wanted = condition.values.flatMap((value) => (value.kind === 'null' ? [] : [value]));
  const scalars = new Set(wanted.map(wantedScalar));
  // A checked list holds one kind of value beside null.
  const [example] = wanted;
  return (row) => {
    const value = read(row);
    if (value === null || value === undefined) return false;
    const scalar = example === undefined ? null : scalarOf(value, example);
    return (scalar !== null && scalars.has(scalar)) !== condition.negated;
  };
}

function containing(part: string): (value: string) => boolean {
  const lower = part.toLowerCase();
  return (value) => value.toLowerCase().includes(lower);
}

function fitting(pattern: string): (value: string) => boolean {
  const expression = patternOf(pattern);
  return (value) => expression.test(value);
}

function compare(value: unknown, operator: Comparison, wanted: Literal): boolean {
  if (wanted.kind === 'null') return (value === null || value === undefined) === (operator === '=');
  const left = scalarOf(value, wanted);
  const right = wantedScalar(wanted);
  if (left === null) return false;
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** The row's value in the form in which the literal is compared; null: empty, or a date that is none. */
function scalarOf(value: unknown, wanted: Literal): Scalar | null {
  // A flag is a bit in the database: never set is not set.
  if (wanted.kind === 'flag') return value === true;
  if (typeof value === 'string') {
    if (wanted.kind !== 'date') return value.toLowerCase();
    const moment = Date.parse(value);
    return Number.isNaN(moment) ? null : moment;
  }
  return typeof value === 'number' ? value : null;
}

function wantedScalar(wanted: Exclude<Literal, { kind: 'null' }>): Scalar {
  switch (wanted.kind) {
    case 'text':
      return wanted.text.toLowerCase();
    case 'date':
      return wanted.at;
    case 'integer':
    case 'flag':
      return wanted.value;
  }
}

/** `*` and `%` stand for any run of characters; everything else for itself; the whole text must fit. */
function patternOf(text: string): RegExp {
  const parts = text.split(/[*%]+/).map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'isu');
}
