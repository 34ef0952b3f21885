/** From answers to the two files: what they say, what they keep, and that no secret is where it should not be. */
import { describe, expect, test } from 'vitest';
import { CANARIES, someAnswers } from './some-answers.ts';
import { ConfigError } from '../../../src/errors.ts';
import { describeChanges } from '../../../src/cli/init/files/describe-changes.ts';
import fc from 'fast-check';
import { loadConfig } from '../../../src/config/load.ts';
import { overwrites, tellChanges } from '../../../src/cli/init/tell-changes.ts';
import { parseAnswers, type Answers } from '../../../src/cli/init/answers.ts';
import { planFiles } from '../../../src/cli/init/files/plan-files.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

interface Given {
  readonly config?: string | null;
  readonly settings?: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

function inputOf(answers: Answers, { config = null, settings = null, env = {} }: Given = {}) {
  return {
    answers,
    config: { place: 'rollcall.json', text: config },
    settings: { place: 'local.settings.json', text: settings },
    env,
  };
}
const plan = (answers: Answers, given: Given = {}) => planFiles(inputOf(answers, given));
const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};
const valuesOf = (text: string) =>
  z.object({ IsEncrypted: z.literal(false), Values: z.record(z.string(), z.string()) }).parse(JSON.parse(text)).Values;
const connectionsOf = (text: string) =>
  z.object({ connections: z.array(z.looseObject({ name: z.string() })) }).parse(JSON.parse(text)).connections;

describe('new files', () => {
  test('load as any command loads them, and observe', () => {
    const { config, settings } = plan(someAnswers());

    const loaded = loadConfig(config.text, 'rollcall.json', valuesOf(settings.text));

    expect(loaded.storage).toEqual({ kind: 'folder', path: '.rollcall' });
    expect(loaded.connections).toMatchObject([
      {
        name: 'harborpine',
        mode: 'observe',
        policy: { profiles: [{ name: 'technicians', groups: ['PSA Technicians'] }] },
      },
    ]);
    expect(loaded.connections[0]?.psa.privateKey.reveal()).toBe(CANARIES.privateKey);
  });

  test.each([
    ['harborpine', 'HARBORPINE'],
    ['harbor-pine-2', 'HARBOR_PINE_2'],
    ['3rivers', '_3RIVERS'],
  ])('the secrets of %s are named %s_…', (name, prefix) => {
    const { settings } = plan(someAnswers({ connection: { name } }));

    expect(valuesOf(settings.text)).toMatchObject({
      [`${prefix}_ENTRA_CLIENT_SECRET`]: CANARIES.secret,
      [`${prefix}_CW_PUBLIC_KEY`]: CANARIES.publicKey,
      [`${prefix}_CW_PRIVATE_KEY`]: CANARIES.privateKey,
      [`${prefix}_CW_CLIENT_ID`]: CANARIES.clientId,
      FUNCTIONS_WORKER_RUNTIME: 'node',
      ROLLCALL_CONFIG: 'rollcall.json',
    });
  });

  test.each([
    [
      'certificate',
      { kind: 'entra', tenantId: 't', credential: { kind: 'certificate', clientId: 'a', certificate: 'canary-pem' } },
      'ENTRA_CERTIFICATE',
    ],
    [
      'okta key',
      {
        kind: 'okta',
        orgUrl: 'https://a.okta.com',
        credential: { kind: 'private-key', clientId: 'a', privateKey: 'canary-pem' },
      },
      'OKTA_PRIVATE_KEY',
    ],
    [
      'okta token',
      { kind: 'okta', orgUrl: 'https://a.okta.com', credential: { kind: 'api-token', token: 'canary-pem' } },
      'OKTA_TOKEN',
    ],
    [
      'fixed token',
      {
        kind: 'entra',
        tenantId: 't',
        graphUrl: 'http://127.0.0.1:1',
        credential: { kind: 'fixed-token', token: 'canary-pem' },
      },
      'ENTRA_TOKEN',
    ],
  ])('a secret of another kind (%s) is a setting, too', (_what, directory, name) => {
    const { config, settings } = plan(someAnswers({ connection: { directory } }));

    expect(valuesOf(settings.text)[`HARBORPINE_${name}`]).toBe('canary-pem');
    expect(config.text).not.toContain('canary-pem');
    expect(() => loadConfig(config.text, 'x', valuesOf(settings.text))).not.toThrow();
  });

  test('begin with the settings of the example', () => {
    const example = valuesOf(readFileSync(new URL('../../../local.settings.example.json', import.meta.url), 'utf8'));
    const { settings } = plan(someAnswers());
    const given = Object.entries(valuesOf(settings.text)).filter(([name]) => !name.startsWith('HARBORPINE_'));

    expect(given.map(([name]) => name)).toEqual(Object.keys(example).slice(0, 6));
    expect(example).toMatchObject(Object.fromEntries(given));
  });

  test('a secret that the environment has is named, not kept; one that it has not is missing', () => {
    const answers = someAnswers({
      connection: { psa: { ...someAnswers().connection.psa, privateKey: { env: 'MY_KEY' } } },
    });
    const { config, settings } = plan(answers, { env: { MY_KEY: 'canary-elsewhere' } });

    expect(config.text).toContain('"MY_KEY"');
    expect(settings.text).not.toMatch(/MY_KEY|canary-elsewhere|PRIVATE_KEY"/);
    expect(problemsOf(() => plan(answers))).toEqual([
      'connections[0].psa.privateKey: Environment variable MY_KEY is not set; expected the secret itself.',
    ]);
  });

  test('a connection string is a setting', () => {
    const storage = { kind: 'connection-string', connectionString: 'canary-AccountKey=', container: 'rollcall' };
    const { config, settings } = plan(someAnswers({ storage }));

    expect(JSON.parse(config.text)).toMatchObject({
      storage: { kind: 'connection-string', connectionString: { env: 'ROLLCALL_STORAGE' }, container: 'rollcall' },
    });
    expect(valuesOf(settings.text)['ROLLCALL_STORAGE']).toBe('canary-AccountKey=');
  });

  test('a setting that the environment has otherwise is told, for the environment wins', () => {
    const env = { HARBORPINE_CW_PUBLIC_KEY: 'another', HARBORPINE_CW_CLIENT_ID: CANARIES.clientId };

    expect(plan(someAnswers(), { env }).overruled).toEqual(['HARBORPINE_CW_PUBLIC_KEY']);
  });
});

describe('files that are there', () => {
  const existing = JSON.parse(plan(someAnswers({ connection: { name: 'pinecrest' } })).config.text) as object;
  const other = JSON.stringify({ ...existing, staleAfterHours: 7 });
  const sameHost = { ...someAnswers().connection.psa, companyId: 'another' };
  const answers = someAnswers({ connection: { psa: sameHost } });

  test('get the connection beside the others, whose secrets are not looked for', () => {
    const planned = plan(answers, { config: other });

    expect(JSON.parse(planned.config.text)).toMatchObject({ staleAfterHours: 7 });
    expect(connectionsOf(planned.config.text).map(({ name }) => name)).toEqual(['pinecrest', 'harborpine']);
    expect(planned.connection.name).toBe('harborpine');
    expect(planned.severalConnections).toBe(true);
    expect(planned.config.changes.every((line) => line.startsWith('+ connections[1].'))).toBe(true);
    expect(overwrites(planned, inputOf(answers, { config: other }))).toBe(false);
  });

  test('keep what was decided for the connection and not asked for again', () => {
    const first = connectionsOf(plan(someAnswers()).config.text)[0];
    const decided = {
      ...first,
      mode: 'full',
      protected: ['breakglass'],
      guards: { canaries: ['ada@x.example'] },
      psa: { ...someAnswersAsWritten(first), joinField: 'vendorNumber' },
    };
    const config = JSON.stringify({ version: 1, storage: { kind: 'folder' }, connections: [decided] });
    const renewed = someAnswers({
      connection: { profiles: [{ ...someAnswers().connection.profiles[0], securityRole: 'Dispatch' }] },
    });

    const planned = plan(renewed, { config });

    expect(connectionsOf(planned.config.text)).toMatchObject([
      {
        mode: 'observe',
        protected: ['breakglass'],
        guards: { canaries: ['ada@x.example'] },
        psa: { joinField: 'vendorNumber' },
      },
    ]);
    expect(planned.config.changes).toEqual([
      '~ connections[0].mode: "full" -> "observe"',
      '~ connections[0].profiles[0].securityRole: "Technician" -> "Dispatch"',
    ]);
    expect(overwrites(planned, inputOf(renewed, { config }))).toBe(true);
  });

  test('that say all of it already change nothing', () => {
    const { config, settings } = plan(someAnswers());
    const given = { config: config.text, settings: settings.text };
    const again = plan(someAnswers(), given);

    expect(tellChanges(again, inputOf(someAnswers(), given))).toEqual([]);
  });

  test('keep every setting and everything beside the settings', () => {
    const settings = JSON.stringify({
      IsEncrypted: false,
      Host: { CORS: '*' },
      Values: {
        MINE: '1',
        SYNC_SCHEDULE: 'mine',
        ROLLCALL_CONFIG: 'other.json',
        HARBORPINE_CW_PUBLIC_KEY: 'canary-old',
      },
    });
    const planned = plan(someAnswers(), { settings });

    expect(JSON.parse(planned.settings.text)).toMatchObject({ Host: { CORS: '*' } });
    expect(valuesOf(planned.settings.text)).toMatchObject({
      MINE: '1',
      SYNC_SCHEDULE: 'mine',
      ROLLCALL_CONFIG: 'other.json',
      HARBORPINE_CW_PUBLIC_KEY: CANARIES.publicKey,
    });
    expect(planned.configElsewhere).toBe('other.json');
    expect(planned.settings.changes.get('HARBORPINE_CW_PUBLIC_KEY')).toBe('changed');
    expect(planned.settings.changes.has('MINE')).toBe(false);
    expect(tellChanges(planned, inputOf(someAnswers(), { settings })).join('\n')).not.toMatch(/canary/i);
    expect(overwrites(planned, inputOf(someAnswers(), { settings }))).toBe(true);
  });

  test.each([
    ['no JSON', '{', 'no valid JSON'],
    ['another shape', '{"connections": 3}', 'no configuration that a connection could be added to'],
    ['an old version', '{"version": 0, "storage": {"kind": "folder"}, "connections": []}', 'Mend it, move it away'],
  ])('are refused when the configuration is %s', (_what, config, words) => {
    expect(problemsOf(() => plan(someAnswers(), { config })).join('\n')).toContain(words);
  });

  test.each([
    ['encrypted', '{"IsEncrypted": true, "Values": {}}', 'func settings decrypt'],
    ['of another shape', '{"Values": 3}', 'local.settings.json: Values'],
  ])('are refused when the settings are %s', (_what, settings, words) => {
    expect(problemsOf(() => plan(someAnswers(), { settings })).join('\n')).toContain(words);
  });

  test('that are refused for a secret in plain sight never show it', () => {
    const config = JSON.stringify({
      version: 1,
      storage: { kind: 'folder' },
      connections: [{ name: 'harborpine', psa: { privateKey: 'canary-plain', note: 'canary-note' } }],
    });
    const problems = problemsOf(() => plan(someAnswers(), { config })).join('\n');

    expect(problems).toContain('connections[0].psa.note: Unknown setting.');
    expect(problems).not.toContain('canary');
  });
});

/** The PSA's part as it was written. */
function someAnswersAsWritten(connection: unknown): object {
  return z.object({ psa: z.looseObject({}) }).parse(connection).psa;
}

describe('answers', () => {
  test.each([
    [
      'a profile that cannot create',
      { profiles: [{ name: 'a', groups: ['g'], licenseClass: 'F', securityRole: 'r' }] },
      'connections[0].profiles[0].defaultLocation: The PSA needs it',
    ],
    [
      'an unencrypted address',
      { psa: { ...someAnswers().connection.psa, site: 'http://psa.example' } },
      'connections[0].psa.site: http://psa.example is not encrypted',
    ],
    ['a slip in a name', { protectd: [] }, 'Did you mean "protected"?'],
    ['no profile', { profiles: [] }, 'connections[0].profiles: '],
  ])('%s is told as in the configuration', (_what, connection, words) => {
    expect(problemsOf(() => plan(someAnswers({ connection }))).join('\n')).toContain(words);
  });

  test.each([
    ['a name', { name: 'Harbor Pine' }, 'answers.json: connection.name: Expected lower-case letters'],
    ['a mode', { mode: 'full' }, 'answers.json: connection.mode: Leave it out'],
    [
      'a missing secret',
      { psa: { site: 'x' } },
      'answers.json: connection.psa.publicKey: Expected the secret itself, or',
    ],
    [
      'an empty secret',
      { psa: { ...someAnswers().connection.psa, publicKey: ' ' } },
      'answers.json: connection.psa.publicKey: Expected the secret itself, or',
    ],
  ])('%s is told with the place in the answers', (_what, connection, words) => {
    expect(problemsOf(() => someAnswers({ connection })).join('\n')).toContain(words);
  });

  test('that are no JSON are told with line and column, and nothing of them', () => {
    expect(problemsOf(() => parseAnswers('{ "canary" ', 'answers.json'))[0]).toMatch(
      /^answers\.json: .* line 1, column /,
    );
  });
});

describe('changes of a file', () => {
  test.each([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['a new file', null, { a: { b: [] } }, ['+ a.b: []']],
    ['a value', { a: 1 }, { a: 2 }, ['~ a: 1 -> 2']],
    ['a removal', { a: 1, b: null }, { a: 1 }, ['- b: null']],
    ['an item', { a: [1] }, { a: [1, { b: 'x' }] }, ['+ a[1].b: "x"']],
    ['a long value', {}, { a: 'x'.repeat(99) }, [`+ a: "${'x'.repeat(59)}…`]],
    ['a hostile value', {}, { a: '\u202e' }, ['+ a: "[U+202E]"']],
  ] as const)('%s', (_what, before, after, expected) => {
    expect(describeChanges(before, after, true)).toEqual(expected);
  });

  test('show no old value of a file with faults: a secret may stand anywhere', () => {
    expect(describeChanges({ a: 'canary', b: 1 }, { a: 'new' }, false)).toEqual([
      '- b: (not shown)',
      '~ a: (not shown) -> "new"',
    ]);
  });
});

test('whatever the secrets are, they are in the settings alone, and come back as they were', () => {
  const secret = fc
    .string({ minLength: 12, unit: fc.constantFrom('a', 'Z', '0', '"', '\\', '$&', '/', '\n', '{', '}', 'é') })
    .map((text) => `~${text.trim()}~`);
  fc.assert(
    fc.property(secret, secret, secret, secret, (one, two, three, four) => {
      const answers = someAnswers({
        connection: {
          directory: {
            kind: 'entra',
            tenantId: 't',
            credential: { kind: 'client-secret', clientId: 'a', secret: one },
          },
          psa: { site: 'https://psa.example', companyId: 'c', publicKey: two, privateKey: three, clientId: four },
        },
      });
      const planned = plan(answers);
      const shown = [planned.config.text, ...tellChanges(planned, inputOf(answers))].join('\n');
      for (const each of [one, two, three, four]) {
        expect(shown).not.toContain(each);
        expect(shown).not.toContain(JSON.stringify(each));
        expect(Object.values(valuesOf(planned.settings.text))).toContain(each);
      }
    }),
    { seed: 20261126 },
  );
});
