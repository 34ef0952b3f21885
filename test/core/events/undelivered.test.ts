import { expect, test } from 'vitest';
import type { DirectoryEvent } from '../../../src/domain/events/event.ts';
import { personId } from '../../../src/domain/ids.ts';
import { undeliveredEvents } from '../../../src/core/events/undelivered.ts';

const event = (id: string | null, type = 'user.lifecycle.deactivate'): DirectoryEvent => ({
  id,
  type,
  published: '2026-11-25T09:00:00.000Z',
  people: [personId('00u1')],
  groups: [],
});
const since = '2026-11-25T08:45:00.000Z';
const until = '2026-11-25T09:45:00.000Z';
const details = (events: readonly DirectoryEvent[], delivered: readonly string[]): readonly string[] =>
  undeliveredEvents({
    eventLog: { reading: { since, until, events, complete: true }, delivered: new Set(delivered) },
  }).map(({ detail }) => detail);

test.each<[string, readonly DirectoryEvent[], readonly string[], readonly string[]]>([
  ['nothing logged is nothing missed', [], [], []],
  ['all delivered is nothing missed', [event('a'), event('b')], ['b', 'a', 'c'], []],
  ['an event without an id cannot be missed', [event(null)], [], []],
  [
    'one of several is told by its kind',
    [event('a'), event('b', 'group.user_membership.remove')],
    ['a'],
    [
      `The directory logged 2 changes from ${since} to ${until}, and its webhook did not bring 1 of them: group.user_membership.remove 1.`,
    ],
  ],
  [
    'all of them are counted by kind',
    [event('a'), event('b', 'group.user_membership.remove'), event('c')],
    [],
    [
      `The directory logged 3 changes from ${since} to ${until}, and its webhook did not bring any of them: group.user_membership.remove 1, user.lifecycle.deactivate 2.`,
    ],
  ],
  [
    'the only one is told as one',
    [event('a')],
    [],
    [
      `The directory logged one change from ${since} to ${until}, and its webhook did not bring any of them: user.lifecycle.deactivate 1.`,
    ],
  ],
])('%s', (_name, events, delivered, expected) => {
  expect(details(events, delivered)).toEqual(expected);
});

test('where nobody looked nothing is said', () => {
  expect(undeliveredEvents({ eventLog: null })).toEqual([]);
});
