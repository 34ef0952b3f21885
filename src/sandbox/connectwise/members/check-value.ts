/** Judges one value that a caller wants to write into one field of a member, and puts references into the form in which they are kept. */
import type { SandboxWorld } from '../../world.ts';
import type { FieldKind } from './field-kinds.ts';
import { findReference } from '../lists/find-reference.ts';
import { isRecord } from '../is-record.ts';

export type Checked =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly code: string; readonly message: string };

/** `value` is neither null nor absent: clearing a field is judged by the caller. */
export function checkValue(world: SandboxWorld, kind: FieldKind, value: unknown): Checked {
  switch (kind.kind) {
    case 'text':
      if (typeof value !== 'string') return wrong('a text');
      if (kind.max !== null && value.length > kind.max)
        return {
          kind: 'problem',
          code: 'MaxLength',
          message: `holds ${value.length} characters; at most ${kind.max} fit`,
        };
      return kept(value);
    case 'choice':
      return typeof value === 'string' && kind.of.includes(value) ? kept(value) : wrong(`one of ${kind.of.join(', ')}`);
    case 'flag':
      return typeof value === 'boolean' ? kept(value) : wrong('true or false');
    case 'integer':
      return Number.isSafeInteger(value) ? kept(value) : wrong('a whole number');
    case 'number':
      return typeof value === 'number' ? kept(value) : wrong('a number');
    case 'date':
      return isInstant(value) ? kept(value) : wrong('an instant in UTC like 2026-01-31T00:00:00Z');
    case 'integers':
      return Array.isArray(value) && value.every(Number.isSafeInteger) ? kept(value) : wrong('a list of whole numbers');
    case 'records':
      return Array.isArray(value) && value.every(isRecord) ? kept(value) : wrong('a list of objects');
    case 'part': {
      const fields = Object.keys(kind.fields);
      return isRecord(value) && Object.entries(value).every(([name, one]) => fields.includes(name) && isText(one))
        ? kept(value)
        : wrong(`an object of texts (${fields.join(', ')})`);
    }
    case 'reference':
      return findReference(world, kind.list, value);
  }
}

function kept(value: unknown): Checked {
  return { kind: 'value', value };
}

function wrong(expected: string): Checked {
  return { kind: 'problem', code: 'InvalidValue', message: `must be ${expected}` };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isInstant(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
