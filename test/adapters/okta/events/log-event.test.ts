/** One entry of the System Log or of a delivery, read softly: targets by their type, nulls allowed, and no id that is none of Okta's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDirectoryEvent } from '../../../../src/adapters/okta/events/log-event.ts';
import { guidOf } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import { toLogEntry } from '../../../../src/sandbox/okta/events/log-entry.ts';

const ADA = oktaUserId(guidOf('ada'));
const BEN = oktaUserId(guidOf('ben'));
const TEAM = oktaGroupId(guidOf('team'));
const user = (id: unknown) => ({ id, type: 'User', alternateId: 'ada@example.com', detailEntry: null });
const group = (id: unknown) => ({ id, type: 'UserGroup', alternateId: 'unknown', detailEntry: null });

const ENTRY = {
  uuid: '7d6b0f4a-5e1c-11f0-8a2b-0f1e2d3c4b5a',
  published: '2026-11-23T10:15:12.862Z',
  eventType: 'user.lifecycle.deactivate',
  target: [user(ADA)],
};

test('an entry in the documented shape, nulls included, is an event', () => {
  const person = { id: guidOf('ada'), login: 'ada@example.com', displayName: 'Ada' };
  const entry = toLogEntry({ type: 'user.lifecycle.deactivate', person }, new Date(ENTRY.published));

  const event = toDirectoryEvent(entry);

  expect(event).toEqual({
    id: entry.uuid,
    type: 'user.lifecycle.deactivate',
    published: ENTRY.published,
    people: [ADA],
    groups: [],
  });
});

describe('targets', () => {
  test.each<[string, unknown, readonly string[], readonly string[]]>([
    ['a person at any position', [group(TEAM), { id: 'x', type: 'AppInstance' }, user(ADA)], [ADA], []],
    ['several people, each once', [user(ADA), user(BEN), user(ADA)], [ADA, BEN], []],
    ['a group alone', [group(TEAM), group(TEAM)], [], [TEAM]],
    ['an application’s account', [{ id: ADA, type: 'AppUser' }], [], []],
    ['an id that is no person’s', [user('ada@example.com'), user(TEAM), user('../users/me')], [], []],
    ['a group beside nobody who can be read', [user('unknown'), group(TEAM)], [], [TEAM]],
    ['an id that is no group’s', [group('Team')], [], []],
    ['a target without an id', [user(null), null, 7, {}], [], []],
    ['no targets', [], [], []],
    ['null', null, [], []],
    ['nothing', undefined, [], []],
  ])('%s', (_case, target, people, groups) => {
    const event = toDirectoryEvent({ ...ENTRY, target });

    expect(event).toMatchObject({ people, groups });
  });
});

test.each([
  ['no uuid', { uuid: null }, { id: null }],
  ['a blank uuid', { uuid: ' ' }, { id: null }],
  ['no date', { published: null }, { published: null }],
  ['a date that is none', { published: 'yesterday 1' }, { published: null }],
  ['a date elsewhere', { published: '2026-11-23T11:15:12.862+01:00' }, { published: ENTRY.published }],
])('%s is allowed', (_case, change, expected) => {
  expect(toDirectoryEvent({ ...ENTRY, ...change })).toMatchObject({
    type: ENTRY.eventType,
    people: [ADA],
    ...expected,
  });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'user.lifecycle.deactivate'],
  ['a list', [ENTRY]],
  ['no type', { ...ENTRY, eventType: undefined }],
  ['a blank type', { ...ENTRY, eventType: ' ' }],
  ['a type that is no text', { ...ENTRY, eventType: 7 }],
  ['targets that are no list', { ...ENTRY, target: { 0: user(ADA) } }],
])('%s is no event', (_case, entry) => {
  expect(toDirectoryEvent(entry)).toBeNull();
});

test('whatever arrives, nothing but ids of Okta’s shape comes out, and nothing is thrown', () => {
  const id = fc.oneof(fc.constantFrom(ADA, BEN, TEAM), fc.string());
  const target = fc.oneof(fc.record({ id, type: fc.constantFrom('User', 'UserGroup', 'AppUser') }), fc.anything());
  const entries = fc.oneof(
    fc.anything(),
    fc.record({ eventType: fc.string(), uuid: fc.anything(), published: fc.anything(), target: fc.array(target) }),
  );
  fc.assert(
    fc.property(entries, (entry) => {
      const event = toDirectoryEvent(entry);
      if (event === null) return;
      const { people, groups } = event;
      expect(people.every((one) => /^00u[0-9A-Za-z]+$/.test(one))).toBe(true);
      expect(groups.every((one) => /^00g[0-9A-Za-z]+$/.test(one))).toBe(true);
      expect(new Set([...people, ...groups]).size).toBe(people.length + groups.length);
      expect(people.length === 0 || groups.length === 0).toBe(true);
    }),
  );
});
