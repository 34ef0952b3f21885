/** What holds when nothing is said: safe for 5 to 150 members. */
import { expect, test } from 'vitest';
import { aConfigFile, ENV } from './a-config-file.ts';
import { loadConfig } from '../../src/config/load.ts';

const config = loadConfig(aConfigFile(), 'rollcall.json', ENV);
const [harborpine, pinecrest] = config.connections;

test('a connection observes until it is told otherwise', () => {
  expect(config.connections.map((connection) => connection.mode)).toEqual(['observe', 'observe']);
});

test('a run switches off at most the smaller of 5 and 20 %, twice that a day; 5 come back and 10 are created', () => {
  expect(harborpine?.policy.limits).toEqual({
    reassign: { perRun: { count: 200, percent: null }, perDay: { count: 500, percent: null } },
    deactivate: { perRun: { count: 5, percent: 20 }, perDay: { count: 10, percent: 40 } },
    reactivate: { perRun: { count: 5, percent: 100 }, perDay: { count: 10, percent: 100 } },
    create: { perRun: { count: 10, percent: 100 }, perDay: { count: 20, percent: 100 } },
    'role-change': { perRun: { count: 5, percent: 20 }, perDay: { count: 10, percent: 40 } },
    'other-change': { perRun: { count: 25, percent: 50 }, perDay: { count: 100, percent: 100 } },
  });
});

test('the rest of the policy is the careful side of each choice', () => {
  expect(pinecrest?.policy).toMatchObject({
    memberId: { template: '{login}', case: 'lower', onCollision: 'hold' },
    directoryOwns: ['firstName', 'lastName', 'officeEmail'],
    guests: 'exclude',
    suspended: 'report',
    unmanaged: 'report',
    absenceGraceHours: 0,
    mayBeEmpty: [],
    canaries: [],
    shrunkBelowPercent: 80,
    protectedMembers: [],
    seats: {},
    linkSso: false,
  });
});

test('endpoints, storage and health have defaults too', () => {
  expect(config).toMatchObject({ staleAfterHours: 2, storage: { container: 'rollcall' } });
  expect(harborpine?.psa).toMatchObject({
    apiVersion: '2025.1',
    deactivateBy: 'endpoint',
    concurrency: 12,
    timeoutSeconds: 30,
  });
  expect(harborpine?.directory).toMatchObject({ graphUrl: 'https://graph.microsoft.com', timeoutSeconds: 30 });
  expect(pinecrest?.directory).toMatchObject({ pageSize: 1000, timeoutSeconds: 30 });
});

test('one changed limit leaves the others as they are', () => {
  const text = aConfigFile(['connections[0].guards', { limits: { deactivate: { perRun: { count: 2 } } } }]);

  const [changed] = loadConfig(text, 'rollcall.json', ENV).connections;

  expect(changed?.policy.limits).toEqual({
    ...harborpine?.policy.limits,
    deactivate: { perRun: { count: 2, percent: 20 }, perDay: { count: 10, percent: 40 } },
  });
});

test('a folder for storage is .rollcall in the current directory', () => {
  const { storage } = loadConfig(aConfigFile(['storage', { kind: 'folder' }]), 'rollcall.json', ENV);

  expect(storage).toEqual({ kind: 'folder', path: '.rollcall' });
});

test('names in a profile become references; the template does not', () => {
  const text = aConfigFile(
    ['connections[0].profiles[0].reportsTo', 'rdelgado'],
    ['connections[0].profiles[0].memberTemplate', 'New technician'],
    ['connections[0].seats', { F: 3, X: 0 }],
  );

  const [connection] = loadConfig(text, 'rollcall.json', ENV).connections;

  expect(connection?.policy).toMatchObject({ seats: { F: 3, X: 0 } });
  expect(connection?.policy.profiles).toEqual([
    {
      name: 'technicians',
      groups: ['PSA Technicians'],
      licenseClass: 'F',
      references: {
        securityRole: 'Technician',
        defaultLocation: 'Portland',
        defaultDepartment: 'Service',
        reportsTo: 'rdelgado',
      },
      memberTemplate: 'New technician',
    },
  ]);
});
