/** How many requests a run without changes costs, counted at the servers. Data requests are all but tokens and reference data. */
import { expect, test } from 'vitest';
import { createSteadyWorld } from '../../src/sandbox/msp/steady-world.ts';
import { openSteadyRun } from '../bench/steady-run.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

const REFERENCE =
  /companyinfo|securityroles|locations|departments|timeZoneSetups|workRoles|workTypes|members\/types|corporateStructureLevels|boards|membertemplates|\/groups\?/i;

test.each([
  ['entra', 500, 3, { directory: 3, psa: 2 }],
  ['okta', 500, 3, { directory: 3, psa: 2 }],
  ['entra', 5000, 1, { directory: 6, psa: 6 }],
  ['okta', 5000, 1, { directory: 5, psa: 6 }],
] as const)('%s: %i people in %i groups without changes', async (directory, people, groups, expected) => {
  const sandbox = await startSandbox({ world: createSteadyWorld({ people, groups }) });
  const run = await openSteadyRun(sandbox.urls, { directory, groups });
  try {
    const report = await run.once();
    const data = sandbox.traffic.filter((request) => !REFERENCE.test(request.path));
    const of = (system: 'psa' | 'directory') =>
      data.filter((request) => (request.system === 'psa') === (system === 'psa')).length;

    expect(report).toMatchObject({ outcome: 'converged', steps: [] });
    expect({ directory: of('directory'), psa: of('psa') }).toEqual(expected);
    expect(report.requests.map(({ system, data: counted }) => ({ system, counted }))).toEqual(
      expect.arrayContaining([{ system: 'ConnectWise PSA', counted: expected.psa }]),
    );
  } finally {
    await run.stop();
    await sandbox.stop();
  }
});
