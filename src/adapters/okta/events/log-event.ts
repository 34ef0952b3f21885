/** Turns one entry of Okta's System Log, which is also what an event hook delivers, into an event. Soft: Okta's own entries hold nulls that its description forbids. */
import { z } from 'zod';
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import { groupId, personId } from '../../../domain/ids.ts';
import type { DirectoryEvent } from '../../../domain/events/event.ts';
import { GROUP_ID, USER_ID } from '../schema.ts';

const entrySchema = z.object({
  eventType: z.string().trim().min(1),
  uuid: z.unknown().optional(),
  published: z.unknown().optional(),
  target: z.array(z.unknown()).nullish(),
});
const targetSchema = z.object({ id: z.string(), type: z.string() });

/**
 * null: it is not shaped like an event at all. Targets are told by their type, wherever they stand; one whose id is none of Okta's is left out. A group is named
 * only where no person is: then anybody in it may be meant.
 */
export function toDirectoryEvent(entry: unknown): DirectoryEvent | null {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return null;
  const { eventType, uuid, published, target } = parsed.data;
  const targets = (target ?? []).flatMap((one) => targetSchema.safeParse(one).data ?? []);
  const people = idsOf(targets, 'User', USER_ID).map((id): PersonId => personId(id));
  const groups = idsOf(targets, 'UserGroup', GROUP_ID).map((id): GroupId => groupId(id));
  return {
    id: filled(uuid),
    type: eventType,
    published: instantOf(published),
    people,
    groups: people.length === 0 ? groups : [],
  };
}

/** Each once, in their order. */
function idsOf(targets: readonly z.infer<typeof targetSchema>[], type: string, shape: RegExp): readonly string[] {
  const ids = targets.filter((target) => target.type === type).map((target) => target.id);
  return [...new Set(ids.filter((id) => shape.test(id)))];
}

function instantOf(value: unknown): string | null {
  const text = filled(value);
  if (text === null || !/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(Date.parse(text))) return null;
  return new Date(text).toISOString();
}

function filled(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
