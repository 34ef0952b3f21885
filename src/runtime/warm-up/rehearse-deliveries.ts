/** Made-up deliveries, taken in by the webhooks themselves with a queue and a ledger that keep nothing: nobody is ever looked at for them. */
import type { DeliveryRequest, Intake } from '../webhooks/intake.ts';
import { findEntraReceiver, findOktaReceiver, type Receiver } from '../webhooks/receiver.ts';
import type { Config } from '../../config/config.ts';
import { createLogger } from '../logger.ts';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../system.ts';

/** At each webhook. So often that the engine has translated what runs for each of them. */
const DELIVERIES = 300;

/** Answers how many were believed: all of them, at each webhook to which a connection listens. */
export async function rehearseDeliveries(config: Config): Promise<number> {
  const names = config.connections.map(({ name }) => name);
  const [okta] = names.flatMap((name) => findOktaReceiver(config, name) ?? []);
  const [entra] = names.flatMap((name) => findEntraReceiver(config, name) ?? []);
  let believed = 0;
  const intake: Intake = {
    config,
    queue: {
      send: async () => {
        believed += 1;
        return Promise.resolve();
      },
    },
    ledger: { seen: async () => Promise.resolve(new Set()), note: async () => Promise.resolve() },
    knownSubscriptions: async (_connection, ids) => Promise.resolve(ids),
    clock: systemClock,
    logger: createLogger(() => undefined, 'info'),
  };
  if (okta !== undefined) {
    const { answerOktaEvents } = await import('../webhooks/okta-events.ts');
    for (let count = 0; count < DELIVERIES; count += 1) await answerOktaEvents(oktaDelivery(okta), intake);
  }
  if (entra !== undefined) {
    const { answerEntraNotifications } = await import('../webhooks/entra-notifications.ts');
    for (let count = 0; count < DELIVERIES; count += 1) await answerEntraNotifications(entraDelivery(entra), intake);
  }
  return believed;
}

function oktaDelivery({ name, directory, events }: Receiver<'okta'>): DeliveryRequest {
  const target = { id: '00u0000000rehearsal0', type: 'User' };
  const published = systemClock.now().toISOString();
  const event = { uuid: randomUUID(), eventType: 'user.account.update_profile', published, target: [target] };
  const headers = { [events.header]: events.secrets[0]?.reveal() ?? '' };
  return requestOf(name, headers, { source: directory.orgUrl, data: { events: [event] } });
}

function entraDelivery({ name, directory: { tenantId }, events }: Receiver<'entra'>): DeliveryRequest {
  const id = randomUUID();
  const change = {
    ...{ id: randomUUID(), subscriptionId: randomUUID(), tenantId, clientState: events.secrets[0]?.reveal() },
    ...{ changeType: 'updated', resource: `Users/${id}`, resourceData: { '@odata.type': '#Microsoft.Graph.User', id } },
  };
  return requestOf(name, {}, { value: [change] });
}

function requestOf(connection: string, headers: Readonly<Record<string, string>>, json: unknown): DeliveryRequest {
  const request = new Request('http://localhost/', { method: 'POST', headers, body: JSON.stringify(json) });
  return {
    method: request.method,
    params: { connection },
    headers: request.headers,
    query: new URLSearchParams(),
    body: request.body,
  };
}
