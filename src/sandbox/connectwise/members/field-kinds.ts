/** What a field of a record can hold. Conditions, orders, projections, creations and patches all judge by these kinds. */
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';

export type FieldKind =
  | { readonly kind: 'text'; readonly max: number | null }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  | { readonly kind: 'date' }
  /** `list`: key of SandboxWorld.references, `members`, a list of its work, or null for a list that the sandbox does not keep. */
  | { readonly kind: 'reference'; readonly list: string | null }
  | { readonly kind: 'integers' }
  | { readonly kind: 'records' }
  | { readonly kind: 'part'; readonly fields: FieldTable };
export type FieldTable = Readonly<Record<string, FieldKind>>;

export const TEXT = { kind: 'text', max: null } as const satisfies FieldKind;
export const FLAG = { kind: 'flag' } as const satisfies FieldKind;
export const INTEGER = { kind: 'integer' } as const satisfies FieldKind;
export const NUMBER = { kind: 'number' } as const satisfies FieldKind;
export const DATE = { kind: 'date' } as const satisfies FieldKind;
/** Bookkeeping that every record carries. */
export const INFO = {
  kind: 'part',
  fields: { lastUpdated: DATE, updatedBy: TEXT, dateEntered: DATE, enteredBy: TEXT },
} as const satisfies FieldKind;

const NAMED: FieldTable = { id: INTEGER, name: TEXT };
const IDENTIFIED: FieldTable = { ...NAMED, identifier: TEXT };
/** What the references into a list show, where it is not an id and a name. */
const PARTS_OF: Readonly<Record<string, FieldTable>> = {
  members: IDENTIFIED,
  departments: IDENTIFIED,
  companies: IDENTIFIED,
  notifyTypes: IDENTIFIED,
  notificationRecipients: IDENTIFIED,
  workflowTables: IDENTIFIED,
  priorities: { ...NAMED, sort: INTEGER },
  boardStatuses: { ...NAMED, sort: INTEGER },
  scheduleTypes: { id: INTEGER, identifier: TEXT },
  projectRoles: { id: INTEGER, identifier: TEXT },
  tickets: { id: INTEGER, summary: TEXT },
};

export function table(names: readonly string[], kind: FieldKind): FieldTable {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** Walks `securityRole/name` down the table; undefined: there is no such field. */
export function kindAt(fields: FieldTable, path: readonly string[]): FieldKind | undefined {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(fields, name)) return undefined;
  const kind = fields[name];
  if (kind === undefined || rest.length === 0) return kind;
  if (kind.kind === 'part') return kindAt(kind.fields, rest);
  if (kind.kind !== 'reference') return undefined;
  return kindAt(PARTS_OF[kind.list ?? ''] ?? NAMED, rest);
}

/** The value below a field's own value: `['name']` of `{ id, name }`. */
export function valueBelow(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) current = isRecord(current) ? current[name] : undefined;
  return current;
}

/** The API leaves empty fields out of its answers. */
export function withoutNulls(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));
}
