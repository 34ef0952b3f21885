/** Whole runs told to a receiver over real HTTP, from the queue and from the command line; and runs where no telemetry is configured, which load nothing of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openApp, type App } from '../functions/app/open-app.ts';
import { pointsIn, spansIn } from '../support/readers/read-otlp.ts';
import { SMALL_COMPANY, startSmallCompany, type SmallCompany } from '../support/small-company.ts';
import { startScripted, type Line, type ScriptedServer } from '../adapters/http/scripted-server.ts';
import { connectionName } from '../../src/domain/ids.ts';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InvocationContext } from '@azure/functions';
import { join } from 'node:path';
import { onSyncConnection } from '../../src/runtime/handlers.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import { tmpdir } from 'node:os';
import { z } from 'zod';

const servers: ScriptedServer[] = [];
async function receiver(...script: [Line, ...Line[]]): Promise<ScriptedServer> {
  const server = await startScripted(script);
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('a run from the queue', () => {
  let app: App;
  const warned: string[] = [];
  beforeAll(async () => {
    app = await openApp();
  });
  afterAll(async () => {
    await app.stop();
  });
  beforeEach(() => {
    warned.length = 0;
    app.configure({ harborpine: { mode: 'full' } });
    app.company.sandbox.clearFaults();
    app.company.sandbox.clearTraffic();
  });

  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const sync = (message: object, waitedMs = 0) =>
    onSyncConnection(
      { version: 1, connection: 'harborpine', ...message },
      new InvocationContext({
        functionName: 'sync-connection',
        invocationId: 'test-invocation',
        traceContext: { traceParent: `00-${TRACE}-b7ad6b7169203331-01` },
        triggerMetadata: { insertionTime: new Date(Date.now() - waitedMs).toISOString() },
        logHandler: (level, ...args) => {
          if (level === 'warning' || level === 'error') warned.push(args.map(String).join(' '));
        },
      }),
    );

  test('is told whole: what was read, decided and written, and how late it was', async () => {
    const { seen, url } = await receiver({ status: 200 });
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
    app.company.hire('Fairchild');
    app.company.person('Abbott').state = 'disabled';
    app.company.sandbox.addFault({
      system: 'psa',
      path: /\/system\/members/,
      effect: { kind: 'answer', status: 429, headers: { 'Retry-After': '0' } },
    });

    await sync({}, 90_000);

    const spans = spansIn(seen);
    const of = (name: string) => spans.filter((span) => span.name === name);
    expect(of('rollcall.run').map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({
        'rollcall.connection': 'harborpine',
        'rollcall.trigger': 'queue',
        'rollcall.mode': 'full',
        'rollcall.outcome': 'converged',
        'rollcall.done': 2,
      }),
    ]);
    expect(of('rollcall.write').map(({ attributes }) => attributes['rollcall.action'])).toEqual([
      'deactivate',
      'create',
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    for (const name of ['read-directory', 'read-psa', 'read-records', 'decide', 'store-plan', 'execute', 'report'])
      expect(of(`rollcall.${name}`)).toHaveLength(1);
    const writes = app.company.writes().length;
    expect(writes).toBeGreaterThan(0);
    const points = pointsIn(seen);
    const value = (name: string, attributes: Readonly<Record<string, unknown>> = {}) =>
      points
        .filter((point) => point.name === name)
        .filter(({ attributes: own }) => Object.entries(attributes).every(([key, one]) => own[key] === one))
        .reduce((sum, point) => sum + point.value, 0);
    expect(value('rollcall.requests', { 'rollcall.purpose': 'write' })).toBe(writes);
    expect(value('rollcall.throttled', { 'rollcall.system': 'ConnectWise PSA' })).toBe(1);
    expect(value('rollcall.actions', { 'rollcall.action': 'create', 'rollcall.outcome': 'done' })).toBe(1);
    // Five that were there, and the one who is hired; whoever is disabled is in the group all the same.
    expect(value('rollcall.people')).toBe(6);
    expect(value('rollcall.run.lateness')).toBeGreaterThanOrEqual(90);
    expect(warned).toEqual([]);
    const sent = seen.map(({ body }) => body).join('\n');
    for (const word of ['Fairchild', 'sfairchild', 'Abbott', 'harborpine.example', 'PSA Technicians'])
      expect(sent).not.toContain(word);
  });

  test('is late by what it follows from, where that is known, and not by its message', async () => {
    const { seen, url } = await receiver({ status: 200 });
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);

    const stamp = new Date(Date.now() - 600_000).toISOString().replace(/[-:]|\.\d+/g, '');
    await sync({ asked: { by: 'request', ticket: `req-${stamp}-1a2b3c4d5e6f` } });

    const [late] = pointsIn(seen).filter(({ name }) => name === 'rollcall.run.lateness');
    expect(late?.value).toBeGreaterThanOrEqual(600);
    expect(late?.attributes).toMatchObject({ 'rollcall.trigger': 'http' });
  });

  test('ends as well with a receiver that refuses, and says so once, without a word of the settings', async () => {
    const { url, seen } = await receiver({ status: 401, body: 'no such token: a-secret' });
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=a-secret');

    await sync({});

    const [run] = await (await app.storage()).archive.list(connectionName('harborpine'), { limit: 1 });
    expect(run?.outcome).toBe('converged');
    expect(seen).toHaveLength(2);
    expect(warned).toHaveLength(1);
    expect(z.looseObject({}).parse(JSON.parse(warned[0] ?? ''))).toEqual({
      level: 'warn',
      message: 'telemetry was not sent',
      invocation: 'test-invocation',
      connection: 'harborpine',
      asked: 'schedule',
      run: run?.run,
      receiver: 'otlp',
      signals: 'traces, metrics',
      because: 'status 401',
    });
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', undefined);
  });

  test('is not told where telemetry is switched off', async () => {
    const { url, seen } = await receiver({ status: 200 });
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
    vi.stubEnv('OTEL_SDK_DISABLED', 'true');

    await sync({});

    expect(seen).toEqual([]);
    vi.stubEnv('OTEL_SDK_DISABLED', undefined);
  });
});

describe('a run from the command line', () => {
  const ROOT = fileURLToPath(new URL('../../', import.meta.url));
  let company: SmallCompany;
  let folder: string;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    company = await startSmallCompany();
    folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
    const file = sandboxConnectionFile(company.sandbox, {
      directory: 'entra',
      storage: { kind: 'folder', path: join(folder, 'records') },
      ...SMALL_COMPANY,
    });
    writeFileSync(join(folder, 'rollcall.json'), file.text);
    ({ env } = file);
    await rollcall(['check', '--prepare']);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await company.sandbox.stop();
  });

  /** In a process of its own, which knows no more of an environment than this. */
  async function rollcall(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const noted = join(folder, 'loaded');
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        ['--import', join(ROOT, 'test/support/served/note-loaded.ts'), join(ROOT, 'src/cli/main.ts'), ...args],
        {
          cwd: folder,
          env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ROLLCALL_TEST_LOADED: noted, ...env, ...more },
        },
        (error, _stdout, said) => {
          resolve({ code: error === null ? 0 : error.code, stderr: said });
        },
      );
    });
    const loaded = readFileSync(noted, 'utf8').split('\n');
    return {
      code,
      stderr,
      loaded,
      telemetry: loaded.filter((url) => /@opentelemetry|monitor-opentelemetry|adapters\/telemetry\//.test(url)),
    };
  }

  test.each([
    ['nothing is configured', {}],
    ['it is switched off', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' }],
    ['the settings are empty', { OTEL_EXPORTER_OTLP_ENDPOINT: '', APPLICATIONINSIGHTS_CONNECTION_STRING: ' ' }],
    ['the address is none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }],
  ])('loads nothing of it where %s', async (_what, settings) => {
    const { code, telemetry, loaded } = await rollcall(['plan'], settings);

    expect(code).toBe(0);
    expect(loaded.some((url) => url.endsWith('/src/app/run/run.ts'))).toBe(true);
    expect(telemetry).toEqual([]);
  });

  test('loads nothing of it for a look that is no run, even where it is configured', async () => {
    const { url, seen } = await receiver({ status: 200 });

    const { telemetry } = await rollcall(['explain', 'sabbott'], { OTEL_EXPORTER_OTLP_ENDPOINT: url });

    expect(telemetry).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('is told where it is configured', async () => {
    const { url, seen } = await receiver({ status: 200 });

    const { code, telemetry } = await rollcall(['plan'], {
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_SERVICE_NAME: 'rollcall-at-the-desk',
    });

    expect(code).toBe(0);
    expect(telemetry.length).toBeGreaterThan(0);
    expect(spansIn(seen).find(({ name }) => name === 'rollcall.run')?.attributes).toMatchObject({
      'rollcall.trigger': 'command-line',
      'rollcall.applied': false,
    });
    expect(spansIn(seen).find(({ name }) => name === 'rollcall.run')?.attributes).not.toHaveProperty(
      'rollcall.lateness',
    );
  });

  test('to somebody who is silent ends as it would have, and the process with it', async () => {
    const { url, seen } = await receiver('silence');

    const { code, stderr } = await rollcall(['plan', '--verbose'], { OTEL_EXPORTER_OTLP_ENDPOINT: url });

    expect(code).toBe(0);
    expect(stderr.match(/telemetry was not sent/g)).toHaveLength(1);
    expect(stderr).toContain('"signals":"traces, metrics","because":"time-out"');
    expect(seen).toHaveLength(2);
  });
});
