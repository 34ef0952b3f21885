// What a run handed over is handed back by a run of its own: as it stands now, with the guards, the journal, the verification and the report of any other.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import { showRun } from '../../../src/app/archive/show-run.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { aTicket, ownedBy } from '../../core/builders/a-duty.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import {
  aLeavingTeam,
  comesBack,
  holders,
  JANE,
  leavesAgain,
  MIA,
  SAM,
  superiorOf,
  told,
} from '../../support/builders/a-leaving-team.ts';
import { AT_FIRST, BACK, HANDED_OVER, janeIsBack, undo } from './jane-is-back.ts';

describe('a run that handed work over', () => {
  test('leaves beside its report what it takes to undo it, each handover in its order', async () => {
    const ports = aLeavingTeam();

    const { run: id, steps } = await run(ports);
    const record = await ports.archive.readUndo(ports.name, id);

    expect(record).toMatchObject({ version: 1, run: id, connection: 'harborpine', psa: ports.sides.psa });
    expect(record?.handovers.map(({ step }) => step)).toEqual(steps.slice(0, 4).map(({ digest }) => digest));
    expect(record?.handovers[0]).toMatchObject({
      at: '2026-11-23T11:00:00.000Z',
      person: { login: 'jane@harborpine.example' },
      member: { identifier: 'jane' },
      reassignment: { from: { identifier: 'jane' }, to: { identifier: 'mia' } },
    });
  });

  test('tells how to take it back', async () => {
    const report = await run(aLeavingTeam());

    expect(renderText(report, { paint: PLAIN, width: 100 })).toContain(
      `rollcall undo ${report.run} --connection harborpine`,
    );
  });

  test('that handed nothing over leaves no such file', async () => {
    const ports = aLeavingTeam({});

    const { run: id } = await run(ports);

    expect([...ports.archive.files.keys()].filter((path) => path.endsWith('/undo.json'))).toEqual([]);
    expect(await ports.archive.readUndo(ports.name, id)).toBeUndefined();
  });
});

describe('an undo', () => {
  test('hands everything back, in a run of its own that says what it undoes', async () => {
    const { ports, left } = await janeIsBack();

    const report = await undo(ports, { run: left.run });

    expect(told(report)).toEqual(BACK);
    expect(new Set(report.steps.map(({ action }) => action.because))).toEqual(new Set(['handed-back']));
    expect(report).toMatchObject({
      undoes: left.run,
      outcome: 'converged',
      applied: true,
      person: null,
      trigger: { kind: 'command-line', by: 'dana' },
    });
    expect(report.summary).toBe('4 changes made and verified.');
    expect(holders(ports)).toEqual(AT_FIRST);
    expect(superiorOf(ports, 'sam')).toBe('jane');
    expect(ports.archive.entries[0]).toMatchObject({ run: report.run, undoes: left.run });
  });

  test("reopens the leaver's own schedule entry, and ends the one that was made in its place", async () => {
    const { ports, left } = await janeIsBack();

    await undo(ports, { run: left.run });

    const { entries } = ports.psa.duties.reading;
    expect(entries.map(({ id, member }) => [id, member])).toEqual([[501, JANE.key]]);
    expect(ports.psa.duties.ended.map(({ member }) => member)).toEqual([MIA.key]);
  });

  test('that was not asked to write shows the same and moves nothing', async () => {
    const { ports, left } = await janeIsBack();

    const report = await undo(ports, { run: left.run, apply: false });

    expect(told(report)).toEqual(BACK.map((line) => line.replace('done', 'open')));
    expect(report.outcome).toBe('pending');
    expect(holders(ports)).toEqual(HANDED_OVER);
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(false);
    expect(renderText(report, { paint: PLAIN, width: 100 })).toContain(
      `rollcall undo ${left.run} --connection harborpine`,
    );
  });

  test('does no more than it is told to', async () => {
    const { ports, left } = await janeIsBack();
    const planned = await undo(ports, { run: left.run, apply: false });

    const report = await undo(ports, { run: left.run, only: planned.steps.slice(0, 1).map(({ digest }) => digest) });

    expect(told(report)).toEqual([BACK[0], ...BACK.slice(1).map((line) => line.replace('done', 'open'))]);
    expect(holders(ports)).toEqual({ ...HANDED_OVER, 101: 'jane' });
  });

  test('done again finds nothing left to hand back', async () => {
    const { ports, left } = await janeIsBack();
    await undo(ports, { run: left.run });

    const again = await undo(ports, { run: left.run });

    expect(again).toMatchObject({ steps: [], outcome: 'converged', summary: 'Nothing is left to hand back.' });
  });

  test('is found by the beginning of a run id', async () => {
    const { ports, left } = await janeIsBack();

    expect(told(await undo(ports, { run: ` ${left.run.slice(0, 12)}` }))).toEqual(BACK);
  });

  test('can be turned back by its own undo, and that one as well', async () => {
    const { ports, left } = await janeIsBack();
    const first = await undo(ports, { run: left.run });

    const second = await undo(ports, { run: first.run });
    const heldThen = holders(ports);
    const superiorThen = superiorOf(ports, 'sam');
    const third = await undo(ports, { run: second.run });

    expect(told(second)).toEqual(BACK.map((line) => line.replace('jane', 'mia')));
    expect(heldThen).toEqual(HANDED_OVER);
    expect(superiorThen).toBe('mia');
    expect(told(third)).toEqual(BACK);
    expect(holders(ports)).toEqual(AT_FIRST);
    expect(ports.psa.duties.reading.entries.map(({ id }) => id)).toEqual([501]);
  });

  test('stands in nobody’s way: whoever leaves again hands over again', async () => {
    const { ports, left } = await janeIsBack();
    await undo(ports, { run: left.run });
    leavesAgain(ports);

    const report = await run(ports);

    expect(told(report)).toEqual([...BACK.map((line) => line.replace('jane', 'mia')), 'deactivate jane: done']);
    expect(holders(ports)).toEqual(HANDED_OVER);
  });

  test('remembers nothing and uses no approval up', async () => {
    const { ports, left } = await janeIsBack();
    const { memory } = ports.memories;

    await undo(ports, { run: left.run });

    expect(ports.memories.memory).toBe(memory);
  });

  test('asks nothing of the directory, and its report does not say otherwise', async () => {
    const { ports, left } = await janeIsBack();
    ports.directory.faults.readRoster = new Error('Nobody should have asked');

    const report = await undo(ports, { run: left.run });

    expect(report.outcome).toBe('converged');
    const words = renderText(report, { paint: PLAIN, width: 100 });
    expect(words).toContain('Microsoft Entra ID: not read');
    expect(words).toContain(`Undoes    ${left.run}`);
  });
});

describe('what has moved since is left alone', () => {
  test('a ticket that somebody else has by now, and one that is closed, each with what was seen', async () => {
    const { ports, left } = await janeIsBack();
    const { reading } = ports.psa.duties;
    const tickets = reading.tickets
      .filter(({ id }) => id !== 102)
      .map((ticket) => (ticket.id === 101 ? aTicket(101, ownedBy(SAM)) : ticket));
    ports.psa.duties.reading = { ...reading, tickets };

    const report = await undo(ports, { run: left.run });

    expect(told(report)).toEqual(BACK.slice(2));
    expect(report.outcome).toBe('converged');
    expect(report.findings.map(({ kind, severity, detail }) => [kind, severity, detail])).toEqual([
      [
        'handover-moved',
        'know',
        'Service ticket 101 is no longer with mia, so it is left alone: The ticket belongs to sam now.',
      ],
      [
        'handover-moved',
        'know',
        'Service ticket 102 is no longer with mia, so it is left alone: The ticket is closed or no longer there.',
      ],
    ]);
    expect(holders(ports)[101]).toBe('sam');
  });

  test('a superior whom somebody else has become', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.put({ ...SAM, fields: { ...SAM.fields, reportsTo: { id: 1, name: 'owner' } } });

    const report = await undo(ports, { run: left.run });

    expect(report.findings.map(({ detail }) => detail)).toEqual([
      'The reportsTo of sam is no longer with mia, so it is left alone: It is owner now.',
    ]);
    expect(superiorOf(ports, 'sam')).toBe('owner');
  });

  test('also when it moves between the plan and the write', async () => {
    const { ports, left } = await janeIsBack();
    let asked = 0;
    ports.psa.duties.beforeStanding = () => {
      asked += 1;
      if (asked !== 5) return;
      const { reading } = ports.psa.duties;
      ports.psa.duties.reading = { ...reading, tickets: reading.tickets.filter(({ id }) => id !== 101) };
    };

    const report = await undo(ports, { run: left.run });

    expect(told(report)).toEqual(['101 > jane: moved', ...BACK.slice(1)]);
    expect(report.outcome).toBe('pending');
  });
});

describe('whoever gets it back', () => {
  test('must be active again, or everything is held with the reason', async () => {
    const ports = aLeavingTeam();
    const left = await run(ports);

    const report = await undo(ports, { run: left.run });

    expect(new Set(told(report).map((line) => line.replace(/^.*: /, '')))).toEqual(new Set(['held by receiver']));
    expect(report.outcome).toBe('converged-with-holds');
    expect(report.steps[0]?.verdict === 'hold' ? report.steps[0].holds : []).toEqual([
      {
        guard: 'receiver',
        release: 'source',
        why: 'jane is switched off, and work of a member who is switched off is done by nobody. Bring the member back first, then undo again.',
      },
    ]);
    expect(holders(ports)).toEqual(HANDED_OVER);
  });

  test.each([
    ['is no longer shown', (ports: Connection) => ports.psa.members.delete(JANE.key), /no member jane \(record 11\)/],
    [
      'is another member by now',
      (ports: Connection) => {
        ports.psa.put({ ...JANE, identifier: 'jdoe' });
      },
      /Record 11 is jdoe now, not jane\./,
    ],
  ])('%s: held', async (_name, change, words) => {
    const { ports, left } = await janeIsBack();
    ports.memories.memory = { ...ports.memories.memory, baseline: null, links: [], tombstones: [] };
    change(ports);

    const report = await undo(ports, { run: left.run });

    expect(told(report)[0]).toBe('101 > jane: held by receiver');
    expect(report.steps[0]?.verdict === 'hold' ? report.steps[0].holds[0].why : '').toMatch(words);
    expect(ports.psa.duties.sent).toHaveLength(4);
  });

  test('is read again right before each write', async () => {
    const { ports, left } = await janeIsBack();
    ports.psa.beforeRead = () => {
      ports.psa.put({ ...JANE, active: false });
    };

    const report = await undo(ports, { run: left.run });

    expect(told(report)[0]).toBe('101 > jane: moved');
    expect(holders(ports)).toEqual(HANDED_OVER);
  });
});

describe('beside the other runs', () => {
  test('an undo is never shown as the latest run, nor taken for the latest plan', async () => {
    const ports = aLeavingTeam();
    const left = await run(ports);
    comesBack(ports);
    ports.psa.put({ ...SAM, active: false });
    const held = await run(ports);
    await undo(ports, { run: left.run, apply: false });

    const latest = await showRun(ports, 'latest');
    const sam = held.steps.find(({ action }) => action.kind === 'reactivate' && action.member.key === SAM.key);
    const { done } = await approve(ports, { digest: sam?.digest ?? '', by: 'dana', note: '' });

    expect(latest.run).toBe(held.run);
    expect(done.map(({ action }) => action.kind)).toEqual(['reactivate']);
  });
});
