// Where each kind of work waits. The functions listen to the same names.
import type { WorkKind } from '../../../domain/events/work.ts';

export type QueueNames = Readonly<Record<WorkKind, string>>;

export const WORK_QUEUES = {
  run: 'rollcall-runs',
  person: 'rollcall-people',
  slow: 'rollcall-slow-runs',
  subscriptions: 'rollcall-subscriptions',
  approval: 'rollcall-approvals',
} as const satisfies QueueNames;

/** In the order in which they are shown. */
export const WORK_KINDS = ['run', 'person', 'slow', 'subscriptions', 'approval'] as const satisfies readonly WorkKind[];

/** Where the Functions host puts a message of that queue that failed too often. */
export function poisonQueueOf(queue: string): string {
  return `${queue}-poison`;
}
