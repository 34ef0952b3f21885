/** A sandbox with a webhook beside it and subscriptions on it. The sandbox and the adapter share one clock. */
import { createEntraSubscriptions } from '../../../../src/adapters/entra/events/subscriptions.ts';
import { createRequestMeter } from '../../../../src/adapters/http/meter.ts';
import { draftOf } from '../../../../src/core/events/subscriptions.ts';
import type { SubscribedResource, SubscriptionDraft } from '../../../../src/domain/events/subscription.ts';
import type { RequestMeter } from '../../../../src/ports/run-ports.ts';
import type { Subscriptions } from '../../../../src/ports/event-ports.ts';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../../src/sandbox/context.ts';
import { createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { createFixedClock, type FixedClock } from '../../../support/fixed-clock.ts';
import { openWebhook, type Webhook } from '../../../support/webhook.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';

export interface SubscriptionStage {
  readonly sandbox: Sandbox;
  readonly webhook: Webhook;
  readonly clock: FixedClock;
  readonly meter: RequestMeter;
  /** Milliseconds that the adapter would have waited. */
  readonly waits: readonly number[];
  /** New subscriptions get this secret. `token`: another than the one that the sandbox takes. */
  readonly open: (clientState: string, token?: string) => Subscriptions;
  readonly draft: (resource: SubscribedResource, differences?: Partial<SubscriptionDraft>) => SubscriptionDraft;
  /** Requests that write, since the last clear: `POST /subscriptions`. */
  readonly writes: () => readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export const SECRET = 'canary-client-state';

export async function setSubscriptionStage(): Promise<SubscriptionStage> {
  const clock = createFixedClock();
  const [sandbox, webhook] = await Promise.all([
    startSandbox({ world: createEmptyWorld(), now: () => clock.now(), recordBodies: true }),
    openWebhook(),
  ]);
  const meter = createRequestMeter();
  const waits: number[] = [];
  const wanted = { notificationUrl: webhook.url, secretDigest: digestOfText(SECRET) };
  return {
    sandbox,
    webhook,
    clock,
    meter,
    waits,
    open: (clientState, token = SANDBOX_CREDENTIALS.graphToken) =>
      createEntraSubscriptions({
        graphUrl: sandbox.urls.graph,
        credential: { kind: 'fixed-token', token },
        clientState,
        timeoutMs: 10_000,
        meter,
        clock,
        delay: async (ms) => {
          waits.push(ms);
        },
        random: () => 0.5,
      }),
    draft: (resource, differences = {}) => ({
      ...draftOf(resource, wanted, clock.now().toISOString()),
      ...differences,
    }),
    writes: () =>
      sandbox.traffic
        .filter(({ system, method }) => system === 'graph' && method !== 'GET')
        .map(({ method, path }) => `${method} ${path.replace('/v1.0', '')}`),
    async [Symbol.asyncDispose]() {
      await webhook[Symbol.asyncDispose]();
      await sandbox.stop();
    },
  };
}
