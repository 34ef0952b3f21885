import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { groupId, memberKey, personId } from '../../../../src/domain/ids.ts';
import type { Lookup } from '../../../../src/domain/planning/world.ts';
import { addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { setEntraStage } from '../stage.ts';

const ADA = personId(guidOf('person ada@harborpine.example'));
const byId: Lookup = { member: memberKey(1), by: { kind: 'id', id: ADA } };
const byAddress: Lookup = { member: memberKey(1), by: { kind: 'addresses', addresses: ['ada@harborpine.example'] } };

function ada(world: SandboxWorld): void {
  addPerson(world, { login: 'ada@harborpine.example' });
}

const batch = z.object({ responses: z.array(z.looseObject({ id: z.string(), body: z.looseObject({}) })).nonempty() });
type Part = z.infer<typeof batch>['responses'][number];

/** Changes every part of a batch's answer. */
function eachPart(change: (part: Part) => object | null) {
  return {
    kind: 'edit',
    edit: (body: unknown) => ({ responses: batch.parse(body).responses.flatMap((part) => change(part) ?? []) }),
  } as const;
}

const refused = (status: number, code: string) => (part: Part) => ({
  id: part.id,
  status,
  headers: { 'Retry-After': '3' },
  body: { error: { code, message: 'No.' } },
});

describe('inside a batch', () => {
  test.each([
    ['a 404 that is not Graph speaking of the user', eachPart(refused(404, 'UnknownError')), 'missing'],
    ['a 404 without a body', eachPart((part) => ({ id: part.id, status: 404, body: null })), 'missing'],
    ['a 403', eachPart(refused(403, 'Authorization_RequestDenied')), 'forbidden'],
    ['a 401', eachPart(refused(401, 'InvalidAuthenticationToken')), 'credentials'],
    ['a 500 that stays', eachPart(refused(500, 'InternalServerError')), 'unavailable'],
    ['a 429 that stays', eachPart(refused(429, 'TooManyRequests')), 'throttled'],
    ['a redirect', eachPart(refused(302, 'Found')), 'malformed'],
    ['a missing part', eachPart(() => null), 'malformed'],
    ['a part without a user', eachPart((part) => ({ ...part, status: 200, body: {} })), 'malformed'],
    ['a part that is text', eachPart((part) => ({ ...part, status: 200, body: '<html></html>' })), 'malformed'],
    [
      'another user',
      eachPart((part) => ({ ...part, body: { ...part.body, id: guidOf('somebody else') } })),
      'malformed',
    ],
  ])('%s is a fault and not a departure', async (_case, effect, reason) => {
    await using stage = await setEntraStage(ada);
    stage.sandbox.addFault({ system: 'graph', path: /\$batch/, times: Infinity, effect });

    const fault: unknown = await stage.directory.readPeople([byId]).catch((error: unknown) => error);

    expect(fault).toMatchObject({ name: 'RemoteError', reason });
  });

  test('a 429 that passes is waited for as long as the part asks', async () => {
    await using stage = await setEntraStage(ada);
    const effect = eachPart(refused(429, 'TooManyRequests'));
    stage.sandbox.addFault({ system: 'graph', path: /\$batch/, effect });

    const answers = await stage.directory.readPeople([byId]);

    expect(answers[0]?.people.map((person) => person.state)).toEqual(['enabled']);
    expect(stage.meter.read()).toMatchObject([{ data: 1, retries: 1, throttled: 1 }]);
    expect(stage.waits[0]).toBeGreaterThanOrEqual(3000);
  });
});

describe('requests', () => {
  test('forty ids take two, and a third for those that are gone', async () => {
    await using stage = await setEntraStage((world) => {
      for (let n = 1; n <= 39; n += 1) addPerson(world, { login: `p${n}@harborpine.example` });
      addPerson(world, { login: 'gone@harborpine.example', firstName: 'Gone', lastName: 'Away', state: 'deleted' });
    });
    const lookups = [...stage.world.people.keys()].map((id, at): Lookup => ({
      member: memberKey(at + 1),
      by: { kind: 'id', id: personId(id) },
    }));

    const answers = await stage.directory.readPeople(lookups);

    expect(answers.at(-1)?.people).toMatchObject([
      { state: 'deleted', displayName: 'Gone Away', login: 'gone@harborpine.example' },
    ]);
    expect(stage.sandbox.traffic).toHaveLength(3);
    expect(stage.meter.read()).toMatchObject([{ data: 3 }]);
  });

  test('seventy-five addresses take one batch, and one page of deleted people', async () => {
    await using stage = await setEntraStage((world) => {
      for (let n = 1; n <= 75; n += 1) addPerson(world, { login: `p${n}@harborpine.example` });
    });
    const lookups = [...stage.world.people.values()].map(({ login }, at): Lookup => ({
      member: memberKey(at + 1),
      by: { kind: 'addresses', addresses: [login] },
    }));

    const answers = await stage.directory.readPeople(lookups);

    expect(answers.every((answer) => answer.people.length === 1)).toBe(true);
    expect(stage.sandbox.traffic).toHaveLength(2);
  });

  const rivals: Lookup = { member: memberKey(2), by: { kind: 'rivals', addresses: ['ada@harborpine.example'] } };

  test.each(['enabled', 'disabled', 'deleted'] as const)(
    'one person %s, and who else has their addresses, take one together',
    async (state) => {
      await using stage = await setEntraStage((world) => {
        addPerson(world, { login: 'ada@harborpine.example', state });
      });

      const answers = await stage.directory.readPeople([byId, rivals]);

      expect(answers[0]?.people.map((person) => person.state)).toEqual([state]);
      expect(stage.sandbox.traffic.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1.0/$batch']);
    },
  );

  test.each([
    [8, 1],
    [9, 2],
  ])('%i people who are gone, and rivals, take %i', async (people, requests) => {
    await using stage = await setEntraStage(() => undefined);
    const lookups = Array.from({ length: people }, (_, at): Lookup => ({
      member: memberKey(at + 1),
      by: { kind: 'id', id: personId(guidOf(`nobody ${at}`)) },
    }));

    const answers = await stage.directory.readPeople([...lookups, rivals]);

    expect(answers.flatMap((answer) => answer.people.map((person) => person.state))).toEqual(lookups.map(() => 'gone'));
    expect(stage.sandbox.traffic).toHaveLength(requests);
  });

  test('an id that is no GUID is not sent: it could be read as a login', async () => {
    await using stage = await setEntraStage(ada);
    const id = personId('ada@harborpine.example');

    const answers = await stage.directory.readPeople([{ member: memberKey(1), by: { kind: 'id', id } }]);

    expect(answers[0]?.people).toMatchObject([{ id, state: 'unknown' }]);
    expect(stage.sandbox.traffic).toHaveLength(0);
  });
});

test.each([
  ['listed', /\$batch/],
  ['deleted', /deletedItems/],
])('a failed search among the %s is thrown, though the other one succeeded', async (_case, path) => {
  await using stage = await setEntraStage(ada);
  stage.sandbox.addFault({ system: 'graph', path, times: Infinity, effect: { kind: 'cut' } });

  const fault: unknown = await stage.directory.readPeople([byAddress]).catch((error: unknown) => error);

  expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
});

test('answers of a filter that hit somebody else by mistake are left out', async () => {
  await using stage = await setEntraStage((world) => {
    ada(world);
    addPerson(world, { login: 'ben@harborpine.example' });
  });
  const ben = { id: guidOf('person ben@harborpine.example'), accountEnabled: true, mail: 'ben@harborpine.example' };
  const effect = eachPart((part) => ({ ...part, status: 200, body: { value: [ben] } }));
  stage.sandbox.addFault({ system: 'graph', path: /\$batch/, effect });

  const answers = await stage.directory.readPeople([byAddress]);

  expect(answers).toEqual([{ member: 1, people: [] }]);
});

test('a filter that lags behind does not contradict what was read by id', async () => {
  await using stage = await setEntraStage((world) => {
    addPerson(world, { login: 'ada@harborpine.example', state: 'disabled' });
  });
  const stale = { id: ADA, accountEnabled: true, userPrincipalName: 'ada@harborpine.example' };
  const effect = eachPart((part) => ('value' in part.body ? { ...part, body: { value: [stale] } } : part));
  stage.sandbox.addFault({ system: 'graph', path: /\$batch/, effect });

  const answers = await stage.directory.readPeople([
    byId,
    { member: memberKey(2), by: { kind: 'rivals', addresses: ['ada@harborpine.example'] } },
  ]);

  expect(answers.map(({ people }) => people.map((person) => person.state))).toEqual([['disabled'], ['disabled']]);
});

test('a membership that was not asked for is malformed', async () => {
  await using stage = await setEntraStage(ada);
  const edit = () => ({ value: [guidOf('group Other')] });
  stage.sandbox.addFault({ system: 'graph', path: /checkMemberGroups/, effect: { kind: 'edit', edit } });

  const fault: unknown = await stage.directory.readMembership(ADA, []).catch((error: unknown) => error);
  const asked: unknown = await stage.directory
    .readMembership(ADA, [groupId(guidOf('group Team'))])
    .catch((error: unknown) => error);

  expect(fault).toEqual([]);
  expect(asked).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
});
