/** A company lets Rollcall write in stages, over real HTTP and the functions themselves, once with each directory. Each chapter goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRecordingTerminal } from '../cli/recording-terminal.ts';
import { hired } from './company.ts';
import { glance } from './events/shared-chapters.ts';
import { openHostedCompany, type HostedCompany } from './events/hosted-company.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { WORK_QUEUES } from '../../src/adapters/azure/queue/queue-names.ts';
import { writesOf } from './trouble/trouble.ts';

const SIX = ['Abbott', 'Bryant', 'Castro', 'Dunlap', 'Ellison', 'Foster'] as const;

describe.each(['entra', 'okta'] as const)('%s', { timeout: 120_000 }, (directory) => {
  let company: HostedCompany;
  beforeAll(async () => {
    company = await openHostedCompany(directory, { connection: { mode: 'observe', seats: { F: 25 } } });
    await company.start();
    // Entra ID tells of nothing before somebody has asked it to.
    if (directory === 'entra') await company.byHand('renew-entra-subscriptions');
    await company.settled();
  });
  afterAll(async () => {
    await company.stop();
  });
  beforeEach(() => {
    company.sandbox.clearTraffic();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  async function hourly(): Promise<RunReport> {
    await company.byHand('hourly-sync');
    const [report, ...more] = await company.settled();
    if (report === undefined || more.length > 0) throw new Error('The timer was to make one run');
    return report;
  }
  async function rollcall(...words: readonly string[]) {
    for (const [name, value] of Object.entries(company.env)) vi.stubEnv(name, value);
    const terminal = createRecordingTerminal();
    const code = await runProgram([...words, '--config', company.place], terminal);
    return { code, out: terminal.out() };
  }
  const told = (report: RunReport): string => glance(company)(report);

  test('01 observe: a starter, a leaver and a rename are planned, and nothing is written', async () => {
    hired(company.sandbox.world, 'Underwood', company.group());
    company.person('Tobin').state = 'disabled';
    company.person('Quinn').firstName = 'Samuel';

    const report = await hourly();

    expect(told(report)).toBe(
      'queue: everybody: deactivate stobin: to do, update squinn: to do, create sunderwood: to do',
    );
    expect(report).toMatchObject({ mode: 'observe', applied: false, outcome: 'pending' });
    expect(company.writes()).toEqual([]);
  });

  test('02 observe: an event about somebody who leaves is planned too, and not written', async () => {
    await company.happens('disabled', company.person('Reyes'));
    const reports = await company.settled();

    expect(reports.map(told)).toEqual(['event: sreyes: deactivate sreyes: to do']);
    expect(company.writes()).toEqual([]);
  });

  test('03 create-only: the hourly run makes the member, and leaves the rest to somebody', async () => {
    company.reconfigure({ mode: 'create-only' });

    const report = await hourly();

    expect(told(report)).toBe(
      'queue: everybody: deactivate sreyes: left, deactivate stobin: left, update squinn: left, create sunderwood: done',
    );
    expect(report).toMatchObject({
      mode: 'create-only',
      applied: true,
      creationsOnly: true,
      outcome: 'pending',
      whole: true,
      summary: '1 change made and verified, 3 left by the mode create-only.',
    });
    expect(writesOf(company)).toEqual(['POST /system/members']);
  });

  test('04 create-only: run again, and nothing is written; the same is left', async () => {
    const report = await hourly();

    expect(told(report)).toBe(
      'queue: everybody: deactivate sreyes: left, deactivate stobin: left, update squinn: left',
    );
    expect(report.outcome).toBe('pending');
    expect(company.writes()).toEqual([]);
    expect((await company.get('/api/health')).status).toBe(200);
  });

  test('05 create-only: an event about somebody who leaves is looked at once and waits in no queue', async () => {
    await company.happens('disabled', company.person('Osborn'));
    const reports = await company.settled();

    expect(reports.map(told)).toEqual(['event: sosborn: deactivate sosborn: left']);
    expect(reports[0]).toMatchObject({ outcome: 'pending', whole: true });
    expect(company.member('sosborn').inactiveFlag).toBe(false);
    expect(company.writes()).toEqual([]);
    for (const queue of Object.values(WORK_QUEUES)) expect(await company.visible(queue)).toBe(0);
    expect(await company.storage.queue?.countPoisoned()).toBe(0);
  });

  test('06 create-only: an event about somebody new gives them a member', async () => {
    await company.happens('joined', hired(company.sandbox.world, 'Vance'));
    const reports = await company.settled();

    expect(reports.map(told)).toEqual(['event: svance: create svance: done']);
    expect(reports[0]?.outcome).toBe('converged');
    expect(writesOf(company)).toEqual(['POST /system/members']);
  });

  test('07 create-only: a run that somebody asks for over HTTP is held to the mode as well', async () => {
    const answer = await company.app().call('/api/connections/harborpine/runs', { method: 'POST' });
    const reports = await company.settled();

    expect(answer.status).toBe(202);
    expect(reports.map(told)).toEqual([
      'http: everybody: deactivate sosborn: left, deactivate sreyes: left, deactivate stobin: left, update squinn: left',
    ]);
    expect(await company.get(answer.headers.get('Location') ?? '')).toMatchObject({
      status: 200,
      body: { run: reports[0]?.run },
    });
    expect(company.writes()).toEqual([]);
  });

  test('08 create-only: a seat that only a departure would free is not taken', async () => {
    hired(company.sandbox.world, 'Wexler', company.group());
    // As many as are in use: 20 technicians, two new ones, the administrator.
    company.reconfigure({ seats: { F: usedSeats() } });

    const report = await hourly();
    const page = await company.app().call(`/api/connections/harborpine/runs/${report.run}/report.html`);

    expect(told(report)).toMatch(/create swexler: left$/);
    expect(company.writes()).toEqual([]);
    expect([...company.sandbox.world.members.values()].map(({ identifier }) => identifier)).not.toContain('swexler');
    expect(await page.text()).toContain('in use or promised, and what would free one is left.');
  });

  test('09 create-only: a person at the command line does what the mode left, and the seats come free', async () => {
    const shown = await rollcall('plan');
    const applied = await rollcall('apply', '--yes');
    const reports = await company.settled();

    expect(shown.out).toContain('stobin');
    expect(applied.code).toBe(0);
    expect(reports.map(told).at(-1)).toBe(
      'command-line: everybody: deactivate sosborn: done, deactivate sreyes: done, deactivate stobin: done, update squinn: done, create swexler: done',
    );
    expect(reports.at(-1)).toMatchObject({ mode: 'create-only', outcome: 'converged' });
  });

  test('10 create-only: what a guard holds is held all the same, and an approval does it', async () => {
    for (const name of SIX) company.person(name).state = 'disabled';
    const report = await hourly();

    const { code, out } = await rollcall('approve', report.steps[0]?.digest ?? '', '--note', 'as discussed');
    await company.settled();

    expect(told(report)).toBe(
      `queue: everybody: ${SIX.map((name) => `deactivate s${name.toLowerCase()}: held by limit-per-run`).join(', ')}`,
    );
    expect(code).toBe(0);
    expect(out).toContain('sabbott');
    expect(company.member('sabbott').inactiveFlag).toBe(true);
    expect(writesOf(company)).toEqual(['POST /system/members/sabbott/deactivate']);
  });

  test('11 create-only: somebody who returns is left as well', async () => {
    for (const name of SIX) company.person(name).state = 'enabled';

    const report = await hourly();

    expect(told(report)).toBe('queue: everybody: reactivate sabbott: left');
    expect(company.writes()).toEqual([]);
  });

  test('12 full: the hourly run does all that no guard holds, and run again there is nothing', async () => {
    company.reconfigure({ mode: 'full' });
    company.person('Castro').state = 'disabled';

    const report = await hourly();
    const again = await hourly();

    expect(told(report)).toBe('queue: everybody: deactivate scastro: done, reactivate sabbott: done');
    expect(report).toMatchObject({ mode: 'full', outcome: 'converged' });
    expect(report.creationsOnly).toBeUndefined();
    expect(told(again)).toBe('queue: everybody: nothing');
  });

  function usedSeats(): number {
    return [...company.sandbox.world.members.values()].filter(
      ({ inactiveFlag, licenseClass }) => !inactiveFlag && licenseClass === 'F',
    ).length;
  }
});
