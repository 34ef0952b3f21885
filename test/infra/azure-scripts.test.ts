/** The scripts for Azure and Entra ID, as the Azure CLI sees them. */
import { describe, expect, test } from 'vitest';
import { filesIn, readInfra } from './bicep/templates.ts';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { howToGrant } from '../../src/adapters/entra/api/permission.ts';
import { join } from 'node:path';
import { runScript } from './stand-in-az.ts';
import { tmpdir } from 'node:os';
import { z } from 'zod';

const idOf = (permission: Parameters<typeof howToGrant>[0]): string => {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}(?==Role)/.exec(howToGrant(permission, 'client-secret'))?.[0];
  if (id === undefined) throw new RangeError(`The advice for ${permission} holds no id`);
  return id;
};
const GROUP_MEMBERS = idOf('GroupMember.Read.All');
const USERS = idOf('User.Read.All');
const GROUPS = idOf('Group.Read.All');
const grantShape = z.object({ principalId: z.string(), resourceId: z.string(), appRoleId: z.string() });

describe.each(filesIn('scripts/').filter((name) => name.endsWith('.sh')))('%s', (name) => {
  test('stops at the first fault, says how it is used, and can be run', () => {
    const text = readInfra(`scripts/${name}`);

    expect(text.startsWith(`#!/usr/bin/env bash\n# infra/scripts/${name} `)).toBe(true);
    expect(text).toContain('\nset -euo pipefail\n');
    expect(statSync(new URL(`../../infra/scripts/${name}`, import.meta.url)).mode & 0o111).not.toBe(0);
  });

  test('without arguments says how it is used, and asks nothing', async () => {
    await expect(runScript(name, [], [])).rejects.toThrow(`Usage: ${name} `);
  });
});

describe('grant-graph.sh', () => {
  const grants = async (args: readonly string[], granted: readonly string[]) => {
    const { calls } = await runScript('grant-graph.sh', args, [
      ['sp show', 'graph-object\n'],
      ['get', granted.map((id) => `${id}\n`).join('')],
    ]);
    return calls
      .filter(({ args }) => args.includes('post'))
      .map(({ args }) => grantShape.parse(JSON.parse(args[args.indexOf('--body') + 1] ?? '')));
  };
  const grant = (appRoleId: string) => ({ principalId: 'reader', resourceId: 'graph-object', appRoleId });

  test.each([
    ['what reading takes', ['reader'], [], [GROUP_MEMBERS, USERS]],
    ['what groups’ events take beside it', ['reader', '--group-events'], [], [GROUP_MEMBERS, USERS, GROUPS]],
    ['what is not granted yet', ['reader'], [USERS], [GROUP_MEMBERS]],
    ['nothing twice', ['reader'], [GROUP_MEMBERS, USERS], []],
  ])('grants %s', async (_what, args, granted, expected) => {
    expect(await grants(args, granted)).toEqual(expected.map(grant));
  });

  test('grants nothing for an option that it does not know', async () => {
    await expect(grants(['reader', '--everything'], [])).rejects.toThrow('Unknown option: --everything');
  });
});

describe('put-secret.sh', () => {
  const SECRET = 'a-secret-that-nobody-should-see';
  const put = async (content: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-secret-'));
    try {
      writeFileSync(join(folder, 'value'), content);
      return await runScript('put-secret.sh', ['kv-rc', 'CW_PUBLIC_KEY', '30', join(folder, 'value')], []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('stores it under the name that the app setting refers to, without a line break, and in no argument', async () => {
    const { calls, stdout } = await put(`${SECRET}\n`);
    const [call] = calls;

    expect(calls).toHaveLength(1);
    expect(call?.args.slice(0, 7)).toEqual([
      'keyvault',
      'secret',
      'set',
      '--vault-name',
      'kv-rc',
      '--name',
      'cw-public-key',
    ]);
    expect(call?.files).toEqual([SECRET]);
    expect([...(call?.args ?? []), stdout].join(' ')).not.toContain(SECRET);
  });

  test('lets it expire after as many days', async () => {
    const { calls } = await put(SECRET);
    const args = calls[0]?.args ?? [];
    const days = (Date.parse(args[args.indexOf('--expires') + 1] ?? '') - Date.now()) / 86_400_000;

    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  test('stores nothing that is empty', async () => {
    await expect(put('\n')).rejects.toThrow('CW_PUBLIC_KEY is empty; nothing was changed.');
  });
});

describe('register-sign-in.sh', () => {
  const URL_OF_APP = 'https://func-rollcall.azurewebsites.net';
  const register = async (answers: readonly (readonly [string, string])[]) =>
    runScript('register-sign-in.sh', [URL_OF_APP, 'identity-object'], [['account show', 'tenant\n'], ...answers]);
  const FRESH = [['app create --display-name', 'client\n']] as const;
  const KNOWN = [
    ['federated-credential list', 'rollcall-function-app\n'],
    ['app list', 'client\n'],
    ['sp list', 'service\n'],
  ] as const;

  test('makes a registration with both roles, that the identity vouches for and that asks for an assignment', async () => {
    const { calls, stdout } = await register(FRESH);
    const did = calls.map(({ args }) => args.join(' '));
    const create = calls.find(({ args }) => args.includes('--enable-id-token-issuance'));
    const credential = calls.find(({ args }) => args.includes('federated-credential') && args.includes('create'));

    expect(stdout).toBe('client\n');
    expect(create?.args).toContain(`${URL_OF_APP}/.auth/login/aad/callback`);
    expect(
      z
        .array(z.looseObject({ value: z.string() }))
        .parse(JSON.parse(create?.files[0] ?? ''))
        .map(({ value }) => value),
    ).toEqual(['Rollcall.Reader', 'Rollcall.Approver']);
    expect(JSON.parse(credential?.files[0] ?? '')).toMatchObject({
      issuer: 'https://login.microsoftonline.com/tenant/v2.0',
      subject: 'identity-object',
      audiences: ['api://AzureADTokenExchange'],
    });
    expect(did).toContain('ad sp create --id client --output none');
    expect(did).toContain('ad sp update --id client --set appRoleAssignmentRequired=true --output none');
    expect(did.filter((line) => line.includes('credential reset'))).toEqual([]);
  });

  test('a second time makes nothing anew', async () => {
    const { calls, stdout } = await register(KNOWN);

    expect(stdout).toBe('client\n');
    expect(calls.filter(({ args }) => args.includes('create'))).toEqual([]);
  });
});

describe('assign-role.sh', () => {
  test('assigns the role by the id that the registration gives it', async () => {
    const { calls } = await runScript(
      'assign-role.sh',
      ['client', 'approver', 'person'],
      [
        ['sp list', 'service\n'],
        ['sp show', 'role\n'],
      ],
    );
    const args = calls.at(-1)?.args ?? [];

    expect(args).toContain('https://graph.microsoft.com/v1.0/servicePrincipals/service/appRoleAssignedTo');
    expect(JSON.parse(args[args.indexOf('--body') + 1] ?? '')).toEqual({
      principalId: 'person',
      resourceId: 'service',
      appRoleId: 'role',
    });
    expect(calls.some(({ args }) => args.some((arg) => arg.includes("value=='Rollcall.Approver'")))).toBe(true);
  });

  test('knows two roles', async () => {
    await expect(runScript('assign-role.sh', ['client', 'owner', 'person'], [])).rejects.toThrow(
      'Usage: assign-role.sh',
    );
  });
});
