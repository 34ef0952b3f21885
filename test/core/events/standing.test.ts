/** What is left to do for work that waited in the queue. */
import { describe, expect, test } from 'vitest';
import { MOST_ONE_BY_ONE, MOST_PARTIAL, standing, type Waiting } from '../../../src/core/events/standing.ts';
import { personId, runId, ticket, digest } from '../../../src/domain/ids.ts';
import type { AcceptedEvent } from '../../../src/domain/events/event.ts';
import type { RunEntry } from '../../../src/domain/runs/run.ts';

const ada = personId('p-ada');
const ben = personId('p-ben');
const AT = '2026-11-25T10:00:00.000Z';
const seconds = (count: number): string => new Date(Date.parse(AT) + count * 1000).toISOString();

function aRun(startedAt: string, over: Partial<RunEntry> = {}): RunEntry {
  return {
    run: runId('20261125T100000Z-000000'),
    startedAt,
    finishedAt: startedAt,
    outcome: 'converged',
    applied: true,
    trigger: { kind: 'queue', by: 'sync-connection' },
    person: null,
    summary: '',
    planDigest: digest('a'.repeat(64)),
    whole: true,
    counts: { done: 0, held: 0, pending: 0, failed: 0, findings: 0 },
    sha256: digest('b'.repeat(64)),
    ...over,
  };
}
const partial = (count: number, over: Partial<RunEntry> = {}): readonly RunEntry[] =>
  Array.from({ length: count }, (_unused, index) => aRun(seconds(60 - index), { whole: false, ...over }));
const overOne = (id: typeof ada) => ({ id, name: 'x', login: 'x' });
const UNDO = {
  undoes: runId('20261125T080000Z-000000'),
  trigger: { kind: 'command-line', by: 'dana' },
} as const satisfies Partial<RunEntry>;
const HOUR_AGO = aRun(seconds(-3600));
const accepted = (...ids: readonly string[]): readonly AcceptedEvent[] =>
  ids.map((id) => ({ id, at: AT, people: [personId(id)] }));

function kindOf(over: Partial<Waiting>): string {
  return standing({
    asked: { by: 'event', at: AT },
    person: ada,
    apply: true,
    runs: [HOUR_AGO],
    accepted: accepted('p-ada'),
    ...over,
  }).kind;
}

describe('an event about one person', () => {
  test.each<[string, readonly RunEntry[], string]>([
    ['is looked at when no run came after it', [HOUR_AGO], 'one'],
    ['is not covered by one that took handovers back', [aRun(seconds(5), UNDO), HOUR_AGO], 'one'],
    [
      'needs a run over everybody first, and one that took handovers back is none',
      [aRun(seconds(-60), UNDO)],
      'everybody',
    ],
    ['is covered by a later run over everybody', [aRun(seconds(5)), HOUR_AGO], 'covered'],
    [
      'is covered by a later run over the same person',
      [aRun(seconds(5), { person: overOne(ada) }), HOUR_AGO],
      'covered',
    ],
    ['is not covered by a run over somebody else', [aRun(seconds(5), { person: overOne(ben) }), HOUR_AGO], 'one'],
    ['is not covered by a run that began before it', [aRun(seconds(-1)), HOUR_AGO], 'one'],
    ['is not covered by a run that began so soon that the clocks may disagree', [aRun(seconds(1)), HOUR_AGO], 'one'],
    [
      'is covered by a run that was frozen: it has seen all there was',
      [aRun(seconds(5), { outcome: 'frozen' })],
      'covered',
    ],
    ['is not covered by a run that did not get to see or try all', [...partial(1), HOUR_AGO], 'one'],
    ['is not covered by fewer of those than are made at most', [...partial(MOST_PARTIAL - 1), HOUR_AGO], 'one'],
    ['is covered by as many of them as are made at most', [...partial(MOST_PARTIAL), HOUR_AGO], 'covered'],
    ['is covered by a whole run before or after them', [...partial(1), aRun(seconds(5)), HOUR_AGO], 'covered'],
    [
      'is never covered by runs that failed, however many',
      [...partial(MOST_PARTIAL, { outcome: 'failed' }), HOUR_AGO],
      'one',
    ],
    ['is not covered by a run that failed', [aRun(seconds(5), { outcome: 'failed' }), HOUR_AGO], 'one'],
    ['is not covered by a run without a plan', [aRun(seconds(5), { planDigest: null }), HOUR_AGO], 'one'],
    ['is not covered by a look without writing', [aRun(seconds(5), { applied: false }), HOUR_AGO], 'one'],
    [
      'is not covered by what a person at the command line let through',
      [aRun(seconds(5), { trigger: { kind: 'command-line', by: 'dana' } }), HOUR_AGO],
      'one',
    ],
    [
      'is not covered by an approval, which does one step',
      [aRun(seconds(5), { trigger: { kind: 'approval', by: 'dana' } }), HOUR_AGO],
      'one',
    ],
    ['asks for a run over everybody while there was none', [], 'everybody'],
    ['asks for a run over everybody while none had a plan', [aRun(seconds(-60), { planDigest: null })], 'everybody'],
    [
      'asks for a run over everybody while there was one over single people only',
      [aRun(seconds(-60), { person: overOne(ben) })],
      'everybody',
    ],
  ])('%s', (_name, runs, expected) => {
    expect(kindOf({ runs })).toBe(expected);
  });

  test('names the latest run, when it is covered by those that were not whole', () => {
    const runs = partial(MOST_PARTIAL);

    expect(standing({ asked: { by: 'event', at: AT }, person: ada, apply: true, runs, accepted: [] })).toEqual({
      kind: 'covered',
      by: runs[0],
    });
  });

  test('names the run that has covered it', () => {
    const by = aRun(seconds(5));

    expect(standing({ asked: { by: 'event', at: AT }, person: ada, apply: true, runs: [by], accepted: [] })).toEqual({
      kind: 'covered',
      by,
    });
  });

  test('in observe mode is covered by a run that only looked', () => {
    expect(kindOf({ apply: false, runs: [aRun(seconds(5), { applied: false })] })).toBe('covered');
  });

  test.each<[string, Partial<Waiting>, Partial<RunEntry>, string]>([
    ['in the mode create-only is covered by such a run', { creationsOnly: true }, { creationsOnly: true }, 'covered'],
    ['in the mode full is not covered by a run that created only', {}, { creationsOnly: true }, 'one'],
    ['in the mode create-only is looked at after a run in the mode full', { creationsOnly: true }, {}, 'one'],
  ])('%s', (_name, waiting, run, expected) => {
    expect(kindOf({ ...waiting, runs: [aRun(seconds(5), run), HOUR_AGO] })).toBe(expected);
  });
});

describe('many people at once', () => {
  const names = Array.from({ length: MOST_ONE_BY_ONE + 1 }, (_unused, index) => `p-${index}`);

  test('are looked at together', () => {
    expect(kindOf({ accepted: accepted(...names) })).toBe('everybody');
  });

  test('are looked at one by one up to a few', () => {
    expect(kindOf({ accepted: accepted(...names.slice(1)) })).toBe('one');
  });

  test('are counted once each, however many events they have', () => {
    expect(kindOf({ accepted: Array.from({ length: 50 }, () => accepted('p-ada', 'p-ben')).flat() })).toBe('one');
  });

  test('count when a run did not get to see all', () => {
    expect(kindOf({ accepted: accepted(...names), runs: [...partial(1), HOUR_AGO] })).toBe('everybody');
  });

  test('do not count when a run has seen them', () => {
    const runs = [aRun(seconds(5), { person: overOne(personId('p-0')) }), HOUR_AGO];

    expect(kindOf({ accepted: accepted(...names), runs })).toBe('one');
  });
});

describe('a run that the clock asks for', () => {
  const clocked = { asked: { by: 'schedule', due: AT }, person: null } as const;

  test.each<[string, readonly RunEntry[], string]>([
    ['is made when none was made since it was due', [aRun(seconds(-1))], 'everybody'],
    ['is not made again when one over everybody was', [aRun(seconds(0))], 'covered'],
    ['is not made again when that one failed', [aRun(seconds(1), { outcome: 'failed', planDigest: null })], 'covered'],
    ['is made after one over one person', [aRun(seconds(1), { person: overOne(ada) })], 'everybody'],
    ['is made after one that took handovers back', [aRun(seconds(1), UNDO)], 'everybody'],
    ['is made after one that only looked', [aRun(seconds(1), { applied: false })], 'everybody'],
    [
      'is made after one at the command line',
      [aRun(seconds(1), { trigger: { kind: 'command-line', by: 'dana' } })],
      'everybody',
    ],
  ])('%s', (_name, runs, expected) => {
    expect(kindOf({ ...clocked, runs })).toBe(expected);
  });

  test('is made whenever its message says nothing of when it is due', () => {
    expect(kindOf({ asked: { by: 'schedule' }, person: null, runs: [aRun(seconds(1))] })).toBe('everybody');
  });

  test('over one person, by hand, is made over that person, who is never covered', () => {
    expect(kindOf({ asked: { by: 'schedule', due: AT }, runs: [aRun(seconds(1))] })).toBe('one');
    expect(kindOf({ asked: { by: 'schedule' }, runs: [] })).toBe('everybody');
  });
});

describe('other work', () => {
  test('that somebody asked for is done even when a run has just ended', () => {
    const asked = { by: 'request', ticket: ticket('req-20261125T100000Z-0123456789ab') } as const;

    expect(kindOf({ asked, runs: [aRun(seconds(5)), HOUR_AGO] })).toBe('one');
    expect(kindOf({ asked, person: null, runs: [aRun(seconds(5))] })).toBe('everybody');
  });

  test.each<[string, Partial<RunEntry>, number, string]>([
    ['is not done again when its own run was whole', {}, 1, 'covered'],
    ['is not done again when its own run was whole, though a step failed', { outcome: 'failed' }, 1, 'covered'],
    ['is done again when its own run was not whole', { whole: false }, MOST_PARTIAL - 1, 'one'],
    ['is not done again for ever', { whole: false }, MOST_PARTIAL, 'covered'],
    ['is done again when its own run had no plan', { planDigest: null, whole: false }, MOST_PARTIAL, 'one'],
  ])('that somebody asked for %s', (_name, over, count, expected) => {
    const asked = { by: 'request', ticket: ticket('req-20261125T100000Z-0123456789ab') } as const;
    const own = { trigger: { kind: 'http', by: 'sync-person', ticket: asked.ticket }, ...over } as const;
    const runs = Array.from({ length: count }, (_unused, index) => aRun(seconds(60 - index), own));

    expect(kindOf({ asked, runs: [...runs, HOUR_AGO] })).toBe(expected);
  });

  test('over everybody is covered by a later run over everybody alone', () => {
    expect(kindOf({ person: null, runs: [aRun(seconds(5))] })).toBe('covered');
    expect(kindOf({ person: null, runs: [aRun(seconds(5), { person: overOne(ada) })] })).toBe('everybody');
  });
});
