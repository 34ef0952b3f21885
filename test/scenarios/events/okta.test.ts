/** A day at a company with Okta, over real HTTP: what its event hook delivers, and what becomes of it. Each chapter goes on where the one before ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENT_SECRET, HOOK_HEADER } from './happenings.ts';
import { openHostedCompany, type HostedCompany } from './hosted-company.ts';
import { glance, LIMITS, sharedChapters } from './shared-chapters.ts';

describe('okta', { timeout: 120_000 }, () => {
  let company: HostedCompany;
  /** Milliseconds by which Okta's clock goes after ours. */
  let late = 0;
  beforeAll(async () => {
    const now = () => new Date(Date.now() - late);
    company = await openHostedCompany('okta', { connection: LIMITS, now });
    await company.start();
  });
  afterAll(async () => {
    await company.stop();
  });

  test('01 the hook is verified, and a first run over everybody learns who is who', async () => {
    const hook = { url: `${company.app().url}${company.teller.path}`, header: HOOK_HEADER, secret: EVENT_SECRET };

    expect(await company.sandbox.okta.verify(hook)).toEqual({ verified: true, status: 200 });
    await company.byHand('hourly-sync');
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['queue: everybody: nothing']);
    expect(reports[0]).toMatchObject({ outcome: 'converged', source: { people: 20 }, findings: [] });
  });

  sharedChapters(() => company);

  describe('12 the hourly run compares what Okta logged with what the hook brought', () => {
    /** So long ago that the comparison does not wait for it any more, and after the one before. */
    async function happenedEarlier(lastName: string): Promise<void> {
      late = 15 * 60_000;
      const told = company.happens('renamed', company.person(lastName));
      late = 0;
      await told;
      await company.settled();
    }
    async function hourly() {
      await company.byHand('hourly-sync');
      const [report] = await company.settled();
      return report;
    }

    test('all of it was brought: no finding', async () => {
      await happenedEarlier('Irwin');

      expect(await hourly()).toMatchObject({ outcome: 'converged', findings: [], steps: [] });
    });

    test('a hook that is broken: nothing was missed, and the finding says what to look at', async () => {
      const [hook] = company.sandbox.okta.hooks;
      if (hook === undefined) throw new Error('The hook was registered in the first chapter');
      hook.broken = true;
      late = 15 * 60_000;
      const person = company.person('Jensen');
      person.firstName = 'Samuel';
      const told = company.sandbox.okta.publish({ type: 'user.account.update_profile', person });
      late = 0;
      expect((await told)[0]?.outcome).toBe('not-sent');

      const report = await hourly();

      expect(glance(company)(report!)).toBe('queue: everybody: update sjensen: done');
      expect(report?.findings).toMatchObject([
        {
          kind: 'events-undelivered',
          detail: expect.stringMatching(
            /^The directory logged one change .* did not bring any of them: user\.account\.update_profile 1\.$/,
          ) as unknown,
          advice: expect.stringContaining('event hook in the Okta Admin Console') as unknown,
        },
      ]);
      hook.broken = false;
    });

    test('told once, it is not told again', async () => {
      expect(await hourly()).toMatchObject({ outcome: 'converged', findings: [] });
    });

    test('without the right to read the log: no finding, and the run is as good as any', async () => {
      await happenedEarlier('Keller');
      company.sandbox.world.permissions.readLog = false;
      const warned = company.said('the event log could not be compared');

      expect(await hourly()).toMatchObject({ outcome: 'converged', findings: [] });
      expect(company.said('the event log could not be compared') - warned).toBe(1);
    });
  });
});
