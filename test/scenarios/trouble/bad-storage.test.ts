/** The place where reports, journal and lock are kept goes away, is damaged, or the lock is lost. What cannot be recorded is not written. */
import { once } from 'node:events';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterEach, describe, expect, test } from 'vitest';
import { createBlobLock } from '../../../src/adapters/azure/lock.ts';
import type { ConnectionPorts } from '../../../src/app/connection-ports.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { createManualTime } from '../../contract/lock/manual-time.ts';
import { openCompany, storyOf, type Company } from '../company.ts';
import { aBusyDay, expectNoSecrets, SOUND, SOUND_WRITES, writesOf } from './trouble.ts';

const GONE =
  /^Storage, (container|folder) ".+": cannot .+ does not exist .+\. Create it with "rollcall check --prepare", or correct its (name|path) in the configuration\.$/;

let company: Company;
afterEach(async () => {
  await company.stop();
});

/** After a sound run, with work waiting. */
async function open(kind: 'blobs' | 'folder'): Promise<void> {
  company = await openCompany('entra', kind);
  await company.run(false);
  aBusyDay(company);
  company.sandbox.clearTraffic();
}

async function apply(ports: ConnectionPorts): Promise<RunReport> {
  const request = { trigger: { kind: 'timer', by: 'scenario' }, apply: true, deadline: null } as const;
  const result = await runConnection(ports, request);
  if (result.kind === 'busy') throw new Error('Nobody else runs here');
  return result.report;
}

describe.each(['blobs', 'folder'] as const)('%s', (kind) => {
  test('that are gone between two runs: said at once, nothing is read or written', async () => {
    await open(kind);
    await company.dropStorage();

    await expect(company.run(true)).rejects.toThrow(GONE);

    expect(company.sandbox.traffic).toEqual([]);
  });

  test('that go away once the plan is stored: no write leaves without its note, and the run after the repair does it all', async () => {
    await open(kind);
    const ports = await company.ports();
    const storeFile: ConnectionPorts['archive']['storeFile'] = async (...file) => {
      await ports.archive.storeFile(...file);
      await company.dropStorage();
    };

    await expect(apply({ ...ports, archive: { ...ports.archive, storeFile } })).rejects.toThrow(GONE);
    expect(writesOf(company)).toEqual([]);

    await company.storage.store.prepare();
    const report = await company.run(true);
    expect([storyOf(report), writesOf(company)]).toEqual([SOUND, SOUND_WRITES]);
  });

  test('with a memory that does not parse: forgetting is no answer', async () => {
    await open(kind);
    const path = 'harborpine/memory.json';
    await company.storage.store.write(path, '{"version":1,"links":[', {
      contentType: 'application/json',
      expect: 'any',
    });

    const report = await company.run(true);

    expect(report).toMatchObject({ outcome: 'failed', steps: [], planDigest: null });
    expect(report.summary).toContain(path);
    expect(writesOf(company)).toEqual([]);
  });
});

test('a lease that is broken in mid-run: the write under way is settled, no other is sent, and the next run goes on', async () => {
  await open('blobs');
  const time = createManualTime();
  const service = { kind: 'connection-string', connectionString: company.connectionString } as const;
  const lock = createBlobLock({ service, container: 'rollcall', clock: time.clock, delay: time.delay });
  const lost: Promise<unknown>[] = [];
  const watched: ConnectionPorts['lock'] = {
    acquire: async (name) => {
      const lease = await lock.acquire(name);
      if (lease !== undefined) lost.push(once(lease.lost, 'abort'));
      return lease;
    },
  };
  const ports = await company.ports();
  const deactivateMember: ConnectionPorts['psa']['deactivateMember'] = async (key) => {
    const reply = await ports.psa.deactivateMember(key, []);
    const container = BlobServiceClient.fromConnectionString(company.connectionString).getContainerClient('rollcall');
    await container.getBlobClient('locks/harborpine').getBlobLeaseClient().breakLease(0);
    time.pass(20_000);
    await Promise.all(lost);
    return reply;
  };

  const report = await apply({ ...ports, lock: watched, psa: { ...ports.psa, deactivateMember } });

  expect(storyOf(report)).toEqual([SOUND[0], ...SOUND.slice(1).map((step) => step.replace('done', 'skipped'))]);
  expect(writesOf(company)).toEqual(SOUND_WRITES.slice(0, 1));
  expect(report.outcome).toBe('failed');
  expect(report.summary).toMatch(/The lock on this connection was lost, so another run may be writing/);
  expectNoSecrets(company, report);
  expect(storyOf(await company.run(true))).toEqual(SOUND.slice(1));
});
