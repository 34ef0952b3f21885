/** What of a run is told, what stands after several, and what of it is news. */
import { describe, expect, test } from 'vitest';
import { doneIn, openIn } from '../../../src/core/messages/done-since.ts';
import { mattersOf } from '../../../src/core/messages/matters-of-report.ts';
import {
  afterDigest,
  afterLostDigest,
  afterTelling,
  isUrgent,
  newFindings,
  newsFor,
} from '../../../src/core/messages/plan-chat.ts';
import {
  isSound,
  maybeSound,
  standingOf,
  unmuted,
  type Evidence,
} from '../../../src/core/messages/standing-matters.ts';
import type { Hold } from '../../../src/domain/planning/plan.ts';
import type { Matter } from '../../../src/domain/messages/matter.ts';
import { newReceiver } from '../../../src/domain/messages/message-record.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { runId } from '../../../src/domain/ids.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aRunEntry } from '../../support/builders/a-run-entry.ts';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep } from '../../support/builders/a-step.ts';

const leaver = (identifier: string, ...holds: readonly Hold[]) =>
  aStep.deactivate({ identifier, name: `Name of ${identifier}`, holds });
const limit = aHold('limit-per-run', 'approval', 'Too many.');
const inDoubt = aHold('identity', 'source', 'Two candidates.');

/** `hold limit-per-run: alee bray` */
function wordsOf(matters: readonly Matter[]): readonly string[] {
  return matters.map((matter) => {
    const what =
      matter.kind === 'hold'
        ? `${isUrgent(matter) ? '' : 'quiet '}hold ${matter.guard}`
        : matter.kind === 'finding'
          ? `finding ${matter.finding}`
          : matter.kind;
    const who = matter.items.flatMap(({ subjects }) => subjects.map(({ memberId, name }) => memberId ?? name));
    return who.length === 0 ? what : `${what}: ${who.join(' ')}`;
  });
}

describe('of a run', () => {
  test.each<[string, Partial<RunReport>, readonly string[]]>([
    ['nothing to do', {}, []],
    [
      'many under one limit are one matter',
      { steps: [leaver('alee', limit), leaver('bray', limit)] },
      ['hold limit-per-run: alee bray'],
    ],
    [
      'what somebody has denied or set aside asks nothing of anybody',
      {
        steps: [
          leaver('alee', limit, aHold('denied', 'decision', 'Denied by dana.')),
          leaver('bray', aHold('set-aside', 'decision', 'Set aside by dana.')),
          leaver('cole', limit),
        ],
      },
      ['hold limit-per-run: cole'],
    ],
    [
      'each doubt about an account is a matter of its own',
      { steps: [leaver('alee', inDoubt), leaver('bray', inDoubt)] },
      ['hold identity: alee', 'hold identity: bray'],
    ],
    [
      'of several reasons the first that somebody can end is told',
      { steps: [leaver('alee', aHold('absence', 'time', 'Once only.'), limit, inDoubt)] },
      ['hold limit-per-run: alee'],
    ],
    [
      'what only time ends waits quietly',
      { steps: [leaver('alee', aHold('absence', 'time', 'Once only.'))] },
      ['quiet hold absence: alee'],
    ],
    [
      'what goes with another step waits quietly',
      { steps: [leaver('alee', aHold('departure-held', 'approval', 'With the other.'))] },
      ['quiet hold departure-held: alee'],
    ],
    [
      'what waits after a failure has still failed',
      { steps: [leaver('alee', limit, aHold('back-off', 'time', 'It failed.'))] },
      ['failure: alee'],
    ],
    ['a run that died', { outcome: 'failed', planDigest: null, whole: false }, ['failed-run']],
    ['a run in doubt', { outcome: 'frozen' }, ['frozen']],
    [
      'a finding names a person and their member once',
      {
        findings: [
          aFinding({
            kind: 'member-id-mismatch',
            people: [
              aPersonRef({ identifier: 'new', name: 'Mary Clarke' }),
              aPersonRef({ identifier: 'x', name: 'X Y' }),
            ],
            members: [aMemberRef({ identifier: 'old', name: 'Mary Clarke' })],
          }),
        ],
      },
      ['finding member-id-mismatch: old X Y'],
    ],
  ])('%s', (_what, over, expected) => {
    expect(wordsOf(mattersOf(aQuietReport(over)))).toEqual(expected);
  });

  test('that failed in single steps, those are told and not the run', () => {
    expect(wordsOf(mattersOf(anAppliedReport({ findings: [] })))).toEqual([
      'failure: bmiller',
      'failure: hsato',
      'failure: anovak',
      'hold limit-per-run: pnguyen kweber',
      'quiet hold absence: swhite',
      'hold confirm-return: tbauer',
    ]);
  });

  test('the same thing has the same key in every run, whatever its numbers say', () => {
    const seats = (detail: string) =>
      mattersOf(aQuietReport({ findings: [aFinding({ kind: 'seats-short', detail })] }));

    expect(seats('Full: 41 of 40 seats.')[0]?.key).toBe(seats('Full: 43 of 40 seats.')[0]?.key);
    expect(seats('Full: 41 of 40 seats.')[0]?.key).not.toBe(seats('Streamline: 41 of 40 seats.')[0]?.key);
  });

  test('a finding about several has the same key whatever their order', () => {
    const people = ['x', 'y'].map((identifier) => aPersonRef({ identifier, name: identifier }));
    const members = ['m', 'n'].map((identifier) => aMemberRef({ identifier, name: identifier }));
    const keyOf = (turned: boolean) => {
      const turn = <T>(list: readonly T[]): readonly T[] => (turned ? list.toReversed() : list);
      const finding = aFinding({ kind: 'ambiguous-match', people: turn(people), members: turn(members) });
      return mattersOf(aQuietReport({ findings: [finding] }))[0]?.key;
    };

    expect(keyOf(true)).toBe(keyOf(false));
  });

  test('a leaver whom the directory does not know is called by the member’s name', () => {
    const stranger = aStep.deactivate({ identifier: 'ghost', name: 'Gail Host', because: 'unmanaged', holds: [limit] });

    expect(mattersOf(aQuietReport({ steps: [stranger] }))[0]?.items[0]?.subjects).toEqual([
      { memberId: 'ghost', name: 'Gail Host' },
    ]);
  });

  test('what was done and what is open is counted by account', () => {
    const groups = (found: ReturnType<typeof doneIn>) =>
      found.map(({ action, subjects }) => `${action} ${subjects.map(({ memberId }) => memberId).join(' ')}`);

    expect(groups(doneIn([anAppliedReport(), anAppliedReport()]))).toEqual(['deactivate jsmith', 'reactivate rlee']);
    expect(groups(openIn(aReport()))).toEqual([
      'deactivate jsmith',
      'update mjones',
      'reactivate rlee',
      'create anovak lchen',
    ]);
  });
});

describe('what stands', () => {
  const held = aQuietReport({ steps: [leaver('alee', limit)] });
  const evidence = (over: Partial<Evidence>): Evidence => ({
    sound: null,
    doubtful: null,
    single: [],
    missing: null,
    ...over,
  });

  test.each<[string, Partial<Evidence>, readonly string[], boolean]>([
    ['nothing is known', {}, [], false],
    ['the newest run is sound', { sound: held }, ['hold limit-per-run: alee'], true],
    [
      'a newer run died: what the sound one saw goes on standing, and nothing is over',
      { sound: held, doubtful: aQuietReport({ outcome: 'failed', planDigest: null }) },
      ['hold limit-per-run: alee', 'failed-run'],
      false,
    ],
    [
      'a run over one person adds to it',
      { sound: held, single: [aQuietReport({ steps: [leaver('bray', limit)] })] },
      ['hold limit-per-run: alee bray'],
      true,
    ],
    [
      'no good run for too long',
      { sound: held, missing: { staleAfterHours: 2, unusable: [] } },
      ['missing-run', 'hold limit-per-run: alee'],
      true,
    ],
  ])('%s', (_what, over, expected, settled) => {
    const standing = standingOf(evidence(over));

    expect([wordsOf(standing.matters), standing.settled]).toEqual([expected, settled]);
  });

  test.each<[string, Parameters<typeof aRunEntry>[1], boolean]>([
    ['a quiet run', {}, true],
    ['one with failed steps', { outcome: 'failed' }, true],
    ['one that was frozen', { outcome: 'frozen' }, false],
    ['one without a plan', { planDigest: null }, false],
    ['one that did not see everything', { whole: false }, false],
    ['one over one person', { person: { id: 'x', name: 'X', login: 'x' } }, false],
    ['one that took something back', { undoes: runId('20261123T101500Z-1a2b3c') }, false],
  ])('%s may be sound: %s', (_what, over, expected) => {
    expect(maybeSound(aRunEntry('2026-11-23T10:00:00.000Z', over))).toBe(expected);
  });

  test('a source in doubt makes no sound run, although failed steps hide it', () => {
    expect(isSound(aQuietReport({ outcome: 'failed', findings: [aFinding({ kind: 'source-problem' })] }))).toBe(false);
    expect(isSound(aQuietReport({ findings: [aFinding({ kind: 'seats-short' })] }))).toBe(true);
  });

  test.each([
    ['2026-11-23T09:00:00.000Z', []],
    ['2026-11-23T23:59:59.999Z', []],
    ['2026-11-24T00:00:00.000Z', ['finding idle-seats']],
  ])('a mute holds to the end of its day: at %s', (now, expected) => {
    const matters = mattersOf(aQuietReport({ findings: [aFinding({ kind: 'idle-seats' })] }));

    expect(wordsOf(unmuted(matters, [{ finding: 'idle-seats', until: '2026-11-23', why: 'known' }], now))).toEqual(
      expected,
    );
  });
});

describe('news', () => {
  const two = standingOf({
    sound: aQuietReport({ steps: [leaver('alee', limit), leaver('bray', limit)] }),
    doubtful: null,
    single: [],
    missing: null,
  });
  const none = standingOf({ sound: aQuietReport(), doubtful: null, single: [], missing: null });
  const fresh = newReceiver('slack');

  test('are what was not told yet, item by item', () => {
    const all = newsFor(fresh, two);
    const first = all.map((matter) => ({ ...matter, items: matter.items.slice(0, 1) }));
    const told = afterTelling(fresh, two, first);

    expect(wordsOf(all)).toEqual(['hold limit-per-run: alee bray']);
    expect(wordsOf(newsFor(told, two))).toEqual(['hold limit-per-run: bray']);
    expect(newsFor(afterTelling(told, two, newsFor(told, two)), two)).toEqual([]);
  });

  test('that could not be told are news still', () => {
    expect(newsFor(afterTelling(fresh, two, []), two)).toEqual(newsFor(fresh, two));
  });

  test('are told again once they had ended, and not because a run was in doubt', () => {
    const told = afterTelling(fresh, two, newsFor(fresh, two));

    expect(wordsOf(newsFor(afterTelling(told, none, []), two))).toEqual(['hold limit-per-run: alee bray']);
    expect(newsFor(afterTelling(told, { ...none, settled: false }, []), two)).toEqual([]);
  });

  test('of findings wait for the digest, which lists each once', () => {
    const found = standingOf({
      sound: aQuietReport({ findings: [aFinding({ kind: 'idle-seats' })] }),
      doubtful: null,
      single: [],
      missing: null,
    });
    const run = runId('20261123T101500Z-1a2b3c');

    expect(newsFor(fresh, found)).toEqual([]);
    expect(wordsOf(newFindings(fresh, found))).toEqual(['finding idle-seats']);
    const after = afterDigest(fresh, found, { due: 'x', run, said: newFindings(fresh, found) });
    expect(newFindings(after, found)).toEqual([]);
    expect(after.digest).toEqual({ slot: 'x', run });
    expect(newFindings(afterLostDigest(fresh, 'x'), found)).toHaveLength(1);
    const nothing = { due: 'y', run: null, said: [] };
    expect(afterDigest(fresh, found, nothing).digest).toEqual({ slot: 'y', run: null });
    expect(afterDigest(after, found, nothing).digest).toEqual({ slot: 'y', run });
    expect(afterLostDigest({ ...fresh, digest: { slot: 'a', run } }, 'x').digest).toEqual({ slot: 'x', run });
  });
});
