/** Events for tests, and arbitrary ones that name the same few people and groups again and again. */
import fc from 'fast-check';
import type { DirectoryEvent } from '../../../src/domain/events/event.ts';
import { groupId, personId } from '../../../src/domain/ids.ts';

export function anEvent(event: {
  readonly id?: string | null;
  readonly people?: readonly string[];
  readonly groups?: readonly string[];
}): DirectoryEvent {
  const { id = null, people = [], groups = [] } = event;
  if (new Set(people).size < people.length) throw new RangeError('An event names each person once');
  return {
    id,
    type: 'user.lifecycle.deactivate',
    published: '2026-11-23T09:59:58.000Z',
    people: people.map(personId),
    groups: groups.map(groupId),
  };
}

const few = (prefix: string, count: number) =>
  fc.constantFrom(...Array.from({ length: count }, (_, at) => `${prefix}${at}`));

export const someEvents: fc.Arbitrary<readonly DirectoryEvent[]> = fc.array(
  fc
    .record({
      id: fc.option(few('event-', 8)),
      people: fc.uniqueArray(few('person-', 6), { maxLength: 3 }),
      groups: fc.uniqueArray(few('group-', 3), { maxLength: 2 }),
    })
    .map(anEvent),
  { maxLength: 12 },
);
