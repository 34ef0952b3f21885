/** Opportunities and sales activities that are not done. */
import { z } from 'zod';
import { idIn } from '../../api/conditions.ts';
import type { Asker, AskedList } from '../ask-list.ts';
import { askWholeList } from '../ask-list.ts';
import { dayOf, id, nameOf, reference, text } from '../shapes.ts';
import type { DutyReport, RecordList } from './record-list.ts';
import { readRecords, unseenOf } from './record-list.ts';

const opportunity = z.object({
  id,
  name: text,
  status: reference,
  company: reference,
  primarySalesRep: reference,
  secondarySalesRep: reference,
});

/** Closing one dates it. */
export const OPPORTUNITIES: RecordList<z.infer<typeof opportunity>> = {
  kind: 'opportunity',
  path: '/sales/opportunities',
  fields: 'id,name,status/id,status/name,company/id,company/name,primarySalesRep/id,secondarySalesRep/id',
  place: 'opportunities',
  row: opportunity,
  condition: (ids) =>
    `(${idIn('primarySalesRep/id', ids)} or ${idIn('secondarySalesRep/id', ids)}) and closedDate=null`,
  title: ({ name }) => name ?? '',
  holdings: ({ status, company, primarySalesRep, secondarySalesRep }) => {
    const where = [nameOf(status), nameOf(company)].filter((part) => part !== '').join(', ');
    return [
      { member: primarySalesRep?.id, state: `primary sales rep (${where})` },
      { member: secondarySalesRep?.id, state: `secondary sales rep (${where})` },
    ];
  },
};

const activity = z.object({ id, name: text, status: reference, assignTo: reference, dateStart: text });
const ACTIVITIES: Omit<RecordList<z.infer<typeof activity>>, 'condition'> = {
  kind: 'activity',
  path: '/sales/activities',
  fields: 'id,name,status/id,status/name,assignTo/id,dateStart',
  place: 'activities',
  row: activity,
  title: ({ name }) => name ?? '',
  holdings: ({ assignTo, status, dateStart }) => [
    { member: assignTo?.id, state: dateStart == null ? nameOf(status) : `${nameOf(status)}, ${dayOf(dateStart)}` },
  ],
};

const status = z.object({ id, closedFlag: z.boolean().nullish() });
const STATUSES: AskedList<z.infer<typeof status>> = {
  path: '/sales/activities/statuses',
  fields: 'id,closedFlag',
  place: 'activity statuses',
  row: status,
};

/** An activity does not say whether it is closed: its status does, and without the list of these nothing can be told. */
export async function readActivities(asker: Asker, members: readonly number[]): Promise<DutyReport> {
  const statuses = await askWholeList(asker, STATUSES);
  if (statuses.blind !== null) return { records: [], unseen: unseenOf(['activity'], statuses.blind) };
  const open = statuses.rows.filter(({ closedFlag }) => closedFlag !== true).map((one) => one.id);
  if (open.length === 0) return { records: [], unseen: [] };
  const condition = (ids: readonly number[]): string => `${idIn('assignTo/id', ids)} and ${idIn('status/id', open)}`;
  return readRecords(asker, { ...ACTIVITIES, condition }, members);
}
