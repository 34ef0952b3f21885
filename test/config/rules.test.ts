/** Rules over several fields, and the environment: all of their problems come at once. */
import { describe, expect, test } from 'vitest';
import { aConfigFile, ENV, type Edit } from './a-config-file.ts';
import { linesOf, problemsOf } from './problems-of.ts';
import { loadConfig } from '../../src/config/load.ts';

const IDENTITY = {
  kind: 'identity',
  blobUrl: 'https://acme.blob.core.windows.net',
  queueUrl: 'https://acme.queue.core.windows.net',
};

const EVENTS = {
  notificationUrl: 'https://app.example/api/webhooks/entra/harborpine',
  secrets: [{ env: 'GRAPH_SECRET' }],
};
/** Notifications are believed for a tenant's id only. */
const WITH_EVENTS: readonly Edit[] = [
  ['connections[0].directory.tenantId', '3d5a2c84-9b1e-4f60-8a7d-c2e41f0b6d95'],
  ['connections[0].directory.events', EVENTS],
];

const BROKEN: readonly (readonly [what: string, edits: readonly Edit[], problem: string])[] = [
  [
    'two connections of one name',
    [['connections[1].name', 'harborpine']],
    'connections: Two connections are named "harborpine"; each needs a name of its own.',
  ],
  [
    'two connections on one PSA',
    [['connections[1].psa.companyId', 'harborpine']],
    "connections: Two connections work on the same PSA (api-na.myconnectwise.net, company harborpine). Each would take the other's people for strangers; put their profiles into one connection.",
  ],
  [
    'two connections on one PSA that is written in two ways',
    [
      ['connections[1].psa.companyId', 'HarborPine'],
      ['connections[1].psa.site', 'https://API-NA.myconnectwise.net:443/'],
    ],
    'connections: Two connections work on the same PSA (api-na.myconnectwise.net, company harborpine).',
  ],
  [
    'two profiles of one name',
    [['connections[0].profiles', [aProfile('a', 'One'), aProfile('a', 'Two')]]],
    'connections[0].profiles: Two profiles are named "a".',
  ],
  [
    'a group in two profiles',
    [['connections[0].profiles', [aProfile('a', 'One'), aProfile('b', 'One')]]],
    'connections[0].profiles: Group "One" is listed twice; only the first profile that names it would ever apply.',
  ],
  [
    'a group twice in one profile',
    [['connections[0].profiles[0].groups', ['One', 'One']]],
    'connections[0].profiles: Group "One" is listed twice',
  ],
  [
    'a profile without a location and without a template that brings one',
    [['connections[1].profiles[0].defaultLocation', undefined]],
    'connections[1].profiles[0].defaultLocation: The PSA needs it for every new member: name it here, or name a memberTemplate that brings it.',
  ],
  [
    'an unknown placeholder',
    [['connections[0].memberId', { template: '{f}{surname}' }]],
    'connections[0].memberId.template: {surname} is no placeholder; there are {login}, {mail}, {first}, {last}, {f}, {l}, {employeeNumber}, {accountName}.',
  ],
  [
    'a placeholder that every object inherits',
    [['connections[0].memberId', { template: '{constructor}' }]],
    'connections[0].memberId.template: {constructor} is no placeholder',
  ],
  [
    'a group that may be empty but is not mapped',
    [['connections[0].guards', { mayBeEmpty: ['psa technicians'] }]],
    'connections[0].guards.mayBeEmpty: "psa technicians" is in no profile; write it as the profile does.',
  ],
  [
    'a fixed token for the real Graph',
    [['connections[0].directory.credential', { kind: 'fixed-token', token: { env: 'GRAPH_SECRET' } }]],
    'connections[0].directory.credential: A fixed token is accepted for a graphUrl on this machine only, not for graph.microsoft.com. Use managed-identity, certificate or client-secret.',
  ],
  ...(
    [
      ['connections[0].psa.site', []],
      ['connections[0].directory.graphUrl', []],
      ['connections[1].directory.orgUrl', []],
      ['connections[0].directory.events.notificationUrl', WITH_EVENTS],
      ['storage.blobUrl', [['storage', IDENTITY]]],
      ['storage.queueUrl', [['storage', IDENTITY]]],
    ] satisfies (readonly [string, readonly Edit[]])[]
  ).flatMap(([path, before]) => [
    [
      `plain http for ${path}`,
      [...before, [path, 'http://api.example.com/x']],
      `${path}: http://api.example.com is not encrypted; use https. Plain http is accepted for addresses on this machine only.`,
    ] as const,
    [
      `a password within ${path}`,
      [...before, [path, 'https://user:hunter2@api.example.com']],
      `${path}: https://api.example.com comes with a user name, a query or a fragment; write the bare address. Credentials have settings of their own.`,
    ] as const,
  ]),
  [
    'a name that only begins like this machine',
    [['connections[0].psa.site', 'http://127.0.0.1.example.com']],
    'connections[0].psa.site: http://127.0.0.1.example.com is not encrypted',
  ],
  [
    'an address that is none of the web',
    [['connections[0].psa.site', 'ftp://api.example.com']],
    'connections[0].psa.site: ftp://api.example.com is not encrypted',
  ],
];

function aProfile(name: string, group: string) {
  return { name, groups: [group], licenseClass: 'F', securityRole: 'Technician', memberTemplate: 'New technician' };
}

test('the file that is broken below loads when it is left alone', () => {
  expect(loadConfig(aConfigFile(), 'rollcall.json', ENV).connections.map((one) => one.name)).toEqual([
    'harborpine',
    'pinecrest',
  ]);
});

describe('a file is refused for', () => {
  test.each(BROKEN)('%s', (_what, edits, problem) => {
    const lines = linesOf(problemsOf(aConfigFile(...edits)));

    expect(lines).toEqual([expect.stringContaining(problem)]);
  });
});

test.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:9000', 'https://api.example.com'])(
  '%s is an address that credentials may be sent to',
  (site) => {
    const config = loadConfig(aConfigFile(['connections[0].psa.site', site]), 'rollcall.json', ENV);

    expect(config.connections[0]?.psa.site).toBe(site);
  },
);

test('changes may be delivered to an address on this machine without encryption', () => {
  const notificationUrl = 'http://127.0.0.1:7071/api/webhooks/entra/harborpine';
  const text = aConfigFile(...WITH_EVENTS, ['connections[0].directory.events.notificationUrl', notificationUrl]);

  expect(loadConfig(text, 'rollcall.json', ENV).connections[0]?.directory.events).toMatchObject({ notificationUrl });
});

test('a fixed token is accepted for a Graph on this machine', () => {
  const text = aConfigFile(
    ['connections[0].directory.graphUrl', 'http://127.0.0.1:5000'],
    ['connections[0].directory.credential', { kind: 'fixed-token', token: { env: 'GRAPH_SECRET' } }],
  );

  expect(loadConfig(text, 'rollcall.json', ENV).connections[0]?.directory).toMatchObject({
    credential: { kind: 'fixed-token', token: { name: 'GRAPH_SECRET' } },
  });
});

test('all problems of rules and environment come at once', () => {
  const text = aConfigFile(
    ['connections[1].name', 'harborpine'],
    ['connections[0].psa.site', 'http://api.example.com'],
    ['connections[0].memberId', { template: '{nobody}' }],
    ['connections[1].profiles[0].defaultDepartment', undefined],
  );

  const paths = problemsOf(text, { ...ENV, STORAGE: undefined, OKTA_TOKEN: '' }).map((problem) => problem.path);

  expect(paths.toSorted()).toEqual([
    'connections',
    'connections[0].memberId.template',
    'connections[0].psa.site',
    'connections[1].directory.credential.token',
    'connections[1].profiles[0].defaultDepartment',
    'storage.connectionString',
  ]);
});
