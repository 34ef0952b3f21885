/** Okta's System Log: what is asked, how it ends, what is made of its entries, and what a missing right costs. */
import { beforeEach, describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../../src/adapters/okta/events/event-types.ts';
import type { EventLog } from '../../../../src/ports/run-ports.ts';
import { SANDBOX_CREDENTIALS } from '../../../../src/sandbox/context.ts';
import { addGroup, addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { startSecondServer } from '../../../contract/directory/second-server.ts';
import { BY_KEY } from '../credentials.ts';
import type { Org, OrgOptions } from '../start-org.ts';
import { faultOf, json, startOrg } from '../start-org.ts';

const ADA = oktaUserId(guidOf('person ada@example.com'));
const TEAM = oktaGroupId(guidOf('group Team'));
const SINCE = '2026-11-23T10:00:00.000Z';
const UNTIL = '2026-11-23T11:00:00.000Z';

let now = new Date(SINCE);

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world, { login: 'ada@example.com' })] });
}

/** An org whose log is read, with somebody in a group to whom things happen. */
async function startLoggedOrg(options: OrgOptions = {}) {
  const org = await startOrg(fill, { readsEventLog: true, now: () => now, ...options });
  const [person] = org.world.people.values();
  const [group] = org.world.groups.values();
  if (person === undefined || group === undefined) throw new Error('The org is empty');
  const publishAt = async (at: string, type: string, ...targets: readonly ('person' | 'group')[]) => {
    now = new Date(at);
    await org.sandbox.okta.publish({
      type,
      ...(targets.includes('person') && { person }),
      ...(targets.includes('group') && { group }),
    });
  };
  return { org, log: logOf(org), publishAt };
}

function logOf(org: Org): EventLog {
  if (org.directory.eventLog === null) throw new Error('The directory reads no log');
  return org.directory.eventLog;
}

function entry(uuid: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    uuid,
    eventType: 'user.lifecycle.deactivate',
    published: SINCE,
    target: [{ id: ADA, type: 'User' }],
    ...more,
  };
}

test('there is no log where nobody asked for one', async () => {
  const org = await startOrg(fill);

  expect(org.directory.eventLog).toBeNull();
});

describe('reading', () => {
  test('answers the relevant events of the span, its end excluded, oldest first', async () => {
    const { log, publishAt } = await startLoggedOrg();
    await publishAt('2026-11-23T09:59:59.999Z', 'user.lifecycle.create', 'person');
    await publishAt(SINCE, 'group.user_membership.add', 'person', 'group');
    await publishAt('2026-11-23T10:20:00.000Z', 'user.session.start', 'person');
    await publishAt('2026-11-23T10:30:00.000Z', 'group.profile.update', 'group');
    await publishAt(UNTIL, 'user.lifecycle.deactivate', 'person');

    const reading = await log.readEvents(SINCE, UNTIL);

    expect(reading).toMatchObject({ since: SINCE, until: UNTIL, complete: true });
    expect(reading.events.map(({ type, published, people, groups }) => [type, published, people, groups])).toEqual([
      ['group.user_membership.add', SINCE, [ADA], []],
      ['group.profile.update', '2026-11-23T10:30:00.000Z', [], [TEAM]],
    ]);
    expect(new Set(reading.events.map(({ id }) => id)).size).toBe(2);
  });

  test.each(EVENT_TYPES)('finds %s', async (type) => {
    const { log, publishAt } = await startLoggedOrg();
    await publishAt(SINCE, type, 'person');

    const reading = await log.readEvents(SINCE, UNTIL);

    expect(reading.events).toMatchObject([{ type, people: [ADA] }]);
  });

  test('asks for a span with an end, in one request where all fits', async () => {
    const { org, log } = await startLoggedOrg();

    const reading = await log.readEvents(SINCE, UNTIL);

    expect(reading).toMatchObject({ events: [], complete: true });
    expect(org.requests()).toEqual([
      expect.stringMatching(
        /^GET \/api\/v1\/logs\?since=2026-11-23T10:00:00\.000Z&until=2026-11-23T11:00:00\.000Z&filter=.+&sortOrder=ASCENDING&limit=1000$/,
      ),
    ]);
  });

  test.each([
    [20, 10, 20, true],
    [21, 10, 20, false],
  ])(
    'of %i events, two to a page, takes %i requests for %i of them: complete %s',
    async (total, requests, read, complete) => {
      const { org, log, publishAt } = await startLoggedOrg({ quirks: { oktaMaxPage: 2 } });
      for (let n = 0; n < total; n += 1) await publishAt(SINCE, 'user.lifecycle.create', 'person');

      const reading = await log.readEvents(SINCE, UNTIL);

      expect(new Set(reading.events.map((event) => event.id)).size).toBe(read);
      expect(reading.complete).toBe(complete);
      expect(org.requests()).toHaveLength(requests);
    },
  );

  test('ends at an empty page even if that has a next link', async () => {
    const { org, log } = await startLoggedOrg();
    const next = (to: string) => ({ link: `<${org.sandbox.urls.okta}/api/v1/logs?after=${to}>; rel="next"` });
    org.fail(/logs\?since/, json(200, [entry('e1')], next('a')));
    org.fail(/after=a/, json(200, [], next('b')));

    const reading = await log.readEvents(SINCE, UNTIL);

    expect(reading).toMatchObject({ complete: true, events: [{ id: 'e1' }] });
    expect(org.requests()).toHaveLength(2);
  });

  test('an entry that says nothing of when, or of whom, is kept', async () => {
    const { org, log } = await startLoggedOrg();
    org.fail(/logs/, json(200, [entry('e1', { published: null, target: null, unheardOf: [null] })]));

    const reading = await log.readEvents(SINCE, UNTIL);

    expect(reading.events).toEqual([
      { id: 'e1', type: 'user.lifecycle.deactivate', published: null, people: [], groups: [] },
    ]);
  });
});

describe('faults', () => {
  test.each([
    ['an entry without a uuid', [entry('', { uuid: null })]],
    ['an entry without a type', [entry('e1', { eventType: null })]],
    ['an entry that is none', [null]],
    ['no list', { events: [] }],
  ])('%s is malformed', async (_case, body) => {
    const { org, log } = await startLoggedOrg();
    org.fail(/logs/, json(200, body));

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed', request: 'GET /api/v1/logs' });
  });

  test.each([
    ['an answer that there is no such thing', json(404, { errorCode: 'E0000007' }), 'malformed'],
    ['a next link without an address', json(200, [entry('e1')], { link: 'next' }), 'malformed'],
    ['a server that stays down', json(503, {}), 'unavailable'],
  ])('%s is a fault', async (_case, effect, reason) => {
    const { org, log } = await startLoggedOrg();
    org.fail(/logs/, effect);

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));

    expect(fault).toMatchObject({ name: 'RemoteError', reason });
  });

  test('next links that run in a circle are malformed', async () => {
    const { org, log } = await startLoggedOrg();
    const link = `<${org.sandbox.urls.okta}/api/v1/logs?after=a>; rel="next"`;
    org.fail(/logs/, json(200, [entry('e1')], { link }));

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));

    expect(fault).toMatchObject({ reason: 'malformed' });
    expect(org.requests()).toHaveLength(2);
  });

  test('a next link to another host is not followed', async () => {
    await using second = await startSecondServer();
    const { org, log } = await startLoggedOrg();
    org.fail(/logs/, json(200, [entry('e1')], { link: `<${second.url}/api/v1/logs?after=a>; rel="next"` }));

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
    expect(second.heard).toEqual([]);
  });
});

describe('the right to read it', () => {
  beforeEach(() => {
    // What a private key signs carries the real time.
    now = new Date();
  });

  test.each([
    ['an API token', { kind: 'api-token', token: SANDBOX_CREDENTIALS.oktaToken } as const],
    ['a private key', BY_KEY],
  ])('when it is missing for %s, the scope is named, and everything else is still read', async (_case, credential) => {
    const { org, log } = await startLoggedOrg({ credential });
    org.world.permissions.readLog = false;

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));
    const roster = await org.directory.readRoster(['Team']);

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'forbidden', status: 403 });
    expect(String(fault)).toContain('okta.logs.read');
    expect(String(fault)).not.toContain('okta.users.read');
    expect(roster.complete).toBe(true);
  });

  test('is asked for with a token of its own, and only when the log is read', async () => {
    const { org, log } = await startLoggedOrg({ credential: BY_KEY, recordBodies: true });
    const scopes = () =>
      org.sandbox.traffic
        .filter(({ path }) => path.endsWith('/token'))
        .map(({ requestBody }) => new URLSearchParams(String(requestBody)).get('scope'));

    await org.directory.readRoster(['Team']);
    const before = scopes();
    await log.readEvents(SINCE, UNTIL);
    await log.readEvents(SINCE, UNTIL);

    expect(before).toEqual(['okta.groups.read okta.users.read']);
    expect(scopes()).toEqual(['okta.groups.read okta.users.read', 'okta.logs.read']);
  });

  test('an app that was not granted the scope gets no token for the log, and keeps the other one', async () => {
    const { org, log } = await startLoggedOrg({ credential: BY_KEY });
    await org.directory.readRoster(['Team']);
    org.fail(/token/, json(400, { error: 'invalid_scope', error_description: 'Not granted.' }));

    const fault = await faultOf(log.readEvents(SINCE, UNTIL));
    const roster = await org.directory.readRoster(['Team']);

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'forbidden', request: 'POST /oauth2/v1/token' });
    expect(String(fault)).toContain('Grant the app the scope okta.logs.read');
    expect(roster.complete).toBe(true);
  });
});
