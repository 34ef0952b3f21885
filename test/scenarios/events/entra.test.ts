/** A day at a company with Entra ID, over real HTTP: what its change notifications deliver, and what becomes of them. Each chapter goes on where the one before ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { EVENT_SECRET } from './happenings.ts';
import { openHostedCompany, type HostedCompany } from './hosted-company.ts';
import { glance, LIMITS, sharedChapters } from './shared-chapters.ts';

const DAY_MS = 86_400_000;

describe('entra', { timeout: 120_000 }, () => {
  let company: HostedCompany;
  beforeAll(async () => {
    company = await openHostedCompany('entra', { connection: LIMITS });
    await company.start();
  });
  afterAll(async () => {
    await company.stop();
  });
  const notices = async () => (await company.get('/api/health')).body;

  test('01 the subscriptions are made, each after a handshake, and a first run over everybody makes up for what nobody delivered', async () => {
    expect(await notices()).toMatchObject({
      connections: [{ notices: [expect.stringContaining('Nobody has looked at the change subscriptions yet')] }],
    });

    await company.byHand('renew-entra-subscriptions');
    const reports = await company.settled();

    const url = `${company.app().url}${company.teller.path}`;
    expect(company.sandbox.graph.subscriptions()).toMatchObject(
      ['users', 'groups'].map((resource) => ({
        resource,
        changeType: 'deleted,updated',
        notificationUrl: url,
        lifecycleNotificationUrl: url,
        clientState: EVENT_SECRET,
      })),
    );
    expect(reports.map(glance(company))).toEqual(['event: everybody: nothing']);
    expect(reports[0]).toMatchObject({
      outcome: 'converged',
      trigger: { by: 'sync-connection' },
      source: { people: 20 },
    });
    expect(await notices()).toMatchObject({ status: 'green', connections: [{ notices: [] }] });
  });

  sharedChapters(() => company);

  test('12 a lost subscription is noticed, made again, and everybody is looked at', async () => {
    const [lost, kept] = company.sandbox.graph.subscriptions();
    company.sandbox.graph.loseSubscription(lost?.id ?? '');
    // Nobody tells of it.
    company.person('Lawson').state = 'disabled';
    expect(await company.teller.tell('disabled', [company.person('Lawson')])).toEqual([]);

    await company.byHand('renew-entra-subscriptions');
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: everybody: deactivate slawson: done']);
    const now = company.sandbox.graph.subscriptions();
    expect(now.map(({ resource }) => resource).toSorted()).toEqual(['groups', 'users']);
    expect(now).toContainEqual(kept);
    expect(now.map(({ id }) => id)).not.toContain(lost?.id);

    await company.happens('enabled', company.person('Lawson'));
    expect((await company.settled()).map(glance(company))).toEqual(['event: slawson: reactivate slawson: done']);
  });

  test('13 asked to authorise again, a subscription is renewed, although it has time left', async () => {
    const before = company.sandbox.graph.subscriptions();
    const inTwentyDays = new Date(Date.now() + 20 * DAY_MS).toISOString();
    for (const { id } of before) await expireAt(id, inTwentyDays);
    const ends = () =>
      company.sandbox.graph.subscriptions().map(({ expirationDateTime }) => Date.parse(expirationDateTime));

    await company.byHand('renew-entra-subscriptions');
    expect(await company.settled()).toEqual([]);
    expect(ends()).toEqual(before.map(() => Date.parse(inTwentyDays)));

    const delivery = await company.sandbox.graph.lifecycle(before[0]?.id ?? '', 'reauthorizationRequired');
    expect(delivery).toMatchObject({ delivered: true, attempts: [202] });
    expect(await company.settled()).toEqual([]);

    expect(ends().map((end) => Math.round((end - Date.now()) / DAY_MS))).toEqual(before.map(() => 29));
    expect(company.sandbox.graph.subscriptions().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  /** As if that much of its time had passed. */
  async function expireAt(id: string, expirationDateTime: string): Promise<void> {
    const answer = await fetch(`${company.sandbox.urls.graph}/v1.0/subscriptions/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${SANDBOX_CREDENTIALS.graphToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ expirationDateTime }),
    });
    expect(answer.status).toBe(200);
  }
});
