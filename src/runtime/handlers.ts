/** What functions/ registers. Loads nothing until the first invocation, so that a start costs nothing and a broken configuration is an error of the invocation, not of the app. */
import type { HttpRequest, HttpResponseInit, InvocationContext, Timer } from '@azure/functions';

/** The queues from which the functions take their work, one for each kind; the adapter sends to the same names, and a test compares them. */
export const RUN_QUEUE = 'rollcall-runs';
export const PERSON_QUEUE = 'rollcall-people';
export const SUBSCRIPTIONS_QUEUE = 'rollcall-subscriptions';

export async function onHourlySync(_timer: Timer, context: InvocationContext): Promise<void> {
  const { queueEveryConnection } = await import('./unattended.ts');
  await queueEveryConnection(context);
}

export async function onSyncConnection(message: unknown, context: InvocationContext): Promise<void> {
  const { runQueuedConnection } = await import('./unattended.ts');
  await runQueuedConnection(message, context);
}

export async function onRenewEntraSubscriptions(_timer: Timer, context: InvocationContext): Promise<void> {
  const { queueEverySubscriptionLook } = await import('./subscriptions.ts');
  await queueEverySubscriptionLook(context);
}

export async function onKeepEntraSubscriptions(message: unknown, context: InvocationContext): Promise<void> {
  const { keepQueuedSubscriptions } = await import('./subscriptions.ts');
  await keepQueuedSubscriptions(message, context);
}

export async function onReports(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http-errors.ts');
  const { answerReports } = await import('./reports.ts');
  return answering(context, () => answerReports(request));
}

export async function onHealth(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http-errors.ts');
  const { answerHealth } = await import('./health.ts');
  return answering(context, () => answerHealth());
}
