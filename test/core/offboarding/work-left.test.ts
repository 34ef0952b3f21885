/** A departure that waits for work, and what is said of work that nobody could see. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { digestOf } from '../../../src/core/digest.ts';
import type { UnseenDuty } from '../../../src/domain/offboarding/duty.ts';
import { anEntry, aRecord, aTicket, HOLD, ownedBy, TO_MANAGER } from '../builders/a-duty.ts';
import { anApproval } from '../builders/a-world.ts';
import { stepLine } from '../builders/an-action.ts';
import { aDeparture, afterDeparture, fateLines, findingLines, holdsOf, memberAda, sheetOf } from './a-departure.ts';

const sheets = (count: number) =>
  Array.from({ length: count }, (_unused, index) => aRecord('time-sheet', memberAda, index + 1, `Week ${index + 1}`));
const NEXT =
  'Hand over or close what is left in the PSA, and the next run goes on by itself; or approve the deactivation with the work left where it is.';

describe('a rule to hold', () => {
  test.each([
    [1, '1 open time sheet: 1 "Week 1"'],
    [3, '3 open time sheets: 1 "Week 1", 2 "Week 2", 3 "Week 3"'],
    [5, '5 open time sheets: 1 "Week 1", 2 "Week 2", 3 "Week 3" and 2 more'],
  ])('with %d left names the kind, the count, the first three and what to do', (count, named) => {
    expect(holdsOf(aDeparture({ rules: { 'time-sheet': HOLD }, duties: { records: sheets(count) } }))).toEqual([
      `work-left/approval: ada.example still has ${named}. ${NEXT}`,
    ]);
  });

  test('lets the departure go when nothing is left, whatever there is of other kinds', () => {
    const duties = { records: [aRecord('opportunity', memberAda, 4)] };

    expect(holdsOf(aDeparture({ rules: { 'time-sheet': HOLD }, duties }))).toEqual([]);
  });

  test('gives one reason for each kind, in the order of the kinds', () => {
    const world = aDeparture({
      rules: { 'time-sheet': HOLD, 'ticket-owner': HOLD, approver: HOLD, 'schedule-entry': HOLD },
      duties: { tickets: [aTicket(7, ownedBy(memberAda))], entries: [anEntry(3, memberAda, null)], records: sheets(1) },
    });

    expect(holdsOf(world)).toEqual([
      `work-left/approval: ada.example still has 1 open ticket as its owner: service ticket 7 "Printer 7". ${NEXT}`,
      `work-left/approval: ada.example still has 1 undone schedule entry: 3 "Entry 3". ${NEXT}`,
      `work-left/approval: ada.example still has 1 open time sheet: 1 "Week 1". ${NEXT}`,
    ]);
    expect(fateLines(world)).toEqual(['ticket-owner: awaited', 'schedule-entry: awaited', 'time-sheet: awaited']);
  });

  test.each([
    ['on more than one line, with signs that nobody sees', 'Week\n\u200b one\t', '"Week one"'],
    ['longer than anybody reads', 'x'.repeat(80), `"${'x'.repeat(60)}"`],
    ['empty', ' ', '""'],
  ])('shows a title that is %s in one short line', (_name, title, shown) => {
    const records = [aRecord('time-sheet', memberAda, null, title)];

    expect(holdsOf(aDeparture({ rules: { 'time-sheet': HOLD }, duties: { records } }))[0]).toContain(
      `1 open time sheet: ${shown}. `,
    );
  });

  test('names superiors and approvers by whom they are for', () => {
    const of = { ...memberAda.fields, timeApprover: { id: 1, name: 'ada.example' } };
    const world = aDeparture({ rules: { approver: HOLD } });
    const [ada, bo, ...others] = world.psa.members;
    const members = [ada!, { ...bo!, fields: of }, ...others];

    expect(holdsOf({ ...world, psa: { ...world.psa, members } })).toEqual([
      `work-left/approval: ada.example still has 1 member as superior or approver: time approver of bo.boss. ${NEXT}`,
    ]);
  });

  test('is lifted by an approval of the departure', () => {
    const world = aDeparture({ rules: { 'time-sheet': HOLD }, duties: { records: sheets(2) } });
    const [step] = decide(world).plan.steps;
    const approvals = [anApproval(step!.digest, { guards: ['work-left'] })];

    expect(decide({ ...world, approvals }).plan.steps.map(stepLine)).toEqual([
      'deactivate ada.example: go by Ada Admin',
    ]);
  });

  test('waits for nothing of somebody who left earlier', () => {
    const world = afterDeparture({ rules: { 'time-sheet': HOLD }, duties: { records: sheets(1) } });

    expect(decide(world).plan.steps).toEqual([]);
    expect(fateLines(world)).toEqual(['time-sheet: reported']);
  });
});

describe('work that could not be seen', () => {
  const unseen: readonly UnseenDuty[] = [
    {
      kind: 'time-sheet',
      because: 'forbidden',
      detail: 'The role may not see time sheets. Set Time & Expense > Time Entry: Inquire All.',
    },
    {
      kind: 'ticket-owner',
      because: 'failed',
      detail: 'Service tickets: the PSA answered 500. The next run reads them again.',
    },
    {
      kind: 'ticket-owner',
      because: 'failed',
      detail: 'Project tickets: the PSA answered 500. The next run reads them again.',
    },
    {
      kind: 'ticket-owner',
      because: 'failed',
      detail: 'Project tickets: the PSA answered 500. The next run reads them again.',
    },
  ];

  test('holds the departure where a rule wants more than a report: that none was seen is no proof', () => {
    expect(
      holdsOf(aDeparture({ rules: { 'time-sheet': HOLD, 'ticket-owner': TO_MANAGER }, duties: { unseen } })),
    ).toEqual([
      'work-left/approval: Whether ada.example has open tickets as their owner could not be seen: Project tickets: the PSA answered 500. The next run reads them again. Service tickets: the PSA answered 500. The next run reads them again. Or approve the deactivation without knowing.',
      'work-left/approval: Whether ada.example has open time sheets could not be seen: The role may not see time sheets. Set Time & Expense > Time Entry: Inquire All. Or approve the deactivation without knowing.',
    ]);
  });

  test('is told once for each kind, with the right that is missing, and holds nothing that is only reported', () => {
    const world = aDeparture({ duties: { unseen } });

    expect(holdsOf(world)).toEqual([]);
    expect(findingLines(world, 'work-unseen')).toEqual([
      'know: Whether those who leave have open tickets as their owner could not be seen, or not in full; what is listed may lack some. | Project tickets: the PSA answered 500. The next run reads them again. Service tickets: the PSA answered 500. The next run reads them again.',
      'know: Whether those who leave have open time sheets could not be seen, or not in full; what is listed may lack some. | The role may not see time sheets. Set Time & Expense > Time Entry: Inquire All.',
    ]);
    expect(sheetOf(world).unseen).toHaveLength(4);
  });
});

describe('work that nobody has read', () => {
  test.each([
    [
      'holds the departure where a rule wants more than a report',
      { 'time-sheet': HOLD },
      [
        'work-left/time: The work of ada.example was not read in this run, and "offboarding" wants it looked after; the next run reads it.',
      ],
    ],
    ['holds nothing where everything is only reported', {}, []],
  ])('%s', (_name, rules, expected) => {
    expect(holdsOf(aDeparture({ rules, duties: null }))).toEqual(expected);
  });

  test('has no report, and leaves the plan as it would be without any rule', () => {
    const decision = decide(aDeparture({ duties: null }));

    expect(decision.offboarding).toBeNull();
    expect(decision.plan.steps.map(({ digest }) => digest)).toEqual(
      decide(aDeparture()).plan.steps.map(({ action }) => digestOf(action)),
    );
  });
});
