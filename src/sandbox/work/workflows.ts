/** Workflow rules: a rule holds events, an event holds actions, and an action may write to, or in the name of, one member. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { memberId } from './named.ts';
import { addRow } from './table.ts';

export interface WorldWorkflow {
  readonly id: number;
  readonly name: string;
  readonly activateFlag: boolean;
}

export interface WorldWorkflowEvent {
  readonly id: number;
  readonly workflow: number;
  readonly name: string;
}

export interface WorldWorkflowAction {
  readonly id: number;
  readonly event: number;
  readonly subject: string;
  readonly specificMemberTo: number | null;
  readonly specificMemberFrom: number | null;
  readonly emailRecipient: string | null;
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

/** A rule with one event and one action. */
export function addWorkflowAction(
  world: SandboxWorld,
  input: {
    /** The rule's name. */
    readonly workflow: string;
    readonly subject?: string;
    readonly to?: WorldMember | null;
    readonly from?: WorldMember | null;
    readonly emailRecipient?: string;
    readonly active?: boolean;
  },
): WorldWorkflowAction {
  const { workflows, workflowEvents, workflowActions } = world.work;
  const workflow = addRow(workflows, {
    id: workflows.nextId,
    name: input.workflow,
    activateFlag: input.active ?? true,
  });
  const event = addRow(workflowEvents, {
    id: workflowEvents.nextId,
    workflow: workflow.id,
    name: `${input.workflow}: event`,
  });
  return addRow(workflowActions, {
    id: workflowActions.nextId,
    event: event.id,
    subject: input.subject ?? input.workflow,
    specificMemberTo: memberId(world, input.to),
    specificMemberFrom: memberId(world, input.from),
    emailRecipient: input.emailRecipient ?? null,
    lastUpdated: '2026-11-02T10:30:00Z',
    updatedBy: 'admin1',
  });
}
