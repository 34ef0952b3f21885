/** The System Log of the Okta double: spans with an end, polling without one, filters, and what is refused. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { OktaCaller } from './okta-caller.ts';
import { allPages, linksOf, oktaCaller, refusalOf, rowsOf } from './okta-caller.ts';

let now: Date;
let sandbox: Sandbox;
let okta: OktaCaller;
const world = createEmptyWorld();
const ada = addPerson(world, { login: 'ada@harborpine.example', displayName: 'Ada Example' });
const team = addGroup(world, { name: 'Team', people: [ada] });

beforeEach(async () => {
  now = new Date('2026-11-23T10:00:00Z');
  sandbox = await startSandbox({ world, now: () => now });
  okta = oktaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

async function publishAt(minute: number, type: string): Promise<void> {
  now = new Date(Date.UTC(2026, 10, 23, 10, minute));
  await sandbox.okta.publish({ type, person: ada });
}
const typesOf = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['eventType']);

test('an entry names person and group by type, with their Okta ids', async () => {
  await sandbox.okta.publish({ type: 'group.user_membership.add', person: ada, group: team });

  const [entry] = rowsOf(await okta('/logs?since=2026-11-23T09:00:00Z'));

  expect(entry).toMatchObject({
    eventType: 'group.user_membership.add',
    published: '2026-11-23T10:00:00.000Z',
    target: [
      { id: oktaUserId(ada.id), type: 'User', alternateId: ada.login, displayName: 'Ada Example', detailEntry: null },
      { id: oktaGroupId(team.id), type: 'UserGroup', displayName: 'Team', detailEntry: null },
    ],
  });
  expect(entry?.['uuid']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a span with an end holds its beginning and not its end, in either order, and is finite', async () => {
  for (const [minute, type] of ['a', 'b', 'c', 'd'].entries()) await publishAt(minute, type);
  const span = 'since=2026-11-23T10:01:00Z&until=2026-11-23T10:03:00Z';

  const pages = await allPages(okta, `/logs?${span}&limit=1`);
  const backwards = await okta(`/logs?${span}&sortOrder=DESCENDING`);

  expect(pages.map((page) => typesOf(rowsOf(page)))).toEqual([['b'], ['c']]);
  expect(typesOf(rowsOf(backwards))).toEqual(['c', 'b']);
});

test('without an end there is always a next link, under which later events are found', async () => {
  await publishAt(1, 'a');
  const first = await okta('/logs?since=2026-11-23T10:00:00Z');
  const empty = await okta(linksOf(first)['next'] ?? '');
  await publishAt(2, 'b');
  const later = await okta(linksOf(empty)['next'] ?? '');

  expect([first, empty, later].map((page) => typesOf(rowsOf(page)))).toEqual([['a'], [], ['b']]);
  expect(linksOf(later)).toHaveProperty('next');
});

test('a filter chooses by type', async () => {
  for (const [minute, type] of ['user.lifecycle.create', 'user.session.start', 'group.profile.update'].entries())
    await publishAt(minute, type);
  const filter = encodeURIComponent('eventType eq "user.lifecycle.create" or eventType eq "group.profile.update"');

  const answer = await okta(`/logs?since=2026-11-23T10:00:00Z&filter=${filter}`);

  expect(typesOf(rowsOf(answer))).toEqual(['user.lifecycle.create', 'group.profile.update']);
});

test('what is older than a week is left out unless it is asked for', async () => {
  await publishAt(0, 'old');
  now = new Date('2026-12-01T10:00:00Z');

  const usual = await okta('/logs');
  const asked = await okta('/logs?since=2026-11-01T00:00:00Z');

  expect([typesOf(rowsOf(usual)), typesOf(rowsOf(asked))]).toEqual([[], ['old']]);
});

test.each([
  ['a date that is none', 'since=yesterday'],
  ['a date without its zone', 'until=2026-11-23T10:00:00'],
  ['an end before the beginning', 'since=2026-11-23T10:00:00Z&until=2026-11-23T09:00:00Z'],
  ['another order', 'sortOrder=RANDOM'],
  ['a larger page than there is', 'limit=1001'],
  ['a made-up cursor', 'after=x'],
  ['a made-up cursor into a span', 'after=x&since=2026-11-23T09:00:00Z&until=2026-11-23T10:00:00Z'],
  ['what the double does not serve', 'q=ada'],
])('%s is refused', async (_case, query) => {
  const answer = await okta(`/logs?${query}`);

  expect(refusalOf(answer)).toBe('400 E0000001');
});

test('a filter that is none is refused', async () => {
  const answer = await okta(`/logs?filter=${encodeURIComponent('target.id eq "x"')}`);

  expect(refusalOf(answer)).toBe('400 E0000031');
});
