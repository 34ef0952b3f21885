import { afterEach, expect, test } from 'vitest';
import { CATALOGUE_PATHS } from '../../../src/adapters/connectwise/catalogue.ts';
import type { CatalogueKind } from '../../../src/domain/planning/world.ts';
import { aPsa, stopSandboxes } from './a-psa.ts';

afterEach(stopSandboxes);

const KINDS = Object.keys(CATALOGUE_PATHS) as CatalogueKind[];

test('every list is read, and the locations once for the three fields that name one', async () => {
  const { psa, requests, meter } = await aPsa();

  const catalogue = await psa.readCatalogue(KINDS);

  expect(Object.keys(catalogue).sort()).toEqual([...KINDS].sort());
  for (const kind of KINDS) expect(catalogue[kind]?.length).toBeGreaterThan(0);
  expect(requests().slice(1).sort()).toEqual([
    'GET /service/boards',
    'GET /system/departments',
    'GET /system/locations',
    'GET /system/members/types',
    'GET /system/membertemplates/',
    'GET /system/myCompany/corporateStructureLevels',
    'GET /system/securityroles',
    'GET /system/timeZoneSetups',
    'GET /time/workRoles',
    'GET /time/workTypes',
  ]);
  expect(meter.read()).toMatchObject([{ reference: 11, data: 0 }]);
});

test('entries say what they are called, whether they are in use, and whether a role is an administrator’s', async () => {
  const { psa } = await aPsa();

  const { securityRole, memberTemplate, salesDefaultLocation } = await psa.readCatalogue([
    'securityRole',
    'memberTemplate',
    'salesDefaultLocation',
  ]);

  expect(securityRole).toContainEqual({ id: 63, name: 'Administrator', inactive: false, admin: true });
  expect(securityRole).toContainEqual({ id: 64, name: 'Technician', inactive: false, admin: false });
  expect(securityRole).toContainEqual({ id: 69, name: 'Technician (old)', inactive: true, admin: false });
  expect(memberTemplate).toContainEqual({ id: 71, name: 'New technician', inactive: false, admin: false });
  expect(salesDefaultLocation).toContainEqual({ id: 2, name: 'Portland', inactive: false, admin: false });
});

test('nothing is asked for when no profile names anything', async () => {
  const { psa, requests } = await aPsa();

  expect(await psa.readCatalogue([])).toEqual({});
  expect(requests()).toEqual([]);
});

test.each([
  ['a cut list', { kind: 'cut' }],
  ['a list of other things', { kind: 'edit', edit: () => [{ id: 'x' }] }],
  ['a list that repeats itself', { kind: 'edit', edit: () => [{ id: 1 }, { id: 1 }] }],
  ['a missing right', { kind: 'answer', status: 403, body: '{"message":"no"}' }],
] as const)('%s is a fault: a name that is missing from it is not missing', async (_, effect) => {
  const { psa, sandbox } = await aPsa();
  sandbox.addFault({ system: 'psa', path: /workRoles/, times: Infinity, effect });

  await expect(psa.readCatalogue(['workType', 'workRole'])).rejects.toThrow(/workRoles/);
});
