/** Reads the body of a deactivation: to whom each kind of responsibility goes, and everything that is wrong with it. */
import type { SandboxWorld, WorldMember } from '../../../world.ts';
import type { JsonRecord } from '../../is-record.ts';
import { isRecord } from '../../is-record.ts';
import { findReference } from '../../lists/find-reference.ts';
import type { Problem } from '../../refusal.ts';
import type { Holding } from '../../work/usages/holding.ts';
import { LIST_SLOTS, SINGLE_SLOTS } from '../../work/usages/slots.ts';

/** What the endpoint wants handed over, held or not, when the quirk says so. */
const DEMANDED: readonly string[] = ['projectManager', 'dispatchMember'];

/** A member as the API refers to it, with its id. */
export type Receiver = JsonRecord & { readonly id: number };

/** Who gets a holding; null: nobody was named. */
export function receiverOf(world: SandboxWorld, body: JsonRecord, { place }: Holding): Receiver | null {
  switch (place.kind) {
    case 'none':
      return null;
    case 'single':
      return receiverIn(world, body[place.slot]);
    case 'item': {
      const items = body[place.slot];
      const records = Array.isArray(items) ? items.filter(isRecord) : [];
      return receiverIn(
        world,
        records.find((item) => item['id'] === place.id),
      );
    }
  }
}

export function bodyProblems(
  world: SandboxWorld,
  leaver: WorldMember,
  body: JsonRecord,
  holdings: readonly Holding[],
): readonly Problem[] {
  return Object.entries(body).flatMap(([field, value]) => fieldProblems(world, leaver, field, value, holdings));
}

/** `projectManager` and `dispatchMember` whether or not the leaver is either. */
export function missingDemands(body: JsonRecord): readonly Problem[] {
  return DEMANDED.filter((field) => {
    const item = body[field];
    return !isRecord(item) || !isRecord(item['reAssignToMember']);
  }).map(demand);
}

/** Every place in which the leaver holds something that goes to nobody, each once. */
export function missingHandovers(
  world: SandboxWorld,
  body: JsonRecord,
  holdings: readonly Holding[],
): readonly Problem[] {
  const left = holdings.filter((holding) => receiverOf(world, body, holding) === null);
  const slots = left.flatMap(({ place }) => (place.kind === 'none' ? [] : [place.slot]));
  return [...new Set(slots)].map(demand);
}

function fieldProblems(
  world: SandboxWorld,
  leaver: WorldMember,
  field: string,
  value: unknown,
  holdings: readonly Holding[],
): readonly Problem[] {
  if (field === 'deleteOpenTimeSheetsFlag')
    return typeof value === 'boolean' ? [] : [problem('InvalidValue', field, `${field} must be true or false`)];
  if (SINGLE_SLOTS.some((slot) => slot === field)) return handoverProblems(world, leaver, field, value);
  if (!LIST_SLOTS.some((slot) => slot === field))
    return [problem('UnknownField', field, `${field} is no field of a deactivation`)];
  if (!Array.isArray(value)) return [problem('InvalidValue', field, `${field} must be a list`)];
  return value.flatMap((item) => {
    const problems = handoverProblems(world, leaver, field, item);
    if (problems.length > 0) return problems;
    const id = isRecord(item) ? item['id'] : undefined;
    const held = holdings.some(({ place }) => place.kind === 'item' && place.slot === field && place.id === id);
    return held ? [] : [problem('NotFound', field, `${field}: the leaver has no record ${String(id)} here`)];
  });
}

function handoverProblems(world: SandboxWorld, leaver: WorldMember, field: string, value: unknown): readonly Problem[] {
  if (!isRecord(value)) return [problem('InvalidValue', field, `${field} must be an object`)];
  const receiver = value['reAssignToMember'];
  if (receiver === undefined || receiver === null) return [];
  const found = findReference(world, 'members', receiver);
  if (found.kind === 'problem') return [problem(found.code, field, `${field}: member ${found.message}`)];
  return isRecord(found.value) && found.value['id'] === leaver.id
    ? [problem('InvalidValue', field, `${field} cannot be handed to the leaver`)]
    : [];
}

function receiverIn(world: SandboxWorld, item: unknown): Receiver | null {
  if (!isRecord(item) || !isRecord(item['reAssignToMember'])) return null;
  const found = findReference(world, 'members', item['reAssignToMember']);
  if (found.kind === 'problem' || !isRecord(found.value)) return null;
  const { id } = found.value;
  return typeof id === 'number' ? { ...found.value, id } : null;
}

function demand(slot: string): Problem {
  return problem('ReassignmentRequired', slot, `${slot} must be handed to another member`);
}

function problem(code: string, field: string, message: string): Problem {
  return { code, message, resource: 'memberDeactivation', field };
}
