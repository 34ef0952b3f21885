import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GROUP_SETTLE_MS, planWork } from '../../../src/core/events/plan-work.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { anEvent, someEvents } from './an-event.ts';

const connection = connectionName('harborpine');
const at = '2026-11-23T10:00:00.000Z';
const options = { connection, at, settleMs: 5_000 };
const asked = { by: 'event', at };
const look = (person: string) => ({ work: { kind: 'person', connection, person, asked }, afterMs: 5_000 });
const run = { work: { kind: 'run', connection, asked }, afterMs: 300_000 };

test.each([
  ['no event, no work', [], []],
  ['a person is looked at after the wait', [anEvent({ people: ['ada'] })], [look('ada')]],
  [
    'a person of several events is looked at once, in the order of the first',
    [anEvent({ people: ['ben', 'ada'] }), anEvent({ people: ['cleo', 'ben'] })],
    [look('ben'), look('ada'), look('cleo')],
  ],
  ['a group alone is a run, five minutes later', [anEvent({ groups: ['technicians'] })], [run]],
  ['many groups are one run', [anEvent({ groups: ['a', 'b'] }), anEvent({ groups: ['c'] })], [run]],
  [
    'people and groups are both',
    [anEvent({ groups: ['technicians'] }), anEvent({ people: ['ada'] })],
    [look('ada'), run],
  ],
  [
    'a group beside a person has changed for others too',
    [anEvent({ people: ['ada'], groups: ['technicians'] })],
    [look('ada'), run],
  ],
  ['an event that names nobody and nothing is no work', [anEvent({})], []],
])('%s', (_what, events, work) => {
  expect(planWork(events, options)).toEqual(work);
});

test('every person of every event is in the work exactly once, nobody else is, and there is one run if there is a group', () => {
  fc.assert(
    fc.property(someEvents, fc.nat(60_000), (events, settleMs) => {
      const due = planWork(events, { ...options, settleMs });
      const people = due.flatMap(({ work }) => (work.kind === 'person' ? [work.person] : []));
      const named = new Set(events.flatMap((event) => event.people));

      expect(people.toSorted()).toEqual([...named].toSorted());
      expect(due.length - people.length).toBe(events.some((event) => event.groups.length > 0) ? 1 : 0);
      for (const { work, afterMs } of due) expect(afterMs).toBe(work.kind === 'person' ? settleMs : GROUP_SETTLE_MS);
    }),
  );
});
