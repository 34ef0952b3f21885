/** Which of Graph's notifications are believed. Each is judged on its own: one delivery may hold those of several subscriptions, and whatever somebody mixed in. */
import { clientStateOf, readNotification, type Notification } from '../../adapters/entra/events/notification.ts';
import type { DirectoryEvent } from '../../domain/events/event.ts';
import type { SecretCheck } from './secret-check.ts';

export interface JudgedBy {
  /** Whether a client state is one of the accepted ones. */
  readonly isAccepted: SecretCheck;
  readonly tenantId: string;
  /** Those of the ids that are Rollcall's own. Asked for once, and only when something has come that far. */
  readonly knownSubscriptions: (ids: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
}

export interface Judged {
  readonly events: readonly DirectoryEvent[];
  /** Of a subscription itself. */
  readonly lifecycle: number;
  /** How many were not believed, by what was wrong first. `subject`: neither a user nor a group that can be named. */
  readonly refused: Readonly<Record<Refusal, number>>;
}
type Refusal = 'clientState' | 'shape' | 'tenant' | 'subscription' | 'subject';

export async function judgeNotifications(items: readonly unknown[], by: JudgedBy): Promise<Judged> {
  const refused = { clientState: 0, shape: 0, tenant: 0, subscription: 0, subject: 0 };
  const believed: Notification[] = [];
  for (const item of items) {
    if (!by.isAccepted(clientStateOf(item))) {
      refused.clientState += 1;
      continue;
    }
    const notification = readNotification(item);
    if (notification?.tenantId !== by.tenantId.toLowerCase()) {
      refused[notification === undefined ? 'shape' : 'tenant'] += 1;
      continue;
    }
    believed.push(notification);
  }
  const ids = new Set(believed.map(({ subscriptionId }) => subscriptionId));
  const known = ids.size === 0 ? ids : await by.knownSubscriptions(ids);
  const events: DirectoryEvent[] = [];
  let lifecycle = 0;
  for (const { subscriptionId, about } of believed) {
    if (!known.has(subscriptionId)) refused.subscription += 1;
    else if (about.kind === 'unknown') refused.subject += 1;
    else if (about.kind === 'subscription') lifecycle += 1;
    else events.push(about.event);
  }
  return { events, lifecycle, refused };
}
