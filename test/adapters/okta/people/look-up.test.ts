/** Look-ups beyond the contract: what they cost, what they trust, and what they refuse to take for an answer. */
import { describe, expect, test } from 'vitest';
import { memberKey, personId } from '../../../../src/domain/ids.ts';
import type { Lookup } from '../../../../src/domain/planning/world.ts';
import { addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { faultOf, json, startOrg } from '../start-org.ts';

const ADA = oktaUserId(guidOf('person ada@example.com'));

const byId = (id: string): Lookup => ({ member: memberKey(1), by: { kind: 'id', id: personId(id) } });
const byAddress = (...addresses: readonly string[]): Lookup => ({
  member: memberKey(1),
  by: { kind: 'addresses', addresses },
});

describe('by id', () => {
  test('only Okta’s own word makes a person gone, and never deleted', async () => {
    const org = await startOrg(() => undefined);

    const answers = await org.directory.readPeople([byId(ADA)]);

    expect(answers).toMatchObject([{ people: [{ id: ADA, state: 'gone', groups: [], addresses: [] }] }]);
  });

  test.each([
    [
      'a web page',
      { kind: 'answer', status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Gone</h1>' } as const,
    ],
    ['JSON from somebody else', json(404, { message: 'no route' })],
    ['another error of Okta’s', json(404, { errorCode: 'E0000022', errorSummary: 'Not supported' })],
    ['nothing', { kind: 'answer', status: 404 } as const],
  ])('a 404 with %s proves nothing and is thrown', async (_case, effect) => {
    const org = await startOrg(() => undefined);
    org.fail(/\/users\//, effect);

    const fault = await faultOf(org.directory.readPeople([byId(ADA)]));

    expect(fault).toMatchObject({ name: 'RemoteError', status: 404, request: `GET /api/v1/users/${ADA}` });
  });

  test('another user than the one asked for is no answer', async () => {
    const org = await startOrg(() => undefined);
    org.fail(/\/users\//, json(200, { id: '00uSomebodyElse00001', status: 'DEPROVISIONED', profile: { login: 'x' } }));

    const fault = await faultOf(org.directory.readPeople([byId(ADA)]));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
  });

  test.each([
    ['another directory’s id', guidOf('ada')],
    ['a login', 'ada'],
    ['a path', '../groups?x='],
    ['who is asking', 'me'],
  ])('%s is not sent, and nobody is taken for gone', async (_case, id) => {
    const org = await startOrg((world) => {
      addPerson(world, { login: 'ada@example.com', state: 'disabled' });
    });

    const answers = await org.directory.readPeople([byId(id)]);

    expect(answers).toMatchObject([{ people: [{ id, state: 'unknown' }] }]);
    expect(org.requests()).toEqual([]);
  });
});

describe('by address', () => {
  test('45 addresses are searched with 3 requests', async () => {
    const org = await startOrg(() => undefined);
    const addresses = Array.from({ length: 45 }, (_, at) => `p${at}@example.com`);

    const answers = await org.directory.readPeople([byAddress(...addresses)]);

    expect(answers).toEqual([{ member: 1, people: [] }]);
    expect(org.meter.read()).toMatchObject([{ data: 3 }]);
  });

  test('someone whom the lagging search shows as deactivated is read again by id', async () => {
    const org = await startOrg((world) => {
      addPerson(world, { login: 'ada@example.com' });
    });
    org.fail(
      /\/users\?search/,
      json(200, [
        { id: ADA, status: 'DEPROVISIONED', profile: { login: 'ada@example.com', email: 'ada@example.com' } },
      ]),
    );

    const answers = await org.directory.readPeople([byAddress('ada@example.com')]);

    expect(answers).toMatchObject([{ people: [{ id: ADA, state: 'enabled' }] }]);
    expect(org.requests()[1]).toBe(`GET /api/v1/users/${ADA}`);
  });

  test('someone who was deleted since the search looked is deleted', async () => {
    const org = await startOrg(() => undefined);
    org.fail(
      /\/users\?search/,
      json(200, [{ id: ADA, status: 'SUSPENDED', profile: { login: 'ada@example.com', email: 'ada@example.com' } }]),
    );

    const answers = await org.directory.readPeople([byAddress('ada@example.com')]);

    expect(answers).toMatchObject([{ people: [{ id: ADA, state: 'deleted', login: 'ada@example.com' }] }]);
  });

  test('someone found who has none of the addresses is nobody', async () => {
    const org = await startOrg(() => undefined);
    org.fail(
      /\/users\?search/,
      json(200, [{ id: ADA, status: 'ACTIVE', profile: { login: 'ada2@example.com', email: 'xada@example.com' } }]),
    );

    const answers = await org.directory.readPeople([byAddress('ada@example.com')]);

    expect(answers).toEqual([{ member: 1, people: [] }]);
  });

  test('a record that cannot be read is a fault, for it might be the one', async () => {
    const org = await startOrg(() => undefined);
    org.fail(/\/users\?search/, json(200, [{ id: ADA, profile: { login: 'ada@example.com' } }]));

    const fault = await faultOf(org.directory.readPeople([byAddress('ada@example.com')]));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
    expect(String(fault)).not.toContain('ada@');
  });
});

describe('together', () => {
  const rivals: Lookup = { member: memberKey(2), by: { kind: 'rivals', addresses: ['ada@example.com'] } };
  const fill = (world: SandboxWorld): void => {
    addPerson(world, { login: 'ada@example.com', state: 'disabled' });
  };

  test('someone who is read by id is not read again because a search shows them deactivated', async () => {
    const org = await startOrg(fill);

    const answers = await org.directory.readPeople([byId(ADA), byAddress('ada@example.com'), rivals]);

    expect(answers.map(({ people }) => people.map((person) => person.state))).toEqual([
      ['disabled'],
      ['disabled'],
      ['disabled'],
    ]);
    expect(org.requests().map((request) => request.replace(/=.*/, ''))).toEqual([
      `GET /api/v1/users/${ADA}`,
      'GET /api/v1/users?search',
    ]);
  });

  test('a search that lags behind does not contradict what was read by id', async () => {
    const org = await startOrg(fill);
    org.fail(
      /\/users\?search/,
      json(200, [{ id: ADA, status: 'ACTIVE', profile: { login: 'ada@example.com', email: 'ada@example.com' } }]),
    );

    const answers = await org.directory.readPeople([rivals, byId(ADA)]);

    expect(answers.map(({ people }) => people.map((person) => person.state))).toEqual([['disabled'], ['disabled']]);
  });

  test('someone deleted whom the search still shows is no rival', async () => {
    const org = await startOrg(() => undefined);
    org.fail(
      /\/users\?search/,
      json(200, [{ id: ADA, status: 'ACTIVE', profile: { login: 'ada@example.com', email: 'ada@example.com' } }]),
    );

    const answers = await org.directory.readPeople([byId(ADA), rivals]);

    expect(answers).toMatchObject([{ people: [{ state: 'gone' }] }, { people: [] }]);
    expect(org.requests()).toHaveLength(2);
  });
});
