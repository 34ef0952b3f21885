import { afterEach, expect, test } from 'vitest';
import type { RoleReach } from '../../../../src/domain/planning/world.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';

afterEach(stopSandboxes);

const ADMINISTRATOR = { id: 63, name: 'Administrator' };
const SALES = { id: 66, name: 'Sales' };
const INTEGRATION = { id: 68, name: 'API Integration' };
const SETTINGS = (id: number): string => `GET /system/securityRoles/${id}/settings`;

function whyUnread(reach: RoleReach | undefined): string {
  if (reach?.kind !== 'unread') throw new RangeError('The role was read');
  return reach.why;
}

test('a role reaches as far as it has All in its rows; each is one request for reference data', async () => {
  const { psa, world, requests, meter } = await aPsa();
  const sales = world.references['securityRoles']?.find(({ id }) => id === SALES.id);
  if (sales === undefined) throw new RangeError('There is a sales role');
  sales.everywhere = 'None';

  const reach = await psa.readRoleReach([ADMINISTRATOR, SALES, INTEGRATION]);

  expect([...reach]).toEqual([
    [63, { kind: 'read', levels: 60, all: 60 }],
    [66, { kind: 'read', levels: 60, all: 0 }],
    [68, { kind: 'read', levels: 60, all: 52 }],
  ]);
  expect(requests().slice(1).sort()).toEqual([63, 66, 68].map(SETTINGS));
  expect(meter.read()).toMatchObject([{ reference: 4, data: 0 }]);
});

test('nothing is asked for no roles', async () => {
  const { psa, requests } = await aPsa();

  expect(await psa.readRoleReach([])).toEqual(new Map());
  expect(requests()).toEqual([]);
});

test('a missing right is named, and hides no other role', async () => {
  const { psa, sandbox } = await aPsa();
  sandbox.addFault({
    system: 'psa',
    path: /securityRoles\/66/,
    times: Infinity,
    effect: { kind: 'answer', status: 403, body: '{"message":"no"}' },
  });

  const reach = await psa.readRoleReach([SALES, ADMINISTRATOR]);

  expect(whyUnread(reach.get(66))).toContain('System > Security Roles: set Inquire All');
  expect(reach.get(63)).toMatchObject({ kind: 'read' });
});

test.each([
  ['a role that is gone', { kind: 'answer', status: 404, body: '{}' }, /securityRoles\/66\/settings/],
  ['a cut answer', { kind: 'cut' }, /securityRoles\/66\/settings/],
  ['rows that repeat themselves', { kind: 'edit', edit: () => [{ id: 1 }, { id: 1 }] }, /came twice/],
  ['levels that nobody knows', { kind: 'edit', edit: () => [{ id: 1, addLevel: 'Some' }] }, /rows of another shape/],
] as const)('of %s it is said that it was not read', async (_what, effect, why) => {
  const { psa, sandbox } = await aPsa();
  await psa.readRoleReach([ADMINISTRATOR]);
  sandbox.addFault({ system: 'psa', path: /securityRoles\/66/, times: Infinity, effect });

  const reach = await psa.readRoleReach([SALES]);

  expect(whyUnread(reach.get(66))).toMatch(why);
});

test('keys that are not accepted end it all', async () => {
  const { psa, sandbox } = await aPsa();
  sandbox.addFault({
    system: 'psa',
    path: /securityRoles/,
    times: Infinity,
    effect: { kind: 'answer', status: 401, body: '{}' },
  });

  await expect(psa.readRoleReach([SALES])).rejects.toThrow(/API Keys/);
});
