/** Both webhooks over a queue and a ledger in memory: two connections with events, two without, and everything that is logged. */
import { createLineLogger } from '../../support/line-logger.ts';
import { createMemoryLedger } from '../../support/in-memory/memory-ledger.ts';
import { createMemoryQueue } from '../../support/in-memory/memory-queue.ts';
import { RemoteError } from '../../../src/errors.ts';
import { aConfigFile, ENV, type Json } from '../../config/a-config-file.ts';
import { answerOf, requestOf, type Call, type Called } from '../app/call-function.ts';
import { SUBSCRIPTION, TENANT } from '../../adapters/entra/events/an-item.ts';
import { answerEntraNotifications } from '../../../src/runtime/webhooks/entra-notifications.ts';
import { answerOktaEvents } from '../../../src/runtime/webhooks/okta-events.ts';
import { createKnownSubscriptions } from '../../../src/runtime/webhooks/known-subscriptions.ts';
import { createFixedClock } from '../../support/fixed-clock.ts';
import type { Intake } from '../../../src/runtime/webhooks/intake.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { orRepeat } from '../../../src/runtime/webhooks/answer-delivery.ts';
import { z } from 'zod';

export const OKTA_SECRETS = ['okta-hook-secret-of-today-4711', 'okta-hook-secret-of-yesterday-0815'] as const;
export const ENTRA_SECRETS = ['b1b0d0d2f6b84a9aa1c4c9a1f0b8f3a7', 'entra-client-state-before-that'] as const;
export const HEADER = 'X-Rollcall-Secret';

/** The environment that holds them. */
export const WEBHOOK_SECRETS = {
  OKTA_HOOK: OKTA_SECRETS[0],
  OKTA_HOOK_OLD: OKTA_SECRETS[1],
  ENTRA_STATE: ENTRA_SECRETS[0],
  ENTRA_STATE_OLD: ENTRA_SECRETS[1],
};

/** `harborpine` is Entra, `pinecrest` Okta; `quiet-entra` and `quiet-okta` are the same without events. */
const CONFIG = loadConfig(
  aConfigFile(
    ['connections[0].directory.tenantId', TENANT.toUpperCase()],
    [
      'connections[0].directory.events',
      {
        notificationUrl: 'https://app.example/api/webhooks/entra/harborpine',
        secrets: [{ env: 'ENTRA_STATE' }, { env: 'ENTRA_STATE_OLD' }],
        settleSeconds: 7,
      },
    ],
    ['connections[1].directory.events', { header: HEADER, secrets: [{ env: 'OKTA_HOOK' }, { env: 'OKTA_HOOK_OLD' }] }],
    ['connections[2]', withoutEvents(0, 'quiet-entra')],
    ['connections[3]', withoutEvents(1, 'quiet-okta')],
  ),
  'the test',
  { ...ENV, ...WEBHOOK_SECRETS },
);

function withoutEvents(index: number, name: string): Json {
  const at = `connections[${index}]`;
  const file: unknown = JSON.parse(aConfigFile([`${at}.name`, name], [`${at}.psa.companyId`, name]));
  const connection = z.object({ connections: z.array(z.json()) }).parse(file).connections[index];
  if (connection === undefined) throw new RangeError(`There is no connection ${index}`);
  return connection;
}

export function aWebhookDesk() {
  const queue = createMemoryQueue();
  const ledger = createMemoryLedger();
  const log: string[] = [];
  const clock = createFixedClock();
  const logger = createLineLogger(log);
  const desk = {
    queue,
    ledger,
    /** Every line as JSON. */
    log,
    /** Ids of the subscriptions that are stored; how often they were asked for. */
    subscriptions: { ids: [SUBSCRIPTION.toUpperCase()], asked: 0, broken: false },
    okta: async (call: Call): Promise<Called> =>
      answerOf(await orRepeat(logger, async () => answerOktaEvents(requestOf(call), intake))),
    entra: async (call: Call): Promise<Called> =>
      answerOf(await orRepeat(logger, async () => answerEntraNotifications(requestOf(call), intake))),
  };
  const intake: Intake = {
    config: CONFIG,
    queue,
    ledger,
    knownSubscriptions: createKnownSubscriptions({
      clock,
      read: async () => {
        desk.subscriptions.asked += 1;
        if (desk.subscriptions.broken) throw outOfOrder('read the subscriptions');
        return desk.subscriptions.ids;
      },
    }),
    clock,
    logger,
  };
  return desk;
}

/** A delivery to Okta's hook with today's secret. */
export const oktaCall = (body: unknown, over: Partial<Call> = {}): Call => ({
  method: 'POST',
  path: '/api/webhooks/okta/pinecrest',
  params: { connection: 'pinecrest' },
  headers: { [HEADER]: OKTA_SECRETS[0] },
  body: JSON.stringify(body),
  ...over,
});

/** A delivery of Graph. */
export const entraCall = (body: unknown, over: Partial<Call> = {}): Call => ({
  method: 'POST',
  path: '/api/webhooks/entra/harborpine',
  params: { connection: 'harborpine' },
  body: JSON.stringify(body),
  ...over,
});

/** As the storage's own. */
function outOfOrder(request: string): RemoteError {
  return new RemoteError({
    system: 'storage',
    request,
    status: 503,
    reason: 'unavailable',
    message: `Storage: cannot ${request}`,
  });
}
