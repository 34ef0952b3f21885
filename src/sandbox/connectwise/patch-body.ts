/**
 * Reads the body of a PATCH. Paths are bare, case-sensitive field names: a slash in front is refused, and a path into a field is taken and changes nothing,
 * which is the API's false 200.
 */
import { isRecord } from './is-record.ts';
import type { Refusal } from './refusal.ts';
import { invalidObject, refuse } from './refusal.ts';

export interface Replacement {
  readonly field: string;
  /** null: the field is emptied. */
  readonly value: unknown;
}

const OPERATIONS: readonly unknown[] = ['replace', 'add', 'remove'];

export function readPatch(
  resource: string,
  body: unknown,
): { readonly kind: 'patch'; readonly replacements: readonly Replacement[] } | Refusal {
  if (!Array.isArray(body) || body.length === 0)
    return refuse(400, 'InvalidObject', 'A patch must be a list of operations with op, path and value');
  const replacements: Replacement[] = [];
  for (const operation of body) {
    const read = readOperation(resource, operation);
    if (read.kind === 'refused') return read;
    if (read.kind === 'replacement') replacements.push({ field: read.field, value: read.value });
  }
  return { kind: 'patch', replacements };
}

export function fieldRefused(resource: string, code: string, field: string, why: string): Refusal {
  return invalidObject(resource, [{ code, message: `${field}: ${why}`, resource, field }]);
}

function readOperation(
  resource: string,
  operation: unknown,
): ({ readonly kind: 'replacement' } & Replacement) | { readonly kind: 'inert' } | Refusal {
  if (!isRecord(operation) || !OPERATIONS.includes(operation['op']) || typeof operation['path'] !== 'string')
    return refuse(400, 'InvalidObject', 'An operation has an op (replace, add, remove), a path and a value');
  const field = operation['path'];
  if (field.startsWith('/'))
    return fieldRefused(resource, 'InvalidPath', field, 'a path is a bare field name without a slash in front');
  if (field.includes('/')) return { kind: 'inert' };
  if (operation['op'] === 'remove') return { kind: 'replacement', field, value: null };
  if (!('value' in operation)) return fieldRefused(resource, 'InvalidValue', field, 'the operation has no value');
  return { kind: 'replacement', field, value: operation['value'] };
}
