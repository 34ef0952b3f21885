/** What the schema refuses: each broken file has exactly the problems that it should have, each with its path. */
import { describe, expect, test } from 'vitest';
import { aConfigFile, type Edit } from './a-config-file.ts';
import { linesOf, problemsOf } from './problems-of.ts';

const HOW = 'a secret is only named here: write { "env": "NAME" } and put it into that environment variable.';

const BROKEN: readonly (readonly [what: string, edits: readonly Edit[], problem: string])[] = [
  ['another version', [['version', 2]], 'version: Expected 1.'],
  ['a version that is a text', [['version', '1']], 'version: Expected 1.'],
  ['no storage', [['storage', undefined]], 'storage: Missing; expected object.'],
  [
    'a storage of an unknown kind',
    [['storage.kind', 'ftp']],
    'storage.kind: Expected one of "folder", "connection-string", "identity".',
  ],
  ['no connection at all', [['connections', []]], 'connections: Too small: expected array to have >=1 items.'],
  ['a connection that is a text', [['connections[1]', 'pinecrest']], 'connections[1]: Expected object, not string.'],
  [
    'a name that would not be safe in a path',
    [['connections[0].name', '../x']],
    'connections[0].name: Invalid string: must match pattern /^[a-z0-9][a-z0-9-]{0,49}$/.',
  ],
  [
    'an unknown mode',
    [['connections[0].mode', 'on']],
    'connections[0].mode: Expected one of "observe", "create-only", "full".',
  ],
  ['no site', [['connections[0].psa.site', undefined]], 'connections[0].psa.site: Missing; expected string.'],
  ['a site that is no address', [['connections[0].psa.site', 'api-na']], 'connections[0].psa.site: Invalid URL.'],
  [
    'the secret itself in its place',
    [['connections[0].psa.privateKey', 'hunter2hunter2']],
    `connections[0].psa.privateKey: Expected { "env": "NAME" }, not a text; ${HOW}`,
  ],
  [
    'a number as a secret',
    [['connections[1].directory.credential.token', 42]],
    `connections[1].directory.credential.token: Expected { "env": "NAME" }, not this; ${HOW}`,
  ],
  ['no secret', [['connections[0].psa.clientId', undefined]], `connections[0].psa.clientId: Missing; ${HOW}`],
  [
    'a name that no variable can have',
    [['connections[0].psa.publicKey.env', 'hunter2 hunter2']],
    `connections[0].psa.publicKey.env: No name of an environment variable; ${HOW}`,
  ],
  ['a variable by number', [['storage.connectionString.env', 7]], `storage.connectionString.env: A${HOW.slice(1)}`],
  [
    'an unknown directory',
    [['connections[0].directory.kind', 'google']],
    'connections[0].directory.kind: Expected one of "entra", "okta".',
  ],
  [
    'a credential of the other directory',
    [['connections[1].directory.credential.kind', 'client-secret']],
    'connections[1].directory.credential.kind: Expected one of "api-token", "private-key".',
  ],
  ['a slip in a setting', [['connections[0].directOwns', []]], 'connections[0].directOwns: Unknown setting. There are'],
  [
    'a slip of two characters',
    [['connections[0].profiles[0].securtyrole', 'Technician']],
    'connections[0].profiles[0].securtyrole: Unknown setting. Did you mean "securityRole"?',
  ],
  [
    'a setting in other letters at the top',
    [['StaleAfterHours', 4]],
    'StaleAfterHours: Unknown setting. Did you mean "staleAfterHours"?',
  ],
  [
    'a setting of the other directory',
    [['connections[0].directory.orgUrl', 'https://x.okta.com']],
    'connections[0].directory.orgUrl: Unknown setting. It belongs to another "kind".',
  ],
  [
    'a setting that resembles none',
    [['storage.shape', 'round']],
    'storage.shape: Unknown setting. There are kind, path, connectionString, container, blobUrl, queueUrl, clientId.',
  ],
  [
    'a limit below one',
    [['connections[0].guards', { limits: { deactivate: { perRun: { count: 0 } } } }]],
    'connections[0].guards.limits.deactivate.perRun.count: Too small: expected number to be >=1.',
  ],
  [
    'more than all of them',
    [['connections[0].guards', { limits: { create: { perDay: { percent: 101 } } } }]],
    'connections[0].guards.limits.create.perDay.percent: Too big: expected number to be <=100.',
  ],
  [
    'a seat class that is none',
    [['connections[0].seats', { A: 3 }]],
    'connections[0].seats.A: Unknown setting. There are F, C, X, currency, nearPercent, idle.',
  ],
  [
    'a profile without its role',
    [['connections[0].profiles[0].securityRole', undefined]],
    'connections[0].profiles[0].securityRole: Missing; expected string.',
  ],
  [
    'a profile without groups',
    [['connections[0].profiles[0].groups', []]],
    'connections[0].profiles[0].groups: Too small: expected array to have >=1 items.',
  ],
  [
    'an API licence',
    [['connections[0].profiles[0].licenseClass', 'A']],
    'connections[0].profiles[0].licenseClass: Expected one of "F", "C", "X".',
  ],
  ['a whole list as the file', [], '(the whole file): Expected object, not array.'],
];

describe('a file is refused for', () => {
  test.each(BROKEN)('%s', (_what, edits, problem) => {
    const text = edits.length === 0 ? '[]' : aConfigFile(...edits);

    const lines = linesOf(problemsOf(text));

    expect(lines).toEqual([expect.stringContaining(problem)]);
  });

  test('keys that every object inherits, wherever they stand', () => {
    const text = aConfigFile(['connections[0].psa.constructor', {}]).replace('{', '{"__proto__":{"version":1},');

    const problems = problemsOf(text);

    expect(problems.map(({ path }) => path)).toEqual(['connections[0].psa.constructor', '__proto__']);
    expect(linesOf(problems).join()).toMatch(/psa\.constructor: Unknown setting.*__proto__: Unknown setting/);
    expect({}).not.toHaveProperty('version');
  });
});

test('all problems of the schema come at once', () => {
  const text = aConfigFile(
    ['version', 3],
    ['storage.kind', 'ftp'],
    ['connections[0].psa.publicKey', 'hunter2'],
    ['connections[1].psa.concurrency', 1000],
    ['connections[1].profiles[0].groups', 'PSA Technicians'],
  );

  const paths = problemsOf(text).map((problem) => problem.path);

  expect(paths.toSorted()).toEqual([
    'connections[0].psa.publicKey',
    'connections[1].profiles[0].groups',
    'connections[1].psa.concurrency',
    'storage.kind',
    'version',
  ]);
});

test('no message repeats what stands in the place of a secret', () => {
  const secret = 'hunter2hunter2';
  const places = ['storage.connectionString', 'connections[0].psa.publicKey', 'connections[0].psa.privateKey'] as const;
  const text = aConfigFile(
    ...places.map((place) => [place, secret] as const),
    ['connections[0].directory.credential.secret', { env: `${secret} ${secret}` }],
    ['connections[1].directory.credential.token', [secret]],
  );

  const problems = problemsOf(text);

  expect(problems).toHaveLength(5);
  expect(linesOf(problems).join('\n')).not.toContain(secret);
});
