// An undo writes as carefully as any other run: limits, protection, lock, deadline, and what cannot be read or is refused.
import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { undoHandovers } from '../../../src/app/undo/undo-handovers.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { holders, JANE, leavesAgain, told } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS, MINUTE_MS } from '../../support/fixed-clock.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';
import { BACK, HANDED_OVER, janeIsBack, undo } from './jane-is-back.ts';

describe('the same guards', () => {
  test.each([
    [
      'in one run',
      { perRun: { count: 3, percent: null }, perDay: { count: 100, percent: null } },
      'limit-per-run',
      'config',
    ],
    [
      'in 24 hours',
      { perRun: { count: 9, percent: null }, perDay: { count: 7, percent: null } },
      'limit-per-day',
      'time',
    ],
  ] as const)(
    'more than the limit %s waits, all of it, and says what ends the waiting',
    async (_name, limit, guard, release) => {
      const { ports, left } = await janeIsBack();
      const limits = { ...ports.policy.limits, reassign: limit };

      const report = await undo({ ...ports, policy: { ...ports.policy, limits } }, { run: left.run });

      expect(report.steps.map((step) => (step.verdict === 'hold' ? step.holds[0] : null))).toMatchObject(
        [1, 2, 3, 4].map(() => ({ guard, release })),
      );
      expect(holders(ports)).toEqual(HANDED_OVER);
    },
  );

  test('handbacks count in the rolling 24 hours like any other handover', async () => {
    const { ports, left } = await janeIsBack();
    await undo(ports, { run: left.run });
    leavesAgain(ports);
    const reassign = { perRun: { count: 9, percent: null }, perDay: { count: 9, percent: null } };
    const limits = { ...ports.policy.limits, reassign };

    const report = await run({ ...ports, policy: { ...ports.policy, limits } });

    expect(told(report)[0]).toBe('101 > mia: held by limit-per-day');
  });

  test('a record of a protected member is not written', async () => {
    const { ports, left } = await janeIsBack();
    const policy = { ...ports.policy, protectedMembers: ['owner', 'sam'] };

    const report = await undo({ ...ports, policy }, { run: left.run });

    expect(told(report)).toEqual([...BACK.slice(0, 3), 'reportsTo of sam > jane: held by protected']);
  });

  test('a PSA that was not read whole freezes everything', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The page ended early.' }];

    const report = await undo(ports, { run: left.run });

    expect(report.outcome).toBe('frozen');
    expect(told(report)[0]).toBe('101 > jane: held by source-integrity');
    expect(report.findings.map(({ kind }) => kind)).toEqual(['source-problem']);
  });

  test('a memory of another PSA is refused before anything is written', async () => {
    const { ports, left } = await janeIsBack();
    const sides = { ...ports.memories.memory.sides, directory: 'entra other.example', psa: ports.sides.psa };
    ports.memories.memory = { ...ports.memories.memory, sides };

    const report = await undo(ports, { run: left.run });

    expect(report.outcome).toBe('failed');
    expect(report.summary).toContain('entra other.example');
  });

  test('a lock that is lost ends the writing', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.duties.rule = () => {
      ports.lock.take(ports.name);
      return undefined;
    };

    const report = await undo(ports, { run: left.run });

    expect(told(report)).toEqual([BACK[0], ...BACK.slice(1).map((line) => line.replace('done', 'skipped'))]);
    expect(report.outcome).toBe('failed');
    expect(await ports.archive.readUndo(ports.name, report.run)).toMatchObject({
      handovers: [{ member: { key: JANE.key, identifier: 'jane' } }],
    });
  });

  test('a deadline that is near ends it, and the same command goes on from there', async () => {
    const { ports, left } = await janeIsBack();
    const deadline = new Date(ports.clock.now().getTime() + HOUR_MS + 2 * MINUTE_MS);
    ports.psa.duties.rule = () => {
      ports.clock.advance(90_000);
      ports.psa.duties.rule = () => undefined;
      return undefined;
    };

    const first = await undo(ports, { run: left.run, deadline });
    const then = await undo(ports, { run: left.run });

    expect(told(first).map((line) => line.replace(/^.*: /, ''))).toEqual(['done', 'skipped', 'skipped', 'skipped']);
    expect(told(then)).toEqual(BACK.slice(1));
  });

  test('a run that is under way is not disturbed', async () => {
    const { ports, left } = await janeIsBack();
    await ports.lock.acquire(ports.name);

    const result = await undoHandovers(ports, {
      run: left.run,
      trigger: { kind: 'command-line', by: 'dana' },
      apply: true,
      deadline: null,
    });

    expect(result).toEqual({ kind: 'busy' });
  });
});

describe('what cannot be read', () => {
  test('a record waits alone, the others are handed back', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.duties.beforeStanding = ({ duty }) => {
      if (duty.kind === 'ticket-owner' && duty.ticket.id === 101) throw psaFault('unavailable', 'The PSA is down.');
    };

    const report = await undo(ports, { run: left.run });

    expect(told(report)).toEqual(['101 > jane: held by source-integrity', ...BACK.slice(1)]);
    expect(report.steps[0]?.verdict === 'hold' ? report.steps[0].holds[0].why : '').toBe('The PSA is down.');
    expect(report.outcome).toBe('converged-with-holds');
  });

  test.each([
    [
      'the whole reading fails',
      () => async (): Promise<never> => {
        throw psaFault('unavailable', 'The schedule does not answer.');
      },
    ],
    [
      'the schedule may not be read',
      (ports: Connection) => async () => ({
        ...ports.psa.duties.reading,
        unseen: [{ kind: 'schedule-entry', because: 'forbidden', detail: 'The schedule does not answer.' } as const],
      }),
    ],
  ])('schedule entries, since %s: only the resources wait', async (_name, readDuties) => {
    const { ports, left } = await janeIsBack();
    const duties = { ...ports.psa.duties, readDuties: readDuties(ports) };

    const report = await undo({ ...ports, psa: { ...ports.psa, duties } }, { run: left.run });

    expect(told(report)).toEqual([BACK[0], BACK[1], '103 > jane: held by source-integrity', BACK[3]]);
    expect(report.steps[2]?.verdict === 'hold' ? report.steps[2].holds[0].why : '').toBe(
      'The schedule does not answer.',
    );
  });

  test('credentials that are refused are a fault of the run', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.duties.fault = psaFault('credentials', 'The PSA refused the keys.');

    const report = await undo(ports, { run: left.run });

    expect(report).toMatchObject({ outcome: 'failed', steps: [], undoes: left.run });
    expect(report.summary).toContain('The PSA refused the keys.');
  });

  test('a bug is not taken for an answer', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.duties.fault = new TypeError('not a function');

    expect((await undo(ports, { run: left.run })).summary).toContain('not a function');
  });
});

describe('a refusal half-way', () => {
  test('stops nobody else, and the report names the same command for the rest', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.duties.rule = ({ duty }) =>
      duty.kind === 'ticket-owner' && duty.ticket.id === 101
        ? { kind: 'refused', detail: 'The PSA says: "The board is locked."', fatal: false }
        : undefined;

    const first = await undo(ports, { run: left.run });
    ports.psa.duties.rule = () => undefined;
    const then = await undo(ports, { run: left.run });

    expect(told(first)).toEqual(['101 > jane: refused', ...BACK.slice(1)]);
    expect(first.outcome).toBe('failed');
    expect(renderText(first, { paint: PLAIN, width: 100 })).toContain(
      `rollcall undo ${left.run} --connection harborpine`,
    );
    expect(told(then)).toEqual(['101 > jane: done']);
  });
});
