/** One company's year, over real HTTP and a real blob store, once with each directory. Each chapter goes on where the one before ended. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { hired, openCompany, storyOf, type Company } from './company.ts';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/context.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';

describe.each(['entra', 'okta'] as const)('%s', (directory) => {
  let company: Company;
  let held: RunReport;
  beforeAll(async () => {
    company = await openCompany(directory);
  });
  afterAll(async () => {
    await company.stop();
  });
  beforeEach(() => {
    company.sandbox.clearFaults();
    company.sandbox.clearTraffic();
  });
  const group = () => {
    const [technicians] = company.sandbox.world.groups.values();
    if (technicians === undefined) throw new Error('The company has no group');
    return technicians;
  };

  test('01 first run observes: a starter and a leaver are planned, and nothing is written', async () => {
    hired(company.sandbox.world, 'Underwood', group());
    company.person('Tobin').state = 'disabled';

    const report = await company.run(false);

    expect(storyOf(report)).toEqual(['deactivate stobin: to do', 'create sunderwood: to do']);
    expect(report.outcome).toBe('pending');
    expect(company.writes()).toEqual([]);
  });

  test('02 apply does just that, and verifies it', async () => {
    const report = await company.run(true);

    expect(storyOf(report)).toEqual(['deactivate stobin: done', 'create sunderwood: done']);
    expect(report.outcome).toBe('converged');
    expect(company.member('stobin').inactiveFlag).toBe(true);
    expect(company.member('sunderwood').record).toMatchObject({
      officeEmail: 'sunderwood@harborpine.example',
      securityRole: { name: 'Technician' },
    });
    expect(company.writes()).toHaveLength(2);
  });

  test('03 run again: nothing', async () => {
    const report = await company.run(true);

    expect(report).toMatchObject({ steps: [], outcome: 'converged' });
    expect(company.writes()).toEqual([]);
  });

  test('04 a leaver: taken out of the group but enabled, proven by a direct membership check', async () => {
    group().people = group().people.filter((id) => id !== company.person('Sawyer').id);

    const report = await company.run(true);

    expect(storyOf(report)).toEqual(['deactivate ssawyer: done']);
    expect(report.steps[0]?.action).toMatchObject({ because: 'out-of-scope' });
  });

  test('05 a mass departure is held whole, and nothing is written', async () => {
    for (const name of ['Abbott', 'Bryant', 'Castro', 'Dunlap', 'Ellison', 'Foster'])
      company.person(name).state = 'disabled';

    held = await company.run(true);

    expect(storyOf(held)).toEqual(
      ['sabbott', 'sbryant', 'scastro', 'sdunlap', 'sellison', 'sfoster'].map(
        (who) => `deactivate ${who}: held by limit-per-run`,
      ),
    );
    expect(held.outcome).toBe('converged-with-holds');
    expect(company.writes()).toEqual([]);
  });

  test('06 approve one: that one is done, and the others still wait although they are fewer than the limit now', async () => {
    const digest = held.steps[0]?.digest ?? '';

    const { done, refused } = await company.approve(digest.slice(0, 12));
    const after = await company.run(true);

    expect(storyOf({ steps: done })).toEqual(['deactivate sabbott: done']);
    expect(refused).toEqual([]);
    expect(storyOf(after)).toEqual(
      ['sbryant', 'scastro', 'sdunlap', 'sellison', 'sfoster'].map((who) => `deactivate ${who}: held by limit-per-run`),
    );
    expect(company.member('sabbott').inactiveFlag).toBe(true);
    expect(company.member('sbryant').inactiveFlag).toBe(false);
  });

  test('07 an approval is refused after the world has moved, and says what changed', async () => {
    const digest = held.steps[1]?.digest ?? '';
    company.person('Bryant').state = 'enabled';

    const { done, refused } = await company.approve(digest);

    expect(done).toEqual([]);
    expect(refused).toEqual([{ digest, why: 'The latest plan no longer wants it.' }]);
    expect(company.member('sbryant').inactiveFlag).toBe(false);
    expect(company.writes()).toEqual([]);
  });

  test('08 an approval of a digest that nobody ever saw is refused before anything is read', async () => {
    await expect(company.approve('0123456789ab')).rejects.toThrow(RefusedError);

    expect(company.sandbox.traffic).toEqual([]);
  });

  test('09 a directory cut in the middle of a list freezes what rests on absence', async () => {
    for (const name of ['Castro', 'Dunlap', 'Ellison', 'Foster']) company.person(name).state = 'enabled';
    group().people = group().people.filter((id) => id !== company.person('Gibson').id);
    company.sandbox.addFault({
      system: directory === 'entra' ? 'graph' : 'okta',
      path: directory === 'entra' ? /transitiveMembers/ : /groups\/[^/]+\/users/,
      effect: { kind: 'cut' },
      times: Infinity,
    });

    const report = await company.run(true);

    expect(['failed', 'frozen']).toContain(report.outcome);
    expect(company.member('sgibson').inactiveFlag).toBe(false);
    expect(company.writes()).toEqual([]);
  });

  test('10 an empty answer for the group is not believed either', async () => {
    const people = group().people;
    group().people = [];

    const report = await company.run(true);
    group().people = people;

    expect(report.outcome).toBe('frozen');
    expect(report.steps.filter((step) => step.verdict === 'go')).toEqual([]);
    expect(report.findings.map((finding) => finding.kind)).toContain('source-problem');
    expect(company.writes()).toEqual([]);
  });

  test('11 rehire: the member that Rollcall had switched off comes back by itself, with its record number', async () => {
    const before = company.member('stobin').id;
    company.person('Tobin').state = 'enabled';
    group().people.push(company.person('Gibson').id);

    const report = await company.run(true);

    expect(storyOf(report)).toEqual(['reactivate stobin: done']);
    expect(company.member('stobin')).toMatchObject({ id: before, inactiveFlag: false });
  });

  test('12 a member that somebody else switched off waits for a word', async () => {
    company.member('shayes').inactiveFlag = true;

    const report = await company.run(true);
    const { done } = await company.approve(report.steps[0]?.digest ?? '');

    expect(storyOf(report)).toEqual(['reactivate shayes: held by confirm-return']);
    expect(storyOf({ steps: done })).toEqual(['reactivate shayes: done']);
    expect(company.member('shayes').inactiveFlag).toBe(false);
  });

  test('13 rename: the name and the address follow, the Member ID stays and is pointed out', async () => {
    const person = company.person('Irwin');
    Object.assign(person, {
      lastName: 'Iverson',
      displayName: 'Sam Iverson',
      login: 'siverson@harborpine.example',
      mail: 'siverson@harborpine.example',
      aliases: ['sirwin@harborpine.example'],
    });

    const report = await company.run(true);

    expect(storyOf(report)).toEqual(['update sirwin: done']);
    expect(company.member('sirwin').record).toMatchObject({
      lastName: 'Iverson',
      officeEmail: 'siverson@harborpine.example',
    });
    expect(report.findings.find((finding) => finding.kind === 'member-id-mismatch')?.detail).toContain('siverson');
  });

  test('14 the answer to a creation never comes: it is looked up, not sent again', async () => {
    hired(company.sandbox.world, 'Vance', group());
    company.sandbox.addFault({
      system: 'psa',
      method: 'POST',
      path: /system\/members$/,
      effect: { kind: 'drop-after' },
    });

    const report = await company.run(true);
    const again = await company.run(true);

    expect(storyOf(report)).toEqual(['create svance: done']);
    expect(again.steps).toEqual([]);
    expect([...company.sandbox.world.members.values()].filter((member) => member.identifier === 'svance')).toHaveLength(
      1,
    );
    expect(company.writes().filter((write) => write === 'POST /system/members')).toHaveLength(1);
  });

  test('15 the process dies in the middle of a write: the next run settles it', async () => {
    company.person('Jensen').state = 'disabled';
    const ports = await company.ports();
    // Everything after the write is lost: the journal's outcome, the memory, the report.
    const dying = {
      ...ports,
      psa: {
        ...ports.psa,
        deactivateMember: async (key: Parameters<typeof ports.psa.deactivateMember>[0]) => {
          await ports.psa.deactivateMember(key, []);
          throw new Error('killed');
        },
      },
    };
    const { runConnection } = await import('../../src/app/run/run.ts');
    await runConnection(
      {
        ...dying,
        memories: {
          ...dying.memories,
          write: async () => {
            throw new Error('killed');
          },
        },
      },
      { trigger: { kind: 'timer', by: 'scenario' }, apply: true, deadline: null },
    );

    const report = await company.run(true);
    company.person('Jensen').state = 'enabled';
    const rehired = await company.run(true);

    expect(report.steps).toEqual([]);
    expect(storyOf(rehired)).toEqual(['reactivate sjensen: done']);
  });

  test('16 two runs at once: one works, the other says so and ends', async () => {
    hired(company.sandbox.world, 'Wexler', group());

    const results = await Promise.all([company.tryRun(true), company.tryRun(true)]);

    expect(results.map((result) => result.kind).sort()).toEqual(['busy', 'finished']);
    expect(
      [...company.sandbox.world.members.values()].filter((member) => member.identifier === 'swexler'),
    ).toHaveLength(1);
  });

  test('17 every run has left its report, newest first, each chained to the one before', async () => {
    const { archive } = company.storage;
    const { name } = await company.ports();
    const runs = await archive.list(name, { limit: 50 });

    const reports = await Promise.all(runs.map((entry) => archive.readReport(name, entry.run)));

    expect(runs.length).toBeGreaterThan(15);
    for (const [index, report] of reports.entries()) {
      const before = runs[index + 1];
      expect(report?.previous).toEqual(before === undefined ? null : { run: before.run, sha256: before.sha256 });
    }
  });

  test('18 nothing that was logged holds a credential, a name or an address', () => {
    const log = company
      .logged()
      .split('\n')
      .filter((line) => !line.includes('"level":"debug"'))
      .join('\n');

    for (const secret of [
      SANDBOX_CREDENTIALS.psa.privateKey,
      SANDBOX_CREDENTIALS.graphToken,
      SANDBOX_CREDENTIALS.oktaToken,
      'harborpine.example',
      'Iverson',
    ])
      expect(log).not.toContain(secret);
  });
});
