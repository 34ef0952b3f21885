/**
 * The `resources` of a ticket: the Member IDs of whoever has an open schedule entry for it, in one text. Between the ids stands a comma, and around the comma
 * what people's typing left there.
 */
import type { SandboxWorld } from '../../world.ts';
import type { WorldScheduleEntry } from '../../work/schedule.ts';

const SEPARATORS = [', ', ',', ' ,  '] as const;

export interface TicketResources {
  /** null: nobody. */
  textOf(ticketId: number): string | null;
}

export function ticketResources(world: SandboxWorld): TicketResources {
  const { scheduleEntries, scheduleTypes } = world.work;
  let stamp = -1;
  let byTicket = new Map<number, readonly number[]>();
  const fresh = (): ReadonlyMap<number, readonly number[]> => {
    const now = scheduleEntries.stamp + scheduleTypes.stamp;
    if (now !== stamp) [stamp, byTicket] = [now, openMembers(world)];
    return byTicket;
  };
  return {
    textOf(ticketId) {
      const members = fresh().get(ticketId);
      if (members === undefined) return null;
      const ids = members.flatMap((id) => world.members.get(id)?.identifier ?? []);
      return ids.length === 0 ? null : ids.join(SEPARATORS[ticketId % SEPARATORS.length]);
    },
  };
}

/** Open entries for a ticket of either kind. */
function isForTicket(world: SandboxWorld, entry: WorldScheduleEntry): boolean {
  const objects = world.work.scheduleTypes.byId.get(entry.type)?.objects;
  return objects === 'service-tickets' || objects === 'project-tickets';
}

function openMembers(world: SandboxWorld): Map<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const entry of world.work.scheduleEntries.byId.values()) {
    if (entry.doneFlag || entry.objectId === null || !isForTicket(world, entry)) continue;
    const before = found.get(entry.objectId);
    if (before === undefined) found.set(entry.objectId, [entry.member]);
    else if (!before.includes(entry.member)) before.push(entry.member);
  }
  return new Map(found);
}
