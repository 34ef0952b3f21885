/** What becomes of events when the process is killed, or when the queue cannot be reached: what was accepted is done, once, and what was not is asked for again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BlobServiceClient } from '@azure/storage-blob';
import { startFaultyProxy, type FaultyProxy } from '../../adapters/azure/faulty-proxy.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { writesOf } from '../trouble/trouble.ts';
import { openHostedCompany, type HostedCompany } from './hosted-company.ts';
import { BUSY, glance, LIMITS } from './shared-chapters.ts';

const HARBORPINE = connectionName('harborpine');

describe('okta', { timeout: 120_000 }, () => {
  let company: HostedCompany;
  /** Between the functions and their queues. */
  let proxy: FaultyProxy;
  beforeAll(async () => {
    company = await openHostedCompany('okta', {
      connection: LIMITS,
      through: async (connectionString) => {
        proxy = await startFaultyProxy({ connectionString }, 'queue');
        return proxy.connectionString;
      },
    });
    await company.start({ settleSeconds: 5 });
    await company.byHand('hourly-sync');
    await company.settled();
  });
  afterAll(async () => {
    await company.stop();
    await proxy.stop();
  });
  beforeEach(() => {
    company.sandbox.clearFaults();
    company.sandbox.clearTraffic();
  });

  test('killed after an event was accepted and before anything came of it: the next process does it', async () => {
    await company.happens('disabled', company.person('Tobin'));
    await company.app().kill();
    expect(company.sandbox.traffic).toEqual([]);
    await company.start();
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: stobin: deactivate stobin: done']);
    expect(writesOf(company)).toEqual(['POST /system/members/stobin/deactivate']);
  });

  test('killed before the deactivation was sent: the next process does it', async () => {
    const killed = killAt('GET', /\/members\/\d+(?:\?|$)/);

    await company.happens('disabled', company.person('Sawyer'));
    await killed;
    expect(company.writes()).toEqual([]);
    await company.start();
    await lapseOfTheLock();
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: ssawyer: deactivate ssawyer: done']);
    expect(writesOf(company)).toEqual(['POST /system/members/ssawyer/deactivate']);
  });

  test('killed while the deactivation was on its way: the next process finds it done, and takes it for its own', async () => {
    const killed = killAt('POST', /\/members\/\d+\/deactivate$/);

    await company.happens('disabled', company.person('Reyes'));
    await killed;
    await company.start();
    await lapseOfTheLock();
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: sreyes: nothing']);
    expect(reports[0]).toMatchObject({
      outcome: 'converged',
      summary: expect.stringMatching(/^The PSA is true/) as unknown,
    });
    expect(company.member('sreyes').inactiveFlag).toBe(true);
    expect(writesOf(company)).toEqual(['POST /system/members/sreyes/deactivate']);
    // Else it would be somebody's who switched it off by hand, and wait for their word.
    await company.happens('enabled', company.person('Reyes'));
    expect((await company.settled()).map(glance(company))).toEqual(['event: sreyes: reactivate sreyes: done']);
  });

  test('the queue out of reach: deliveries are answered with 503 and not taken for seen, and the repetition is taken in', async () => {
    const since = new Date().toISOString();
    proxy.strike({ method: 'POST', address: /\/messages/ }, { kind: 'drop' }, Infinity);
    const quinn = company.person('Quinn');
    quinn.state = 'disabled';

    expect(await company.teller.tell('disabled', [quinn])).toEqual([503]);
    expect(await company.teller.again()).toEqual([503]);
    expect(await company.storage.ledger.readSince(HARBORPINE, since)).toEqual([]);
    expect(await company.settled()).toEqual([]);

    proxy.clear();
    expect(await company.teller.again()).toEqual([204]);
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: squinn: deactivate squinn: done']);
    expect(writesOf(company)).toEqual(['POST /system/members/squinn/deactivate']);
  });

  /** Resolves when the process was killed over this request to the PSA, which is carried out all the same. */
  async function killAt(method: 'GET' | 'POST', path: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const act = () => company.app().kill().then(resolve, reject);
      company.sandbox.addFault({ system: 'psa', method, path, effect: { kind: 'meanwhile', act } });
    });
  }

  /** The killed process has the lock still, and whoever comes finds it so; then it is broken, in place of the minute that a lease lasts. */
  async function lapseOfTheLock(): Promise<void> {
    await expect.poll(() => company.said(BUSY), { timeout: 60_000 }).toBeGreaterThan(0);
    const container = BlobServiceClient.fromConnectionString(company.connectionString).getContainerClient('rollcall');
    await container.getBlobClient('locks/harborpine').getBlobLeaseClient().breakLease(0);
  }
});
