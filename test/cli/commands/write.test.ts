/** Commands that write: apply asks and does just what was shown; approve releases what was held. Once with each directory. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '../open-desk.ts';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import { userInfo } from 'node:os';

const NEVER = (question: string): string => {
  throw new Error(`Nobody should have been asked: ${question}`);
};

describe.each(['entra', 'okta'] as const)('with %s', (directory) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(directory);
    await desk.run(['check', '--prepare']);
  });
  afterAll(async () => {
    await desk.stop();
  });
  beforeEach(() => {
    desk.company.sandbox.clearTraffic();
    desk.company.sandbox.clearFaults();
  });
  const reportOf = (out: string) => runReportSchema.parse(JSON.parse(out));

  describe('apply', () => {
    test('with nothing to do asks nobody and prints the report', async () => {
      const { code, out, err } = await desk.run(['apply'], NEVER);

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^harborpine: Converged\n/);
    });

    test('with nothing to do and --json prints one report', async () => {
      const { code, out } = await desk.run(['apply', '--json'], NEVER);

      expect(code).toBe(0);
      expect(reportOf(out)).toMatchObject({ applied: false, steps: [] });
    });

    test('where nobody can be asked writes nothing, reads nothing, and says how to do it', async () => {
      desk.company.hire('Underwood');

      const { code, out, err } = await desk.run(['apply']);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(
        'Error  Nobody can be asked here, so nothing was written. Add --yes to apply what the guards pass without asking.',
      );
      expect(desk.company.sandbox.traffic).toEqual([]);
    });

    test.each(['no', '', 'y', 'YES', 'yes please', 'yess'])('with the answer "%s" writes nothing', async (answer) => {
      const { code, out, err, terminal } = await desk.run(['apply'], () => answer);

      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(terminal.asked).toEqual(['Make this change in the PSA of harborpine? Only "yes" does it: ']);
      expect(err).toMatch(/\+ sunderwood[\s\S]*\nNothing was written\.$/);
      expect(desk.company.writes()).toEqual([]);
      expect(desk.company.member('sunderwood')).toBeUndefined();
    });

    test('with --json and the answer "no" prints the plan that was refused', async () => {
      const { code, out } = await desk.run(['apply', '--json'], () => 'no');

      expect(code).toBe(2);
      expect(reportOf(out)).toMatchObject({ applied: false, steps: [{ outcome: null }] });
    });

    test('shows the plan before it asks, and with "yes" does it', async () => {
      let shown = '';
      const asked = desk.run(['apply'], (question) => {
        shown = question;
        return ' yes\n';
      });

      const { code, out, err } = await asked;

      expect(shown).toContain('Make this change');
      expect(err).toContain('+ sunderwood');
      expect(code).toBe(0);
      expect(out).toMatch(/^harborpine: Converged\n1 change made and verified\./);
      expect(desk.company.member('sunderwood')).toMatchObject({ inactiveFlag: false });
      expect(desk.company.writes().filter((write) => write === 'POST /system/members')).toHaveLength(1);
    });

    test('does only what was shown when the world moves between the plan and the yes', async () => {
      desk.company.hire('Vance');

      const { code, out } = await desk.run(['apply', '--json'], () => {
        desk.company.hire('Wexler');
        desk.company.person('Abbott').state = 'disabled';
        return 'yes';
      });

      const report = reportOf(out);
      const done = report.steps.filter((step) => step.outcome !== null);
      expect(done.map((step) => [step.action.kind, step.outcome?.kind])).toEqual([['create', 'done']]);
      expect(desk.company.member('svance')).toBeDefined();
      expect(desk.company.member('swexler')).toBeUndefined();
      expect(desk.company.member('sabbott')?.inactiveFlag).toBe(false);
      expect(code).toBe(2);
    });

    test('does not do what was shown when it no longer stands', async () => {
      const { code, out } = await desk.run(['apply', '--json'], () => {
        desk.company.person('Abbott').state = 'enabled';
        desk.company.person('Wexler').state = 'disabled';
        return 'yes';
      });

      expect(reportOf(out).steps.filter((step) => step.outcome !== null)).toEqual([]);
      expect(code).toBe(0);
      expect(desk.company.member('swexler')).toBeUndefined();
      expect(desk.company.member('sabbott')?.inactiveFlag).toBe(false);
    });

    test('with --yes does what the guards pass, and asks nobody', async () => {
      desk.company.person('Wexler').state = 'enabled';

      const { code, out, err } = await desk.run(['apply', '--yes', '--json']);

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(reportOf(out)).toMatchObject({
        applied: true,
        mode: 'observe',
        trigger: { kind: 'command-line', by: userInfo().username },
        steps: [{ outcome: { kind: 'done' } }],
      });
      expect(desk.company.member('swexler')).toBeDefined();
    });

    test('ends with 1 when the PSA refuses a step, and says so in its words', async () => {
      desk.company.hire('Yates');
      desk.company.sandbox.addFault({
        system: 'psa',
        method: 'POST',
        path: /system\/members$/,
        effect: { kind: 'answer', status: 400, body: '{"code":"InvalidObject","message":"Not before noon"}' },
      });

      const { code, out } = await desk.run(['apply', '--yes']);

      expect(code).toBe(1);
      expect(out).toMatch(/^harborpine: Failed/);
      expect(out.replace(/\s+/g, ' ')).toContain('It said: "Not before noon"');
      desk.company.person('Yates').state = 'disabled';
    });
  });

  describe('approve', () => {
    let digests: readonly string[];
    let planDigest: string;

    test('is told by a plan in which everything is held', async () => {
      for (const name of ['Abbott', 'Bryant', 'Castro']) desk.company.person(name).state = 'disabled';

      const { code, out } = await desk.run(['plan']);
      const report = reportOf((await desk.run(['plan', '--json'])).out);

      digests = report.steps.filter((step) => step.verdict === 'hold').map((step) => step.digest);
      planDigest = report.planDigest ?? '';
      expect(code).toBe(2);
      expect(digests).toHaveLength(3);
      for (const digest of digests) expect(out).toContain(digest.slice(0, 12));
    });

    test('with everything held apply asks nobody and writes nothing', async () => {
      const { code, out } = await desk.run(['apply'], NEVER);

      expect(code).toBe(2);
      expect(out).toMatch(/^harborpine: Converged, steps wait\n/);
      expect(desk.company.writes()).toEqual([]);
    });

    test.each([
      ['of nothing', '0123456789ab', 'has a digest that begins with 0123456789ab. Waiting for approval: '],
      ['that is too short', '0123', '"0123" is not a digest: give at least its first 8 hexadecimal digits.'],
      ['that is no digest', 'sabbott', '"sabbott" is not a digest: give at least its first 8 hexadecimal digits.'],
    ])('refuses a digest %s, before anything is asked of anybody', async (_what, digest, words) => {
      const { code, out, err } = await desk.run(['approve', digest]);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(words);
      expect(desk.company.sandbox.traffic).toEqual([]);
    });

    test('denied, a step is told as such and not approved, until that is taken back', async () => {
      const digest = digests[2]?.slice(0, 12) ?? '';
      const denied = await desk.run(['deny', digest, '--by', 'Ada Admin', '--note', 'On leave']);
      const refused = await desk.run(['approve', digest]);
      const planned = await desk.run(['plan']);
      const back = await desk.run(['take-back', digest, '--by', 'Ben Boss', '--json']);

      expect({ code: denied.code, err: denied.err }).toEqual({ code: 0, err: '' });
      expect(denied.out).toBe(
        'Denied by Ada Admin: 1 step\n  deactivate scastro: Denied\nThe steps stay held until this is taken back, or until they are planned differently.\n',
      );
      expect([refused.code, refused.err]).toEqual([
        1,
        expect.stringContaining('Denied by Ada Admin: On leave') as unknown,
      ]);
      expect(planned.out).toMatch(/Denied or set aside \(1\)[\s\S]*Denied by Ada Admin: On leave/);
      expect(JSON.parse(back.out)).toMatchObject({
        kind: 'take-back',
        by: 'Ben Boss',
        steps: [{ subject: 'scastro' }],
      });
      expect((await desk.run(['plan'])).out).not.toContain('Denied');
      expect(desk.company.writes()).toEqual([]);
    });

    test('set aside, a step is no longer listed as waiting', async () => {
      const digest = digests[2]?.slice(0, 12) ?? '';

      const { code, out } = await desk.run(['hold', digest, '--by', 'Ada Admin', '--until', '2999-01-31']);
      const planned = await desk.run(['plan']);
      await desk.run(['take-back', digest]);

      expect([code, out]).toEqual([
        0,
        expect.stringMatching(/^Set aside by Ada Admin until 2999-01-31: 1 step\n/) as unknown,
      ]);
      expect(planned.out).toContain('Waiting (2)');
    });

    test('refuses a day that is none', async () => {
      const { code, err } = await desk.run(['hold', digests[2]?.slice(0, 12) ?? '', '--until', 'soon']);

      expect([code, err]).toEqual([1, expect.stringContaining('"soon" is no day') as unknown]);
    });

    test('approves nothing where two people have to agree', async () => {
      desk.configure({ harborpine: { approvals: { secondPerson: true } } });

      const { code, err } = await desk.run(['approve', digests[0]?.slice(0, 12) ?? '']);

      desk.configure({ harborpine: {} });
      expect([code, err]).toEqual([1, expect.stringContaining('approvals.secondPerson') as unknown]);
    });

    test('does the one step that is named, in the name of whoever approves', async () => {
      const { code, out, err } = await desk.run([
        ...['approve', digests[0]?.slice(0, 12) ?? ''],
        ...['--by', 'Ada Admin', '--note', 'confirmed by phone', '--hours', '1', '--json'],
      ]);

      const report = reportOf(out);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(report.trigger).toMatchObject({ kind: 'approval', by: 'Ada Admin' });
      expect(report.steps.filter((step) => step.outcome !== null)).toMatchObject([{ outcome: { kind: 'done' } }]);
      expect(desk.company.member('sabbott')?.inactiveFlag).toBe(true);
      expect(desk.company.member('sbryant')?.inactiveFlag).toBe(false);
    });

    test('does not do a step that no longer stands, and says why', async () => {
      desk.company.person('Bryant').state = 'enabled';

      const { code, err } = await desk.run(['approve', digests[1]?.slice(0, 12) ?? '']);

      expect(code).toBe(1);
      expect(err).toBe(`Not done: ${digests[1]?.slice(0, 12) ?? ''}: The latest plan no longer wants it.`);
      expect(desk.company.member('sbryant')?.inactiveFlag).toBe(false);
    });

    test('refuses the digest of a plan that is not the latest any more', async () => {
      const { code, err } = await desk.run(['approve', planDigest.slice(0, 12)]);

      expect(code).toBe(1);
      expect(err).toContain(`begins with ${planDigest.slice(0, 12)}`);
      expect(desk.company.writes()).toEqual([]);
    });
  });
});
