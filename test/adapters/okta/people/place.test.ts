/** Places beyond the contract: what they cost, and what is no answer. */
import { describe, expect, test } from 'vitest';
import { personId } from '../../../../src/domain/ids.ts';
import { addGroup, addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { faultOf, json, startOrg } from '../start-org.ts';

const ADA = personId(oktaUserId(guidOf('person ada@example.com')));
const groupId = (name: string) => oktaGroupId(guidOf(`group ${name}`));

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world, { login: 'ada@example.com' })] });
  addGroup(world, { name: 'Other' });
}

describe('requests', () => {
  const own = `GET /api/v1/users/${ADA}/groups`;

  test.each([
    ['a group by its id that the person is in', [groupId('Team')], [own]],
    [
      'a group by its id that the person is not in',
      [groupId('Other')],
      [own, `GET /api/v1/groups/${groupId('Other')}`],
    ],
    ['the same twice', [groupId('Other'), groupId('Other')], [own, `GET /api/v1/groups/${groupId('Other')}`]],
    ['a group by its name', ['Team'], [own, 'GET /api/v1/groups?q=Team&limit=300']],
    ['nothing', [], [own]],
  ])('for %s', async (_case, selectors, requests) => {
    const org = await startOrg(fill);

    await org.directory.readPlace(ADA, selectors);

    expect([...org.requests()].sort()).toEqual([...requests].sort());
  });
});

describe('answers', () => {
  test.each([
    ['another group', json(200, { id: groupId('Team'), profile: { name: 'Team' } }), 'malformed'],
    ['a group without a name', json(200, { id: groupId('Other'), profile: {} }), 'malformed'],
    ['a list', json(200, []), 'malformed'],
    ['a 404 of somebody else’s', json(404, { message: 'no route' }), 'missing'],
    ['a 403', json(403, { errorCode: 'E0000006' }), 'forbidden'],
  ])('%s is a fault and no missing group', async (_case, effect, reason) => {
    const org = await startOrg(fill);
    org.fail(/\/api\/v1\/groups\//, effect);

    const fault = await faultOf(org.directory.readPlace(ADA, [groupId('Other')]));

    expect(fault).toMatchObject({ name: 'RemoteError', reason });
  });

  test('a search by name that fails is thrown, though the person’s own groups were read', async () => {
    const org = await startOrg(fill);
    org.fail(/groups\?q=/, json(500, {}));

    const fault = await faultOf(org.directory.readPlace(ADA, ['Team', groupId('Team')]));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable' });
  });

  test('groups of the person over several pages are read to the end', async () => {
    const org = await startOrg(
      (world) => {
        const ada = addPerson(world, { login: 'ada@example.com' });
        for (const name of ['A', 'B', 'C', 'D', 'E']) addGroup(world, { name, people: [ada] });
      },
      { quirks: { oktaMaxPage: 2, emptyMiddlePage: true } },
    );

    const place = await org.directory.readPlace(ADA, [groupId('E')]);

    expect(place).toMatchObject({ inside: [groupId('E')], groups: [{ name: 'E' }], problems: [] });
  });
});
