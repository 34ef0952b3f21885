/** Carries out a PATCH of one record of the PSA's work: every operation is judged before anything is changed. */
import type { SandboxContext } from '../../../context.ts';
import type { Row, Table } from '../../../work/table.ts';
import { changeRow } from '../../../work/table.ts';
import { isRecord } from '../../is-record.ts';
import { findReference } from '../../lists/find-reference.ts';
import type { ListSource } from '../../lists/list-source.ts';
import type { Replacement } from '../../patch-body.ts';
import { fieldRefused, readPatch } from '../../patch-body.ts';
import type { Refusal } from '../../refusal.ts';
import { callerName, instant } from '../../members/record-info.ts';
import type { Note } from '../usages/holding.ts';

export type Changes<T> = Partial<Omit<T, 'id'>>;
type Taken<T> =
  | { readonly kind: 'changes'; readonly changes: Changes<T> }
  | { readonly kind: 'problem'; readonly code: string; readonly message: string };
/** What a value makes of a row; null: the field is emptied. */
export type Setter<T> = (value: unknown, row: T) => Taken<T>;

export interface Patchable<T extends Row> {
  /** In refusals: "ticket". */
  readonly resource: string;
  readonly table: Table<T>;
  readonly source: ListSource<T>;
  /** Every other field of the source cannot be written. */
  readonly setters: Readonly<Record<string, Setter<T>>>;
  /** Why this row takes no changes, or not these. */
  readonly refusal?: (row: T, replacements: readonly Replacement[]) => Refusal | null;
  /** For rows that note who changed them. */
  readonly noted?: (note: Note) => Changes<T>;
  /** Told after the change. */
  readonly after?: (before: T, row: T, replacements: readonly Replacement[]) => void;
}

export function patchRow<T extends Row>(
  context: SandboxContext,
  patchable: Patchable<T>,
  row: T,
  body: unknown,
): { readonly kind: 'patched'; readonly row: T } | Refusal {
  const { resource, setters, source, table } = patchable;
  const patch = readPatch(resource, body);
  if (patch.kind === 'refused') return patch;
  const refusal = patchable.refusal?.(row, patch.replacements) ?? null;
  if (refusal !== null) return refusal;
  let changes: Changes<T> = {};
  for (const { field, value } of patch.replacements) {
    const setter = Object.hasOwn(setters, field) ? setters[field] : undefined;
    if (setter === undefined) {
      return Object.hasOwn(source.fields, field)
        ? fieldRefused(resource, 'ReadOnly', field, 'it cannot be changed')
        : fieldRefused(resource, 'InvalidPath', field, 'there is no such field (names are case-sensitive)');
    }
    const taken = setter(value, row);
    if (taken.kind === 'problem') return fieldRefused(resource, taken.code, field, taken.message);
    changes = { ...changes, ...taken.changes };
  }
  if (Object.keys(changes).length === 0) return { kind: 'patched', row };
  const after = changeRow(table, row.id, { ...changes, ...patchable.noted?.(noteOf(context)) });
  patchable.after?.(row, after, patch.replacements);
  return { kind: 'patched', row: after };
}

export function noteOf(context: SandboxContext): Note {
  return { lastUpdated: instant(context), updatedBy: callerName(context.world) };
}

/** Taken with 200, and without effect. */
export function inert(): { readonly kind: 'changes'; readonly changes: Record<string, never> } {
  return { kind: 'changes', changes: {} };
}

/** A whole reference to an active member. */
export function memberInto<T>(
  context: SandboxContext,
  presence: 'needed' | 'can be empty',
  changesFor: (id: number) => Changes<T>,
  emptied: Changes<T> = {},
): Setter<T> {
  return (value) => {
    if (value === null) {
      return presence === 'can be empty'
        ? { kind: 'changes', changes: emptied }
        : { kind: 'problem', code: 'MissingRequiredField', message: 'it cannot be empty' };
    }
    const found = findReference(context.world, 'members', value);
    if (found.kind === 'problem') return found;
    const id = isRecord(found.value) ? found.value['id'] : undefined;
    if (typeof id !== 'number') throw new TypeError('A member was found that has no id');
    return { kind: 'changes', changes: changesFor(id) };
  };
}
