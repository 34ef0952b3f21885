/** What is handed back, and what holds it: from where each handover stands now. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideUndo, type Whereabouts } from '../../../src/core/undo/decide-undo.ts';
import { reversed } from '../../../src/core/undo/reverse.ts';
import type { HandedDuty, Reassignment } from '../../../src/domain/offboarding/handover.ts';
import { memberRef, type Member } from '../../../src/domain/people/member.ts';
import { personRef } from '../../../src/domain/people/person.ts';
import type { HandedOver } from '../../../src/domain/offboarding/undo.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { memberOf } from '../builders/a-member.ts';
import { stepLine } from '../builders/an-action.ts';

const jane = memberOf(aPerson('Jane Leaver'), 1);
const mia = memberOf(aPerson('Mia Manager'), 2);
const sam = memberOf(aPerson('Sam Other'), 3);
const TICKET = { list: 'service', id: 7, summary: 'Printer', board: 'Help Desk' } as const;
const OWNER: HandedDuty = { kind: 'ticket-owner', ticket: TICKET };
const SERVICE = { id: 4, name: 'Service Ticket' };
const resource = (entries: readonly number[], reopen?: readonly number[]): HandedDuty => ({
  kind: 'ticket-resource',
  ticket: { ...TICKET, list: 'project' },
  entries,
  type: SERVICE,
  ...(reopen !== undefined && { reopen }),
});
const APPROVER: HandedDuty = { kind: 'approver', of: memberRef(sam), field: 'timeApprover' };

function handed(duty: HandedDuty, over: Partial<HandedOver> = {}): HandedOver {
  const reassignment: Reassignment = { duty, from: memberRef(jane), to: memberRef(mia) };
  return {
    step: digestOf(duty),
    at: '2026-11-23T10:00:00Z',
    person: personRef(aPerson('Jane Leaver')),
    member: memberRef(jane),
    reassignment,
    ...over,
  };
}
function found(duty: HandedDuty, standing: Whereabouts['standing'], entries: readonly number[] = []): Whereabouts {
  return { handover: handed(duty), standing, entries };
}
const HELD = { kind: 'held' } as const;
const psa = (...members: readonly Member[]) => aWorld([], members);
const whole = psa(jane, mia, sam);

describe('a handover that still stands', () => {
  test('is handed back, from and to turned round', () => {
    const { plan } = decideUndo(whole, [found(OWNER, HELD), found(APPROVER, HELD)]);

    expect(plan.steps.map(stepLine)).toEqual([`reassign ${jane.identifier}: go`, `reassign ${jane.identifier}: go`]);
    expect(plan.steps[0]?.action).toMatchObject({
      because: 'handed-back',
      member: memberRef(jane),
      reassignment: { duty: OWNER, from: memberRef(mia), to: memberRef(jane) },
    });
    expect(plan.findings).toEqual([]);
  });

  test('of a resource ends the entries of whoever has it now and reopens those that it had ended', () => {
    const { plan } = decideUndo(whole, [found(resource([501, 502]), HELD, [900])]);

    expect(plan.steps[0]?.action).toMatchObject({
      reassignment: { duty: { kind: 'ticket-resource', entries: [900], reopen: [501, 502], type: SERVICE } },
    });
  });

  test('is planned alike, whenever it is asked', () => {
    const once = decideUndo(whole, [found(OWNER, HELD)]);

    expect(decideUndo(whole, [found(OWNER, HELD)]).plan).toEqual(once.plan);
    expect(once).toMatchObject({ seating: null, offboarding: null, integrity: [], matching: { pairs: [] } });
  });
});

describe('a handover that no longer stands', () => {
  test('since it is back already: nothing is to be done or told', () => {
    expect(decideUndo(whole, [found(OWNER, { kind: 'handed-over' })]).plan).toMatchObject({ steps: [], findings: [] });
  });

  test.each([
    [OWNER, 'Service ticket 7 is no longer with'],
    [resource([]), 'Project ticket 7 is no longer with'],
    [APPROVER, `The timeApprover of ${sam.identifier} is no longer with`],
  ])('since it has moved: left alone, and told', (duty, words) => {
    const { plan } = decideUndo(whole, [found(duty, { kind: 'moved', detail: 'It is with somebody else.' })]);

    expect(plan.steps).toEqual([]);
    expect(plan.findings).toMatchObject([{ kind: 'handover-moved', severity: 'know', members: [memberRef(jane)] }]);
    expect(plan.findings[0]?.people).toHaveLength(1);
    expect(plan.findings[0]?.detail).toMatch(new RegExp(`^${words} .*left alone: It is with somebody else\\.$`));
  });

  test('is told also where no person is known for the member', () => {
    const handover = handed(OWNER, { person: null });
    const { plan } = decideUndo(whole, [{ handover, standing: { kind: 'moved', detail: 'Closed.' }, entries: [] }]);

    expect(plan.findings[0]?.people).toEqual([]);
  });
});

describe('held', () => {
  const holdsOf = (world: ReturnType<typeof psa>, ...whereabouts: readonly Whereabouts[]) =>
    decideUndo(world, whereabouts).plan.steps.map((step) =>
      step.verdict === 'hold' ? step.holds.map(({ guard, release }) => `${guard} ${release}`) : [],
    );

  test.each([
    ['is switched off', psa({ ...jane, active: false }, mia, sam)],
    ['is not shown', psa(mia, sam)],
    ['is another member by now', psa({ ...jane, identifier: 'other' }, mia, sam)],
  ])('when whoever would get it back %s', (_what, world) => {
    expect(holdsOf(world, found(OWNER, HELD))).toEqual([['receiver source']]);
  });

  test('when it could not be read', () => {
    const unread = found(OWNER, { kind: 'unread', detail: 'The PSA is down.' });

    expect(holdsOf(whole, unread)).toEqual([['source-integrity source']]);
  });

  test('when the PSA was not read whole, and the report says so', () => {
    const problems = [{ check: 'cut', place: 'members, page 2', detail: 'It ended early.' }] as const;
    const { plan, integrity } = decideUndo({ ...whole, psa: { ...whole.psa, problems } }, [found(OWNER, HELD)]);

    expect(integrity.map(({ side }) => side)).toEqual(['psa']);
    expect(plan.steps.map(stepLine)).toEqual([`reassign ${jane.identifier}: hold source-integrity`]);
    expect(plan.findings).toMatchObject([
      {
        kind: 'source-problem',
        detail: 'members, page 2: It ended early.',
        advice: 'Nothing is handed back until this is settled.',
      },
    ]);
  });

  test('when it would write to the record of a protected member', () => {
    const protectedSam = { ...whole, policy: { ...whole.policy, protectedMembers: [sam.identifier] } };

    expect(holdsOf(protectedSam, found(APPROVER, HELD), found(OWNER, HELD))).toEqual([['protected config'], []]);
  });

  test.each([
    [
      'in one run',
      { perRun: { count: 1, percent: null }, perDay: { count: 9, percent: null } },
      'limit-per-run config',
    ],
    ['in 24 hours', { perRun: { count: 9, percent: null }, perDay: { count: 1, percent: null } }, 'limit-per-day time'],
  ])('all that could go, when it is more than the limit %s', (_when, reassign, expected) => {
    const policy = { ...aPolicy(), limits: { ...aPolicy().limits, reassign } };
    const gone = handed({ ...OWNER, ticket: { ...TICKET, id: 8 } }, {});
    const unread: Whereabouts = { handover: gone, standing: { kind: 'unread', detail: 'Down.' }, entries: [] };

    expect(holdsOf({ ...whole, policy }, found(OWNER, HELD), found(APPROVER, HELD), unread)).toEqual([
      [expected],
      [expected],
      ['source-integrity source'],
    ]);
  });
});

describe('turned round', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 4 });
  const duties: fc.Arbitrary<HandedDuty> = fc.oneof(
    fc.constant(OWNER),
    fc.constant(APPROVER),
    ids.map((entries) => resource(entries)),
  );

  test('twice, a handover is the first one again', () => {
    fc.assert(
      fc.property(duties, ids, (duty, now) => {
        const there: Reassignment = { duty, from: memberRef(jane), to: memberRef(mia) };
        const back = reversed(there, now);
        const again = reversed(back, duty.kind === 'ticket-resource' ? duty.entries : []);

        expect([back.from, back.to]).toEqual([there.to, there.from]);
        expect([again.from, again.to]).toEqual([there.from, there.to]);
        expect(again.duty).toEqual(duty.kind === 'ticket-resource' && now.length > 0 ? { ...duty, reopen: now } : duty);
      }),
    );
  });

  test('entries that were reopened are no more than ended again', () => {
    const back = reversed({ duty: resource([900], [501]), from: memberRef(mia), to: memberRef(jane) }, [501]);

    expect(back.duty).toEqual(resource([501], [900]));
  });
});
