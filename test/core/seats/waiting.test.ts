import { describe, expect, test } from 'vitest';
import {
  aCreation,
  aDeactivation,
  aHold,
  anUpdate,
  aReactivation,
  going,
  held,
  TO_STREAMLINE,
} from '../builders/an-action.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { aPerson } from '../builders/a-person.ts';
import { decide } from '../../../src/core/decide.ts';
import { waitingPeople } from '../../../src/core/seats/waiting.ts';
import type { Step } from '../../../src/domain/planning/plan.ts';
import type { WaitingPerson } from '../../../src/domain/people/seat.ts';

const SEATS = aHold({ guard: 'seats' });
const [ada, ben, cem] = [aPerson('Ada Example'), aPerson('Ben Example'), aPerson('Cem Example')];
const member = memberOf(ada, 1);
const off = memberOf(ben, 2, { active: false });
const line = ({ person, class: seat, position }: WaitingPerson): string => `${seat}${position} ${person.login}`;
const queue = (...steps: readonly Step[]): readonly string[] => waitingPeople(steps, [member, off]).map(line);

describe('the waiting list', () => {
  test('has everybody whose step waits for a seat, class by class in the order of the plan', () => {
    expect(
      queue(
        held(anUpdate(ada, member, [TO_STREAMLINE]), SEATS),
        held(aReactivation(ben, off), SEATS),
        held(aCreation(cem), SEATS),
      ),
    ).toEqual([
      'C1 ada.example@harborpine.example',
      'F1 ben.example@harborpine.example',
      'F2 cem.example@harborpine.example',
    ]);
  });

  test('names the step that waits', () => {
    const step = held(aCreation(cem), SEATS);

    expect(waitingPeople([step], [])).toMatchObject([{ step: step.digest }]);
  });

  test.each<[string, Step]>([
    ['a step that goes', going(aCreation(cem), null)],
    ['a step that is held for another reason', held(aCreation(cem), aHold())],
    ['a step that takes no seat', held(aDeactivation(member, 'disabled', ada), SEATS)],
    ['a step of a record that is not there', held(aReactivation(cem, aMember(9, 'nine')), SEATS)],
  ])('leaves out %s', (_what, step) => {
    expect(queue(step)).toEqual([]);
  });

  test('of a whole decision is in the order in which seats will be taken, whoever was read first', () => {
    const admin = aMember(9, 'admin', { licenseClass: 'X', addresses: ['admin@harborpine.example'] });
    const policy = aPolicy({ mayBeEmpty: ['PSA Dispatch'], seats: { F: 1 }, protectedMembers: ['admin'] });
    const { seating, plan } = decide(aWorld([cem, ada, ben], [admin], { policy }));

    expect(plan.steps.map((step) => step.verdict)).toEqual(['go', 'hold', 'hold']);
    expect(seating?.waiting.map(line)).toEqual([
      'F1 ben.example@harborpine.example',
      'F2 cem.example@harborpine.example',
    ]);
    expect(plan.findings.map(({ kind, people }) => [kind, people.map(({ name }) => name)])).toEqual([
      ['seats-short', ['Ben Example', 'Cem Example']],
    ]);
  });
});
