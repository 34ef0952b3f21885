// The sheet of a leaver tells what was left after the writes, by a reading of its own, or says that there was none.
import { describe, expect, test } from 'vitest';
import { DUTY_KINDS } from '../../../src/domain/offboarding/duty.ts';
import type { LeaverSheet } from '../../../src/domain/offboarding/leaver.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { renderHtml } from '../../../src/reports/html/html.ts';
import { renderLeaver } from '../../../src/reports/html/html-leaver.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { TO_MANAGER } from '../../core/builders/a-duty.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { ALL_TO_MANAGER, aLeavingTeam, told } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS, MINUTE_MS } from '../../support/fixed-clock.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

function sheetOf(report: RunReport, identifier = 'jane'): LeaverSheet {
  const found = report.offboarding?.leavers.find(({ member }) => member.identifier === identifier);
  if (found === undefined) throw new RangeError(`${identifier} has no sheet`);
  return found;
}
/** The last thing that is written is the departure; from then on this is the world. */
function afterDeparture(ports: Connection, change: () => void): void {
  ports.psa.rule = (_sent, carry) => {
    carry();
    change();
    return undefined;
  };
}

describe('after the writes', () => {
  test('what is left is read again, in bulk and of those alone for whom something was written', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': TO_MANAGER });

    const report = await run(ports);

    const sheet = sheetOf(report);
    expect(sheet.before.map(({ duty }) => duty.kind)).toEqual([
      'ticket-owner',
      'ticket-owner',
      'ticket-resource',
      'approver',
    ]);
    expect(sheet.after?.map(({ kind }) => kind)).toEqual(['ticket-resource', 'approver']);
    expect(sheet.afterUnseen).toBeUndefined();
    expect(ports.psa.duties.asked.map(({ tickets, members }) => [tickets, members.length])).toEqual([
      ['of-members', 1],
      ['of-members', 1],
    ]);
    expect(report.timings.map(({ phase }) => phase).at(-1)).toBe('read-work-again');
  });

  test('a superior who was changed in a record is seen in that record', async () => {
    const report = await run(aLeavingTeam());

    expect(sheetOf(report).after).toEqual([]);
  });

  test('somebody for whom nothing was written keeps their sheet as it was', async () => {
    const ports = aLeavingTeam({ ...ALL_TO_MANAGER, 'time-sheet': { kind: 'hold' } });
    const omar = aMember(15, 'omar', 'Omar Diaz');
    ports.psa.put(omar);
    ports.directory.put(aPerson('omar', 'Omar Diaz', { state: 'disabled' }));
    const sheet = { kind: 'time-sheet', member: omar.key, id: 88, title: 'Week 47', state: 'Open' } as const;
    ports.psa.duties.reading = { ...ports.psa.duties.reading, records: [sheet] };

    const report = await run(ports);

    expect(told(report)).toContain('deactivate omar: held by work-left');
    expect(sheetOf(report, 'omar').after).toBeNull();
    expect(sheetOf(report).after).toEqual([]);
    expect(ports.psa.duties.asked.at(-1)?.members.map(({ identifier }) => identifier)).toEqual(['jane']);
  });

  test.each([
    ['that only planned', { apply: false }],
    ['in which everything was refused', { apply: true }],
  ])('a run %s reads nothing again', async (_name, request) => {
    const ports = aLeavingTeam();
    ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'No.', fatal: false });
    ports.psa.rule = () => ({ kind: 'refused', detail: 'No.', fatal: false });

    const report = await run(ports, request);

    expect(sheetOf(report).after).toBeNull();
    expect(ports.psa.duties.asked).toHaveLength(1);
    expect(report.timings.map(({ phase }) => phase)).not.toContain('read-work-again');
  });

  test('a write whose end is unknown is reason enough to look again', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': TO_MANAGER });
    ports.psa.duties.rule = () => ({ kind: 'unknown', detail: 'No answer came.' });
    ports.psa.rule = () => ({ kind: 'refused', detail: 'No.', fatal: false });

    expect(sheetOf(await run(ports)).after).toHaveLength(4);
  });
});

describe('a second look that fails', () => {
  test.each(['unavailable', 'credentials'] as const)(
    'is no fault of the run (%s): the sheet says that nothing could be read again',
    async (reason) => {
      const ports = aLeavingTeam();
      afterDeparture(ports, () => {
        ports.psa.duties.fault = psaFault(reason, 'The PSA is down.');
      });

      const report = await run(ports);

      expect(report.outcome).toBe('converged');
      expect(sheetOf(report).after).toBeNull();
      expect(sheetOf(report).afterUnseen?.map(({ kind }) => kind)).toEqual([...DUTY_KINDS]);
      expect(ports.log.map(({ message }) => message)).toContain('the work of leavers could not be read again');
      const words = 'After the writes it could not be read again: The PSA is down.';
      expect(renderLeaver(report, sheetOf(report))).toContain(words);
      expect(renderHtml(report)).toContain(words);
      expect(ports.archive.files.get(`${report.run}/report.txt`)?.text.replace(/\s+/g, ' ')).toContain(words);
    },
  );

  test('of one kind never passes for nothing left of it', async () => {
    const ports = aLeavingTeam();
    const unseen = [{ kind: 'ticket-owner', because: 'failed', detail: 'A page was cut.' }] as const;
    afterDeparture(ports, () => {
      ports.psa.duties.reading = { ...ports.psa.duties.reading, unseen };
    });

    const report = await run(ports);

    expect(sheetOf(report)).toMatchObject({ after: [], afterUnseen: unseen });
    const page = renderLeaver(report, sheetOf(report));
    expect(page).toContain('Afterwards 0 things are left; these could not be read again: tickets they own.');
    expect(page.match(/not read again/g)).toHaveLength(2);
  });

  test('of the members leaves open who has whom as their superior', async () => {
    const ports = aLeavingTeam();
    afterDeparture(ports, () => {
      ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The page ended early.' }];
    });

    const report = await run(ports);

    expect(sheetOf(report).afterUnseen).toEqual([
      { kind: 'approver', because: 'failed', detail: 'members, page 2: The page ended early.' },
    ]);
  });

  test('because of a bug is told as one', async () => {
    const ports = aLeavingTeam();
    afterDeparture(ports, () => {
      ports.psa.duties.fault = new TypeError('not a function');
    });

    const report = await run(ports);

    expect(report.outcome).toBe('failed');
    expect(sheetOf(report).after).toBeNull();
  });

  test('is not begun when the process is about to be stopped: the report comes first', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': TO_MANAGER });
    const deadline = new Date(ports.clock.now().getTime() + HOUR_MS + 3 * MINUTE_MS);
    ports.psa.rule = () => {
      ports.clock.advance(3 * MINUTE_MS - 20_000);
      return undefined;
    };

    const report = await run(ports, { deadline });

    expect(told(report).at(-1)).toBe('deactivate jane: done');
    expect(sheetOf(report).after).toBeNull();
    expect(sheetOf(report).afterUnseen?.[0]?.detail).toBe('The time of this run was over.');
    expect(ports.psa.duties.asked).toHaveLength(1);
  });
});
