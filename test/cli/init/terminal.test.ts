/** rollcall init with somebody at the keyboard: the real questions, drawn on a stream, over real HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeyboard, DOWN, ENTER, SPACE } from './keyboard.ts';
import { entra, folder, keys, name, play, profile, type Script } from './scripts.ts';
import { openInitDesk, type InitDesk } from './an-init-desk.ts';
import { addGroup } from '../../../src/sandbox/empty-world.ts';
import { createInquirerQuestions } from '../../../src/cli/init/ask/inquirer-questions.ts';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

const { psa, graphToken, oktaClientId } = SANDBOX_CREDENTIALS;

let desk: InitDesk;
beforeAll(async () => {
  desk = await openInitDesk();
});
afterAll(async () => {
  await desk.stop();
});
afterEach(() => {
  vi.restoreAllMocks();
  desk.clear();
});

test('from the first question to the preview: what is chosen is what there is, and what is written is what was shown', async () => {
  const { code, out, err, everything } = await play(desk, [
    ...name,
    ...entra(desk, graphToken),
    ...keys(desk, psa.privateKey),
    ...profile,
    ...folder(desk),
    ['Write this?', ENTER],
  ]);

  expect(code).toBe(0);
  expect(err).toContain('The directory can be read: 1 groups.\nThe PSA can be read: 7 members.');
  expect(err).toContain('+ connections[0].profiles[0].securityRole: "Technician"');
  expect(out).toMatch(/Everything that harborpine needs is there\.[^]*^Would be linked \(5\)[^]*^Next:$/m);
  expect(JSON.parse(desk.read(desk.config) ?? '')).toEqual({
    version: 1,
    storage: { kind: 'folder', path: desk.storage },
    connections: [
      {
        name: 'harborpine',
        mode: 'observe',
        directory: {
          kind: 'entra',
          tenantId: SANDBOX_CREDENTIALS.graphTenantId,
          graphUrl: desk.company.sandbox.urls.graph,
          credential: { kind: 'fixed-token', token: { env: 'HARBORPINE_ENTRA_TOKEN' } },
        },
        psa: {
          site: desk.company.sandbox.urls.psa,
          companyId: psa.companyId,
          publicKey: { env: 'HARBORPINE_CW_PUBLIC_KEY' },
          privateKey: { env: 'HARBORPINE_CW_PRIVATE_KEY' },
          clientId: { env: 'HARBORPINE_CW_CLIENT_ID' },
        },
        profiles: [
          {
            name: 'technicians',
            groups: ['PSA Technicians'],
            licenseClass: 'F',
            securityRole: 'Technician',
            memberTemplate: 'New technician',
          },
        ],
        seats: { F: 40 },
      },
    ],
  });
  for (const secret of [graphToken, psa.publicKey, psa.privateKey, psa.clientId]) {
    expect(everything).not.toContain(secret);
    expect(desk.read(desk.settings)).toContain(secret);
  }
  expect(desk.company.writes()).toEqual([]);
});

test('a key from its file, a long list that is searched, several profiles, and fields one by one', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const [pem, other] = [join(desk.folder, 'key.pem'), join(desk.folder, 'note.txt')];
  desk.write(pem, privateKey);
  desk.write(other, 'canary-note');
  const { world, urls } = desk.company.sandbox;
  const groups = Array.from({ length: 20 }, (_, at) => addGroup(world, { name: `Other ${at}` }));
  onTestFinished(() => {
    for (const { id } of groups) world.groups.delete(id);
  });

  const { code, screen, everything } = await play(desk, [
    ...name,
    ['Where are the people', `${DOWN}${ENTER}`],
    ['Address of the org', `ftp${ENTER}`],
    ['> ', `${'\u007f'.repeat(3)}${urls.okta}${ENTER}`],
    ['How does Rollcall sign in?', ENTER],
    ['Client id of the service app', ENTER],
    ['> Nothing was entered; expected the client id', `${oktaClientId}${ENTER}`],
    ['Key id', ENTER],
    ['File with the private key', `/nowhere.pem${ENTER}`],
    ['There is no such file.', `${'\u007f'.repeat(12)}${other}${ENTER}`],
    ['No private key is in this file', `${'\u007f'.repeat(other.length)}${pem}${ENTER}`],
    ...keys(desk, psa.privateKey),
    ['Whose groups? (type to search)', `other 7`],
    ['Other 7', ENTER],
    ['(1 so far)', `technicians`],
    ['PSA Technicians', ENTER],
    ['(2 so far)', ENTER],
    ['A name for what they get', ENTER],
    ['Licence class', ENTER],
    ['Security role', `${DOWN.repeat(4)}${ENTER}`],
    ['Member template', ENTER],
    ['What else does the profile set?', `${SPACE}${ENTER}`],
    ['Location', ENTER],
    ['Department', `${DOWN.repeat(3)}${ENTER}`],
    ['Time zone', `${DOWN.repeat(3)}${ENTER}`],
    ['Another profile', `y${ENTER}`],
    ['Whose groups? (type to search)', `other 9`],
    ['Other 9', ENTER],
    ['(1 so far)', ENTER],
    ['A name for what they get', `other-7${ENTER}`],
    ['There is a profile "other-7" already', `${'\u007f'.repeat(7)}rest${ENTER}`],
    ['Licence class', `${DOWN.repeat(2)}${ENTER}`],
    ['Security role', ENTER],
    ['Member template', `${DOWN}${ENTER}`],
    ['What else does the profile set?', ENTER],
    ['Another profile', ENTER],
    ['Contracted Full seats', `many${ENTER}`],
    ['Expected a whole number of seats', `${'\u007f'.repeat(4)}${ENTER}`],
    ['Contracted Subcontractor seats', `2${ENTER}`],
    ...folder(desk),
    ['Write this?', ENTER],
  ]);

  expect(code).toBe(2);
  expect(screen).toContain('> Expected a whole address, such as https://harborpine.example.');
  expect(JSON.parse(desk.read(desk.config) ?? '')).toMatchObject({
    connections: [
      {
        directory: {
          kind: 'okta',
          credential: { kind: 'private-key', privateKey: { env: 'HARBORPINE_OKTA_PRIVATE_KEY' } },
        },
        profiles: [
          {
            name: 'other-7',
            groups: ['Other 7', 'PSA Technicians'],
            licenseClass: 'F',
            securityRole: 'Technician',
            defaultLocation: 'Portland',
            defaultDepartment: 'Service',
            timeZone: 'US Pacific',
          },
          {
            name: 'rest',
            groups: ['Other 9'],
            licenseClass: 'X',
            securityRole: 'API Integration',
            memberTemplate: 'New office worker',
          },
        ],
        seats: { X: 2 },
      },
    ],
  });
  expect(everything).not.toContain('canary');
  expect(everything).not.toContain(privateKey.split('\n')[1]);
  expect(JSON.parse(desk.read(desk.settings) ?? '')).toMatchObject({
    Values: { HARBORPINE_OKTA_PRIVATE_KEY: privateKey.trim() },
  });
});

describe('a system that says no', () => {
  test('is named with its reason, and asked for again with what was answered before', async () => {
    const { code, err, everything } = await play(desk, [
      ...name,
      ...entra(desk, 'canary-token'),
      ['The directory could not be read. What next?', ENTER],
      ['Where are the people', ENTER],
      ['Which cloud?', ENTER],
      ['Address of Microsoft Graph', ENTER],
      ['Directory (tenant) id', ENTER],
      ['How does Rollcall sign in?', ENTER],
      ['Token', `${graphToken}${ENTER}`],
      ...keys(desk, 'canary-key'),
      ['ConnectWise PSA could not be read. What next?', `${DOWN.repeat(2)}${ENTER}`],
    ]);

    expect(code).toBe(1);
    expect(err).toMatch(/Error {2}Microsoft Entra ID answered 401 .*Check that the credential belongs to this tenant/);
    expect(err).toMatch(/Error {2}ConnectWise PSA .*401.*Check company id, public key, private key and client id/);
    expect(err).toMatch(/Stopped\. Nothing was written\.$/);
    expect(everything).not.toContain('canary');
    expect([desk.read(desk.config), desk.read(desk.settings)]).toEqual([undefined, undefined]);
  });

  test('is tried once more with the same answers', async () => {
    desk.company.sandbox.world.permissions.readGroups = false;
    const grant = (): void => {
      desk.company.sandbox.world.permissions.readGroups = true;
    };
    const keyboard = createKeyboard();
    const { code, terminal } = desk.ask(createInquirerQuestions(keyboard));

    await keyboard.play([...name, ...entra(desk, graphToken)], code);
    await keyboard.play([['What next?', '']], code);
    grant();
    await keyboard.play(
      [
        ['Try once more', `${DOWN}${ENTER}`],
        ['Where is the ConnectWise PSA?', '\u0003'],
      ],
      code,
    );

    expect(await code).toBe(1);
    expect(terminal.err()).toContain('GroupMember.Read.All');
  });

  test('over one list only is told, and the name is typed', async () => {
    const { sandbox } = desk.company;
    sandbox.addFault({
      system: 'psa',
      path: /\/system\/departments/,
      times: Infinity,
      effect: { kind: 'answer', status: 403, body: '{"code":"Forbidden","message":"no"}' },
    });

    const { code, err } = await play(desk, [
      ...name,
      ...entra(desk, graphToken),
      ...keys(desk, psa.privateKey),
      ...profile.slice(0, 4),
      ['Member template', ENTER],
      ['What else does the profile set?', ENTER],
      ['Location', ENTER],
      ['Department, as the PSA shows it', ENTER],
      ['> Nothing was entered', `Service${ENTER}`],
      ['Another profile', '\u0003'],
    ]);
    sandbox.clearFaults();

    expect(code).toBe(1);
    expect(err).toContain('Its list for defaultDepartment cannot');
  });
});

describe('whoever stops', () => {
  test.each([
    ['with Ctrl+C at the first question', [['A name for this connection', '\u0003']]],
    ['with Ctrl+D', [['A name for this connection', '\u0004']]],
    ['with Ctrl+C in a choice', [...name, ['Where are the people', '\u0003']]],
    [
      'with Ctrl+C in a secret',
      [
        ...name,
        ['Where are the people', `${DOWN}${ENTER}`],
        ['Address of the org', `https://a.okta.com${ENTER}`],
        ['sign in?', `${DOWN}${ENTER}`],
        ['API token', 'canary\u0003'],
      ],
    ],
  ] as const)('%s has written nothing, and is told so', async (_what, script) => {
    const { code, err, everything } = await play(desk, script);

    expect(code).toBe(1);
    expect(err).toMatch(/\nStopped\. Nothing was written\.$/);
    expect(everything).not.toContain('canary');
    expect([desk.read(desk.config), desk.read(desk.settings)]).toEqual([undefined, undefined]);
  });

  test('by closing the input has written nothing either', async () => {
    const { code, err } = await play(desk, [['A name for this connection', 'x']], (keyboard) => {
      keyboard.input.end();
    });

    expect(code).toBe(1);
    expect(err).toMatch(/Stopped\. Nothing was written\.$/);
  });

  test('with a No at the end keeps what was there', async () => {
    const before = JSON.stringify({ IsEncrypted: false, Values: { MINE: '1' } });
    desk.write(desk.settings, before);

    const { code, err } = await play(desk, [
      ...name,
      ...entra(desk, graphToken),
      ...keys(desk, psa.privateKey),
      ...profile,
      ...folder(desk),
      ['Write this?', `n${ENTER}`],
    ]);

    expect(code).toBe(1);
    expect(err).toMatch(/is there; in it changes:\n[^]*\nNothing was written\.$/);
    expect([desk.read(desk.config), desk.read(desk.settings)]).toEqual([undefined, before]);
  });

  test('while something is read ends the command at once', async () => {
    const keyboard = createKeyboard();
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('the process ended');
    });
    const { code, terminal } = desk.ask(createInquirerQuestions(keyboard));
    await keyboard.play([['A name for this connection', '']], code);

    expect(() => process.emit('SIGINT')).toThrow('the process ended');

    expect(exit).toHaveBeenCalledWith(1);
    expect(terminal.err()).toMatch(/Stopped\. Nothing was written\.$/);
    keyboard.input.write('\u0003');
    expect(await code).toBe(1);
    expect(process.listeners('SIGINT').filter(({ name: each }) => each === 'stop')).toEqual([]);
  });
});

test('a configuration that is there gets the connection beside the others, and keeps its storage', async () => {
  const site = desk.company.sandbox.urls.psa.replace('127.0.0.1', 'localhost');
  desk.write(join(desk.folder, 'answers.json'), desk.answers({ name: 'pinecrest', psa: { site, ...psa } }));
  await desk.run(['init', '--answers', join(desk.folder, 'answers.json')]);

  const { code, err, out } = await play(desk, [
    ...name,
    ...entra(desk, graphToken),
    ...keys(desk, psa.privateKey),
    ...profile,
    ['Write this?', ENTER],
  ]);

  expect(code).toBe(0);
  expect(err).toContain('The configuration has pinecrest. Another name adds a connection, one of these renews it.');
  expect(err).not.toMatch(/^ {2}[~-]/m);
  expect(out).toContain('rollcall plan --connection harborpine');
});

test('a managed identity cannot look anything up from here: groups are typed, and the checks say so', async () => {
  const script: Script = [
    ...name,
    ...entra(desk, '').slice(0, 4),
    ['How does Rollcall sign in?', `${DOWN.repeat(2)}${ENTER}`],
    ['Client id of a user-assigned identity', ENTER],
    ...keys(desk, psa.privateKey),
    ['Names or ids, with semicolons', `PSA Technicians; PSA Technicians${ENTER}`],
    ['"PSA Technicians" is named already', `${'\u007f'.repeat(17)}${ENTER}`],
    ['A name for what they get', '\u0003'],
  ];

  const { code, err } = await play(desk, script);

  expect(code).toBe(1);
  expect(err).toContain('The PSA can be read: 7 members.');
  expect(err).not.toContain('The directory can be read');
});
