/** A PSA whose members did things at instants, and what is read of it. */
import type { Activity, MemberActivity } from '../../../../src/domain/people/seat.ts';
import { memberKey } from '../../../../src/domain/ids.ts';
import type { MemberRef } from '../../../../src/domain/people/member.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { addProject } from '../../../../src/sandbox/work/projects.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { addTimeEntry } from '../../../../src/sandbox/work/time.ts';
import type { SandboxWorld, WorldMember } from '../../../../src/sandbox/world.ts';
import { NOW } from '../a-psa.ts';

const DAY_MS = 86_400_000;

/** Whole seconds, as the PSA writes them. */
export function daysAgo(days: number): string {
  return `${new Date(NOW.getTime() - days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

/** As the domain has it. */
export function at(days: number): Activity {
  return { kind: 'at', at: new Date(Date.parse(daysAgo(days))).toISOString() };
}

export const NEVER: Activity = { kind: 'never' };
/** Sixty days, and one more. */
export const SINCE = new Date(NOW.getTime() - 61 * DAY_MS).toISOString();

export function refTo({ id, identifier }: WorldMember): MemberRef {
  return { key: memberKey(id), identifier, name: identifier };
}

/** A company that works: `admin1` enters time and changes tickets every day, so that no list is empty. */
export function createBusyCompany(): SandboxWorld {
  const world = createEmptyWorld();
  const admin = addMember(world, { identifier: 'admin1' });
  const project = addProject(world, { name: 'Move of the office' });
  addTimeEntry(world, { member: admin, timeStart: daysAgo(1) });
  addTicket(world, { lastUpdated: daysAgo(1) });
  addTicket(world, { project, lastUpdated: daysAgo(1) });
  return world;
}

export interface Deeds {
  /** Days ago. */
  readonly entry?: number;
  readonly closed?: number;
  readonly changed?: number;
  readonly changedProject?: number;
}

/** Whoever closes a ticket is not the one who changed it last. */
export function addDoer(
  world: SandboxWorld,
  identifier: string,
  { entry, closed, changed, changedProject }: Deeds,
): WorldMember {
  const member = addMember(world, { identifier });
  if (entry !== undefined) addTimeEntry(world, { member, timeStart: daysAgo(entry) });
  if (closed !== undefined)
    addTicket(world, {
      closedFlag: true,
      closedBy: identifier.toUpperCase(),
      closedDate: daysAgo(closed),
      lastUpdated: daysAgo(0),
    });
  if (changed !== undefined) addTicket(world, { updatedBy: identifier, lastUpdated: daysAgo(changed) });
  if (changedProject !== undefined) {
    const project = addProject(world, { name: `Project of ${identifier}` });
    addTicket(world, { project, updatedBy: identifier, lastUpdated: daysAgo(changedProject) });
  }
  return member;
}

/** Of one member: their time entry and their ticket. */
export function deedsOf(read: readonly MemberActivity[], { id }: WorldMember): readonly [Activity, Activity] {
  const found = read.find(({ member }) => member === memberKey(id));
  if (found === undefined) throw new RangeError(`Nothing was read of member ${id}`);
  return [found.timeEntry, found.ticket];
}

export function whyOf(activity: Activity | undefined): string {
  if (activity?.kind !== 'unknown') throw new RangeError(`That is known: ${activity?.kind ?? 'nothing'}`);
  return activity.why;
}
