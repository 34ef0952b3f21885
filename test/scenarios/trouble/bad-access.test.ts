/** Keys, tokens and rights that are wrong or missing: what the report says, and that nothing is written on half a view. Over real HTTP, with each directory. */
import { describe, expect, test } from 'vitest';
import { openCompany } from '../company.ts';
import { MEMBERS, play, psaFault, SOUND, SOUND_WRITES, type Trouble } from './trouble.ts';

const KEYS = /System > Members > API Members > \(the API member\) > API Keys/;
const WRONG_KEY = { env: { SANDBOX_CW_PRIVATE_KEY: 'wrongPrivateKey42' } };
const WRONG_TOKEN = { env: { SANDBOX_GRAPH_TOKEN: 'wrong-token-42', SANDBOX_OKTA_TOKEN: 'wrong-token-42' } };

const PSA_TROUBLES: readonly Trouble[] = [
  {
    name: 'a wrong PSA key that shows as 401',
    change: WRONG_KEY,
    outcome: 'failed',
    says: [/ConnectWise PSA answered 401 \(GET \/system\/members\)/, KEYS],
  },
  {
    name: 'a wrong PSA key that the cloud answers with 404',
    change: WRONG_KEY,
    arrange: ({ sandbox }) => {
      sandbox.quirks.badCredentials = 404;
    },
    outcome: 'failed',
    says: [/answered 404 \(GET \/system\/members\)/, /The cloud answers so to wrong keys, too\./, KEYS],
  },
  {
    name: 'a company id that the PSA does not know',
    change: { psa: { companyId: 'habrorpine' } },
    outcome: 'failed',
    says: [/knows no company "habrorpine"/, /Check the company id: it is the company name typed at sign-in/],
  },
  {
    name: 'a client id that was never registered',
    change: { env: { SANDBOX_CW_CLIENT_ID: '11111111-2222-3333-4444-555555555555' } },
    outcome: 'failed',
    says: [/answered 403 \(GET \/system\/members\)/, /Check the configured client id .* developer\.connectwise\.com/],
  },
  {
    name: 'no right to read members',
    arrange: ({ sandbox }) => {
      sandbox.world.rights.readMembers = false;
    },
    outcome: 'failed',
    says: [/answered 403 \(GET \/system\/members\)/, /System > Member Maintenance: set Inquire All/],
  },
  {
    name: 'no right to read the setup tables',
    arrange: ({ sandbox }) => {
      sandbox.world.rights.readSetup = false;
    },
    outcome: 'failed',
    says: [
      /answered 403 \(GET \/system\//,
      /System > Security Roles > \(the role of the API member\) > .*: set Inquire All/,
    ],
  },
  {
    name: 'no right to create: that step is refused with the right named, and the others go on',
    arrange: psaFault(
      /system\/members$/,
      { kind: 'answer', status: 403, body: '{"code":"Forbidden","message":"You do not have security permission."}' },
      { method: 'POST' },
    ),
    outcome: 'failed',
    says: [
      /3 changes made and verified, 1 failed/,
      /"You do not have security permission\."\. The API member lacks System > Member Maintenance, Add All\./,
    ],
    steps: [...SOUND.slice(0, 3), 'create sunderwood: refused'],
    writes: SOUND_WRITES,
  },
  {
    name: 'no right to write members at all: each step is refused, and sent once',
    arrange: ({ sandbox }) => {
      sandbox.world.rights.writeMembers = false;
    },
    outcome: 'failed',
    says: [/4 failed/, /lacks System > Member Maintenance, Edit All/, /lacks System > Member Maintenance, Add All/],
    steps: SOUND.map((step) => step.replace('done', 'refused')),
    writes: SOUND_WRITES,
    proves: ({ member }) => {
      expect([member('ssawyer').inactiveFlag, member('stobin').inactiveFlag]).toEqual([false, false]);
    },
  },
  {
    name: 'a key that is revoked in mid-run: nothing more is sent',
    arrange: psaFault(/deactivate/, {
      kind: 'answer',
      status: 401,
      body: '{"code":"Unauthorized","message":"Revoked"}',
    }),
    outcome: 'failed',
    says: [/"Revoked"/, /Not tried, because the PSA refused an earlier step for good/],
    steps: [
      'deactivate ssawyer: refused',
      'deactivate stobin: skipped',
      'update squinn: skipped',
      'create sunderwood: skipped',
    ],
    writes: SOUND_WRITES.slice(0, 1),
  },
  {
    name: 'an answer that quotes the key: it is blotted out',
    arrange: psaFault(MEMBERS, {
      kind: 'answer',
      status: 400,
      body: '{"code":"Invalid","message":"harborpine+sandboxPublicKey:sandboxPrivateKey is not welcome"}',
    }),
    outcome: 'failed',
    says: [/answered 400 \(GET \/system\/members\)/, /is not welcome/],
  },
];

const DIRECTORY_TROUBLES: Readonly<Record<'entra' | 'okta', readonly Trouble[]>> = {
  entra: [
    {
      name: 'a token of another tenant',
      change: WRONG_TOKEN,
      outcome: 'failed',
      says: [/Microsoft Entra ID answered 401/, /Check that the credential belongs to this tenant and is still valid/],
    },
    {
      name: 'no permission to read groups',
      arrange: ({ sandbox }) => {
        sandbox.world.permissions.readGroups = false;
      },
      outcome: 'failed',
      says: [/Microsoft Entra ID answered 403/, /Grant the application permission GroupMember\.Read\.All/],
    },
    {
      name: 'no permission to read users: nulls are taken for nobody, and nobody for disabled',
      arrange: ({ sandbox }) => {
        sandbox.world.permissions.readUsers = false;
      },
      outcome: 'frozen',
      says: [
        /^Nothing could be planned\. A source cannot be trusted: people: The directory does not tell whether 20 of 20 people are enabled/,
        /The application permission User\.Read\.All is likely missing/,
        /could not be asked about 2 active members .*\nNothing is done with them in this run;.* rollcall check tells/,
      ],
      proves: ({ sandbox }) => {
        expect([...sandbox.world.members.values()].filter((member) => member.inactiveFlag)).toEqual([]);
      },
    },
  ],
  okta: [
    {
      name: 'a token that has lapsed',
      change: WRONG_TOKEN,
      outcome: 'failed',
      says: [/Okta answered 401/, /Make a new API token \(Security > API > Tokens\)/],
    },
    {
      name: 'no right to view groups',
      arrange: ({ sandbox }) => {
        sandbox.world.permissions.readGroups = false;
      },
      outcome: 'failed',
      says: [/Okta answered 403/, /admin role that may view users and groups/],
    },
    {
      name: 'no right to view users: a departure that cannot be confirmed by a direct look waits, the rest goes on',
      arrange: ({ sandbox }) => {
        sandbox.world.permissions.readUsers = false;
      },
      outcome: 'converged-with-holds',
      says: [
        /source-problem: The directory could not be asked about 3 active members .*\nNothing .* rollcall check tells/,
        /stobin@\S+ is disabled in the group's list, but could not be read directly; the next run asks again\./,
      ],
      steps: ['deactivate stobin: held by source-integrity', ...SOUND.slice(2)],
      writes: SOUND_WRITES.slice(2),
      proves: ({ member }) => {
        expect([member('ssawyer').inactiveFlag, member('stobin').inactiveFlag]).toEqual([false, false]);
      },
    },
  ],
};

describe.each(['entra', 'okta'] as const)('with %s,', (directory) => {
  test.each([...PSA_TROUBLES, ...DIRECTORY_TROUBLES[directory]])('$name', async (trouble) => {
    await play(directory, trouble);
  });
});

test('a client id that was not configured is told before anything is asked', async () => {
  const company = await openCompany('entra', 'folder');
  try {
    const configure = () => {
      company.configure({ env: { SANDBOX_CW_CLIENT_ID: '' } });
    };

    expect(configure).toThrow(/connections\[0\]\.psa\.clientId.*SANDBOX_CW_CLIENT_ID/s);
    expect(company.sandbox.traffic).toEqual([]);
  } finally {
    await company.stop();
  }
});
