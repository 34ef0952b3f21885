/** What keeps somebody from leaving, or some work with them, over real HTTP: each until it is mended, and nothing is lost in between. */
import { afterEach, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';
import { statusNamed } from '../../../src/sandbox/work/boards.ts';
import { changeRow } from '../../../src/sandbox/work/table.ts';
import { addExpenseReport, addTimeSheet } from '../../../src/sandbox/work/time.ts';
import { detailsOf, told } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { runAt } from '../trouble/trouble.ts';
import { AT_FIRST, HANDED_OVER, openLeavingCompany, type LeavingCompany } from './leaving-company.ts';

const open: LeavingCompany[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((company) => company.stop()));
});

type Prepare = (company: LeavingCompany) => void;

/** Tobin has left, after a run in which everything was in order. */
async function tobinLeaves(directory: 'entra' | 'okta', prepare: Prepare = () => undefined): Promise<LeavingCompany> {
  const company = await openLeavingCompany(directory);
  open.push(company);
  await company.run(true);
  prepare(company);
  company.person('Tobin').state = 'disabled';
  company.sandbox.clearTraffic();
  return company;
}

const whysOf = ({ steps }: RunReport): string =>
  steps.flatMap((step) => (step.verdict === 'hold' ? step.holds.map(({ why }) => why) : [])).join('\n');
/** What every file of the run has to say of what could not be seen: `tickets they own: not visible`. */
const unseenIn = (report: RunReport, file: RegExp): readonly string[] =>
  renderRunFiles(report)
    .filter(({ name }) => file.test(name))
    .flatMap(({ text }) => text.replace(/\s+/g, ' ').match(/[a-z ]+: not visible\. /g) ?? []);

const WORK = ['101 > smercer', '102 > smercer', '103 > smercer', 'reportsTo of sabbott > smercer'];
const ended = (lines: readonly string[], end: string): readonly string[] => lines.map((line) => `${line}: ${end}`);
const sorted = (report: RunReport): readonly string[] => [...told(report)].sort();
const ALL_DONE = [...ended(WORK, 'done'), 'deactivate stobin: done'].sort();
/** Tobin alone has gone. */
const TOBINS_HANDED_OVER = { ...HANDED_OVER, 201: 'ssawyer' };

describe.each(['entra', 'okta'] as const)('%s', (directory) => {
  test('work of a kind that is to be held keeps its member and all other work, until none of it is left', async () => {
    const company = await tobinLeaves(directory, ({ sandbox: { world }, member, rule }) => {
      addExpenseReport(world, { member: member('stobin') });
      rule({ 'expense-report': 'hold' });
    });
    const { expenseReports } = company.sandbox.world.work;

    const held = await company.run(true);
    const writesThen = company.writes();
    const desksThen = company.desks();
    for (const id of expenseReports.byId.keys()) changeRow(expenseReports, id, { status: 'ApprovedByTierTwo' });
    const free = await company.run(true);
    const quiet = await company.run(true);

    expect(sorted(held)).toEqual(
      [...ended(WORK, 'held by departure-held'), 'deactivate stobin: held by work-left'].sort(),
    );
    expect(held.outcome).toBe('converged-with-holds');
    expect(whysOf(held)).toContain('stobin still has 1 open expense report: 2101');
    expect([writesThen, desksThen]).toEqual([[], AT_FIRST]);
    expect(sorted(free)).toEqual(ALL_DONE);
    expect(company.desks()).toEqual(TOBINS_HANDED_OVER);
    expect(company.member('stobin').inactiveFlag).toBe(true);
    expect(quiet.steps).toEqual([]);
  });

  test('tickets that the role may not see are not visible, with the right that is missing, and never none', async () => {
    const company = await tobinLeaves(directory, ({ sandbox: { world } }) => {
      world.rights.work.serviceTickets.inquire = 'None';
    });

    const blind = await company.run(true);
    const writesThen = company.writes();
    company.sandbox.world.rights.work.serviceTickets.inquire = 'All';
    const seeing = await company.run(true);

    const [sheet] = blind.offboarding?.leavers ?? [];
    expect(told(blind).filter((line) => line.startsWith('deactivate'))).toEqual([
      'deactivate stobin: held by work-left+work-left',
    ]);
    expect(writesThen).toEqual([]);
    expect(sheet?.unseen.map(({ kind, because }) => `${kind} ${because}`)).toEqual([
      'ticket-owner forbidden',
      'ticket-resource forbidden',
    ]);
    expect(whysOf(blind)).toContain('Service Desk > Service Tickets: set Inquire All.');
    for (const file of [/^leaver-.*html$/, /^report\.txt$/])
      expect(unseenIn(blind, file).join('')).toMatch(
        /tickets they own: not visible\. .*tickets they work on: not visible/,
      );
    expect(blind.findings.map(({ kind }) => kind)).toContain('work-unseen');
    expect(blind.offboarding?.orphans?.unseen.length).toBeGreaterThan(0);
    expect(sorted(seeing)).toEqual(ALL_DONE);
    expect(company.desks()).toEqual(TOBINS_HANDED_OVER);
  });

  test('what is only to be told stops nobody where it cannot be seen, and still is not told as none', async () => {
    const company = await tobinLeaves(directory, ({ sandbox: { world } }) => {
      // The role shows its own records alone: the list comes empty, and without an error.
      world.rights.work.opportunities.inquire = 'My';
    });

    const report = await company.run(true);

    expect(sorted(report)).toEqual(ALL_DONE);
    expect(report.offboarding?.leavers[0]?.unseen.map(({ kind, because }) => `${kind} ${because}`)).toEqual([
      'opportunity forbidden',
    ]);
    expect(report.offboarding?.leavers[0]?.unseen[0]?.detail).toContain('Sales > Opportunity: set Inquire All.');
    expect(unseenIn(report, /^leaver-/).join('')).toContain('opportunities: not visible. ');
  });

  test('a ticket that is closed between plan and apply is left as it was closed, and everything else goes on', async () => {
    const company = await tobinLeaves(directory);
    const { world } = company.sandbox;
    company.sandbox.addFault({
      system: 'psa',
      method: 'GET',
      path: /service\/tickets\/101/,
      effect: {
        kind: 'meanwhile',
        act: () => {
          const ticket = world.work.serviceTickets.byId.get(101);
          const status = statusNamed(world, ticket?.board ?? 0, 'Closed').id;
          changeRow(world.work.serviceTickets, 101, { closedFlag: true, status });
        },
      },
    });

    const report = await company.run(true);
    const writes = company.writes();
    const again = await company.run(true);

    expect(sorted(report)).toEqual(
      ['101 > smercer: moved', ...ended(WORK.slice(1), 'done'), 'deactivate stobin: done'].sort(),
    );
    expect(detailsOf(report).join('\n')).toContain('101 is closed now (status "Closed")');
    expect(writes.filter((write) => write.includes('/service/tickets'))).toEqual([]);
    expect(company.desks()).toEqual({ ...TOBINS_HANDED_OVER, 101: 'stobin' });
    expect(world.work.serviceTickets.byId.get(101)?.closedFlag).toBe(true);
    expect(again).toMatchObject({ steps: [], outcome: 'converged' });
  });

  test('a handover that the PSA refuses half-way leaves the ticket where it is, stops nothing, and is done later', async () => {
    const company = await tobinLeaves(directory);
    company.sandbox.addFault({
      system: 'psa',
      method: 'PATCH',
      path: /service\/tickets\/101/,
      effect: { kind: 'answer', status: 400, body: '{"code":"InvalidObject","message":"The board is locked"}' },
    });

    const report = await company.run(true);
    const desksThen = company.desks();
    const later = await runAt(company, new Date(Date.now() + 3 * HOUR_MS));

    expect(sorted(report)).toEqual(
      ['101 > smercer: refused', ...ended(WORK.slice(1), 'done'), 'deactivate stobin: done'].sort(),
    );
    expect(detailsOf(report).join('\n')).toContain('The board is locked');
    expect(desksThen).toEqual({ ...TOBINS_HANDED_OVER, 101: 'stobin' });
    expect(told(later)).toEqual(['101 > smercer: done']);
    expect(company.desks()).toEqual(TOBINS_HANDED_OVER);
  });

  test('where managers lead in a circle of people who leave, nobody gets the work, and the report says so', async () => {
    const company = await tobinLeaves(directory, ({ person }) => {
      person('Tobin').managerId = person('Sawyer').id;
      person('Sawyer').state = 'disabled';
    });

    const report = await company.run(true);

    expect(sorted(report)).toEqual(['deactivate ssawyer: done', 'deactivate stobin: done']);
    expect(company.desks()).toEqual(AT_FIRST);
    expect(company.superiorOf('sabbott')).toBe('stobin');
    const stuck = report.findings.filter(({ kind }) => kind === 'no-successor');
    expect(stuck.map(({ detail }) => detail).join('\n')).toContain('circle of people who leave');
    expect(stuck.some(({ detail }) => detail.includes('101 "Printer is offline"'))).toBe(true);
  });
});

test('open time sheets block a departure: told in the words of the PSA, tried again ever later, and never deleted', async () => {
  const company = await openLeavingCompany('entra', 'folder', { recordBodies: true });
  open.push(company);
  const { world, traffic } = company.sandbox;
  await company.run(true);
  company.person('Tobin').state = 'disabled';
  const sheet = addTimeSheet(world, { member: company.member('stobin') });
  const now = Date.now();
  const ends: string[] = [];
  const reports: RunReport[] = [];
  for (let hour = 0; hour < 4; hour += 1) {
    const report = await runAt(company, new Date(now + hour * HOUR_MS));
    reports.push(report);
    ends.push(told(report).at(-1) ?? '');
  }
  const blocked = { inactive: company.member('stobin').inactiveFlag, sheets: [...world.work.timeSheets.byId.values()] };
  changeRow(world.work.timeSheets, sheet.id, { status: 'ApprovedByTierTwo' });
  const free = await runAt(company, new Date(now + 48 * HOUR_MS));

  const cause = `Time sheet ${sheet.id} is still open for stobin`;
  expect(ends.map((line) => line.replace('deactivate stobin: ', ''))).toEqual([
    'refused',
    'refused',
    'held by back-off',
    'refused',
  ]);
  expect(detailsOf(reports[0] ?? { steps: [] }).join('\n')).toContain(cause);
  expect(reports[2] === undefined ? '' : whysOf(reports[2])).toContain(cause);
  expect(reports[0]?.outcome).toBe('failed');
  expect(blocked).toEqual({ inactive: false, sheets: [sheet] });
  expect(told(free)).toEqual(['deactivate stobin: done']);
  expect(company.member('stobin').inactiveFlag).toBe(true);
  expect(world.work.timeSheets.byId.has(sheet.id)).toBe(true);
  expect(company.desks()).toEqual(TOBINS_HANDED_OVER);
  const bodies = traffic.filter(({ path }) => path.includes('/deactivate')).map(({ requestBody }) => requestBody);
  expect(bodies.length).toBeGreaterThan(1);
  expect(JSON.stringify(bodies)).not.toContain('deleteOpenTimeSheetsFlag');
});
