/** rollcall demo --serve: after its story the pages show the demo's company, and a signal ends all of it without a trace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createRecordingTerminal } from './recording-terminal.ts';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { readWorkbook } from '../support/readers/read-workbook.ts';
import { runProgram } from '../../src/cli/program.ts';
import { tmpdir } from 'node:os';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

let folder: string;
let child: ChildProcessByStdio<null, Readable, Readable>;
let closed: Promise<unknown>;
let pages: URL;
let out = '';
let err = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  mkdirSync(join(folder, 'tmp'));
  child = spawn(process.execPath, [MAIN, 'demo', '--serve', '--out', 'reports'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      TMPDIR: join(folder, 'tmp'),
      // Of somebody who has Rollcall set up on this machine: nothing of it may get into the demo.
      ROLLCALL_CONFIG: join(folder, 'their-own.json'),
      ROLLCALL_SIGN_IN: 'required',
      ROLLCALL_FUNCTION_KEY: 'their-own-key',
      ROLLCALL_MASTER_KEY: 'their-own-key',
      AzureWebJobsStorage: 'DefaultEndpointsProtocol=https;AccountName=theirs',
      'AzureWebJobs.dashboard.Disabled': 'true',
      SYNC_SCHEDULE: 'no schedule',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  closed = once(child, 'close');
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  while (!out.includes('Ctrl+C') && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), closed]);
  pages = new URL(/http:\/\/127\.0\.0\.1:\d+\/api\/app\?code=\S+/.exec(out)?.[0] ?? `about:${err}`);
}, 120_000);
afterAll(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Response> {
  const url = new URL(pages);
  url.pathname = path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return fetch(url);
}
const textOf = async (path: string): Promise<string> => (await get(`/api/app/harborpine${path}`)).text();

describe('while it serves', () => {
  test('it has told its story, where the pages are, and how to stop', () => {
    expect(Array.from(out.matchAll(/^── (\d)\. /gm), ([, act]) => act)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(out.trimEnd().split('\n').slice(-5)).toEqual([
      'The pages of this company, for this machine alone:',
      `  ${pages.href}`,
      '',
      'The sandbox and the blob store go on: the hourly run looks at them as it would at yours.',
      'Ctrl+C stops all of it; what it knew is gone then, and the reports above stay.',
    ]);
    expect(err).toBe('');
  });

  test.each([
    ['', /steps wait/],
    ['/runs', /Failed/],
    ['/waiting', /Held by a lack of seats/],
    ['/findings', /Nobody to hand work to/],
    ['/orphans', /tickets/],
    ['/seats', /idle/i],
    ['/leavers', /tmarlow/],
    ['/people?who=tmarlow', /Tina Marlow/],
  ])('the page %s shows the company of the demo', async (path, words) => {
    const [plain = '', who] = path.split('?who=');
    const response = await get(`/api/app/harborpine${plain}`, who === undefined ? {} : { who });

    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(words);
  });

  test('every run of the story is there, with the sheets of its leavers and its workbook', async () => {
    const saved = readdirSync(join(folder, 'reports')).toSorted();
    const runs = await textOf('/runs');

    expect(saved).toHaveLength(6);
    expect(saved.filter((run) => !runs.includes(`/runs/${run}?`))).toEqual([]);
    const leavers = /\/api\/app\/harborpine\/runs\/[^/]+\/leavers\/\d+/.exec(await textOf('/leavers'))?.[0] ?? '';
    expect((await get(leavers)).status).toBe(200);
    const workbook = await get(`/api/app/harborpine/runs/${saved[0] ?? ''}/files/report.xlsx`);
    expect(readWorkbook(new Uint8Array(await workbook.arrayBuffer())).map(({ name }) => name)).toContain('Actions');
  });

  test('a run can be asked for, and the queue function makes it', async () => {
    const url = new URL(pages);
    url.pathname = '/api/connections/harborpine/runs';
    const asked = await fetch(url, { method: 'POST' });

    expect(asked.status).toBe(202);
    const place = asked.headers.get('Location') ?? '';
    let answer = await get(place);
    while (answer.status === 202) answer = await get(place);
    expect(answer.status).toBe(200);
  }, 60_000);

  test('nobody gets in without the key, which is new', async () => {
    const plain = new URL('/api/app', pages);

    expect((await fetch(plain)).status).toBe(401);
    plain.searchParams.set('code', 'their-own-key');
    expect((await fetch(plain)).status).toBe(401);
  });
});

test('a signal ends it with 0, the port is closed, and nothing is left but the reports', async () => {
  expect(readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('rollcall-demo-'))).toHaveLength(1);

  child.kill('SIGINT');
  await closed;

  expect({ code: child.exitCode, err }).toEqual({ code: 0, err: '' });
  expect(out.endsWith('Stopped: the pages, the sandbox and the blob store.\n')).toBe(true);
  await expect(fetch(pages)).rejects.toThrow();
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  expect(readdirSync(folder).toSorted()).toEqual(['reports', 'tmp']);
});

test('its options are described', async () => {
  const terminal = createRecordingTerminal();

  expect(await runProgram(['demo', '--help'], terminal)).toBe(0);
  expect(terminal.out().replace(/\s+/g, ' ')).toContain(
    '--serve afterwards leave the pages and the sandbox running until Ctrl+C',
  );
});
