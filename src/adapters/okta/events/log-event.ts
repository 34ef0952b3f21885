/** One event of Okta, as an event hook delivers it and the System Log lists it. Okta's own samples hold nulls wherever its schema forbids them, so only what is used is looked at. */
import { z } from 'zod';
import type { DirectoryEvent } from '../../../domain/event.ts';
import { groupId, personId } from '../../../domain/ids.ts';
import { GROUP_ID, USER_ID } from '../schema.ts';
import { RELEVANT_EVENT_TYPES } from './event-types.ts';

const entryShape = z.object({
  /** The same in the hook and in the log. It becomes a key, so nothing long or invisible is taken for one. */
  uuid: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/)
    .nullish(),
  eventType: z.enum(RELEVANT_EVENT_TYPES),
  published: z.string().nullish(),
  target: z.array(z.unknown()),
});
const targetShape = z.object({ id: z.string(), type: z.enum(['User', 'UserGroup']) });
const instantShape = z.iso.datetime({ offset: true });

/** null: another kind of event, one that names nobody and no group, or no event at all. */
export function toDirectoryEvent(entry: unknown): DirectoryEvent | null {
  const parsed = entryShape.safeParse(entry);
  if (!parsed.success) return null;
  const { uuid, eventType, published, target } = parsed.data;
  const ids = (type: 'User' | 'UserGroup', shape: RegExp): readonly string[] => [
    ...new Set(target.flatMap((one) => idOf(one, type, shape))),
  ];
  const people = ids('User', USER_ID).map(personId);
  // A membership names the person beside the group; only where nobody is named has the group itself to be looked at.
  const groups = people.length > 0 ? [] : ids('UserGroup', GROUP_ID).map(groupId);
  if (people.length === 0 && groups.length === 0) return null;
  return { id: uuid ?? null, type: eventType, published: instantOf(published), people, groups };
}

/** Targets come in any order, and an event may have others beside those that count. */
function idOf(target: unknown, type: 'User' | 'UserGroup', shape: RegExp): readonly string[] {
  const parsed = targetShape.safeParse(target);
  return parsed.success && parsed.data.type === type && shape.test(parsed.data.id) ? [parsed.data.id] : [];
}

function instantOf(published: string | null | undefined): string | null {
  const parsed = instantShape.safeParse(published);
  return parsed.success ? new Date(parsed.data).toISOString() : null;
}
