/**
 * Decides whether a row meets a checked condition. Texts compare without case, as in the PSA's database; an empty field meets nothing but a comparison
 * with null, not even `!=`.
 */
import type { Comparison, Condition, Path } from './conditions-parse.ts';
import type { Literal } from './conditions-tokens.ts';

type Scalar = string | number | boolean;

/** `read` answers the value at a path; null and undefined are both "empty". */
export function meets(condition: Condition, read: (path: Path) => unknown): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.parts.every((part) => meets(part, read));
    case 'any':
      return condition.parts.some((part) => meets(part, read));
    case 'compare':
      return compare(read(condition.path), condition.operator, condition.value);
    case 'contains':
    case 'like': {
      const value = read(condition.path);
      if (typeof value !== 'string' || condition.value.kind !== 'text') return false;
      const found =
        condition.kind === 'contains'
          ? value.toLowerCase().includes(condition.value.text.toLowerCase())
          : patternOf(condition.value.text).test(value);
      return found !== condition.negated;
    }
    case 'in': {
      const value = read(condition.path);
      if (value === null || value === undefined) return false;
      return condition.values.some((wanted) => compare(value, '=', wanted)) !== condition.negated;
    }
  }
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
