/** What the API shows of workflow rules, their events and their actions. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldWorkflow, WorldWorkflowAction, WorldWorkflowEvent } from '../../../work/workflows.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';
import { changedInfo } from './changed-info.ts';

const MEMBER = { id: 1, identifier: 'member', name: 'Specific member' };
const ADDRESS = { id: 2, identifier: 'email', name: 'E-mail address' };

export function workflowSource(world: SandboxWorld): ListSource<WorldWorkflow> {
  return sourceOf<WorldWorkflow>(world.work.workflows, {
    id: column.integer((workflow) => workflow.id),
    name: column.text((workflow) => workflow.name),
    tableType: column.constant('workflowTables', () => ({ id: 1, identifier: 'Ticket', name: 'Service ticket' })),
    activateFlag: column.flag((workflow) => workflow.activateFlag),
    _info: column.info(() => UNTOUCHED),
  });
}

export function workflowEventSource(world: SandboxWorld): ListSource<WorldWorkflowEvent> {
  return sourceOf<WorldWorkflowEvent>(world.work.workflowEvents, {
    id: column.integer((event) => event.id),
    name: column.text((event) => event.name),
    eventCondition: column.text(() => 'Ticket is not responded to'),
    executionTime: column.text(() => 'Once'),
    parentId: column.integer((event) => event.workflow),
    _info: column.info(() => UNTOUCHED),
  });
}

export function workflowActionSource(world: SandboxWorld): ListSource<WorldWorkflowAction> {
  const { member } = resolversOf(world);
  return sourceOf<WorldWorkflowAction>(world.work.workflowActions, {
    id: column.integer((action) => action.id),
    notifyType: column.constant('notifyTypes', () => ({ id: 1, identifier: 'email', name: 'Send e-mail' })),
    notifyWho: column.constant('notificationRecipients', (action) =>
      action.specificMemberTo === null ? ADDRESS : MEMBER,
    ),
    specificMemberTo: column.reference('members', (action) => action.specificMemberTo, member),
    emailRecipient: column.text((action) => action.emailRecipient),
    notifyFrom: column.constant('notificationRecipients', (action) =>
      action.specificMemberFrom === null ? null : MEMBER,
    ),
    specificMemberFrom: column.reference('members', (action) => action.specificMemberFrom, member),
    subject: column.text((action) => action.subject),
    parentId: column.integer((action) => action.event),
    grandParentId: column.integer((action) => workflowOf(world, action)),
    _info: changedInfo(),
  });
}

function workflowOf(world: SandboxWorld, action: WorldWorkflowAction): number | null {
  return world.work.workflowEvents.byId.get(action.event)?.workflow ?? null;
}
