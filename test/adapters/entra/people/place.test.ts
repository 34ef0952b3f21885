/** Places beyond the contract: what they cost, and what is no answer. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { personId } from '../../../../src/domain/ids.ts';
import { addGroup, addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { setEntraStage } from '../stage.ts';

const ADA = personId(guidOf('person ada@harborpine.example'));
const TEAM = guidOf('group Team');

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world, { login: 'ada@harborpine.example' })] });
  addGroup(world, { name: 'Other' });
}

const batch = z.object({ responses: z.array(z.looseObject({ id: z.string(), body: z.looseObject({}) })) });
type Part = z.infer<typeof batch>['responses'][number];
const eachPart = (change: (part: Part) => object) =>
  ({ kind: 'edit', edit: (body: unknown) => ({ responses: batch.parse(body).responses.map(change) }) }) as const;

describe('requests', () => {
  test.each([
    ['ids', [TEAM, guidOf('group Other')]],
    ['names', ['Team', 'Other', 'Nowhere']],
    ['both', [TEAM, 'Other', guidOf('nothing')]],
  ])('two for groups given by %s', async (_case, selectors) => {
    await using stage = await setEntraStage(fill);

    const place = await stage.directory.readPlace(ADA, selectors);

    expect(place.inside).toEqual([TEAM]);
    expect(stage.sandbox.traffic.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1.0/$batch',
      `POST /v1.0/users/${ADA}/checkMemberGroups`,
    ]);
  });

  test('one more batch for the twenty-first group', async () => {
    await using stage = await setEntraStage(fill);
    const selectors = Array.from({ length: 21 }, (_, at) => guidOf(`nothing ${at}`));

    const place = await stage.directory.readPlace(ADA, selectors);

    expect(place.problems).toHaveLength(21);
    expect(stage.sandbox.traffic.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/v1.0/$batch',
      '/v1.0/$batch',
      `/v1.0/users/${ADA}`,
    ]);
  });
});

describe('answers', () => {
  test.each([
    ['another group', eachPart((part) => ({ ...part, body: { id: guidOf('group Other') } })), 'malformed'],
    ['a group without an id', eachPart((part) => ({ ...part, body: { displayName: 'Team' } })), 'malformed'],
    ['a list where a group was asked for', eachPart((part) => ({ ...part, body: { value: [] } })), 'malformed'],
    [
      'a 404 that is not Graph speaking of the group',
      eachPart((part) => ({ ...part, status: 404, body: { error: { code: 'UnknownError' } } })),
      'missing',
    ],
    ['a missing part', { kind: 'edit', edit: () => ({ responses: [] }) } as const, 'malformed'],
  ])('%s is a fault and no missing group', async (_case, effect, reason) => {
    await using stage = await setEntraStage(fill);
    stage.sandbox.addFault({ system: 'graph', path: /\$batch/, times: Infinity, effect });

    const fault: unknown = await stage.directory.readPlace(ADA, [TEAM]).catch((error: unknown) => error);

    expect(fault).toMatchObject({ name: 'RemoteError', reason });
  });

  test.each([
    ['a list that is not there', eachPart((part) => ({ ...part, status: 404, body: gone })), 'malformed'],
    ['a group where a list was asked for', eachPart((part) => ({ ...part, body: { id: TEAM } })), 'malformed'],
    ['an entry without an id', eachPart((part) => ({ ...part, body: { value: [{}] } })), 'malformed'],
  ])('%s is a fault and no missing name', async (_case, effect, reason) => {
    await using stage = await setEntraStage(fill);
    stage.sandbox.addFault({ system: 'graph', path: /\$batch/, times: Infinity, effect });

    const fault: unknown = await stage.directory.readPlace(ADA, ['Team']).catch((error: unknown) => error);

    expect(fault).toMatchObject({ name: 'RemoteError', reason });
  });

  test('a group that nobody asked about is malformed', async () => {
    await using stage = await setEntraStage(fill);
    const edit = () => ({ value: [guidOf('group Other')] });
    stage.sandbox.addFault({ system: 'graph', path: /checkMemberGroups/, effect: { kind: 'edit', edit } });

    const fault: unknown = await stage.directory.readPlace(ADA, [TEAM]).catch((error: unknown) => error);

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
  });

  test('a refusal within the batch names the permission for groups', async () => {
    await using stage = await setEntraStage(fill);
    stage.world.permissions.readGroups = false;

    const fault: unknown = await stage.directory.readPlace(ADA, [TEAM]).catch((error: unknown) => error);

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'forbidden' });
    expect(String(fault)).toContain('GroupMember.Read.All');
  });

  test('names on a further page are found', async () => {
    await using stage = await setEntraStage(fill);
    const twin = { id: guidOf('group Team 2'), displayName: 'Team' };
    const link = `${stage.sandbox.urls.graph}/v1.0/groups?$skiptoken=more`;
    const effect = eachPart((part) => ({ ...part, body: { ...part.body, '@odata.nextLink': link } }));
    stage.sandbox.addFault({ system: 'graph', path: /\$batch/, effect });
    const more = { kind: 'answer', status: 200, body: JSON.stringify({ value: [twin] }) } as const;
    stage.sandbox.addFault({ system: 'graph', path: /skiptoken=more/, effect: more });

    const place = await stage.directory.readPlace(ADA, ['Team']);

    expect(place.problems).toMatchObject([{ check: 'group-missing' }]);
    expect(place.problems[0]?.detail).toContain(twin.id);
  });
});

const gone = { error: { code: 'Request_ResourceNotFound' } };
