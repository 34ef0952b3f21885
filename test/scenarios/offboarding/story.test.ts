/** Two people leave and one comes back, over real HTTP and a real blob store, once with each directory. Each chapter goes on where the one before ended. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../../src/cli/program.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { changeRow } from '../../../src/sandbox/work/table.ts';
import { createRecordingTerminal } from '../../cli/recording-terminal.ts';
import { told } from '../../support/builders/a-leaving-team.ts';
import { AT_FIRST, DUTIES, HANDED_OVER, openLeavingCompany, type LeavingCompany } from './leaving-company.ts';

const TOBINS = ['101 > smercer', '102 > smercer', '103 > smercer', 'reportsTo of sabbott > smercer'];
const HANDOVERS = ['201 > smercer', ...TOBINS];
const DEPARTURES = ['deactivate ssawyer', 'deactivate stobin'];
/** When Tobin is back and has had his work returned: Quinn took one ticket meanwhile, and Sawyer is still away. */
const GIVEN_BACK = { ...AT_FIRST, 102: 'squinn', 201: 'smercer' };

const each = (lines: readonly string[], end: string): readonly string[] =>
  lines.map((line) => `${line}: ${end}`).sort();
const storyOf = (report: RunReport): readonly string[] => [...told(report)].sort();

describe.each(['entra', 'okta'] as const)('%s', (directory) => {
  let company: LeavingCompany;
  let folder: string;
  /** The run in which both left. */
  let left: RunReport;
  beforeAll(async () => {
    company = await openLeavingCompany(directory, 'blobs');
    folder = await mkdtemp(join(tmpdir(), 'rollcall-leaving-'));
    const { text, env } = company.file({ connection: { offboarding: { duties: DUTIES } } });
    await writeFile(join(folder, 'rollcall.json'), text);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([company.stop(), rm(folder, { recursive: true })]);
  });
  beforeEach(() => {
    company.sandbox.clearTraffic();
  });

  /** A command line of the administrator's. */
  const rollcall = async (...args: readonly string[]) => {
    const terminal = createRecordingTerminal();
    const code = await runProgram([...args, '--config', join(folder, 'rollcall.json')], terminal);
    return { code, out: terminal.out(), err: terminal.err() };
  };
  const pathsOf = async ({ run }: RunReport): Promise<readonly string[]> =>
    (await company.storage.store.list('', { limit: 1000 })).filter((path) => path.includes(`${run}/`));
  const filesOf = async (report: RunReport): Promise<readonly string[]> =>
    (await pathsOf(report)).map((path) => path.replace(/^.*\//, ''));
  const textOf = async (report: RunReport, name: string): Promise<string> => {
    const path = (await pathsOf(report)).find((one) => one.endsWith(`/${name}`));
    return (await company.storage.store.read(path ?? name))?.text ?? '';
  };
  const sheetFile = (identifier: string): string => `leaver-${company.member(identifier).id}.html`;
  const teamLeaders = () => [...company.sandbox.world.work.teams.byId.values()].map(({ leader }) => leader);
  const projectManagers = () => [...company.sandbox.world.work.projects.byId.values()].map(({ manager }) => manager);

  test('01 nobody leaves: nothing is asked of anybody, and no work moves', async () => {
    const report = await company.run(true);

    expect(report).toMatchObject({ steps: [], outcome: 'converged' });
    expect(report.offboarding?.leavers).toEqual([]);
    expect(company.writes()).toEqual([]);
  });

  test('02 two leave: the plan hands their work to the manager, past the manager who leaves as well, and nothing moves', async () => {
    company.person('Tobin').state = 'disabled';
    company.person('Sawyer').state = 'disabled';

    const report = await company.run(false);

    expect(storyOf(report)).toEqual(each([...HANDOVERS, ...DEPARTURES], 'open'));
    expect(report.outcome).toBe('pending');
    expect(company.desks()).toEqual(AT_FIRST);
    expect(company.superiorOf('sabbott')).toBe('stobin');
    expect(company.writes()).toEqual([]);
    const files = await filesOf(report);
    expect(files).toEqual(expect.arrayContaining([sheetFile('stobin'), sheetFile('ssawyer')]));
    expect(files).not.toContain('undo.json');
  });

  test('03 apply does just that: owners by a patch, a resource by a schedule entry, the superior in the record, the rest by the deactivation', async () => {
    left = await company.run(true);

    expect(storyOf(left)).toEqual(each([...HANDOVERS, ...DEPARTURES], 'done'));
    expect(left.outcome).toBe('converged');
    expect(company.desks()).toEqual(HANDED_OVER);
    expect(company.superiorOf('sabbott')).toBe('smercer');
    expect(['stobin', 'ssawyer'].map((who) => company.member(who).inactiveFlag)).toEqual([true, true]);
    expect([...teamLeaders(), ...projectManagers()]).toEqual([
      company.member('smercer').id,
      company.member('smercer').id,
    ]);
    const entry = company.sandbox.world.work.scheduleEntries.byId.get(60_001);
    const abbott = company.member('sabbott').id;
    expect([...company.writes()].sort()).toEqual(
      [
        'PATCH /service/tickets/101',
        'PATCH /project/tickets/102',
        'PATCH /service/tickets/201',
        'POST /schedule/entries',
        `PATCH /schedule/entries/${entry?.id ?? 0}`,
        `PATCH /system/members/${abbott}`,
        `POST /system/members/${company.member('stobin').id}/deactivate`,
        `POST /system/members/${company.member('ssawyer').id}/deactivate`,
      ].sort(),
    );
    expect(entry).toMatchObject({ objectId: 103, member: company.member('stobin').id, doneFlag: true });
  });

  test('04 the PSA has mailed nobody for it, and called nobody about a ticket', () => {
    expect(
      company.sandbox.world.work.sent.filter(({ kind, record }) => kind === 'mail' || record !== 'schedule'),
    ).toEqual([]);
  });

  test('05 what was handed over is kept for an undo, and each leaver has a page with what was and what is left', async () => {
    const record = await company.storage.archive.readUndo(left.connection, left.run);

    expect(await filesOf(left)).toEqual(
      expect.arrayContaining(['undo.json', 'work.csv', sheetFile('stobin'), sheetFile('ssawyer')]),
    );
    expect(record?.handovers.map(({ step }) => step).sort()).toEqual(
      left.steps.flatMap(({ action, digest }) => (action.kind === 'reassign' ? [digest] : [])).sort(),
    );
    expect(await textOf(left, sheetFile('stobin'))).toContain('Printer is offline');
    expect(left.offboarding?.leavers.map(({ member, after }) => [member.identifier, after?.length])).toEqual(
      expect.arrayContaining([
        ['ssawyer', 0],
        // The ticket on which somebody else is as well, and the membership of a team.
        ['stobin', 2],
      ]),
    );
  });

  test('06 the command line shows a leaver’s sheet out of that run', async () => {
    const { code, out } = await rollcall('show', left.run, '--leaver', 'stobin');

    expect(code).toBe(0);
    expect(out).toContain('stobin (Sam Tobin): account disabled in the directory');
    expect(out).toContain('Printer is offline');
  });

  test('07 run again: nothing to do, and nothing is written', async () => {
    const report = await company.run(true);

    expect(report).toMatchObject({ steps: [], outcome: 'converged' });
    expect(company.desks()).toEqual(HANDED_OVER);
    expect(company.writes()).toEqual([]);
  });

  test('08 an undo while both are away hands nothing to anybody who is not there', async () => {
    const { code, out } = await rollcall('undo', left.run, '--yes');

    expect(code).toBe(2);
    expect(out).toContain('stobin is switched off');
    expect(company.desks()).toEqual(HANDED_OVER);
    expect(company.writes()).toEqual([]);
  });

  test('09 one comes back: the member is switched on again, and the work stays where it is', async () => {
    company.person('Tobin').state = 'enabled';

    const report = await company.run(true);

    expect(told(report)).toEqual(['reactivate stobin: done']);
    expect(company.member('stobin').inactiveFlag).toBe(false);
    expect(company.desks()).toEqual(HANDED_OVER);
  });

  test('10 undo: what was theirs is theirs again, but not what somebody else took since, nor what is of somebody still away', async () => {
    const { work } = company.sandbox.world;
    changeRow(work.projectTickets, 102, { owner: company.member('squinn').id });

    const { code, out } = await rollcall('undo', left.run.slice(0, 16), '--yes', '--json');

    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      undoes: left.run,
      outcome: 'converged-with-holds',
      applied: true,
      findings: [{ kind: 'handover-moved' }],
    });
    expect(company.desks()).toEqual(GIVEN_BACK);
    expect(company.superiorOf('sabbott')).toBe('stobin');
    expect(work.scheduleEntries.byId.get(60_001)).toMatchObject({ objectId: 103, doneFlag: false });
    expect(work.sent.filter(({ kind }) => kind === 'mail')).toEqual([]);
  });

  test('11 the same undo again hands nothing back twice', async () => {
    const { code, out } = await rollcall('undo', left.run, '--yes', '--json');

    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      steps: [{ verdict: 'hold', action: { member: { identifier: 'ssawyer' } } }],
    });
    expect(company.writes()).toEqual([]);
  });

  test('12 run again: nothing to do', async () => {
    const report = await company.run(true);

    expect(report).toMatchObject({ steps: [], outcome: 'converged' });
    expect(company.desks()).toEqual(GIVEN_BACK);
    expect(company.writes()).toEqual([]);
  });

  test('13 whoever leaves once more hands over once more what they have by then', async () => {
    company.person('Tobin').state = 'disabled';

    const report = await company.run(true);

    const again = TOBINS.filter((line) => !line.startsWith('102'));
    expect(storyOf(report)).toEqual(each([...again, 'deactivate stobin'], 'done'));
    expect(company.desks()).toEqual({ ...HANDED_OVER, 102: 'squinn' });
    expect(await filesOf(report)).toContain('undo.json');
  });
});
