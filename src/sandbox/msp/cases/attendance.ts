/** When whom was last seen in the PSA: nearly everybody this week, and four who show by different signs, or by none, that they still need their seat. */
import { addTicket } from '../../work/tickets.ts';
import { addTimeEntry } from '../../work/time.ts';
import type { SandboxWorld } from '../../world.ts';
import { memberCalled } from './leftovers.ts';

const DAY = 86_400_000;

/** Everybody with a seat was here within the last week. */
export function addLogins(world: SandboxWorld, today: string): void {
  let number = 0;
  for (const { licenseClass, inactiveFlag, record } of world.members.values()) {
    if (licenseClass === 'A' || inactiveFlag) continue;
    record['lastLogin'] = daysBefore(today, number % 7);
    number += 1;
  }
}

/** Has never been here, and has done nothing: a seat for nobody. */
export function addNeverSeenMember(world: SandboxWorld): void {
  memberCalled(world, 'hbrooks').record['lastLogin'] = null;
}

/** Was last here in spring. */
export function addLongAbsentMember(world: SandboxWorld, today: string): void {
  const petrov = memberCalled(world, 'ipetrov');
  petrov.record['lastLogin'] = daysBefore(today, 260);
  addTimeEntry(world, { member: petrov, timeStart: daysBefore(today, 261) });
}

/** Never logs in, but writes time by phone. */
export function addMemberWithTimeAlone(world: SandboxWorld, today: string): void {
  const novak = memberCalled(world, 'gnovak');
  novak.record['lastLogin'] = null;
  for (const days of [3, 10, 400]) addTimeEntry(world, { member: novak, timeStart: daysBefore(today, days) });
}

/** Has not logged in since spring, but answers tickets by mail. */
export function addMemberWithTicketsAlone(world: SandboxWorld, today: string): void {
  const mensah = memberCalled(world, 'kmensah');
  mensah.record['lastLogin'] = daysBefore(today, 260);
  addTicket(world, {
    summary: 'Fax machine reports no line',
    owner: mensah,
    resources: [mensah],
    updatedBy: 'kmensah',
    lastUpdated: daysBefore(today, 2),
  });
}

function daysBefore(today: string, days: number): string {
  const at = Date.parse(`${today}T15:40:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`Today is a day like 2026-11-23, not "${today}"`);
  return `${new Date(at - days * DAY).toISOString().slice(0, 19)}Z`;
}
