/** Open projects that somebody manages, or approves time or expenses of: one deactivation hands over all three. */
import { z } from 'zod';
import { idIn } from '../../api/conditions.ts';
import { id, reference, text } from '../shapes.ts';
import type { RecordList } from './record-list.ts';

const project = z.object({ id, name: text, manager: reference, timeApprover: reference, expenseApprover: reference });

export const PROJECTS: RecordList<z.infer<typeof project>> = {
  kind: 'project-manager',
  path: '/project/projects',
  fields: 'id,name,manager/id,timeApprover/id,expenseApprover/id',
  place: 'projects',
  row: project,
  condition: (ids) =>
    `(${['manager', 'timeApprover', 'expenseApprover'].map((field) => idIn(`${field}/id`, ids)).join(' or ')}) and closedFlag=false`,
  title: ({ name }) => name ?? '',
  holdings: ({ manager, timeApprover, expenseApprover }) => [
    { member: manager?.id, state: 'manages it' },
    { member: timeApprover?.id, state: 'approves its time' },
    { member: expenseApprover?.id, state: 'approves its expenses' },
  ],
};
