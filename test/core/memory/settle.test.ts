/** After a crash: the journal is believed only where the PSA shows it. */
import { describe, expect, test } from 'vitest';
import { aMember } from '../builders/a-member.ts';
import { aMemberRoster, NOW, RUN } from '../builders/a-world.ts';
import { EMPTY_MEMORY, type Memory } from '../../../src/domain/memory/memory.ts';
import { memberKey, personId, runId } from '../../../src/domain/ids.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { settle } from '../../../src/core/memory/settle.ts';
import type { Intent, JournaledWrite } from '../../../src/domain/memory/journal.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { StepOutcome } from '../../../src/domain/runs/run.ts';

const ADA = personId('p-ada');
const EARLIER = runId('20261122T100000Z-000000');
const remembered: Memory = { ...EMPTY_MEMORY, lastRun: EARLIER };

function aWrite(over: Partial<Intent> = {}, outcome: StepOutcome | null = null, run = RUN): JournaledWrite {
  return {
    run,
    intent: {
      kind: 'intent',
      at: NOW,
      step: digestOf(over),
      action: 'deactivate',
      class: 'deactivate',
      member: memberKey(1),
      identifier: 'ada',
      person: ADA,
      because: 'disabled',
      reassignment: null,
      approvedBy: null,
      ...over,
    },
    outcome,
  };
}
const creation = (over: Partial<Intent> = {}): Partial<Intent> => ({
  action: 'create',
  class: 'create',
  member: null,
  because: 'in-scope',
  ...over,
});
const settled = (past: readonly JournaledWrite[], members: readonly Member[], memory = remembered): Memory =>
  settle(memory, past, aMemberRoster(members));

const inactive = aMember(1, 'ada', { active: false });
const tombstone = { member: inactive.key, person: ADA, run: RUN, at: NOW };
const link = { person: ADA, member: inactive.key, expectedIdentifier: 'ada', since: NOW, by: 'create' } as const;

describe('a deactivation whose run died', () => {
  test('is remembered when the PSA shows the member switched off', () => {
    expect(settled([aWrite()], [inactive])).toEqual({ ...remembered, tombstones: [tombstone] });
  });

  test.each([
    ['while the member is still active', [aWrite()], [{ ...inactive, active: true }]],
    ['when the member is not there', [aWrite()], []],
    ['when the PSA had refused it', [aWrite({}, { kind: 'refused', detail: 'no' })], [inactive]],
    ['when it was another kind of write', [aWrite({ action: 'update', class: 'other-change' })], [inactive]],
    ['when it was a handover of their work', [aWrite({ action: 'reassign', class: 'reassign' })], [inactive]],
  ])('is not remembered %s', (_name, past, members) => {
    expect(settled(past, members).tombstones).toEqual([]);
  });

  test('of a run that was remembered changes nothing, and the memory is the very same', () => {
    expect(settled([aWrite({}, null, EARLIER)], [inactive])).toBe(remembered);
  });

  test('of a remembered run whose end was never known is still settled', () => {
    const unknown: StepOutcome = { kind: 'unknown', detail: 'no answer' };

    expect(settled([aWrite({}, unknown, EARLIER)], [inactive]).tombstones).toEqual([{ ...tombstone, run: EARLIER }]);
  });

  test('and was followed by a return is not ours any more, whoever switched the member off after that', () => {
    const back = aWrite({ action: 'reactivate', class: 'reactivate', because: 'returned' });

    expect(settled([aWrite(), back], [inactive]).tombstones).toEqual([]);
    expect(settled([back, aWrite()], [inactive]).tombstones).toEqual([tombstone]);
  });

  test('is remembered when nothing ever was', () => {
    expect(settled([aWrite()], [inactive], EMPTY_MEMORY).tombstones).toEqual([tombstone]);
  });

  test('takes the place of an older tombstone of that member', () => {
    const old = { ...tombstone, run: EARLIER, at: '2026-01-01T00:00:00Z' };

    expect(settled([aWrite()], [inactive], { ...remembered, tombstones: [old] }).tombstones).toEqual([tombstone]);
  });
});

describe('a creation whose run died', () => {
  test('is remembered as a link when the PSA shows its Member ID, in whatever case', () => {
    expect(settled([aWrite(creation({ identifier: 'ADA' }))], [aMember(1, 'ada')]).links).toEqual([
      { ...link, expectedIdentifier: 'ADA' },
    ]);
  });

  test.each([
    ['when the PSA does not show it', [aWrite(creation())], [aMember(2, 'other')]],
    [
      'when it was a handover',
      [aWrite({ action: 'reassign', class: 'reassign', because: 'left-earlier' })],
      [aMember(1, 'ada')],
    ],
    ['when nobody is named', [aWrite(creation({ person: null }))], [aMember(1, 'ada')]],
    ['when the PSA had refused it', [aWrite(creation(), { kind: 'refused', detail: 'taken' })], [aMember(1, 'ada')]],
  ])('is not remembered %s', (_name, past, members) => {
    expect(settled(past, members).links).toEqual([]);
  });

  test.each([
    ['the member', { ...link, person: personId('p-ben') }],
    ['the person', { ...link, member: memberKey(7) }],
  ])('does not overrule a link that knows %s otherwise', (_name, known) => {
    expect(settled([aWrite(creation())], [aMember(1, 'ada')], { ...remembered, links: [known] }).links).toEqual([
      known,
    ]);
  });
});
