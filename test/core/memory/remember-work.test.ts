/** What a run leaves behind of the handovers that it made, held or failed at. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { remember } from '../../../src/core/memory/remember.ts';
import { awaitingSubject, accountOf, failureSubject } from '../../../src/core/subjects.ts';
import type { IntegrityProblem } from '../../../src/domain/planning/decision.ts';
import { memberKey } from '../../../src/domain/ids.ts';
import { EMPTY_MEMORY, type Link, type Memory } from '../../../src/domain/memory/memory.ts';
import { memberRef } from '../../../src/domain/people/member.ts';
import type { ReportedStep, StepOutcome } from '../../../src/domain/runs/run.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { aCreation, aHold, aProblem, aReassignment, going, held } from '../builders/an-action.ts';
import { aReading } from '../builders/a-duty.ts';
import { memberOf } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aRoster, aWorld, NOW, RUN } from '../builders/a-world.ts';
import { lookAt } from '../builders/look-at.ts';

const [ada, ben] = [aPerson('Ada Example'), aPerson('Ben Example')];
const [memberAda, memberBen] = [memberOf(ada, 1), memberOf(ben, 2)];
const offAda = { ...memberAda, active: false };
const OWNER = 'member:1 ticket-owner service:7';
const handing = aReassignment(memberAda, memberBen);
const failure = { subject: OWNER, count: 1, notBefore: '2026-11-23T10:54:00.000Z', detail: 'locked' };
const refused: StepOutcome = { kind: 'refused', detail: 'locked' };
const done: StepOutcome = { kind: 'done', member: memberAda.key, note: null };

function learned(
  memory: Partial<Memory>,
  steps: readonly ReportedStep[],
  over: Partial<World> = {},
  integrity: readonly IntegrityProblem[] = [],
): Memory {
  const world = aWorld([ben], [offAda, memberBen], { memory: { ...EMPTY_MEMORY, ...memory }, ...over });
  return remember({ world, decision: { ...decide(world), integrity }, steps, run: RUN });
}
/** Only Ada was looked at; nothing but her tombstone tells that she had that member. */
function lookedAtAda(memory: Partial<Memory>, steps: readonly ReportedStep[]): Memory {
  const stone = { member: memberAda.key, person: ada.id, run: RUN, at: '2026-11-22T10:00:00Z' };
  const whole = aWorld([ben], [offAda, memberBen], { memory: { ...EMPTY_MEMORY, ...memory, tombstones: [stone] } });
  const world = lookAt(ada.id, whole, [ben]);
  return remember({ world, decision: decide(world), steps, run: RUN });
}

test.each([
  ['a ticket’s owner', handing, OWNER],
  [
    'a ticket’s resource',
    aReassignment(memberAda, memberBen, {
      duty: {
        kind: 'ticket-resource',
        ticket: { list: 'project', id: 9, summary: 'x', board: 'y' },
        entries: [1],
        type: { id: 4, name: 'x' },
      },
    }),
    'member:1 ticket-resource project:9',
  ],
  [
    'a superior',
    aReassignment(memberAda, memberBen, { duty: { kind: 'approver', of: memberRef(memberBen), field: 'reportsTo' } }),
    'member:1 reportsTo of 2',
  ],
  ['a creation', aCreation(ben), `person:${ben.id}`],
])('%s has a name of its own, and the account can be told from it', (_name, action, subject) => {
  expect(failureSubject(action)).toBe(subject);
  expect(awaitingSubject(action)).toBe(`${action.kind} ${subject}`);
  expect(accountOf(subject)).toBe(action.kind === 'create' ? subject : 'member:1');
});

describe('a handover that fails', () => {
  test('is remembered by its own name, and not as a failure of the account', () => {
    expect(learned({}, [going(handing, refused)]).failures).toEqual([failure]);
  });

  test('is counted on in a look at one person, and stands there once', () => {
    expect(lookedAtAda({ failures: [failure] }, [going(handing, refused)]).failures).toMatchObject([
      { subject: OWNER, count: 2 },
    ]);
  });

  test('of somebody else is left alone by a look at one person', () => {
    const others = { ...failure, subject: 'member:2 ticket-owner service:7' };

    expect(lookedAtAda({ failures: [others] }, [going(handing, done)]).failures).toEqual([others]);
  });
});

describe('a handover that a limit holds', () => {
  const waiting = { subject: `reassign ${OWNER}`, since: '2026-11-22T00:00:00Z' };
  const limit = aHold({ guard: 'limit-per-run' });
  const failed = { kind: 'ticket-owner', because: 'failed', detail: 'no' } as const;

  test('waits by its own name', () => {
    expect(learned({}, [held(handing, limit)]).awaiting).toEqual([{ subject: `reassign ${OWNER}`, since: NOW }]);
  });

  test('waits on while its departure is held', () => {
    expect(learned({ awaiting: [waiting] }, [held(handing, aHold({ guard: 'departure-held' }))]).awaiting).toEqual([
      waiting,
    ]);
  });

  test('ends when it goes, or is no longer wanted', () => {
    expect(learned({ awaiting: [waiting] }, [going(handing, done, 'Ada')]).awaiting).toEqual([]);
    expect(learned({ awaiting: [waiting] }, [], { duties: aReading() }).awaiting).toEqual([]);
    expect(
      learned({ awaiting: [waiting] }, [], { duties: aReading({ unseen: [{ ...failed, because: 'forbidden' }] }) })
        .awaiting,
    ).toEqual([]);
  });

  test('waits on while a list that could not be read hides whether it is wanted', () => {
    const departure = { subject: 'deactivate member:1', since: NOW };
    const over = { duties: aReading({ unseen: [failed] }) };

    expect(learned({ awaiting: [departure, waiting] }, [], over).awaiting).toEqual([waiting]);
  });

  test('ends in a look at that person alone, and nobody else’s does', () => {
    const others = { ...waiting, subject: 'reassign member:2 ticket-owner service:7' };

    expect(lookedAtAda({ awaiting: [waiting, others] }, [going(handing, done)]).awaiting).toEqual([others]);
  });
});

describe('what a handover says of other things', () => {
  test('somebody’s word for it does not confirm whom the account belongs to', () => {
    const renamed = memberOf(ben, 2, { fields: { firstName: 'Zed', lastName: 'Other' } });
    const over = { psa: { members: [offAda, renamed], problems: [], complete: true } };
    const step = going(aReassignment(renamed, memberAda), { kind: 'done', member: renamed.key, note: null }, 'Ada');

    expect(learned({}, [step], over).links).toEqual([]);
  });

  test('it is no departure: there is no tombstone for it', () => {
    expect(learned({}, [going(handing, done)]).tombstones).toEqual([]);
  });

  test('one that waits for a sound directory does not keep a shrunk one from being believed', () => {
    const baseline = { run: RUN, at: '2026-11-01T00:00:00Z', people: 10, members: 2, groups: [] };
    const shrunk = aProblem({ check: 'shrunk', release: 'approval' });
    const step = held(handing, aHold({ guard: 'source-integrity' }));

    expect(learned({ baseline }, [step], { directory: aRoster([ben]) }, [shrunk]).baseline).toMatchObject({
      at: NOW,
      people: 1,
    });
  });

  test('links of others stay as they are', () => {
    const link: Link = { person: ada.id, member: memberKey(1), expectedIdentifier: 'x', since: NOW, by: 'match' };

    expect(learned({ links: [link] }, [going(handing, done)]).links).toContainEqual(link);
  });
});
