/** Secrets come from the environment, and go nowhere by being printed. */
import { describe, expect, test } from 'vitest';
import { aConfigFile, ENV } from './a-config-file.ts';
import { linesOf, problemsOf } from './problems-of.ts';
import { inspect } from 'node:util';
import { loadAnyConfig, loadConfig } from '../../src/config/load.ts';

describe('a secret that one connection lacks', () => {
  const env = { ...ENV, OKTA_TOKEN: undefined };

  test('keeps no other connection from being used', () => {
    const { connections, unusable } = loadConfig(aConfigFile(), 'rollcall.json', env);

    expect(connections.map(({ name }) => name)).toEqual(['harborpine']);
    expect(unusable).toEqual([
      expect.objectContaining({
        name: 'pinecrest',
        problems: [
          {
            path: 'connections[1].directory.credential.token',
            message: 'Environment variable OKTA_TOKEN is not set; expected the secret itself.',
          },
        ],
      }),
    ]);
  });

  const RECEIVERS = [
    { kind: 'slack', url: { env: 'HOOK' } },
    { kind: 'slack', name: 'other', url: { env: 'OTHER_HOOK' } },
    { kind: 'ticket', board: 'Alerts', company: 'Own' },
  ];
  const HOOKS = { HOOK: 'https://hooks.example/a', OTHER_HOOK: 'https://hooks.example/b' };

  test.each<[string, Record<string, string | undefined>, readonly string[]]>([
    ['of the directory keeps none of its receivers silent', {}, []],
    ['of one of its receivers keeps that one silent', { OTHER_HOOK: undefined }, ['other']],
    ['of its PSA keeps its board of tickets silent', { CW_PRIVATE: undefined }, ['ticket']],
  ])('%s', (_what, lacks, silent) => {
    const text = aConfigFile(['connections.1.messages', RECEIVERS]);

    const { unusable } = loadAnyConfig(text, 'rollcall.json', { ...env, ...HOOKS, ...lacks });

    expect(unusable.find(({ name }) => name === 'pinecrest')?.silent).toEqual(silent);
  });

  test('leaves nothing to load where no connection has all of its own, unless somebody does without', () => {
    const nothing = { ...ENV, CW_PRIVATE: undefined };

    expect(() => loadConfig(aConfigFile(), 'rollcall.json', nothing)).toThrow(/2 problems:\n {2}connections\[0\]/);
    expect(loadAnyConfig(aConfigFile(), 'rollcall.json', nothing)).toMatchObject({
      connections: [],
      unusable: [{ name: 'harborpine' }, { name: 'pinecrest' }],
    });
  });

  test('is told with all others when the storage cannot be opened either', () => {
    const text = aConfigFile(['storage.connectionString.env', 'NOT_THERE']);

    expect(() => loadConfig(text, 'rollcall.json', env)).toThrow(
      /2 problems:\n {2}storage\.connectionString: .*\n {2}connections\[1\]\.directory\.credential\.token: /,
    );
  });
});

describe('an environment variable', () => {
  test.each([
    ['that is not set', undefined, 'Environment variable OKTA_TOKEN is not set; expected the secret itself.'],
    ['that is empty', '', 'Environment variable OKTA_TOKEN is empty; expected the secret itself.'],
    ['of blanks', ' \t', 'Environment variable OKTA_TOKEN is empty; expected the secret itself.'],
    [
      'with an unresolved Key Vault reference',
      '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/okta)',
      "Environment variable OKTA_TOKEN still reads @Microsoft.KeyVault(…): the Key Vault reference was not resolved. Check the app's identity, its right to read secrets, and keyVaultReferenceIdentity.",
    ],
  ])('%s is a problem under the path that names it', (_what, value, message) => {
    const problems = problemsOf(aConfigFile(), { ...ENV, OKTA_TOKEN: value });

    expect(problems).toEqual([{ path: 'connections[1].directory.credential.token', message }]);
  });

  test('that several settings name is a problem of each', () => {
    const paths = problemsOf(aConfigFile(), { ...ENV, CW_PRIVATE: undefined }).map(({ path }) => path);

    expect(paths).toEqual(['connections[0].psa.privateKey', 'connections[1].psa.privateKey']);
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is not found in what every object inherits', (name) => {
    const text = aConfigFile(['storage.connectionString.env', name]);

    expect(linesOf(problemsOf(text))).toEqual([
      `storage.connectionString: Environment variable ${name} is not set; expected the secret itself.`,
    ]);
  });

  test('is not repeated when its name looks like the secret', () => {
    const [problem] = problemsOf(aConfigFile(['connections[0].psa.privateKey.env', 'aB3dE5fG7hJ9kL1m']));

    expect(problem?.message).toBe(
      "The environment variable named here is not set. If this is the secret itself, put it into an environment variable and write that one's name.",
    );
  });
});

describe('a loaded secret', () => {
  const config = loadConfig(
    aConfigFile([
      'connections[1].directory.credential',
      { kind: 'private-key', clientId: '0oa', privateKey: { env: 'OKTA_TOKEN' } },
    ]),
    'rollcall.json',
    ENV,
  );

  test('is what the environment holds', () => {
    const [harborpine, pinecrest] = config.connections;

    expect(harborpine?.psa.privateKey.reveal()).toBe(ENV.CW_PRIVATE);
    expect(harborpine?.directory).toMatchObject({ credential: { secret: { name: 'GRAPH_SECRET' } } });
    expect(pinecrest?.directory).toMatchObject({ credential: { privateKey: { name: 'OKTA_TOKEN' } } });
    expect(config.storage.kind === 'connection-string' && config.storage.connectionString.reveal()).toBe(ENV.STORAGE);
  });

  test.each([
    ['JSON', JSON.stringify(config)],
    ['an inspected object', inspect(config, { depth: 20, showHidden: true, getters: true })],
    ['entries', Object.entries(config.connections[0]?.psa.privateKey ?? {}).join()],
  ])('is not in the configuration as %s', (_as, printed) => {
    for (const value of Object.values(ENV)) expect(printed).not.toContain(value);
  });

  test('leaves its name where it stood', () => {
    expect(JSON.stringify(config)).toContain('"privateKey":{"name":"CW_PRIVATE"}');
  });
});

test('a certificate is read like any other secret', () => {
  const text = aConfigFile([
    'connections[0].directory.credential',
    { kind: 'certificate', clientId: 'app', certificate: { env: 'GRAPH_SECRET' } },
  ]);

  const [connection] = loadConfig(text, 'rollcall.json', ENV).connections;

  expect(connection?.directory).toMatchObject({
    credential: { kind: 'certificate', certificate: { name: 'GRAPH_SECRET' } },
  });
});

test('a managed identity needs no secret', () => {
  const text = aConfigFile(['connections[0].directory.credential', { kind: 'managed-identity' }]);

  const [connection] = loadConfig(text, 'rollcall.json', { ...ENV, GRAPH_SECRET: undefined }).connections;

  expect(connection?.directory).toMatchObject({ credential: { kind: 'managed-identity' } });
});
