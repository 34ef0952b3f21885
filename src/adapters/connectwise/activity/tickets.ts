/** Tickets, by whom they were closed and by whom they were changed last. Both are kept as Member IDs. */
import { fold } from '../../../domain/fold.ts';
import { z } from 'zod';
import { fieldSince, textIn } from '../api/conditions.ts';
import { instantOf } from './instant.ts';
import type { ActivitySource, Trace } from './source.ts';

const text = z.string().nullish();
const ticket = z.object({
  closedBy: text,
  closedDate: text,
  _info: z.object({ updatedBy: text, lastUpdated: text }).nullish(),
});

const shared = {
  fields: 'id,closedBy,closedDate,_info/updatedBy,_info/lastUpdated',
  orderBy: 'id desc',
  nameOf: ({ identifier }) => fold(identifier),
  condition: (members, since) => {
    const names = members.map(({ identifier }) => identifier);
    const closed = textIn('closedBy', names);
    const changed = textIn('_info/updatedBy', names);
    if (closed.kind === 'refused' || changed.kind === 'refused') return null;
    return `(${closed.text} and ${fieldSince('closedDate', since)}) or (${changed.text} and ${fieldSince('_info/lastUpdated', since)})`;
  },
  anybody: (since) => fieldSince('_info/lastUpdated', since),
  tracesOf: (row) => {
    const parsed = ticket.safeParse(row);
    if (!parsed.success) return null;
    const { closedBy, closedDate, _info } = parsed.data;
    return [...traceOf(closedBy, closedDate), ...traceOf(_info?.updatedBy, _info?.lastUpdated)];
  },
} satisfies Partial<ActivitySource>;

export const SERVICE_TICKETS: ActivitySource = {
  ...shared,
  path: '/service/tickets',
  place: 'service tickets',
  always: true,
};
/** Not everybody sells projects. */
export const PROJECT_TICKETS: ActivitySource = {
  ...shared,
  path: '/project/tickets',
  place: 'project tickets',
  always: false,
};

function traceOf(by: string | null | undefined, date: string | null | undefined): readonly Trace[] {
  const at = date == null ? null : instantOf(date);
  return by == null || at === null ? [] : [{ by: fold(by), at }];
}
