/** rollcall init with answers from a file, over real HTTP: what it writes, what it refuses, what it tells. */
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openInitDesk, type InitDesk } from './an-init-desk.ts';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRecordingTerminal } from '../recording-terminal.ts';
import { join } from 'node:path';
import { runProgram } from '../../../src/cli/program.ts';
import { parseAnswers } from '../../../src/cli/init/answers.ts';
import { planFiles } from '../../../src/cli/init/files/plan-files.ts';
import { reachOf } from '../../architecture/source-files.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { z } from 'zod';

const { psa, graphToken, oktaToken } = SANDBOX_CREDENTIALS;
const SECRETS = [psa.publicKey, psa.privateKey, psa.clientId, graphToken, oktaToken];

let desk: InitDesk;
let file: string;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  desk = await openInitDesk();
  file = join(desk.folder, 'answers.json');
  environment = { ...process.env };
});
afterAll(async () => {
  await desk.stop();
});
afterEach(() => {
  // Commands add the settings of this machine to the environment of their process.
  for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  vi.unstubAllEnvs();
  desk.clear();
});

const start = async (answers: object = desk.answers(), ...more: readonly string[]) => {
  desk.write(file, answers);
  return desk.run(['init', '--answers', file, ...more]);
};

describe('with answers that are right', () => {
  test('writes both files, checks, tells who would be linked, and names the next commands', async () => {
    const { code, out, err } = await start();

    expect(code).toBe(0);
    expect(err).toContain(`Written: ${desk.config}, ${desk.settings} (for you alone).`);
    expect(out).toContain('Everything that harborpine needs is there.\n');
    expect(out).toMatch(/^Would be linked \(5\)\n {2}. sabbott +Sam Abbott +sabbott@harborpine\.example by address/m);
    expect(out).toContain(`rollcall plan --config ${desk.config} --settings ${desk.settings}`);
    expect(out).toContain('nothing is written unattended');
  });

  test('keeps the settings for their owner alone, and every secret out of everything else', async () => {
    const { out, err } = await start();

    expect(statSync(desk.settings).mode & 0o777).toBe(0o600);
    for (const secret of SECRETS) expect([out, err, desk.read(desk.config)].join('\n')).not.toContain(secret);
    expect(desk.read(desk.settings)).toContain(psa.privateKey);
    expect(readdirSync(desk.folder).toSorted()).toEqual([
      'answers.json',
      'local.settings.json',
      'rollcall.json',
      'storage',
    ]);
  });

  test('writes nothing to the PSA and keeps no record of a run', async () => {
    await start();

    expect(desk.company.writes()).toEqual([]);
    const { code, out } = await desk.run(['runs', '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, []]);
  });

  test('is followed by any command, which finds its secrets among the settings', async () => {
    await start();

    const { code, out, err } = await desk.run(['plan']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^harborpine: Converged\n/);
  });

  test('tells who is new, who is gone, who is in no group, and who is not clear', async () => {
    const { sandbox, hire, person } = desk.company;
    const newcomer = hire('Underwood');
    const [bryant, castro] = [person('Bryant'), person('Castro')];
    const group = [...sandbox.world.groups.values()][0]!;
    const people = [...group.people];
    bryant.state = 'disabled';
    group.people = group.people.filter((id) => id !== castro.id);

    const { code, out } = await start();

    bryant.state = 'enabled';
    group.people = people.filter((id) => id !== newcomer.id);
    sandbox.world.people.delete(newcomer.id);
    expect(code).toBe(2);
    expect(out).toMatch(/^Would be created \(1\)\n[^]*?\+ sunderwood/m);
    expect(out).toMatch(/^Would be deactivated \(1\)\n[^]*?- sbryant +Sam Bryant +account disabled/m);
    expect(out).toMatch(/^In no mapped group[^\n]* \(1\)\n[^]*?- scastro/m);
    expect(out).toMatch(/^Unknown to the directory, left as they are \(1\)\n {2}= admin/m);
  });

  test('may take secrets from the environment, and then keeps none', async () => {
    vi.stubEnv('MY_TOKEN', graphToken);
    vi.stubEnv('MY_KEY', psa.privateKey);
    const { directory, psa: keys } = z
      .object({ connection: z.looseObject({ directory: z.looseObject({}), psa: z.looseObject({}) }) })
      .parse(desk.answers()).connection;

    const { code } = await start(
      desk.answers({
        directory: { ...directory, credential: { kind: 'fixed-token', token: { env: 'MY_TOKEN' } } },
        psa: { ...keys, privateKey: { env: 'MY_KEY' } },
      }),
    );

    expect(code).toBe(0);
    expect(desk.read(desk.settings)).not.toMatch(new RegExp(`${graphToken}|${psa.privateKey}`));
  });

  test('reads Okta as well', async () => {
    const directory = {
      kind: 'okta',
      orgUrl: desk.company.sandbox.urls.okta,
      credential: { kind: 'api-token', token: oktaToken },
    };

    const { code, out } = await start(desk.answers({ directory }));

    expect(code).toBe(0);
    expect(out).toMatch(/Okta: token[^]*^Would be linked \(5\)/m);
  });
});

test('the answers that the help shows are answers', async () => {
  const { out } = await desk.run(['init', '--help']);
  const [example = ''] = /^ {2}\{\n[^]*?^ {2}\}$/m.exec(out) ?? [];

  const planned = planFiles({
    answers: parseAnswers(example, 'the help'),
    config: { place: 'rollcall.json', text: null },
    settings: { place: 'local.settings.json', text: null },
    env: { ENTRA_CLIENT_SECRET: 'secret' },
  });

  expect(planned.connection).toMatchObject({ name: 'harborpine', mode: 'observe' });
});

describe('with a storage account', () => {
  test('its container and queues are there afterwards', async () => {
    const azurite = await startAzurite();
    onTestFinished(() => azurite.stop());
    const storage = { kind: 'connection-string', connectionString: azurite.connectionString, container: 'fresh' };

    const { code, out, err } = await start(desk.answers({}, { storage }));

    expect(code).toBe(0);
    expect(err).toContain('The container fresh and its queues are created where they are missing.');
    expect(out).not.toContain('FAIL');
    expect(desk.read(desk.config)).toContain('"env": "ROLLCALL_STORAGE"');
    expect(desk.read(desk.settings)).toContain(azurite.connectionString);
    expect(out + err).not.toContain('AccountKey');
  });
});

test('what draws the questions is loaded by nobody but init', () => {
  expect(reachOf('src/cli/main.ts', { dynamic: false }).packages).not.toContain('@inquirer/prompts');
  expect(reachOf('src/cli/main.ts', { dynamic: true }).packages).toContain('@inquirer/prompts');
});

describe('where something is wrong', () => {
  test.each([
    [
      'the directory',
      () => ({
        directory: {
          kind: 'entra',
          tenantId: 't',
          graphUrl: desk.company.sandbox.urls.graph,
          credential: { kind: 'fixed-token', token: 'wrong-token' },
        },
      }),
      'FAIL Microsoft Entra ID',
    ],
    [
      'the PSA',
      () => ({ psa: { site: desk.company.sandbox.urls.psa, ...psa, privateKey: 'wrong-key' } }),
      'FAIL ConnectWise PSA: credentials',
    ],
    [
      'an address where nobody answers',
      () => ({ psa: { site: 'http://127.0.0.1:9', ...psa } }),
      'FAIL ConnectWise PSA: address and company',
    ],
  ])('says that %s refuses, why, and ends with 1', async (_what, over, words) => {
    const { code, out, err } = await start(desk.answers(over()));

    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(words);
    expect(err).toContain('There is no preview. Error');
    for (const secret of ['wrong-token', 'wrong-key', ...SECRETS]) expect(out + err).not.toContain(secret);
  });

  test('a storage that cannot be used is told, and the preview is a first run’s', async () => {
    desk.write(desk.storage, 'a file where the folder should be');

    const { code, out, err } = await start();

    expect(code).toBe(1);
    expect(out).toMatch(/FAIL {2}Storage/);
    expect(err).toContain('The storage cannot be used yet, so the preview is that of a first run.');
    expect(out).toContain('Would be linked (5)');
  });

  test.each([
    [
      'answers that are not there',
      ['--answers', '/nowhere/answers.json'],
      'There is no file of answers at /nowhere/answers.json.',
    ],
    [
      'nobody to ask',
      [],
      'Nobody can be asked here, so nothing was written. Give the answers in a file: rollcall init --answers FILE',
    ],
  ])('%s: nothing is written, and what to do is said', async (_what, args, words) => {
    const { code, out, err } = await desk.run(['init', ...args]);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect([desk.read(desk.config), desk.read(desk.settings)]).toEqual([undefined, undefined]);
    expect(desk.company.sandbox.traffic).toEqual([]);
  });

  test('answers with faults are told all at once, and nothing is written', async () => {
    const { code, err } = await start(desk.answers({ profiles: [], protectd: ['x'] }));

    expect(code).toBe(1);
    expect(err).toMatch(/2 problems:[^]*connections\[0\]\.profiles[^]*Did you mean "protected"\?/);
    expect(desk.read(desk.config)).toBeUndefined();
  });

  test('a configuration in a blob is not written to', async () => {
    vi.stubEnv('ROLLCALL_CONFIG', 'https://account.blob.core.windows.net/rollcall/rollcall.json?sig=canary');
    desk.write(file, desk.answers());
    const terminal = createRecordingTerminal();

    const code = await runProgram(['init', '--answers', file, '--settings', desk.settings], terminal);

    expect(code).toBe(1);
    expect(terminal.err()).toContain(
      'ROLLCALL_CONFIG names its URL), and this command writes files. Name one with --config PATH',
    );
    expect(terminal.err()).not.toContain('canary');
  });

  test('a place that cannot be written is told', async () => {
    mkdirSync(desk.config);

    const { code, err } = await start();

    expect(code).toBe(1);
    expect(err).toContain(`${desk.config}: The file cannot be read (EISDIR). Choose another place.`);
  });

  test('a folder that is not there is told, and neither file is written', async () => {
    desk.write(file, desk.answers());
    const terminal = createRecordingTerminal();
    const config = join(desk.folder, 'nowhere', 'rollcall.json');

    const code = await runProgram(
      ['init', '--answers', file, '--config', config, '--settings', desk.settings],
      terminal,
    );

    expect(code).toBe(1);
    expect(terminal.err()).toContain(`${config}: The file cannot be written (ENOENT). Its folder has to be there`);
    expect(readdirSync(desk.folder)).toEqual(['answers.json']);
  });

  test('the configuration is where the settings say it is', async () => {
    const elsewhere = join(desk.folder, 'elsewhere.json');
    desk.write(desk.settings, { Values: { ROLLCALL_CONFIG: elsewhere } });
    desk.write(file, desk.answers());
    const terminal = createRecordingTerminal();

    const code = await runProgram(['init', '--answers', file, '--settings', desk.settings], terminal);

    const written = desk.read(elsewhere);
    rmSync(elsewhere, { force: true });
    expect(code).toBe(0);
    expect(written).toContain('"harborpine"');
    expect(terminal.out()).toContain(`  rollcall plan --settings ${desk.settings} `);
  });
});

describe('files that are there', () => {
  test('are not written over: what would change is told, and --force does it', async () => {
    await start();
    const before = [desk.read(desk.config), desk.read(desk.settings)];
    const changed = desk.answers({
      psa: { site: desk.company.sandbox.urls.psa, ...psa, companyId: 'harborpine', publicKey: 'another-key' },
      seats: { F: 9 },
    });

    const refused = await start(changed);

    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /in it changes:\n {2}\+ connections\[0\]\.seats\.F: 9\n[^]*~ HARBORPINE_CW_PUBLIC_KEY: another value\n/,
    );
    expect(refused.err).toContain('so nothing was written. --force writes it.');
    expect([desk.read(desk.config), desk.read(desk.settings)]).toEqual(before);

    await start(changed, '--force');

    expect(desk.read(desk.settings)).toContain('another-key');
    expect(desk.read(desk.config)).toContain('"F": 9');
  });

  test('that say all of it already stay as they are, and everything is checked again', async () => {
    await start();
    const before = statSync(desk.config).mtimeMs;

    const { code, out, err } = await start();

    expect(code).toBe(0);
    expect(err).toContain('say all of this already.');
    expect(err).not.toContain('Written:');
    expect(out).toContain('Would be linked (5)');
    expect(statSync(desk.config).mtimeMs).toBe(before);
  });

  test('get another connection without being asked, since nothing of theirs changes', async () => {
    await start();
    const site = desk.company.sandbox.urls.psa.replace('127.0.0.1', 'localhost');

    const { code, out } = await start(desk.answers({ name: 'pinecrest', psa: { site, ...psa } }));

    expect(code).toBe(0);
    expect(out).toContain(`rollcall plan --connection pinecrest --config ${desk.config}`);
    expect(desk.read(desk.settings)).toContain('"PINECREST_CW_PRIVATE_KEY"');
    expect(desk.read(desk.settings)).toContain('"HARBORPINE_CW_PRIVATE_KEY"');
  });

  test('with settings that the others could read become their owner’s alone', async () => {
    desk.write(desk.settings, { IsEncrypted: false, Values: { MINE: '1' } });
    expect(statSync(desk.settings).mode & 0o077).not.toBe(0);

    await start();

    expect(statSync(desk.settings).mode & 0o777).toBe(0o600);
    expect(desk.read(desk.settings)).toContain('"MINE": "1"');
    expect(existsSync(`${desk.settings}.new`)).toBe(false);
  });
});
