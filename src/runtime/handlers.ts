/** What functions/ registers. Loads nothing until the first invocation, so that a start costs nothing and a broken configuration is an error of the invocation, not of the app. */
import { environment } from '../config/environment.ts';
import type { HttpRequest, HttpResponseInit, InvocationContext, Timer, WarmupContext } from '@azure/functions';

/** The queues from which the functions take their work, one for each kind; the adapter sends to the same names, and a test compares them. */
export const RUN_QUEUE = 'rollcall-runs';
export const PERSON_QUEUE = 'rollcall-people';
export const SLOW_QUEUE = 'rollcall-slow-runs';
export const SUBSCRIPTIONS_QUEUE = 'rollcall-subscriptions';
export const APPROVALS_QUEUE = 'rollcall-approvals';

export async function onWarmup(_warmup: WarmupContext, context: InvocationContext): Promise<void> {
  const { warmUp } = await import('./warm-up/warm-up.ts');
  await warmUp(context);
}

export async function onHourlySync(_timer: Timer, context: InvocationContext): Promise<void> {
  const { queueEveryConnection } = await import('./unattended.ts');
  await queueEveryConnection(context);
}

export async function onSyncConnection(message: unknown, context: InvocationContext): Promise<void> {
  const { doQueuedWork } = await import('./work/queued-work.ts');
  await doQueuedWork('run', message, context);
}

export async function onSyncPerson(message: unknown, context: InvocationContext): Promise<void> {
  const { doQueuedWork } = await import('./work/queued-work.ts');
  await doQueuedWork('person', message, context);
}

export async function onSyncSlowConnection(message: unknown, context: InvocationContext): Promise<void> {
  const { doQueuedWork } = await import('./work/queued-work.ts');
  await doQueuedWork('slow', message, context);
}

export async function onRenewEntraSubscriptions(_timer: Timer, context: InvocationContext): Promise<void> {
  const { queueEverySubscriptionLook } = await import('./work/subscriptions.ts');
  await queueEverySubscriptionLook(context);
}

export async function onKeepEntraSubscriptions(message: unknown, context: InvocationContext): Promise<void> {
  const { keepQueuedSubscriptions } = await import('./work/subscriptions.ts');
  await keepQueuedSubscriptions(message, context);
}

export async function onSendMessages(_timer: Timer, context: InvocationContext): Promise<void> {
  const { tellEveryConnection } = await import('./messages/tell-every.ts');
  await tellEveryConnection(context);
}

export async function onCarryOutApproval(message: unknown, context: InvocationContext): Promise<void> {
  const { carryOutQueuedApproval } = await import('./work/queued-approval.ts');
  await carryOutQueuedApproval(message, context);
}

export async function onReports(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { answerReports } = await import('./http/reports.ts');
  return answering(context, () => answerReports(request));
}

export async function onExports(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { answerExport } = await import('./http/exports.ts');
  return answering(context, () => answerExport(request));
}

export async function onHealth(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { answerHealth } = await import('./http/health.ts');
  return answering(context, () => answerHealth());
}

const loadOktaWebhook = async () => {
  const { answerDelivery } = await import('./webhooks/answer-delivery.ts');
  const { answerOktaEvents } = await import('./webhooks/okta-events.ts');
  return { answerDelivery, answerOktaEvents };
};
const loadEntraWebhook = async () => {
  const { answerDelivery } = await import('./webhooks/answer-delivery.ts');
  const { answerEntraNotifications } = await import('./webhooks/entra-notifications.ts');
  return { answerDelivery, answerEntraNotifications };
};
/** Kept, since to ask for a module that is loaded already still takes its part of what a delivery costs. */
let oktaWebhook: ReturnType<typeof loadOktaWebhook> | undefined;
let entraWebhook: ReturnType<typeof loadEntraWebhook> | undefined;

export async function onOktaEvents(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answerDelivery, answerOktaEvents } = await (oktaWebhook ??= loadOktaWebhook());
  return answerDelivery(context, (intake) => answerOktaEvents(request, intake));
}

export async function onEntraNotifications(
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { answerDelivery, answerEntraNotifications } = await (entraWebhook ??= loadEntraWebhook());
  return answerDelivery(context, (intake) => answerEntraNotifications(request, intake));
}

export async function onStartRun(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { contextLogger } = await import('./context-logger.ts');
  const { answerStartRun } = await import('./http/on-demand.ts');
  return answering(context, () => answerStartRun(request, contextLogger(context)));
}

export async function onStartPersonSync(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { contextLogger } = await import('./context-logger.ts');
  const { answerStartPersonSync } = await import('./http/on-demand.ts');
  return answering(context, () => answerStartPersonSync(request, contextLogger(context)));
}

export async function onApprovals(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answering } = await import('./http/http-errors.ts');
  const { contextLogger } = await import('./context-logger.ts');
  const { answerApprovals } = await import('./approvals/approvals-api.ts');
  return answering(context, () => answerApprovals(request, contextLogger(context)));
}

/**
 * Whoever has signed in brings no key: links to the pages are passed on, and a key must not be. The platform has to say that it signs people in, and then every page
 * asks for a role (http/signed-in.ts). Everywhere else the key is asked for.
 */
export function pageLevel(): 'anonymous' | 'function' {
  const { ROLLCALL_SIGN_IN: roles, WEBSITE_AUTH_ENABLED: platform } = environment();
  return roles?.trim() === 'required' && platform?.toLowerCase() === 'true' ? 'anonymous' : 'function';
}

export async function onDashboard(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answerDashboard } = await import('./dashboard/dashboard.ts');
  return answerDashboard(request, context);
}
