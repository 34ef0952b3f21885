/** What the Graph double delivers, to whom, and how often it tries. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SANDBOX_CREDENTIALS, type Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { WorldGroup, WorldPerson } from '../../../src/sandbox/world.ts';
import { openWebhook, type Webhook } from '../../support/webhook.ts';
import { graphCaller } from './graph-caller.ts';

const TENANT = SANDBOX_CREDENTIALS.graphTenantId;
const SECRET = 'a secret of the sandbox';
const NOW = '2026-11-23T09:30:00.000Z';

let sandbox: Sandbox;
let webhook: Webhook;
let person: WorldPerson;
let group: WorldGroup;
beforeEach(async () => {
  const world = createEmptyWorld();
  person = addPerson(world);
  group = addGroup(world, { name: 'Team', people: [person] });
  sandbox = await startSandbox({ world, now: () => new Date(NOW) });
  webhook = await openWebhook();
});
afterEach(async () => {
  await webhook[Symbol.asyncDispose]();
  await sandbox.stop();
});

async function subscribe(resource: 'users' | 'groups', differences: object = {}): Promise<string> {
  const { body } = await graphCaller(sandbox).post('/subscriptions', {
    changeType: 'updated,deleted',
    notificationUrl: webhook.url,
    lifecycleNotificationUrl: webhook.url,
    resource,
    expirationDateTime: '2026-12-21T09:30:00Z',
    clientState: SECRET,
    ...differences,
  });
  return z.object({ id: z.guid() }).parse(body).id;
}

describe('a change', () => {
  test('of a person goes to the subscription to users, in the documented shape', async () => {
    const id = await subscribe('users');
    await subscribe('groups');

    const deliveries = await sandbox.graph.notify({ person });

    expect(deliveries).toEqual([{ url: webhook.url, subscriptionIds: [id], attempts: [202], delivered: true }]);
    expect(webhook.deliveries).toEqual([
      {
        value: [
          {
            changeType: 'updated',
            clientState: SECRET,
            resource: `Users/${person.id}`,
            resourceData: {
              '@odata.type': '#Microsoft.Graph.User',
              '@odata.id': `Users/${person.id}`,
              id: person.id,
              organizationId: TENANT,
            },
            subscriptionExpirationDateTime: '2026-12-21T09:30:00.0000000+00:00',
            subscriptionId: id,
            tenantId: TENANT,
          },
        ],
      },
    ]);
  });

  test('of a group goes to the subscription to groups, with those who joined or left where it is told', async () => {
    await subscribe('groups');

    await sandbox.graph.notify({ group, members: [{ id: person.id, removed: true }] });
    await sandbox.graph.notify({ group, changeType: 'deleted' });

    expect(webhook.deliveries).toMatchObject([
      {
        value: [
          {
            changeType: 'updated',
            resource: `Groups/${group.id}`,
            resourceData: {
              '@odata.type': '#Microsoft.Graph.Group',
              'members@delta': [{ id: person.id, '@removed': 'deleted' }],
            },
          },
        ],
      },
      { value: [{ changeType: 'deleted', resource: `Groups/${group.id}` }] },
    ]);
  });

  test('goes to nobody who did not ask for its kind, and to no lost subscription', async () => {
    await subscribe('users', { changeType: 'deleted' });
    sandbox.graph.loseSubscription(await subscribe('groups'));

    expect(await sandbox.graph.notify({ person })).toEqual([]);
    expect(await sandbox.graph.notify({ group })).toEqual([]);
    expect(() => {
      sandbox.graph.loseSubscription('nothing');
    }).toThrow(RangeError);
  });

  test('among several goes in one delivery with the others', async () => {
    const ids = [await subscribe('users'), await subscribe('groups')];

    const deliveries = await sandbox.graph.notifyAll([{ person }, { group }, { person, changeType: 'deleted' }]);

    expect(deliveries).toMatchObject([{ subscriptionIds: [ids[0], ids[1], ids[0]], attempts: [202] }]);
    expect(webhook.deliveries).toHaveLength(1);
  });
});

describe('a delivery', () => {
  test.each([
    ['that is turned away once is tried again', [{ status: 503 }], [503, 202], true],
    ['that gets a redirect is tried again', [{ status: 302 }], [302, 202], true],
    [
      'that is turned away for good is given up after four tries',
      Array.from({ length: 5 }, () => ({ status: 401 })),
      [401, 401, 401, 401],
      false,
    ],
  ])('%s', async (_what, script, attempts, delivered) => {
    await subscribe('users');
    webhook.script.push(...script);

    expect(await sandbox.graph.notify({ person })).toMatchObject([{ attempts, delivered }]);
  });

  test('that is not answered in time is tried again', async () => {
    await subscribe('users');
    sandbox.quirks.webhookLimitsMs.delivery = 200;
    webhook.script.push(null, { status: 202 }, { status: 202 }, { status: 202 });

    const [delivery] = await sandbox.graph.notify({ person });

    expect(delivery?.attempts[0]).toBeNull();
    expect(webhook.deliveries.length).toBeGreaterThan(1);
  });

  test('to an address at which nobody listens any more fails', async () => {
    await subscribe('users');
    await webhook[Symbol.asyncDispose]();

    const deliveries = await sandbox.graph.notify({ person });
    webhook = await openWebhook();

    expect(deliveries).toMatchObject([{ attempts: [null, null, null, null], delivered: false }]);
  });
});

describe('the word that a subscription wants a new authorization', () => {
  test('goes to its lifecycle address without a resource', async () => {
    const id = await subscribe('users');

    const delivery = await sandbox.graph.lifecycle(id, 'reauthorizationRequired');

    expect(delivery).toMatchObject({ attempts: [202], delivered: true });
    expect(webhook.deliveries).toEqual([
      {
        value: [
          {
            subscriptionId: id,
            subscriptionExpirationDateTime: '2026-12-21T09:30:00.0000000+00:00',
            tenantId: TENANT,
            clientState: SECRET,
            lifecycleEvent: 'reauthorizationRequired',
          },
        ],
      },
    ]);
  });

  test('goes nowhere without such an address', async () => {
    const id = await subscribe('users', { lifecycleNotificationUrl: null });

    expect(await sandbox.graph.lifecycle(id, 'reauthorizationRequired')).toBeNull();
    expect(webhook.deliveries).toEqual([]);
  });
});
