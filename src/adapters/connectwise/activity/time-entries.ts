/** Time entries, by their member and start. */
import { z } from 'zod';
import { fieldSince, idIn } from '../api/conditions.ts';
import { instantOf } from './instant.ts';
import type { ActivitySource } from './source.ts';

const entry = z.object({ member: z.object({ id: z.int() }), timeStart: z.string() });

export const TIME_ENTRIES: ActivitySource = {
  path: '/time/entries',
  place: 'time entries',
  fields: 'id,member/id,timeStart',
  orderBy: 'timeStart desc',
  always: true,
  nameOf: ({ key }) => key,
  condition: (members, since) =>
    `${idIn(
      'member/id',
      members.map(({ key }) => key),
    )} and ${fieldSince('timeStart', since)}`,
  anybody: (since) => fieldSince('timeStart', since),
  tracesOf: (row) => {
    const parsed = entry.safeParse(row);
    const at = parsed.success ? instantOf(parsed.data.timeStart) : null;
    return parsed.data === undefined || at === null ? null : [{ by: parsed.data.member.id, at }];
  },
};
