/** Downloads over a span of time through the host, byte by byte: streamed while they are made, and broken off where one cannot be finished. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionName, runId, type RunId } from '../../../src/domain/ids.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { startAzurite, type Azurite } from '../../../src/sandbox/azurite.ts';
import { QUIET_TIMERS, startServeApp, type ServeApp } from '../../support/served/serve-app.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config/load.ts';
import { openStorage, type OpenStorage } from '../../../src/runtime/compose/open-storage.ts';
import { renderJson } from '../../../src/reports/json.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { sandboxConnectionFile } from '../../../src/sandbox/connection-file.ts';
import { tmpdir } from 'node:os';

const NAME = connectionName('harborpine');
const RUNS = 60;

let azurite: Azurite;
let app: ServeApp;
let storage: OpenStorage;
let folder: string;
beforeAll(async () => {
  azurite = await startAzurite();
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const place = join(folder, 'rollcall.json');
  // Nothing is read of the PSA and the directory.
  const nowhere = 'http://127.0.0.1:9';
  const { text, env } = sandboxConnectionFile(
    { urls: { psa: nowhere, graph: nowhere, okta: nowhere } },
    {
      directory: 'entra',
      storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
      env: {
        AzureWebJobsStorage: azurite.connectionString,
        ROLLCALL_CONFIG: place,
        ...QUIET_TIMERS,
      },
    },
  );
  writeFileSync(place, text);
  storage = await openStorage(loadConfig(text, place, env).storage);
  await storage.store.prepare();
  app = await startServeApp({ env });
  for (let minute = 0; minute < RUNS; minute += 1)
    await store(`2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`);
}, 60_000);
afterAll(async () => {
  await app.kill();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

const idAt = (at: string): RunId => runId(`${at.slice(0, 19).replace(/[-:]/g, '')}Z-1a2b3c`);

async function store(at: string, broken?: string): Promise<void> {
  const report = aReport({ run: idAt(at), startedAt: at, finishedAt: at });
  const text = broken ?? renderJson(report);
  await storage.archive.storeRun(NAME, runEntry(report, digestOfText(text)), [
    { name: 'report.json', text, contentType: 'application/json; charset=utf-8' },
  ]);
}

const HOUR = 'from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z';

test('every run arrives, in pieces and without a length that was known before', async () => {
  const answer = await app.call(`/api/connections/harborpine/reports?${HOUR}&format=json`);

  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, null]);
  expect((await answer.text()).trimEnd().split('\n')).toHaveLength(RUNS);
});

test('whoever goes away in its middle ends it, and the host goes on', async () => {
  const going = new AbortController();
  const answer = await app.call(`/api/connections/harborpine/reports?${HOUR}&format=json`, { signal: going.signal });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  going.abort();

  expect(first?.done).toBe(false);
  await expect(reader?.read()).rejects.toThrow(/abort/i);
  expect((await app.call(`/api/connections/harborpine/reports?${HOUR}&format=csv&table=runs`)).status).toBe(200);
});

test('a report that cannot be read breaks it off: the caller never takes it for whole, and the host goes on', async () => {
  await store('2026-11-23T10:59:30.000Z', '{"version": 1}');

  const answer = await app.call(`/api/connections/harborpine/reports?${HOUR}&format=json`);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  expect((await app.call(`/api/connections/harborpine/reports?${HOUR}&format=csv&table=runs`)).status).toBe(200);
});

test('nobody gets it without the key', async () => {
  const answer = await fetch(`${app.url}/api/connections/harborpine/reports?${HOUR}`);

  expect([answer.status, await answer.text()]).toEqual([401, '']);
});
