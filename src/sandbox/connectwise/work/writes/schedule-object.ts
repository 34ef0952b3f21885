/** What the `objectId` of a schedule entry must be, by the entry's type: the PSA looks for it among the records of that kind alone. */
import type { SandboxWorld } from '../../../world.ts';
import { isRecord } from '../../is-record.ts';
import { projectType, type WorldScheduleType } from '../../../work/schedule.ts';
import type { Problem } from '../../refusal.ts';

type Found =
  | { readonly kind: 'object'; readonly id: number | null; readonly name: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

export function scheduleTypeIn(world: SandboxWorld, value: unknown): WorldScheduleType | undefined {
  if (!isRecord(value)) return undefined;
  const { id, identifier } = value;
  const types = [...world.work.scheduleTypes.byId.values()];
  return typeof id === 'number'
    ? types.find((type) => type.id === id)
    : types.find((type) => type.identifier === identifier);
}

export function scheduleObject(world: SandboxWorld, type: WorldScheduleType, objectId: unknown): Found {
  const { work } = world;
  if (type.objects === 'nothing') return { kind: 'object', id: null, name: type.name };
  const id = typeof objectId === 'number' ? objectId : 0;
  switch (type.objects) {
    case 'activities':
      return found('Activity', id, work.activities.byId.get(id)?.name);
    case 'project-tickets':
      return found('Project ticket', id, work.projectTickets.byId.get(id)?.summary);
    case 'service-tickets': {
      const ofProject = projectType(world).id === type.id ? work.projectTickets.byId.get(id)?.summary : undefined;
      return found('Service ticket', id, work.serviceTickets.byId.get(id)?.summary ?? ofProject);
    }
  }
}

function found(what: string, id: number, name: string | undefined): Found {
  if (name !== undefined) return { kind: 'object', id, name };
  const message = `${what} ${id} not found`;
  return { kind: 'problem', problem: { code: 'NotFound', message, resource: 'schedule', field: 'objectId' } };
}
