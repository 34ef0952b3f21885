/** What a run handed over, taken back at the command line: shown, asked for, done; and every way in which there is nothing to take back. Once with each directory. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import { changeRow } from '../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../src/sandbox/work/tickets.ts';
import { openDesk, type Desk } from '../open-desk.ts';

const NEVER = (question: string): string => {
  throw new Error(`Nobody should have been asked: ${question}`);
};
const RULES = { offboarding: { duties: { 'ticket-owner': { reassign: ['manager'] } }, orphans: 'ignore' } };
const HANDED_OVER = ['sdunlap', 'sdunlap', 'sdunlap'];
const BACK = ['sabbott', 'sabbott', 'sabbott'];

describe.each(['entra', 'okta'] as const)('with %s', (directory) => {
  let desk: Desk;
  /** Of the run in which Abbott left. */
  let left: string;
  /** Of a run that only planned it. */
  let planned: string;
  beforeAll(async () => {
    desk = await openDesk(directory);
    desk.configure({ harborpine: RULES });
    const { company } = desk;
    for (const id of [101, 102, 103]) addTicket(company.sandbox.world, { id, owner: company.member('sabbott')! });
    company.person('Abbott').managerId = company.person('Dunlap').id;
    await desk.run(['check', '--prepare']);
    company.person('Abbott').state = 'disabled';
    planned = reportOf((await desk.run(['plan', '--json'])).out).run;
    left = reportOf((await desk.run(['apply', '--yes', '--json'])).out).run;
    expect(owners()).toEqual(HANDED_OVER);
  });
  afterAll(async () => {
    await desk.stop();
  });
  beforeEach(() => {
    desk.configure({ harborpine: RULES });
    desk.company.sandbox.clearTraffic();
  });
  const reportOf = (out: string) => runReportSchema.parse(JSON.parse(out));
  const handedBack = (out: string): readonly string[] =>
    reportOf(out).steps.map((step) => {
      const { action } = step;
      if (action.kind !== 'reassign' || action.reassignment.duty.kind !== 'ticket-owner') return action.kind;
      const { duty, to } = action.reassignment;
      const end =
        step.verdict === 'hold' ? `held by ${step.holds.map(({ guard }) => guard).join('+')}` : step.outcome?.kind;
      return `${duty.ticket.id} > ${to.identifier}: ${end ?? 'open'}`;
    });
  const tickets = () => desk.company.sandbox.world.work.serviceTickets;
  const owners = (): readonly (string | undefined)[] =>
    [...tickets().byId.values()].map(({ owner }) => desk.company.sandbox.world.members.get(owner ?? 0)?.identifier);

  describe('undo is refused, and nobody is asked anything,', () => {
    test('where nobody can be asked and nobody said yes', async () => {
      const { code, out, err } = await desk.run(['undo', left]);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(
        'Error  Nobody can be asked here, so nothing was handed back. Add --yes to hand back what the guards pass without asking.',
      );
      expect(desk.company.sandbox.traffic).toEqual([]);
    });

    test.each([
      ['of what is no run', () => '../..', '"../.." is no run: give'],
      ['of the latest, which is another one tomorrow', () => 'latest', 'No run of harborpine begins with latest.'],
      ['of a run that there never was', () => '20250101T000000Z-000001', '`rollcall runs` lists them.'],
      ['of a run that only planned', () => planned, 'only planned and handed nothing over (it has no undo.json)'],
    ])('%s', async (_what, which, words) => {
      const { code, out, err } = await desk.run(['undo', which(), '--yes']);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(words);
      expect(desk.company.sandbox.traffic).toEqual([]);
    });

    test('of a run of another connection, which is named', async () => {
      desk.configure({ harborpine: RULES, pinecrest: {} });

      const { code, out, err } = await desk.run(['undo', left, '--yes', '--connection', 'pinecrest']);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(
        `Error  Run ${left} is one of connection harborpine, not of pinecrest: rollcall undo ${left} --connection harborpine`,
      );
      expect(desk.company.sandbox.traffic).toEqual([]);
    });
  });

  test('with whoever gets it back switched off holds everything, says why, and asks nobody', async () => {
    const { code, out } = await desk.run(['undo', left], NEVER);

    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('sabbott is switched off');
    expect(desk.company.writes()).toEqual([]);
  });

  test('may do as much in a run as any other run, and holds everything beyond it', async () => {
    await abbottIsBack();
    desk.configure({ harborpine: { ...RULES, guards: { limits: { reassign: { perRun: { count: 2 } } } } } });

    const { code, out } = await desk.run(['undo', left, '--json'], NEVER);

    expect(code).toBe(2);
    expect(handedBack(out)).toEqual(BACK.map((_owner, at) => `${101 + at} > sabbott: held by limit-per-run`));
    expect(desk.company.writes()).toEqual([]);
  });

  test.each(['no', '', 'y', 'YES', 'yes please'])('with the answer "%s" writes nothing', async (answer) => {
    const { code, out, err, terminal } = await desk.run(['undo', left], () => answer);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(terminal.asked).toEqual(['Hand these 3 back in the PSA of harborpine? Only "yes" does it: ']);
    expect(err).toMatch(/service ticket 101[\s\S]*\nUndoes +20[\s\S]*\nNothing was written\.$/);
    expect(desk.company.writes()).toEqual([]);
    expect(owners()).toEqual(HANDED_OVER);
  });

  test('with --json and the answer "no" prints what was refused', async () => {
    const { code, out } = await desk.run(['undo', left, '--json'], () => 'no');

    expect(code).toBe(2);
    expect(reportOf(out)).toMatchObject({ applied: false, undoes: left, steps: [{ outcome: null }, {}, {}] });
  });

  test('with "yes" hands back what was shown, and leaves alone what moves between that and the yes', async () => {
    const { code, out } = await desk.run(['undo', left.slice(0, 17), '--json'], () => {
      changeRow(tickets(), 102, { owner: desk.company.member('sbryant')!.id });
      return ' yes\n';
    });

    const report = reportOf(out);
    expect(code).toBe(0);
    expect(handedBack(out)).toEqual(['101 > sabbott: done', '103 > sabbott: done']);
    expect(report.findings.map(({ kind }) => kind)).toEqual(['handover-moved']);
    expect(owners()).toEqual(['sabbott', 'sbryant', 'sabbott']);
  });

  test('done again finds nothing left, and asks nobody', async () => {
    const { code, out, err } = await desk.run(['undo', left], NEVER);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nothing is left to hand back.');
    expect(desk.company.writes()).toEqual([]);
  });

  test('with --yes asks nobody; of one thing it is spoken in the singular', async () => {
    changeRow(tickets(), 101, { owner: desk.company.member('sdunlap')!.id });

    const asked = await desk.run(['undo', left], () => 'no');
    const { code, out, err } = await desk.run(['undo', left, '--yes', '--json']);

    expect(asked.terminal.asked).toEqual(['Hand this back in the PSA of harborpine? Only "yes" does it: ']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(handedBack(out)).toEqual(['101 > sabbott: done']);
    expect(owners()).toEqual(['sabbott', 'sbryant', 'sabbott']);
  });

  test('is listed among the runs as what it was', async () => {
    const { out } = await desk.run(['runs']);

    expect(out).toContain(`undoes ${left}`);
  });

  test('a run that handed nothing over has nothing to take back', async () => {
    const { run } = reportOf((await desk.run(['apply', '--yes', '--json'])).out);
    desk.company.sandbox.clearTraffic();

    const { code, err } = await desk.run(['undo', run, '--yes']);

    expect(code).toBe(1);
    expect(err).toContain(
      `Run ${run} of harborpine handed nothing over (it has no undo.json), so there is nothing to take back.`,
    );
    expect(desk.company.sandbox.traffic).toEqual([]);
  });

  async function abbottIsBack(): Promise<void> {
    desk.company.person('Abbott').state = 'enabled';
    await desk.run(['apply', '--yes']);
    desk.company.sandbox.clearTraffic();
    expect(desk.company.member('sabbott')?.inactiveFlag).toBe(false);
  }
});
