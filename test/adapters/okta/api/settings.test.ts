/** Settings that cannot work are refused before anything is sent, all at once, and no secret is named. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOktaDirectory } from '../../../../src/adapters/okta/directory.ts';
import type { OktaCredential, OktaOptions } from '../../../../src/adapters/okta/api/settings.ts';
import { checkedSettings } from '../../../../src/adapters/okta/api/settings.ts';
import { createRequestMeter } from '../../../../src/adapters/http/meter.ts';
import { ConfigError } from '../../../../src/errors.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const token = { kind: 'api-token', token: '00secretTOKEN' } as const;

function optionsWith(changes: Partial<OktaOptions>): OktaOptions {
  return {
    orgUrl: 'https://acme.okta.com',
    credential: token,
    timeoutMs: 1000,
    meter: createRequestMeter(),
    clock: { now: () => new Date(0), elapsed: () => 0 },
    delay: async () => undefined,
    random: () => 0,
    ...changes,
  };
}

function key(changes: Partial<Extract<OktaCredential, { kind: 'private-key' }>>): OktaCredential {
  const privateKeyPem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kind: 'private-key', clientId: '0oaclient', privateKeyPem, keyId: null, ...changes };
}

function problemsOf(changes: Partial<OktaOptions>): readonly string[] {
  try {
    createOktaDirectory(optionsWith(changes));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(JSON.stringify(error.problems)).not.toMatch(/secret/i);
    return error.problems.map((problem) => problem.path);
  }
  return [];
}

test.each([
  ['https', 'https://acme.okta.com'],
  ['https with a slash', 'https://acme.okta.com/'],
  ['a domain of one’s own', 'https://login.acme.example'],
  ['plain http on loopback', 'http://127.0.0.1:8080'],
])('an address with %s is taken', (_case, orgUrl) => {
  expect(problemsOf({ orgUrl })).toEqual([]);
});

test.each([
  ['plain http elsewhere', 'http://acme.okta.com'],
  ['no scheme', 'acme.okta.com'],
  ['a path', 'https://acme.okta.com/api/v1'],
  ['credentials', 'https://user:secret@acme.okta.com'],
  ['a query', 'https://acme.okta.com/?x=1'],
  ['the admin console', 'https://acme-admin.okta.com'],
])('an address with %s is refused', (_case, orgUrl) => {
  expect(problemsOf({ orgUrl })).toEqual(['directory.orgUrl']);
});

test.each([
  ['an empty token', { kind: 'api-token', token: '' }, 'directory.credential.token'],
  ['a token with a line break', { kind: 'api-token', token: '00secret\nx' }, 'directory.credential.token'],
  ['a token that no header can carry', { kind: 'api-token', token: '00secret…' }, 'directory.credential.token'],
  ['no client id', key({ clientId: ' ' }), 'directory.credential.clientId'],
  ['an empty key id', key({ keyId: '' }), 'directory.credential.keyId'],
  ['a key that is none', key({ privateKeyPem: 'secret' }), 'directory.credential.privateKeyPem'],
  [
    'a key that the SDK cannot use',
    key({ privateKeyPem: ec.export({ type: 'pkcs8', format: 'pem' }).toString() }),
    'directory.credential.privateKeyPem',
  ],
  [
    'an encrypted key',
    key({
      privateKeyPem: rsa
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
        .toString(),
    }),
    'directory.credential.privateKeyPem',
  ],
] satisfies readonly (readonly [string, OktaCredential, string])[])('%s is refused', (_case, credential, path) => {
  expect(problemsOf({ credential })).toEqual([path]);
});

test('every problem is told at once', () => {
  const credential = key({ clientId: '', privateKeyPem: '' });

  const problems = problemsOf({ orgUrl: 'ftp://acme.okta.com', pageSize: 0, timeoutMs: -1, credential });

  expect([...problems].sort()).toEqual([
    'directory.credential.clientId',
    'directory.credential.privateKeyPem',
    'directory.orgUrl',
    'directory.pageSize',
    'directory.timeoutMs',
  ]);
});

test('a PKCS#1 key is turned into PKCS#8, and a page holds 1,000 people unless told otherwise', () => {
  const credential = key({ privateKeyPem: rsa.export({ type: 'pkcs1', format: 'pem' }).toString() });

  const settings = checkedSettings(optionsWith({ credential }));

  expect(settings).toMatchObject({ pageSize: 1000, credential: key({}) });
});
