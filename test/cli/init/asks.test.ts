/** Each way to sign in and each storage: what is asked, what is refused at once, and what comes of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMember } from '../../core/builders/a-member.ts';
import { askProfiles } from '../../../src/cli/init/ask/ask-profiles.ts';
import { groupId } from '../../../src/domain/ids.ts';
import type { PsaChoices } from '../../../src/cli/init/live.ts';
import { askEntra } from '../../../src/cli/init/ask/ask-entra.ts';
import { askOkta } from '../../../src/cli/init/ask/ask-okta.ts';
import { askPsa } from '../../../src/cli/init/ask/ask-psa.ts';
import { askStorage } from '../../../src/cli/init/ask/ask-storage.ts';
import { createInquirerQuestions } from '../../../src/cli/init/ask/inquirer-questions.ts';
import { createKeyboard, DOWN, ENTER } from './keyboard.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Questions } from '../../../src/cli/init/ask/questions.ts';
import type { Script } from './scripts.ts';
import { tmpdir } from 'node:os';

const PEM = '-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----';
const BACK = '\u007f';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-asks-'));
  writeFileSync(join(folder, 'key.pem'), `${PEM}\n`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function answer<Answer>(ask: (questions: Questions) => Promise<Answer>, script: Script) {
  const keyboard = createKeyboard();
  const asked = ask(createInquirerQuestions(keyboard));
  await keyboard.play(script, asked);
  return { answered: await asked, screen: keyboard.screen() };
}

const tenant: Script = [
  ['Which cloud?', ENTER],
  ['Directory (tenant) id', ENTER],
  ['> Nothing was entered', `tenant${ENTER}`],
];

test.each<readonly [string, () => Script, object]>([
  [
    'a client secret',
    () => [
      ...tenant,
      ['sign in?', ENTER],
      ['Application (client) id', ENTER],
      ['> Nothing was entered; expected the application', `app${ENTER}`],
      ['Client secret', ` ${ENTER}`],
      ['> Nothing was entered; expected the secret itself', `${BACK}@Microsoft.KeyVault(SecretUri=x)${ENTER}`],
      ['> This is a reference to Key Vault', `${BACK.repeat(33)}canary ${ENTER}`],
    ],
    { tenantId: 'tenant', credential: { kind: 'client-secret', clientId: 'app', secret: 'canary' } },
  ],
  [
    'a certificate',
    () => [
      ...tenant,
      ['sign in?', `${DOWN}${ENTER}`],
      ['Application (client) id', `app${ENTER}`],
      ['File with the certificate', ENTER],
      ['> Nothing was entered; expected the path', `${folder}${ENTER}`],
      ['> The file cannot be read (EISDIR).', `/key.pem${ENTER}`],
    ],
    { tenantId: 'tenant', credential: { kind: 'certificate', clientId: 'app', certificate: PEM } },
  ],
  [
    'an identity, in another cloud',
    () => [
      ['Which cloud?', `${DOWN}${ENTER}`],
      ['Directory (tenant) id', `tenant${ENTER}`],
      ['sign in?', `${DOWN.repeat(2)}${ENTER}`],
      ['Client id of a user-assigned identity', `identity${ENTER}`],
    ],
    {
      tenantId: 'tenant',
      graphUrl: 'https://graph.microsoft.us',
      credential: { kind: 'managed-identity', clientId: 'identity' },
    },
  ],
])('Entra ID with %s', async (_what, script, expected) => {
  const { answered, screen } = await answer((questions) => askEntra(questions, undefined), script());

  expect(answered).toEqual({ kind: 'entra', ...expected });
  expect(screen).not.toContain('canary');
  expect(screen).not.toContain('Fixed token');
});

test('Entra ID asked again suggests what was answered, but no secret', async () => {
  const before = {
    kind: 'entra',
    tenantId: 'tenant',
    graphUrl: 'https://graph.microsoft.us',
    credential: { kind: 'certificate', clientId: 'app', certificate: PEM },
  } as const;

  const { answered } = await answer(
    (questions) => askEntra(questions, before),
    [
      ['Which cloud?', ENTER],
      ['Directory (tenant) id', ENTER],
      ['sign in?', ENTER],
      ['Application (client) id', ENTER],
      ['File with the certificate', `${join(folder, 'key.pem')}${ENTER}`],
    ],
  );

  expect(answered).toEqual(before);
});

test.each<readonly [string, string]>([
  ['http://graph.example', 'http://graph.example is not encrypted; use https.'],
  ['https://graph.example?x=1', 'comes with a user name, a query or a fragment'],
])('an address of Graph like %s is refused at once', async (address, words) => {
  const { answered } = await answer(
    (questions) => askEntra(questions, undefined),
    [
      ['Which cloud?', `${DOWN.repeat(4)}${ENTER}`],
      ['Address of Microsoft Graph', `${address}${ENTER}`],
      [words, `${BACK.repeat(address.length)}https://graph.example${ENTER}`],
      ['Directory (tenant) id', `tenant${ENTER}`],
      ['sign in?', `${DOWN.repeat(2)}${ENTER}`],
      ['Client id of', ENTER],
    ],
  );

  expect(answered).toMatchObject({ graphUrl: 'https://graph.example', credential: { kind: 'managed-identity' } });
});

test('Okta with a token', async () => {
  const { answered, screen } = await answer(
    (questions) => askOkta(questions, undefined),
    [
      ['Address of the org', `http://acme.okta.com${ENTER}`],
      ['is not encrypted; use https.', `${BACK.repeat(20)}https://acme.okta.com${ENTER}`],
      ['sign in?', `${DOWN}${ENTER}`],
      ['API token', `canary${ENTER}`],
    ],
  );

  expect(answered).toEqual({
    kind: 'okta',
    orgUrl: 'https://acme.okta.com',
    credential: { kind: 'api-token', token: 'canary' },
  });
  expect(screen).not.toContain('canary');
  // Only what is typed in plain sight can be made visible.
  expect(screen).not.toContain('toggle visibility');
});

test('a PSA in the cloud', async () => {
  const { answered, screen } = await answer(
    (questions) => askPsa(questions, undefined),
    [
      ['Where is the ConnectWise PSA?', `${DOWN}${ENTER}`],
      ['Company id', ENTER],
      ['> Nothing was entered', `acme${ENTER}`],
      ['Public key', `canary1${ENTER}`],
      ['Private key', `canary2${ENTER}`],
      ['Client id', `canary3${ENTER}`],
    ],
  );

  expect(answered).toEqual({
    site: 'https://api-eu.myconnectwise.net',
    companyId: 'acme',
    publicKey: 'canary1',
    privateKey: 'canary2',
    clientId: 'canary3',
  });
  expect(screen).not.toContain('canary');
});

test.each<readonly [string, Script, object]>([
  [
    'a folder',
    [
      ['Where are plans', ENTER],
      ['Folder', ENTER],
    ],
    { kind: 'folder', path: '.rollcall' },
  ],
  [
    'a connection string',
    [
      ['Where are plans', `${DOWN}${ENTER}`],
      ['Connection string', `canary${ENTER}`],
      ['Blob container', `${BACK}Big${ENTER}`],
      ['Expected 3 to 63 lower-case letters', `${BACK.repeat(3)}reports${ENTER}`],
    ],
    { kind: 'connection-string', connectionString: 'canary', container: 'reports' },
  ],
  [
    'an identity',
    [
      ['Where are plans', `${DOWN.repeat(2)}${ENTER}`],
      ['Address of the blobs', `http://a.example${ENTER}`],
      ['is not encrypted; use https.', `${BACK.repeat(16)}https://a.blob.core.windows.net${ENTER}`],
      ['Address of the queues', `https://a.queue.core.windows.net${ENTER}`],
      ['Blob container', ENTER],
    ],
    {
      kind: 'identity',
      blobUrl: 'https://a.blob.core.windows.net',
      queueUrl: 'https://a.queue.core.windows.net',
      container: 'rollcall',
    },
  ],
])('storage in %s', async (_what, script, expected) => {
  const { answered, screen } = await answer(askStorage, script);

  expect(answered).toEqual(expected);
  expect(screen).not.toContain('canary');
});

describe('a profile', () => {
  const entry = (id: number, name: string) => ({ id, name, inactive: false, admin: false });
  const psa: PsaChoices = {
    lists: new Map([
      ['securityRole', [entry(1, 'Technician')]],
      ['memberTemplate', [entry(2, 'New technician')]],
      ['defaultLocation', [entry(3, 'Portland')]],
      ['defaultDepartment', [entry(4, 'Service')]],
    ]),
    unread: new Map(),
    members: [aMember(1, 'ada'), aMember(2, 'ben')],
  };

  test('may set location and superior beside its template; of too many groups the names are typed', async () => {
    const { answered } = await answer(
      (questions) => askProfiles(questions, { groups: { groups: [], complete: false }, psa }),
      [
        ['too many to list', ` ;${ENTER}`],
        ['> Nothing was entered; expected at least one group.', `${BACK.repeat(2)}PSA Technicians; Field${ENTER}`],
        ['A name for what they get', ENTER],
        ['Licence class', ENTER],
        ['Security role', ENTER],
        ['Member template', `${DOWN}${ENTER}`],
        ['What else', ` ${DOWN.repeat(2)} ${ENTER}`],
        ['Location', ENTER],
        ['Reports to', `${DOWN}${ENTER}`],
        ['Another profile', ENTER],
      ],
    );

    expect(answered).toEqual([
      {
        name: 'technicians',
        groups: ['PSA Technicians', 'Field'],
        licenseClass: 'F',
        securityRole: 'Technician',
        memberTemplate: 'New technician',
        defaultLocation: 'Portland',
        reportsTo: 'ben',
      },
    ]);
  });

  test('is not offered a group that another one has', async () => {
    const groups = ['Field', 'Sales'].map((name) => ({ id: groupId(name), name }));
    const one: Script = [
      ['Whose groups?', ` ${ENTER}`],
      ['A name for what they get', ENTER],
      ['Licence class', ENTER],
      ['Security role', ENTER],
      ['Member template', `${DOWN}${ENTER}`],
      ['What else', ENTER],
    ];

    const { answered, screen } = await answer(
      (questions) => askProfiles(questions, { groups: { groups, complete: true }, psa }),
      [...one, ['Another profile', `y${ENTER}`], ...one, ['Another profile', ENTER]],
    );

    expect(answered.map((profile) => profile['groups'])).toEqual([['Field'], ['Sales']]);
    expect(screen.slice(screen.lastIndexOf('Whose groups?'))).not.toContain('Field');
  });
});
