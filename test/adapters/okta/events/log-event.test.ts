import { describe, expect, test } from 'vitest';
import { ADA, anEntry, BEN, group, TECHNICIANS, user } from './an-entry.ts';
import { RELEVANT_EVENT_TYPES } from '../../../../src/adapters/okta/events/event-types.ts';
import { toDirectoryEvent } from '../../../../src/adapters/okta/events/log-event.ts';

const event = {
  id: '7d6b0f4a-5e1c-11f0-8a2b-0f1e2d3c4b5a',
  type: 'user.lifecycle.deactivate',
  published: '2026-11-23T10:15:12.862Z',
  people: [BEN],
  groups: [],
};

test('an entry becomes the word that somebody has to be looked at', () => {
  expect(toDirectoryEvent(anEntry())).toEqual(event);
});

test.each(RELEVANT_EVENT_TYPES)('%s counts', (eventType) => {
  expect(toDirectoryEvent(anEntry({ eventType }))).toEqual({ ...event, type: eventType });
});

describe('whom it concerns', () => {
  test.each([
    ['the user, not who did it', {}, [BEN], []],
    ['the user beside the group', { target: [group(TECHNICIANS), user(BEN)] }, [BEN], []],
    ['each of several users once', { target: [user(BEN), user(ADA), user(BEN)] }, [BEN, ADA], []],
    ['the group where no user is named', { target: [group(TECHNICIANS)] }, [], [TECHNICIANS]],
    [
      'the user whatever else stands there',
      { target: [null, 7, {}, { type: 'AppUser', id: ADA }, user(BEN)] },
      [BEN],
      [],
    ],
    ['the user even if it failed', { outcome: { result: 'FAILURE', reason: 'x' } }, [BEN], []],
  ])('%s', (_what, over, people, groups) => {
    expect(toDirectoryEvent(anEntry(over))).toMatchObject({ people, groups });
  });
});

describe('what the sender does not say is null:', () => {
  test.each([
    ['no id', { uuid: null }, { id: null }],
    ['no time', { published: null }, { published: null }],
    ['a time that is none', { published: 'yesterday' }, { published: null }],
    ['a day that is none', { published: '2026-02-30T10:00:00Z' }, { published: null }],
  ])('%s', (_what, over, expected) => {
    expect(toDirectoryEvent(anEntry(over))).toEqual({ ...event, ...expected });
  });

  test('a time is told in UTC', () => {
    expect(toDirectoryEvent(anEntry({ published: '2026-11-23T12:15:12+02:00' }))).toMatchObject({
      published: '2026-11-23T10:15:12.000Z',
    });
  });
});

describe('no event is', () => {
  test.each<[string, unknown]>([
    ['another kind', anEntry({ eventType: 'user.session.start' })],
    ['a kind that every object has', anEntry({ eventType: 'constructor' })],
    ['no kind', anEntry({ eventType: null })],
    ['one without targets', anEntry({ target: null })],
    ['one with no target that counts', anEntry({ target: [{ type: 'AppUser', id: BEN }] })],
    ['a user whose id is a path', anEntry({ target: [user('00u/../../api/v1/apps')] })],
    ['a user whose id is a number', anEntry({ target: [{ ...user(BEN), id: 7 }] })],
    ['a user in the place of a group', anEntry({ target: [{ ...user(BEN), type: 'UserGroup' }] })],
    ['an id of the event that is not text', anEntry({ uuid: 7 })],
    ['an id of the event that is endless', anEntry({ uuid: 'x'.repeat(101) })],
    ['an id of the event with a line break', anEntry({ uuid: 'a\nb' })],
    ['null', null],
    ['text', 'user.lifecycle.deactivate'],
    ['a list', [anEntry()]],
    ['what only its prototype makes one', JSON.parse(`{"__proto__":${JSON.stringify(anEntry())}}`)],
  ])('%s', (_what, entry) => {
    expect(toDirectoryEvent(entry)).toBeNull();
  });
});
