/** The chapters that are the same whichever directory it happens in. Each goes on where the one before ended. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRecordingTerminal } from '../../cli/recording-terminal.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { PERSON_QUEUE } from '../../../src/runtime/handlers.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { z } from 'zod';
import { hired, storyOf } from '../company.ts';
import { PEOPLE, writesOf } from '../trouble/trouble.ts';
import type { HostedCompany } from './hosted-company.ts';

/** Six may go in one run, so that eight may not. */
export const LIMITS = {
  guards: { limits: { deactivate: { perRun: { count: 6, percent: 50 }, perDay: { count: 20, percent: 100 } } } },
} as const;

const HARBORPINE = connectionName('harborpine');
const EIGHT = ['Abbott', 'Bryant', 'Castro', 'Dunlap', 'Ellison', 'Foster', 'Gibson', 'Hayes'] as const;
const ticketShape = z.object({ ticket: z.string(), run: z.string() });

export function sharedChapters(hosted: () => HostedCompany): void {
  beforeEach(() => {
    hosted().sandbox.clearFaults();
    hosted().sandbox.clearTraffic();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('02 somebody is disabled: one run over that person, their member is off, and nobody else is touched', async () => {
    const company = hosted();
    const others = membersBut(company, 'stobin');
    const before = new Date().toISOString();

    await company.happens('disabled', company.person('Tobin'));
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: stobin: deactivate stobin: done']);
    expect(reports[0]).toMatchObject({ outcome: 'converged', applied: true, trigger: { by: 'sync-person' } });
    expect(company.member('stobin').inactiveFlag).toBe(true);
    expect(membersBut(company, 'stobin')).toEqual(others);
    expect(writesOf(company)).toEqual(['POST /system/members/stobin/deactivate']);
    expect(company.sandbox.traffic.filter(({ path }) => PEOPLE.test(path))).toEqual([]);
    expect(await company.storage.journal.readSince(HARBORPINE, before)).toMatchObject([
      { run: reports[0]?.run, intent: { action: 'deactivate', identifier: 'stobin' }, outcome: { kind: 'done' } },
    ]);
  });

  test('03 the same delivery comes again: nothing is written', async () => {
    const company = hosted();
    const answered = company.says(company.teller.kind === 'okta' ? 'events taken in' : 'notifications taken in');

    const statuses = await company.teller.again();
    const line: unknown = JSON.parse((await answered).message);
    const reports = await company.settled();

    // Okta's events have an id each. Graph's have none, so its repetition is one more look.
    const news = company.teller.kind === 'okta' ? 0 : 1;
    expect(statuses.every((status) => status !== null && status < 300)).toBe(true);
    expect(line).toMatchObject({ accepted: news, repeated: 1 - news, people: news });
    expect(reports.map(glance(company))).toEqual(news === 0 ? [] : ['event: stobin: nothing']);
    expect(writesOf(company)).toEqual([]);
  });

  test('04 twenty deliveries for one person, while another is looked at, become one run', async () => {
    const company = hosted();
    const { promise: waiting, resolve: goOn } = Promise.withResolvers<undefined>();
    const seen = company.said('a run has seen this already');
    const quinn = company.person('Quinn');
    // The first answer of the directory waits, and with it whatever lies in the queue of people.
    holdDirectory(company, waiting);
    await company.happens('renamed', company.person('Parker'));
    await expect.poll(() => company.sandbox.traffic.length, { timeout: 60_000 }).toBeGreaterThan(0);

    await Promise.all(Array.from({ length: 20 }, () => company.happens('renamed', quinn)));
    await expect.poll(() => company.visible(PERSON_QUEUE), { timeout: 60_000 }).toBe(20);
    goOn(undefined);
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual([
      'event: sparker: update sparker: done',
      'event: squinn: update squinn: done',
    ]);
    expect(company.said('a run has seen this already') - seen).toBe(19);
    expect(company.member('squinn').record).toMatchObject({ firstName: quinn.firstName });
    expect(company.writes()).toHaveLength(2);
  });

  test('05 somebody is taken out of the group: asked for directly, and switched off', async () => {
    const company = hosted();

    await company.happens('left', company.person('Sawyer'));
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: ssawyer: deactivate ssawyer: done']);
    expect(reports[0]?.steps[0]?.action).toMatchObject({ because: 'out-of-scope' });
    expect(company.member('ssawyer').inactiveFlag).toBe(true);
    const asked = company.sandbox.traffic.map(({ path }) => path);
    expect(asked.filter((path) => PEOPLE.test(path))).toEqual([]);
    expect(asked.filter((path) => /checkMemberGroups|\/users\/[^/]+\/groups/.test(path))).toHaveLength(1);
  });

  test('06 somebody new gets a member, and somebody who returns has theirs again', async () => {
    const company = hosted();
    const underwood = hired(company.sandbox.world, 'Underwood');

    await company.happens('joined', underwood);
    await company.happens('enabled', company.person('Tobin'));
    const reports = await company.settled();

    expect(reports.map(glance(company)).toSorted()).toEqual([
      'event: stobin: reactivate stobin: done',
      'event: sunderwood: create sunderwood: done',
    ]);
    expect(company.member('sunderwood').record).toMatchObject({
      officeEmail: 'sunderwood@harborpine.example',
      securityRole: { name: 'Technician' },
    });
    expect(company.member('stobin').inactiveFlag).toBe(false);
    expect(company.writes()).toHaveLength(2);
  });

  test('07 eight people at once: one run over everybody, held whole, and nobody is switched off', async () => {
    const company = hosted();
    const eight = EIGHT.map(company.person);

    await company.happens('disabled', ...eight);
    const reports = await company.settled();

    const held = EIGHT.map((name) => `deactivate s${name.toLowerCase()}: held by limit-per-run`);
    expect(reports.map(glance(company))).toEqual([`event: everybody: ${held.join(', ')}`]);
    expect(reports[0]).toMatchObject({ outcome: 'converged-with-holds', trigger: { by: 'sync-person' } });
    expect(company.writes()).toEqual([]);
    expect(EIGHT.filter((name) => company.member(`s${name.toLowerCase()}`).inactiveFlag)).toEqual([]);

    // It was a mistake, and it is put right.
    await company.happens('enabled', ...eight);
    expect((await company.settled()).map(glance(company))).toEqual(['event: everybody: nothing']);
    expect(company.writes()).toEqual([]);
  });

  test('08 while another run has the connection the event waits, comes back, and is done then', async () => {
    const company = hosted();
    const busy = company.said(BUSY);
    const lease = await company.storage.lock.acquire(HARBORPINE);

    await company.happens('disabled', company.person('Reyes'));
    await expect.poll(() => company.said(BUSY) - busy, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(company.writes()).toEqual([]);
    await lease?.release();
    const reports = await company.settled();

    expect(lease).toBeDefined();
    expect(reports.map(glance(company))).toEqual(['event: sreyes: deactivate sreyes: done']);
    expect(await company.storage.queue?.countPoisoned()).toBe(0);
  });

  test('09 a directory that cannot be read has the event tried again, put aside, told, put back and done', async () => {
    const company = hosted();
    const health = async () => company.get('/api/health');
    expect((await health()).status).toBe(200);
    const aside = company.says('message set aside in the poison queue');
    breakDirectory(company);

    await company.happens('disabled', company.person('Osborn'));
    await aside;
    const tries = await company.settled();

    expect(tries.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    expect(company.writes()).toEqual([]);
    expect(await health()).toMatchObject({
      status: 503,
      body: { status: 'red', poisoned: 1, connections: [{ healthy: true }] },
    });
    expect(await poison(company)).toMatchObject({
      code: 2,
      json: [
        { kind: 'person', work: { person: company.teller.idOf(company.person('Osborn')), asked: { by: 'event' } } },
      ],
    });

    company.sandbox.clearFaults();
    expect(await poison(company, '--replay')).toEqual({ code: 0, json: { replayed: 1, left: 0 } });
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['event: sosborn: deactivate sosborn: done']);
    expect((await health()).status).toBe(200);
  });

  test('10 whoever asks for a run gets its address, which tells that it waits and then shows it', async () => {
    const company = hosted();
    const mercer = company.person('Mercer');
    mercer.state = 'disabled';
    const paths = ['runs', `people/${company.teller.idOf(mercer)}/sync`];
    const lease = await company.storage.lock.acquire(HARBORPINE);
    const asked = await Promise.all(paths.map((path) => ask(company, path)));

    for (const { location } of asked)
      expect(await company.get(location)).toMatchObject({ status: 202, body: { state: 'waiting' } });
    await lease?.release();
    const reports = await company.settled();

    expect(lease).toBeDefined();
    for (const { location, ticket } of asked) {
      const report = reports.find(({ trigger }) => trigger.ticket === ticket);
      expect(report).toMatchObject({ trigger: { kind: 'http' }, outcome: 'converged' });
      expect(await company.get(location)).toMatchObject({ status: 200, body: { run: report?.run } });
    }
    expect(reports.map((report) => report.person?.login ?? 'everybody').toSorted()).toEqual([
      'everybody',
      mercer.login,
    ]);
    // Whichever came first.
    expect(writesOf(company)).toEqual(['POST /system/members/smercer/deactivate']);
  });

  test('11 run again: nothing', async () => {
    const company = hosted();

    await company.byHand('hourly-sync');
    const reports = await company.settled();

    expect(reports.map(glance(company))).toEqual(['queue: everybody: nothing']);
    expect(reports[0]?.outcome).toBe('converged');
    expect(company.writes()).toEqual([]);
  });
}

export const BUSY = 'the connection is busy, so this comes back later';

/** "event: stobin: deactivate stobin: done": trigger, whom it was about, steps. */
export function glance({ sandbox }: HostedCompany) {
  return (report: RunReport): string => {
    const who = [...sandbox.world.people.values()].find(({ login }) => login === report.person?.login);
    const whom = report.person === null ? 'everybody' : (who?.login.split('@')[0] ?? report.person.login);
    return `${report.trigger.kind}: ${whom}: ${storyOf(report).join(', ') || 'nothing'}`;
  };
}

function membersBut({ sandbox }: HostedCompany, identifier: string): unknown {
  return structuredClone([...sandbox.world.members.values()].filter((member) => member.identifier !== identifier));
}

const systemOf = ({ directory }: HostedCompany) => (directory === 'okta' ? 'okta' : 'graph');

function holdDirectory(company: HostedCompany, until: Promise<unknown>): void {
  company.sandbox.addFault({ system: systemOf(company), path: /./, effect: { kind: 'meanwhile', act: () => until } });
}

/** Refused, so that it is not asked again within the run. */
function breakDirectory(company: HostedCompany): void {
  const effect = { kind: 'answer', status: 403, body: '{"error":{"code":"Forbidden","message":"No."}}' } as const;
  company.sandbox.addFault({ system: systemOf(company), path: /./, times: Infinity, effect });
}

/** `rollcall poison --json` with the company's configuration. */
async function poison({ env, place }: HostedCompany, ...options: readonly string[]) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const terminal = createRecordingTerminal();
  const code = await runProgram(['poison', ...options, '--json', '--config', place], terminal);
  return { code, json: JSON.parse(terminal.out()) as unknown };
}

async function ask(
  { app }: HostedCompany,
  path: string,
): Promise<{ readonly location: string; readonly ticket: string }> {
  const answer = await app().call(`/api/connections/harborpine/${path}`, { method: 'POST' });
  const { ticket, run } = ticketShape.parse(await answer.json());
  expect({ status: answer.status, location: answer.headers.get('Location') }).toEqual({ status: 202, location: run });
  return { location: run, ticket };
}
