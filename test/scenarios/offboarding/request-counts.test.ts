/** What the reading of work costs in a company of 2,000 members with 50,000 open tickets and 20 leavers, counted at the servers. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { createSteadyWorld } from '../../../src/sandbox/msp/steady/steady-world.ts';
import type { SteadyWork } from '../../../src/sandbox/msp/steady/steady-work.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { addProject } from '../../../src/sandbox/work/projects.ts';
import { addTicket } from '../../../src/sandbox/work/tickets.ts';
import { addTimeEntry } from '../../../src/sandbox/work/time.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { openWorkRun, requestBudget, type WorkQuestion } from '../../bench/work-run.ts';

const PEOPLE = 2_000;
const LEAVERS = 20;
const OPEN = 50_000;
const LONG_AGO = '2024-01-09T08:00:00Z';

let sandbox: Sandbox;
afterEach(async () => {
  await sandbox.stop();
});

/** Whoever reads a list that is empty asks whether it would be shown; in a real company none is. */
function addABusyDay(world: SandboxWorld): void {
  const [first] = world.members.values();
  if (first === undefined) throw new RangeError('The company has no member');
  addTimeEntry(world, { member: first, timeStart: '2026-11-30T16:00:00Z' });
  addTicket(world, {
    project: addProject(world, { name: 'Office move' }),
    closedFlag: true,
    lastUpdated: '2026-11-30T16:00:00Z',
  });
}

async function figuresOf(directory: 'entra' | 'okta', question: WorkQuestion, work: SteadyWork) {
  const world = createSteadyWorld({ people: PEOPLE, groups: 3, work });
  for (const { record } of world.members.values()) record['lastLogin'] = LONG_AGO;
  addABusyDay(world);
  sandbox = await startSandbox({ world });
  const run = await openWorkRun(sandbox.urls, { directory, question });
  try {
    return await run.once();
  } finally {
    await run.stop();
  }
}

/** How often each list was asked for; of one record each: `members/…/usages`. */
function asked(pattern: RegExp): number {
  return sandbox.traffic.filter(({ path }) => pattern.test(path)).length;
}

/** Managers are asked of Entra ID in batches; Okta is asked for each person, but not for managers whom the run has read already. */
describe.each([
  ['entra', 0, 88],
  ['entra', OPEN, 88],
  ['okta', 0, 107],
] as const)('%s, %i closed tickets', (directory, closedTickets, expected) => {
  test('leavers and orphans: within a request per 1,000 rows, 15 for the run, and 3 for each leaver', async () => {
    const { figures, report } = await figuresOf(directory, 'leavers', {
      openTickets: OPEN,
      closedTickets,
      leavers: LEAVERS,
    });

    const { leavers, unseen, rows, requests } = figures;
    expect({ leavers, unseen, rows }).toEqual({ leavers: LEAVERS, unseen: 0, rows: 50_580 });
    expect(report.offboarding?.orphans).toMatchObject({ count: 0, lookedThrough: OPEN });
    expect(report.steps.filter(({ action }) => action.kind === 'reassign')).toHaveLength((OPEN / PEOPLE) * LEAVERS * 2);
    // The same whatever is closed: closed tickets are not asked for.
    expect({ requests, closed: asked(/\/(service|project)\/tickets(?!.*closedFlag=false)/) }).toEqual({
      requests: expected,
      closed: 0,
    });
    expect(requests).toBeLessThanOrEqual(requestBudget(figures));
    expect(asked(/members\/\d+\/usages/)).toBe(LEAVERS);
    const counted = report.requests.map(({ token, reference, data, write }) => token + reference + data + write);
    expect(counted.reduce((sum, each) => sum + each, 0)).toBe(sandbox.traffic.length);
  });
});

test('idle seats: 2,000 members whom nobody has seen lately cost three requests for each hundred of them', async () => {
  const { figures, report } = await figuresOf('entra', 'idle seats', { openTickets: PEOPLE });

  expect(figures).toMatchObject({ asked: PEOPLE, requests: 61 });
  expect(asked(/members\/\d+/)).toBe(0);
  // Every ticket is somebody else's, and was touched on one of 510 days.
  expect(report.seating?.idle?.length).toBeGreaterThan(1_500);
  expect(report.seating?.idle?.length).toBeLessThan(PEOPLE);
  expect(report.seating?.untold).toEqual([]);
});
