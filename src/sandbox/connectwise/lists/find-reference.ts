/** Resolves what a caller writes into a reference field: `{ id }`, or `{ identifier }` where the list has identifiers. */
import type { SandboxWorld, WorldReference } from '../../world.ts';
import type { Checked } from '../members/check-value.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';
import { findByIdentifier, memberReference } from '../members/find-member.ts';
import { departmentIdentifier } from './reference-lists.ts';

interface Target {
  readonly inactive: boolean;
  readonly reference: JsonRecord;
}

/** `list` null: a list that the sandbox does not keep, so nothing in it exists. */
export function findReference(world: SandboxWorld, list: string | null, value: unknown): Checked {
  const wanted = isRecord(value) ? (value['id'] ?? value['identifier']) : undefined;
  if (typeof wanted !== 'number' && typeof wanted !== 'string')
    return problem('InvalidValue', 'must be an object with an id');
  const target = list === 'members' ? findMember(world, wanted) : findEntry(world, list, wanted);
  if (target === undefined) return problem('NotFound', `${wanted} not found`);
  if (target.inactive) return problem('Inactive', `${wanted} is inactive`);
  return { kind: 'value', value: target.reference };
}

/** The first active record of a list, as a reference. */
export function firstReference(world: SandboxWorld, list: string): JsonRecord | undefined {
  const entry = world.references[list]?.find((one) => one.inactiveFlag !== true);
  return entry === undefined ? undefined : entryTarget(list, entry).reference;
}

/** Fills in the identifier that the world's own `{ id, name }` lacks where the API shows one. */
export function withIdentifier(world: SandboxWorld, list: string | null, value: unknown): unknown {
  if ((list !== 'members' && list !== 'departments') || !isRecord(value) || 'identifier' in value) return value;
  const id = value['id'];
  if (typeof id !== 'number') return value;
  const target = list === 'members' ? findMember(world, id) : findEntry(world, list, id);
  return target === undefined ? value : { ...target.reference, ...value };
}

function findMember(world: SandboxWorld, wanted: number | string): Target | undefined {
  const member = typeof wanted === 'number' ? world.members.get(wanted) : findByIdentifier(world, wanted);
  return member === undefined ? undefined : { inactive: member.inactiveFlag, reference: memberReference(member) };
}

function findEntry(world: SandboxWorld, list: string | null, wanted: number | string): Target | undefined {
  if (list === null) return undefined;
  const targets = (world.references[list] ?? []).map((entry) => entryTarget(list, entry));
  return targets.find(({ reference: { id, identifier } }) =>
    typeof wanted === 'number'
      ? id === wanted
      : typeof identifier === 'string' && identifier.toLowerCase() === wanted.toLowerCase(),
  );
}

function entryTarget(list: string, entry: WorldReference): Target {
  const { id, name, inactiveFlag = false } = entry;
  const identifier = list === 'departments' ? { identifier: departmentIdentifier(entry) } : {};
  return { inactive: inactiveFlag, reference: { id, ...identifier, name } };
}

function problem(code: string, message: string): Checked {
  return { kind: 'problem', code, message };
}
