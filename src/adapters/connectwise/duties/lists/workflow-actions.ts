/** Actions of workflow rules that write to one member, or in one member's name. */
import { z } from 'zod';
import { idIn } from '../../api/conditions.ts';
import type { Asker, AskedList } from '../ask-list.ts';
import { askList } from '../ask-list.ts';
import { id, reference, text } from '../shapes.ts';
import type { DutyReport } from './record-list.ts';
import { reportOf } from './record-list.ts';

const action = z.object({
  id,
  subject: text,
  specificMemberTo: reference,
  specificMemberFrom: reference,
  grandParentId: z.int().nullish(),
});
const ACTIONS: AskedList<z.infer<typeof action>> = {
  path: '/system/workflows/events/actions',
  fields: 'id,subject,specificMemberTo/id,specificMemberFrom/id,grandParentId',
  place: 'workflow actions',
  row: action,
};
const workflow = z.object({ id, name: text, activateFlag: z.boolean().nullish() });
type Workflow = z.infer<typeof workflow>;
const WORKFLOWS: AskedList<Workflow> = {
  path: '/system/workflows',
  fields: 'id,name,activateFlag',
  place: 'workflow rules',
  row: workflow,
};

/** Rules are looked up for their names, so one that cannot be read costs nothing but that. */
export async function readWorkflowActions(asker: Asker, members: readonly number[]): Promise<DutyReport> {
  const actions = await askList(
    asker,
    ACTIONS,
    members,
    (ids) => `${idIn('specificMemberTo/id', ids)} or ${idIn('specificMemberFrom/id', ids)}`,
  );
  const wanted = [...new Set(actions.rows.flatMap(({ grandParentId }) => grandParentId ?? []))];
  const rules = await askList(asker, WORKFLOWS, wanted, (ids) => idIn('id', ids));
  const byId = new Map(rules.rows.map((rule) => [rule.id, rule]));
  const list = {
    kind: 'workflow-action',
    title: ({ subject, grandParentId }: z.infer<typeof action>) =>
      [byId.get(grandParentId ?? 0)?.name ?? `Rule ${grandParentId ?? '?'}`, subject ?? '']
        .filter((part) => part !== '')
        .join(': '),
    holdings: ({ specificMemberTo, specificMemberFrom, grandParentId }: z.infer<typeof action>) => {
      const off = byId.get(grandParentId ?? 0)?.activateFlag === false ? 'the rule is switched off' : '';
      return [
        { member: specificMemberTo?.id, state: 'writes to them' },
        { member: specificMemberFrom?.id, state: 'writes in their name' },
        ...[specificMemberTo?.id ?? specificMemberFrom?.id].map((member) => ({ member, state: off })),
      ];
    },
  } as const;
  return reportOf(list, actions, members);
}
