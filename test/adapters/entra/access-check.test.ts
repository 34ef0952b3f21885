import { expect, test } from 'vitest';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { setEntraStage } from './stage.ts';

function team(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world)] });
  addGroup(world, { name: 'Nobody' });
}

test.each([
  ['readGroups', 'GroupMember.Read.All', ['group Team']],
  ['readUsers', 'User.Read.All', ['users', 'deleted users']],
] as const)('without %s the checks that need it name %s and how to grant it', async (right, permission, names) => {
  await using stage = await setEntraStage(team);
  stage.world.permissions[right] = false;

  const checks = await stage.directory.check(['Team']);

  const failed = checks.filter((check) => check.result === 'fail');
  expect(failed.map((check) => check.name)).toEqual(names.map((name) => `Microsoft Entra ID: ${name}`));
  expect(failed.every((check) => check.fix?.includes(permission))).toBe(true);
});

test('users that are listed with nulls fail, since nothing about them can be told', async () => {
  await using stage = await setEntraStage(team);
  const edit = () => ({ value: [{ id: guidOf('x'), accountEnabled: null }] });
  stage.sandbox.addFault({ system: 'graph', path: /\/users\?/, effect: { kind: 'edit', edit } });

  const checks = await stage.directory.check([]);

  expect(checks.find((check) => check.name.endsWith(': users'))).toMatchObject({ result: 'fail' });
});

test('an empty group is worth a look', async () => {
  await using stage = await setEntraStage(team);

  const checks = await stage.directory.check(['Nobody']);

  expect(checks.at(-1)).toMatchObject({ name: 'Microsoft Entra ID: group Nobody', result: 'warn' });
});

test.each([
  ['half a minute', 30, 'ok'],
  ['two minutes', 120, 'warn'],
  ['ten minutes', 600, 'fail'],
])('a clock that is off by %s (%i s) is judged %s', async (_case, seconds, result) => {
  await using stage = await setEntraStage(team, { now: () => new Date(Date.now() + seconds * 1000) });

  const checks = await stage.directory.check([]);

  expect(checks.find((check) => check.name.endsWith(': clock'))).toMatchObject({ result });
});

test('with no token accepted nothing pretends to be well', async () => {
  await using stage = await setEntraStage(team);
  stage.sandbox.addFault({
    system: 'graph',
    path: /./,
    times: Infinity,
    effect: { kind: 'answer', status: 401, body: '{}' },
  });

  const checks = await stage.directory.check(['Team']);

  expect(checks.filter((check) => check.result === 'ok').map((check) => check.name)).toEqual([
    'Microsoft Entra ID: token',
  ]);
});
