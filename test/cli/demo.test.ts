/** The demo plays its whole story with either directory and any company, and leaves reports that can be opened. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRecordingTerminal } from './recording-terminal.ts';
import { runProgram } from '../../src/cli/program.ts';
import { runReportSchema } from '../../src/reports/schema/schema.ts';
import { startScripted } from '../adapters/http/scripted-server.ts';
import { tmpdir } from 'node:os';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['entra', []],
  ['okta', ['--directory', 'okta']],
  ['entra with 60 people', ['--people', '60']],
  ['okta with 60 people', ['--directory', 'okta', '--people', '60']],
])('%s', async (name, args) => {
  const out = join(folder, name.replaceAll(' ', '-'));
  const terminal = createRecordingTerminal();

  const code = await runProgram(['demo', ...args, '--out', out], terminal);

  const text = terminal.out();
  expect({ code, err: terminal.err() }).toEqual({ code: 0, err: '' });
  const acts = Array.from(text.matchAll(/^── (\d)\. /gm), ([, act]) => Number(act));
  expect(acts.length).toBeGreaterThanOrEqual(6);
  expect(acts).toEqual(acts.map((_act, index) => index + 1));
  expect(terminal.phases).toEqual(['Starting the sandbox and the blob store', 'done']);

  const pages = Array.from(text.matchAll(/^\d\. (\S+report\.html)$/gm), ([, path]) => resolve(path ?? ''));
  // Each act but the last one, which lists the reports, is a run.
  expect(pages).toHaveLength(acts.length - 1);
  expect(pages.filter((path) => !path.startsWith(out) || !existsSync(path))).toEqual([]);
  const reports = pages.map((path) =>
    runReportSchema.parse(JSON.parse(readFileSync(join(path, '..', 'report.json'), 'utf8'))),
  );
  const [planned, applied, held, approved] = reports;
  const last = reports.at(-1);
  expect(planned).toMatchObject({ applied: false, outcome: 'pending' });
  expect(applied?.steps.filter((step) => step.outcome?.kind === 'done').length).toBeGreaterThan(0);
  expect(
    held?.steps.filter((step) => step.verdict === 'hold' && step.action.kind === 'deactivate').length,
  ).toBeGreaterThan(2);
  expect(held?.steps.filter(({ action, outcome }) => action.kind !== 'reassign' && outcome?.kind === 'done')).toEqual(
    [],
  );
  expect(approved?.trigger.kind).toBe('approval');
  // The word for one departure takes that member's handovers with it, and nothing of anybody else's.
  const released = approved?.steps.filter((step) => step.outcome?.kind === 'done').map(({ action }) => action) ?? [];
  const left = released.flatMap((action) => (action.kind === 'deactivate' ? [action.member.key] : []));
  expect(left).toHaveLength(1);
  expect(released.map((action) => (action.kind === 'create' ? null : action.member.key))).toEqual(
    released.map(() => left[0]),
  );
  expect(last?.steps.filter((step) => step.verdict === 'go')).toEqual([]);
  expect(last?.steps.filter((step) => step.outcome !== null)).toEqual([]);
  for (const path of pages)
    expect(
      readdirSync(join(path, '..'))
        .filter((file) => !/^leaver-\d+\.html$/.test(file))
        .toSorted(),
    ).toEqual([
      'actions.csv',
      'findings.csv',
      'orphans.csv',
      'plan.json',
      'report.html',
      'report.json',
      'report.txt',
      'seats.csv',
      'work.csv',
    ]);
  // Everybody who leaves has a page.
  const [plannedPage = ''] = pages;
  expect(readdirSync(join(plannedPage, '..')).filter((file) => file.startsWith('leaver-'))).toHaveLength(
    planned?.offboarding?.leavers.length ?? 0,
  );
  expect(planned?.offboarding?.leavers.length).toBeGreaterThan(2);
});

test('tells nobody of its runs, wherever the real ones are told', async () => {
  const receiver = await startScripted([{ status: 200 }]);
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);

  const code = await runProgram(['demo', '--people', '60', '--out', join(folder, 'untold')], createRecordingTerminal());

  expect(code).toBe(0);
  expect(receiver.seen).toEqual([]);
  vi.unstubAllEnvs();
  await receiver.stop();
});
