/** Holds a parsed condition against the fields of a record: unknown fields and values of the wrong kind are refused before any row is looked at. */
import type { Condition, Path } from './conditions-parse.ts';
import type { Literal } from './conditions-tokens.ts';
import { ConditionError } from './conditions-tokens.ts';
import type { FieldKind, FieldTable } from '../members/field-kinds.ts';
import { kindAt } from '../members/field-kinds.ts';

/** Which literal a field is compared with; fields that cannot be compared whole are not in it. */
const LITERAL_OF: Partial<Record<FieldKind['kind'], Literal['kind']>> = {
  text: 'text',
  choice: 'text',
  flag: 'flag',
  integer: 'integer',
  number: 'integer',
  date: 'date',
};

/** Throws ConditionError. */
export function checkConditions(condition: Condition, fields: FieldTable): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.parts) checkConditions(part, fields);
      return;
    case 'compare': {
      const wanted = comparable(condition.path, fields);
      const equality = condition.operator === '=' || condition.operator === '!=';
      if (!equality && wanted === 'flag') throw refused(condition.path, `cannot be compared by ${condition.operator}`);
      if (!equality && condition.value.kind === 'null')
        throw refused(condition.path, `cannot be compared with null by ${condition.operator}`);
      checkLiteral(condition.path, wanted, condition.value);
      return;
    }
    case 'contains':
    case 'like':
      if (comparable(condition.path, fields) !== 'text' || condition.value.kind !== 'text')
        throw refused(condition.path, `takes ${condition.kind} only as text with text`);
      return;
    case 'in': {
      const wanted = comparable(condition.path, fields);
      for (const value of condition.values) checkLiteral(condition.path, wanted, value);
      return;
    }
  }
}

function comparable(path: Path, fields: FieldTable): Literal['kind'] {
  const kind = kindAt(fields, path);
  if (kind === undefined) throw refused(path, 'is no field of this record');
  const wanted = LITERAL_OF[kind.kind];
  if (wanted === undefined) throw refused(path, 'cannot be compared whole; name a field of it, such as /id');
  return wanted;
}

function checkLiteral(path: Path, wanted: Literal['kind'], value: Literal): void {
  if (value.kind !== 'null' && value.kind !== wanted)
    throw refused(path, `is compared with ${wanted}, not ${value.kind}`);
}

function refused(path: Path, why: string): ConditionError {
  return new ConditionError(`The field ${path.join('/')} ${why}`);
}
