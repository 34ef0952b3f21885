/** A change of a user or a group, from the few words that Graph says of it: which one, never what changed. */
import { z } from 'zod';
import type { DirectoryEvent } from '../../../domain/events/event.ts';
import { groupId, personId } from '../../../domain/ids.ts';
import type { NotificationItem } from './notification.ts';
import { OBJECT_ID } from './object-id.ts';

const TYPE = /^#?microsoft\.graph\.(user|group)$/i;
/** `Users/5f0e…`, `groups/7f3b…/members`: the case differs from that of the API. */
const RESOURCE = /^\/?(user|group)s\/([^/]*)(?:\/|$)/i;
const CHANGES = ['created', 'updated', 'deleted'] as const;

const memberShape = z.object({ id: z.string().regex(OBJECT_ID), '@odata.type': z.string().nullish() });
const instantShape = z.iso.datetime({ offset: true });

/** null: neither a user nor a group, or no id that could be one. */
export function toDirectoryEvent({ id, changeType, resource, resourceData }: NotificationItem): DirectoryEvent | null {
  const [, place, placed] = RESOURCE.exec(resource ?? '') ?? [];
  const type = resourceData?.['@odata.type'];
  const kind = (type === null || type === undefined ? place : TYPE.exec(type)?.[1])?.toLowerCase();
  const object = [resourceData?.id, placed].find((one) => OBJECT_ID.test(one ?? ''))?.toLowerCase();
  if (kind === undefined || object === undefined) return null;
  return {
    id: id ?? null,
    type: `${kind} ${CHANGES.find((known) => known === changeType) ?? 'changed'}`,
    published: instantOf(resourceData?.eventTime),
    ...(kind === 'user'
      ? { people: [personId(object)], groups: [] }
      : membersOf(object, resourceData?.['members@delta'] ?? [])),
  };
}

/** Whose membership changed, where it is said of all of them; else the group has to be looked at: its name changed, or a group in it. */
function membersOf(group: string, delta: readonly unknown[]): Pick<DirectoryEvent, 'people' | 'groups'> {
  const people = delta.flatMap((member) => {
    const parsed = memberShape.safeParse(member);
    if (!parsed.success) return [];
    const { id, '@odata.type': type } = parsed.data;
    return (type ?? 'microsoft.graph.user').toLowerCase().endsWith('.user') ? [id.toLowerCase()] : [];
  });
  const all = delta.length > 0 && people.length === delta.length;
  return { people: [...new Set(people)].map(personId), groups: all ? [] : [groupId(group)] };
}

function instantOf(time: string | null | undefined): string | null {
  const parsed = instantShape.safeParse(time);
  return parsed.success ? new Date(parsed.data).toISOString() : null;
}
