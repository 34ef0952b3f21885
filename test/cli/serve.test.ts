/** rollcall serve: its options, what it prints at the start, its log lines, and that the settings file counts. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { renderStart, renderStartJson } from '../../src/cli/serve/start-text.ts';
import { createHostLog } from '../../src/cli/serve/log-lines.ts';
import { createRecordingTerminal } from './recording-terminal.ts';
import { fileURLToPath } from 'node:url';
import type { FunctionInfo } from '../../src/host/functions/function-info.ts';
import { join } from 'node:path';
import { once } from 'node:events';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { runProgram } from '../../src/cli/program.ts';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

const url = 'http://127.0.0.1:7071';
const FUNCTIONS: readonly FunctionInfo[] = [
  { kind: 'http', name: 'health', methods: ['GET'], url: `${url}/api/health`, authLevel: 'function' },
  { kind: 'http', name: 'open', methods: ['GET', 'POST'], url: `${url}/api/open`, authLevel: 'anonymous' },
  {
    kind: 'timer',
    name: 'hourly-sync',
    schedule: '0 0 * * * *',
    next: '2026-11-23T11:00:00.000Z',
    runUrl: `${url}/admin/functions/hourly-sync`,
  },
  {
    kind: 'queue',
    name: 'sync',
    queue: 'runs',
    connection: 'AzureWebJobsStorage',
    runUrl: `${url}/admin/functions/sync`,
  },
  { kind: 'warmup', name: 'warmup' },
];
const key = (value: string, random: boolean) => ({ value, random });

describe('the start', () => {
  test('shows address, functions, keys that are new and where to set them, and how to stop', () => {
    const keys = { function: key('fk', true), master: key('mk', true) };

    expect(renderStart({ url, functions: FUNCTIONS, keys }, PLAIN))
      .toBe(`Rollcall listens on http://127.0.0.1:7071, for this machine alone.

  health       GET http://127.0.0.1:7071/api/health
               needs the function key
  open         GET, POST http://127.0.0.1:7071/api/open
  hourly-sync  timer 0 0 * * * * (UTC), next 2026-11-23T11:00:00.000Z
  sync         queue runs in AzureWebJobsStorage
  warmup       once at every start

Run a timer now:
  curl -X POST http://127.0.0.1:7071/admin/functions/hourly-sync -H "x-functions-key: mk"

Function key  fk  as ?code=KEY or in the header x-functions-key
Master key    mk  also runs timers and queue functions by hand
Keys shown here are new at every start. Lasting ones: set ROLLCALL_FUNCTION_KEY and ROLLCALL_MASTER_KEY,
in the environment or under "Values" in local.settings.json.

Ctrl+C stops it. The log follows.

`);
  });

  test('says where the pages are, with the key when it is new', () => {
    const pages = {
      kind: 'http',
      name: 'dashboard',
      methods: ['GET'],
      url: `${url}/api/app`,
      authLevel: 'function',
    } as const;
    const shown = (random: boolean): string =>
      renderStart({ url, functions: [pages], keys: { function: key('fk', random), master: key('mk', true) } }, PLAIN);

    expect(shown(true)).toContain('The pages for people:\n  http://127.0.0.1:7071/api/app?code=fk\n');
    expect(shown(false)).toContain('  http://127.0.0.1:7071/api/app?code=$ROLLCALL_FUNCTION_KEY\n');
  });

  test('never shows a key that is a setting', () => {
    const keys = { function: key('secret-1', false), master: key('secret-2', false) };
    const started = { url, functions: FUNCTIONS, keys };
    const text = renderStart(started, PLAIN);

    expect(text).not.toContain('secret');
    expect(text).toContain('-H "x-functions-key: $ROLLCALL_MASTER_KEY"');
    expect(text).not.toContain('new at every start');
    expect(JSON.parse(renderStartJson(started))).toEqual({
      url,
      functions: FUNCTIONS,
      functionKey: null,
      masterKey: null,
    });
  });

  test('as JSON is one line', () => {
    const keys = { function: key('fk', true), master: key('mk', true) };
    const text = renderStartJson({ url, functions: FUNCTIONS, keys });

    expect(text.split('\n')).toEqual([expect.any(String), '']);
    expect(JSON.parse(text)).toMatchObject({ functionKey: 'fk', masterKey: 'mk' });
  });
});

describe('the log', () => {
  const now = () => new Date('2026-11-23T10:00:00.123Z');
  const logged = (options: { readonly json?: true; readonly verbose?: true }) => {
    const terminal = createRecordingTerminal();
    const log = createHostLog(terminal, options, now);
    log('debug', 'a detail');
    log('info', 'invocation succeeded', { function: 'sync', invocation: '1f2e3d4c-0000', ms: 12 });
    log('error', 'invocation failed', {
      ...{ function: 'sync', invocation: '1f2e3d4c-0000', detail: 'two\nlines \u001b[2J' },
      stack: 'TypeError: two\nlines\n    at one (a.ts:1)\n    at two (b.ts:2)',
    });
    return terminal.err().split('\n');
  };

  test('is a line for people, with a stack below, and nothing in it moves the cursor', () => {
    expect(logged({})).toEqual([
      '10:00:00.123 info   sync 1f2e3d4c  invocation succeeded  ms=12',
      '10:00:00.123 error  sync 1f2e3d4c  invocation failed  detail=two lines ␛[2J',
      '    at one (a.ts:1)',
      '    at two (b.ts:2)',
    ]);
  });

  test('has details with --verbose', () => {
    expect(logged({ verbose: true })[0]).toBe('10:00:00.123 debug  a detail');
  });

  test('is an object a line with --json', () => {
    expect(logged({ json: true }).map((line): unknown => JSON.parse(line))).toMatchObject([
      { time: now().toISOString(), level: 'info', message: 'invocation succeeded', function: 'sync', ms: 12 },
      { level: 'error', message: 'invocation failed', stack: expect.stringContaining('at two') as unknown },
    ]);
  });
});

describe('options', () => {
  test('are described', async () => {
    const terminal = createRecordingTerminal();

    expect(await runProgram(['serve', '--help'], terminal)).toBe(0);
    const flat = terminal.out().replace(/\s+/g, ' ');
    for (const words of [
      'Usage: rollcall serve',
      'without Azure Functions Core Tools',
      '--port <number> where to listen; 0 is any free port (default: 7071)',
      '--settings <file>',
      'default: local.settings.json',
      '--json',
      '--verbose',
      'ROLLCALL_FUNCTION_KEY, ROLLCALL_MASTER_KEY',
      'ROLLCALL_MESSAGE_LEASE_SECONDS',
      'AzureWebJobs.NAME.Disabled',
    ])
      expect(flat).toContain(words);
    expect(flat).not.toContain('--host');
  });

  test.each(['', '-1', '65536', '80.5', 'http', '0x50'])('a port of "%s" is refused with a hint', async (text) => {
    const terminal = createRecordingTerminal();

    expect(await runProgram(['serve', '--port', text], terminal)).toBe(1);
    expect(terminal.err()).toContain('expected a port from 0 to 65535.');
    expect(terminal.err()).toContain('Try: rollcall serve --help');
  });
});

test('local.settings.json in the current folder fills in what the environment does not have', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-settings-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const values = {
    SYNC_SCHEDULE: '0 30 * * * *',
    SUBSCRIPTION_SCHEDULE: '0 0 * * * *',
    MESSAGES_SCHEDULE: '0 0 * * * *',
    AzureWebJobsStorage: 'no connection string',
    ROLLCALL_FUNCTION_KEY: 'k',
  };
  writeFileSync(join(folder, 'local.settings.json'), JSON.stringify({ Values: values }));
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'serve', '--port', '0'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      'AzureWebJobs.sync-connection.Disabled': 'true',
      'AzureWebJobs.sync-person.Disabled': 'true',
      'AzureWebJobs.keep-entra-subscriptions.Disabled': 'true',
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  const exit = once(child, 'exit');
  while (!out.includes('Ctrl+C') && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), exit]);
  child.kill('SIGINT');
  await exit;

  expect(child.exitCode).toBe(0);
  expect(out).toContain('timer 0 30 * * * * (UTC)');
  expect(out).toContain('Function key  $ROLLCALL_FUNCTION_KEY');
});
