/**
 * Okta's event hook. The order is the safety: an address that is known, then the secret, and only then is anything read of what was sent. Okta repeats once after
 * a 5xx and never after a 4xx, so whatever may be news is answered by the one or by a 2xx.
 */
import type { HttpResponseInit } from '@azure/functions';
import type { DeliveryRequest, Intake } from './intake.ts';
import { findOktaReceiver, type Receiver } from './receiver.ts';
import { acceptEvents } from '../../app/events/accept-events.ts';
import { createSecretCheck } from './secret-check.ts';
import { readDelivery } from '../../adapters/okta/events/delivery.ts';
import { readJsonBody } from './read-json-body.ts';

/** Characters; Okta's own have a few dozen. */
const CHALLENGE_LIMIT = 1024;

export async function answerOktaEvents(request: DeliveryRequest, intake: Intake): Promise<HttpResponseInit> {
  const receiver = findOktaReceiver(intake.config, request.params['connection']);
  if (receiver === undefined) return { status: 404 };
  return request.method === 'GET' ? answerChallenge(request) : takeIn(request, receiver, intake);
}

/** The one-time verification. It comes without the secret, so it gets its own word back and nothing else. */
function answerChallenge(request: DeliveryRequest): HttpResponseInit {
  const verification = request.headers.get('x-okta-verification-challenge') ?? '';
  if (verification === '' || verification.length > CHALLENGE_LIMIT) return { status: 400 };
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
    body: JSON.stringify({ verification }),
  };
}

async function takeIn(
  request: DeliveryRequest,
  { name, directory, events }: Receiver<'okta'>,
  { queue, ledger, clock, logger: log }: Intake,
): Promise<HttpResponseInit> {
  const logger = log.with({ connection: name });
  const refuse = (status: number, because: string): HttpResponseInit => {
    logger.warn('event hook refused', { status, because });
    return { status };
  };
  if (!createSecretCheck(events.secrets)(request.headers.get(events.header))) return refuse(401, 'secret');
  const body = await readJsonBody(request);
  if (body.kind === 'refused') return refuse(body.status, 'body');
  const delivery = readDelivery(body.value);
  if (delivery === undefined) return refuse(400, 'shape');
  if (delivery.host !== new URL(directory.orgUrl).host) return refuse(403, 'source');
  const accepted = await acceptEvents({ name, queue, ledger, clock, logger }, delivery.events, {
    settleMs: events.settleSeconds * 1000,
  });
  logger.info('events taken in', { ...accepted, ignored: delivery.ignored });
  return { status: 204 };
}
