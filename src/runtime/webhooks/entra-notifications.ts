/**
 * Graph's change notifications. Graph signs nothing and repeats for hours what is not answered by a 2xx, so what cannot be believed is counted, logged and
 * answered like everything else: that quietens the repetition, and a prober learns nothing.
 */
import type { HttpResponseInit } from '@azure/functions';
import type { DeliveryRequest, Intake } from './intake.ts';
import { findEntraReceiver, type Receiver } from './receiver.ts';
import { judgeNotifications, type Judged } from './judge-notifications.ts';
import { acceptEvents } from '../../app/events/accept-events.ts';
import { createSecretCheck } from './secret-check.ts';
import { readCollection } from '../../adapters/entra/events/notification.ts';
import { readJsonBody } from './read-json-body.ts';

/** Bytes. */
const TOKEN_LIMIT = 4096;

export async function answerEntraNotifications(request: DeliveryRequest, intake: Intake): Promise<HttpResponseInit> {
  const receiver = findEntraReceiver(intake.config, request.params['connection']);
  if (receiver === undefined) return { status: 404 };
  const token = request.query.get('validationToken');
  return token === null ? takeIn(request, receiver, intake) : answerHandshake(token);
}

/** Graph proves that the address answers before it makes a subscription; there is no client state yet. Plain text, whatever is in it. */
function answerHandshake(token: string): HttpResponseInit {
  if (token === '' || Buffer.byteLength(token) > TOKEN_LIMIT) return { status: 400 };
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
    body: token,
  };
}

async function takeIn(
  request: DeliveryRequest,
  { name, directory, events: { secrets, settleSeconds } }: Receiver<'entra'>,
  { queue, ledger, knownSubscriptions, clock, logger: log }: Intake,
): Promise<HttpResponseInit> {
  const logger = log.with({ connection: name });
  const body = await readJsonBody(request);
  const items = body.kind === 'json' ? readCollection(body.value) : undefined;
  if (items === undefined) {
    const status = body.kind === 'refused' ? body.status : 400;
    logger.warn('notifications refused', { status });
    return { status };
  }
  const { events, lifecycle, refused } = await judgeNotifications(items, {
    isAccepted: createSecretCheck(secrets),
    tenantId: directory.tenantId,
    knownSubscriptions: async (ids) => knownSubscriptions(name, ids),
  });
  if (lifecycle > 0) {
    const at = clock.now().toISOString();
    await queue.send({ kind: 'subscriptions', connection: name, asked: { by: 'event', at } });
  }
  const accepted = await acceptEvents({ name, queue, ledger, clock, logger }, events, {
    settleMs: settleSeconds * 1000,
  });
  logger[anyOf(refused) ? 'warn' : 'info']('notifications taken in', { ...accepted, lifecycle, ...refused });
  return { status: 202 };
}

function anyOf(refused: Judged['refused']): boolean {
  return Object.values(refused).some((count) => count > 0);
}
