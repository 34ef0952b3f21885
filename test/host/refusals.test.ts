/** What `rollcall serve` does not start with: said in words, with nothing left running. */
import { describe, expect, test } from 'vitest';
import { createServer } from 'node:http';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { startServeApp } from '../support/served/serve-app.ts';
import { tmpdir } from 'node:os';
import { z } from 'zod';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const SETTINGS = {
  SYNC_SCHEDULE: '0 0 * * * *',
  SUBSCRIPTION_SCHEDULE: '0 30 * * * *',
  MESSAGES_SCHEDULE: '0 */15 * * * *',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

const SETTING = 'it in the environment, or under "Values" in local.settings.json';
const ACCOUNT = 'the connection string of a storage account, or UseDevelopmentStorage=true for Azurite';

/** A start on a folder of functions that has to fail; answers what it said. */
async function refusalOf(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const started = await startServeApp({ env, functions: new URL(folder, import.meta.url) }).catch(
    (error: unknown) => error,
  );
  if (started instanceof Error) return started.message;
  throw new RangeError('It started');
}

/** `rollcall serve` with these arguments, which has to fail; answers code and stderr. */
async function failedServe(args: readonly string[], env: Readonly<Record<string, string>>) {
  const failed: unknown = await promisify(execFile)(process.execPath, [...args], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...env },
  }).catch((error: unknown) => error);
  return z.object({ code: z.number(), stdout: z.literal(''), stderr: z.string() }).parse(failed);
}

describe('functions', () => {
  test.each([
    [
      'in a folder that is not there',
      'functions/nowhere/',
      /functions\/nowhere\/: There are no functions here\. A build makes them: npm run build/,
      {},
    ],
    ['that register nothing', 'functions/silent/', /functions\/silent\/: No file here registers a function\./, {}],
    [
      'that register a hook',
      'functions/hook/',
      /hook preInvocation: A function registers this hook, and rollcall serve runs none\. .*func start\./,
      {},
    ],
    [
      'with HTTP but without streams',
      'functions/unstreamed/',
      /functions: HTTP functions are hosted here only as streams; expected one of them to call app\.setup\(\{ enableHttpStream: true \}\)\./,
      {},
    ],
    [
      'whose settings are not there',
      'functions/queue/',
      /The configuration has 2 problems:\n {2}function work: The setting WorkStorage is not set; .*\n {2}function work: The setting WORK_QUEUE is not set/,
      {},
    ],
    [
      'whose connection cannot be understood',
      'functions/queue/',
      /WorkStorage: This connection string cannot be understood/,
      { WorkStorage: 'hunter2', WORK_QUEUE: 'x' },
    ],
  ])('%s', async (_what, folder, words, env) => {
    const said = await refusalOf(folder, { ...env });

    expect(said).toMatch(/^rollcall serve ended with code 1\.\nError {2}/);
    expect(said).toMatch(words);
    expect(said).not.toContain('hunter2');
  });

  test('of the project, without their settings, are refused with all that is missing', async () => {
    const { code, stderr } = await failedServe([MAIN, 'serve', '--port', '0'], {});

    expect(code).toBe(1);
    expect(stderr).toBe(
      [
        'Error  The configuration has 8 problems:',
        ...[
          ['carry-out-approval', 'AzureWebJobsStorage', ACCOUNT],
          ['hourly-sync', 'SYNC_SCHEDULE', SETTING],
          ['keep-entra-subscriptions', 'AzureWebJobsStorage', ACCOUNT],
          ['renew-entra-subscriptions', 'SUBSCRIPTION_SCHEDULE', SETTING],
          ['send-messages', 'MESSAGES_SCHEDULE', SETTING],
          ['sync-connection', 'AzureWebJobsStorage', ACCOUNT],
          ['sync-person', 'AzureWebJobsStorage', ACCOUNT],
          ['sync-slow-connection', 'AzureWebJobsStorage', ACCOUNT],
        ].map(
          ([name, setting, expected]) => `  function ${name}: The setting ${setting} is not set; expected ${expected}.`,
        ),
        '',
      ].join('\n'),
    );
  });
});

test('a port that is taken is told with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = z.object({ port: z.number() }).parse(other.address());
  try {
    const { code, stderr } = await failedServe([MAIN, 'serve', '--port', String(port)], SETTINGS);

    expect(code).toBe(1);
    expect(stderr).toBe(
      `Error  Port ${port} of 127.0.0.1 is taken by another program. Stop that one, or choose another port: --port ${port + 1}, or --port 0 for any free one.\n`,
    );
  } finally {
    other.close();
  }
});

test('a Node without module.registerHooks is told which one is needed', async () => {
  const older = `data:text/javascript,${encodeURIComponent(
    "import module from 'node:module'; delete module.registerHooks; module.syncBuiltinESMExports();",
  )}`;
  const { code, stderr } = await failedServe(['--import', older, MAIN, 'serve', '--port', '0'], SETTINGS);

  expect(code).toBe(1);
  expect(stderr).toBe(
    `Error  rollcall serve needs Node 22.15 or later (module.registerHooks); this is ${process.version}. The project brings its own: npm ci, then npm run serve\n`,
  );
});

describe('a settings file', () => {
  test('that was named and is not there', async () => {
    const { code, stderr } = await failedServe([MAIN, 'serve', '--settings', 'nowhere.json'], SETTINGS);

    expect(code).toBe(1);
    expect(stderr).toContain('nowhere.json: There is no settings file here. local.settings.example.json is one');
  });

  test('that cannot be read', async () => {
    const { stderr } = await failedServe([MAIN, 'serve', '--settings', tmpdir()], SETTINGS);

    expect(stderr).toContain('The settings file cannot be read (EISDIR).');
  });
});

test('keys that are the same', async () => {
  const { stderr } = await failedServe([MAIN, 'serve', '--port', '0'], {
    ...SETTINGS,
    ROLLCALL_FUNCTION_KEY: 'hunter2',
    ROLLCALL_MASTER_KEY: 'hunter2',
  });

  expect(stderr).toContain('ROLLCALL_MASTER_KEY: This is the same as ROLLCALL_FUNCTION_KEY');
  expect(stderr).not.toContain('hunter2');
});
