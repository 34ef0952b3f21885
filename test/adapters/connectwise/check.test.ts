import { afterEach, expect, test } from 'vitest';
import { aPsa, NOW, stopSandboxes, worldOf } from './a-psa.ts';

afterEach(stopSandboxes);

const after = (seconds: number) => ({ now: () => new Date(NOW.getTime() + seconds * 1000), elapsed: () => 0 });
/** Answers are dated by this machine’s clock unless they bring a date of their own: the PSA’s clock is set here. */
const DATED = { date: NOW.toUTCString() };

async function checks(given: Parameters<typeof aPsa>[0], prepare?: (one: Awaited<ReturnType<typeof aPsa>>) => void) {
  const one = await aPsa({ world: worldOf(3), ...given });
  const answer = { kind: 'answer', status: 200, body: '{"count":3}', headers: DATED } as const;
  prepare?.(one);
  one.sandbox.addFault({ system: 'psa', path: /members\/count/, effect: answer });
  return one.psa.check(['workRole', 'securityLocation', 'defaultLocation']);
}
const brief = (list: Awaited<ReturnType<typeof checks>>) => list.map(({ name, result }) => `${name}: ${result}`);

test('a PSA where everything is right', async () => {
  const list = await checks({});

  expect(brief(list)).toEqual([
    'ConnectWise PSA: address and company: ok',
    'ConnectWise PSA: credentials: ok',
    'ConnectWise PSA: read members: ok',
    'ConnectWise PSA: clock: ok',
    'ConnectWise PSA: rights: ok',
    'ConnectWise PSA: list /time/workRoles: ok',
    'ConnectWise PSA: list /system/locations: ok',
    'ConnectWise PSA: work of leavers: ok',
  ]);
  expect(list.every(({ fix }) => fix === null)).toBe(true);
});

test('an unknown company ends the test there', async () => {
  const list = await checks({ options: { companyId: 'elsewhere' } });

  expect(brief(list)).toEqual(['ConnectWise PSA: address and company: fail']);
  expect(list[0]?.fix).toContain('company id');
});

test('wrong keys end the test there', async () => {
  const list = await checks({ options: { privateKey: 'canary' } }, ({ sandbox }) => {
    sandbox.addFault({ system: 'psa', path: /members\/count/, effect: { kind: 'answer', status: 401 } });
  });

  expect(brief(list)).toEqual(['ConnectWise PSA: address and company: ok', 'ConnectWise PSA: credentials: fail']);
  expect(list[1]?.fix).toContain('API Keys');
});

test('missing rights are named one by one, with the screen where they are granted', async () => {
  const one = await aPsa({ world: worldOf(3) });
  Object.assign(one.world.rights, { readMembers: false, writeMembers: false, readSetup: false });

  const list = await one.psa.check(['workRole', 'securityRole']);

  expect(brief(list)).toEqual([
    'ConnectWise PSA: address and company: ok',
    'ConnectWise PSA: credentials: ok',
    'ConnectWise PSA: read members: fail',
    'ConnectWise PSA: rights: fail',
    'ConnectWise PSA: list /time/workRoles: fail',
    'ConnectWise PSA: list /system/securityroles: fail',
    'ConnectWise PSA: work of leavers, /schedule/types: warn',
    'ConnectWise PSA: work of leavers, /service/teams: warn',
    'ConnectWise PSA: work of leavers, /system/workflows/events/actions: warn',
    'ConnectWise PSA: work of leavers, /sales/activities/statuses: warn',
    'ConnectWise PSA: work of leavers, /system/myCompany/corporateStructure: warn',
  ]);
  expect(list[3]?.detail).toContain('Inquire All, Add All, Edit All');
  expect(list.slice(2).map(({ fix }) => fix)).toEqual([
    expect.stringContaining('System > Member Maintenance: set Inquire All'),
    expect.stringContaining('System > Member Maintenance: set Inquire All, Add All, Edit All'),
    expect.stringContaining('System > Table Setup: set Inquire All'),
    expect.stringContaining('System > Security Roles: set Inquire All'),
    ...Array<unknown>(4).fill(expect.stringContaining('System > Table Setup: set Inquire All')),
    expect.stringContaining('System > My Company: set Inquire All'),
  ]);
});

test.each([
  ['serviceTickets', ['/service/tickets'], 'Service Desk > Service Tickets'],
  ['projectTickets', ['/project/tickets'], 'Project > Project Tickets'],
  ['scheduling', ['/schedule/entries'], 'Service Desk > Resource Scheduling'],
  ['timeEntry', ['/time/sheets', '/time/entries'], 'Time & Expense > Time Entry'],
  ['expenses', ['/expense/reports'], 'Time & Expense > Expense Entry'],
  ['opportunities', ['/sales/opportunities'], 'Sales > Opportunity'],
  ['activities', ['/sales/activities'], 'Sales > Sales Activity'],
  ['projects', ['/project/projects'], 'Project > Project Headers'],
] as const)('work that cannot be seen for want of %s is a warning that names the right', async (area, paths, right) => {
  for (const inquire of ['None', 'My'] as const) {
    const list = await checks({}, ({ world }) => {
      world.rights.work[area].inquire = inquire;
    });

    const fix = `In the PSA: System > Security Roles > (the role of the API member) > ${right}: set Inquire All.`;
    expect(list.filter(({ result }) => result !== 'ok')).toEqual(
      paths.map((path) => ({
        name: `ConnectWise PSA: work of leavers, ${path}`,
        result: 'warn',
        detail: expect.stringContaining('will be reported as not visible') as string,
        fix,
      })),
    );
  }
});

test.each([
  ['a PSA that keeps permissions to itself', { kind: 'answer', status: 403 }],
  ['permissions without the row', { kind: 'edit', edit: (): unknown => [{ moduleFunctionName: 'Other' }] }],
  ['permissions of another shape', { kind: 'edit', edit: (): unknown => 'none' }],
] as const)('%s: the rights to write cannot be told beforehand', async (_, effect) => {
  const list = await checks({}, ({ sandbox }) => {
    sandbox.addFault({ system: 'psa', path: /mySecurity/, effect });
  });

  const rights = list.find(({ name }) => name.endsWith('rights'));
  expect(rights).toMatchObject({ result: 'warn' });
  expect(rights?.fix).toContain('Add All');
});

test.each([
  [0, 'ok', '0 s'],
  [119, 'ok', '119 s ahead of'],
  [-119, 'ok', '119 s behind'],
  [121, 'warn', '121 s ahead of'],
  [-121, 'warn', '121 s behind'],
] as const)('a clock that is %d s off: %s', async (seconds, result, words) => {
  const list = await checks({ options: { clock: after(seconds) } });

  const clock = list.find(({ name }) => name.endsWith('clock'));
  expect(clock).toMatchObject({ result });
  expect(clock?.detail).toContain(words);
});

test('an empty list is worth a look', async () => {
  const list = await checks({}, ({ world }) => {
    world.references['workRoles'] = [];
  });

  expect(list.find(({ name }) => name.endsWith('workRoles'))).toMatchObject({ result: 'warn' });
});

test('a list that fails is that list’s failure', async () => {
  const list = await checks({}, ({ sandbox }) => {
    sandbox.addFault({ system: 'psa', path: /workRoles/, times: Infinity, effect: { kind: 'answer', status: 500 } });
  });

  expect(brief(list).filter((line) => line.endsWith('fail'))).toEqual(['ConnectWise PSA: list /time/workRoles: fail']);
});
