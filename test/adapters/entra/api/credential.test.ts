import { describe, expect, test } from 'vitest';
import { createTokenSource } from '../../../../src/adapters/entra/api/credential.ts';
import { createEntraDirectory } from '../../../../src/adapters/entra/directory.ts';
import { howToGrant, permissionFor } from '../../../../src/adapters/entra/api/permission.ts';
import { readTokenFault } from '../../../../src/adapters/entra/api/token-fault.ts';
import { createRequestMeter } from '../../../../src/adapters/http/meter.ts';
import { ConfigError } from '../../../../src/errors.ts';

const wiring = {
  timeoutMs: 1000,
  meter: createRequestMeter(),
  clock: { now: () => new Date('2026-11-23T10:00:00Z'), elapsed: () => 0 },
  delay: async () => undefined,
  random: () => 0.5,
};

describe('options', () => {
  test.each([
    ['a fixed token for the real Graph', undefined, 'directory.credential'],
    ['a fixed token for another host', 'https://graph.example', 'directory.credential'],
    ['plain http to another host', 'http://graph.example', 'directory.graphUrl'],
    ['no address', 'graph', 'directory.graphUrl'],
  ])('refuse %s', (_case, graphUrl, path) => {
    const create = () =>
      createEntraDirectory({
        ...wiring,
        ...(graphUrl === undefined ? {} : { graphUrl }),
        credential: { kind: 'fixed-token', token: 'secret-token' },
      });

    expect(create).toThrow(ConfigError);
    expect(create).toThrow(path);
    expect(create).not.toThrow('secret-token');
  });

  test.each([
    ['the real Graph', 'https://graph.microsoft.com'],
    ['a national cloud', 'https://graph.microsoft.us'],
    ['a proxy under a path', 'https://proxy.example/graph/'],
  ])('take a managed identity for %s', (_case, graphUrl) => {
    const directory = createEntraDirectory({
      ...wiring,
      graphUrl,
      credential: { kind: 'managed-identity', clientId: null },
    });

    expect(directory.kind).toBe('entra');
  });
});

describe('a token that is not given', () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });

  test.each([
    [
      'a wrong secret',
      named('AuthenticationRequiredError', 'AADSTS7000215: Invalid client secret x!y'),
      'client-secret',
      'credentials',
      'AADSTS7000215',
    ],
    [
      'an expired secret',
      named('AuthenticationError', 'AADSTS7000222: keys are expired'),
      'client-secret',
      'credentials',
      'expired',
    ],
    [
      'an unknown application',
      named('AuthenticationError', 'AADSTS700016: no app'),
      'certificate',
      'credentials',
      'application',
    ],
    [
      'a code that is not in the table',
      named('AuthenticationError', 'AADSTS99999: ?'),
      'client-secret',
      'credentials',
      'AADSTS99999',
    ],
    [
      'no managed identity',
      named('CredentialUnavailableError', 'none'),
      'managed-identity',
      'credentials',
      'managed identity',
    ],
    [
      'no connection',
      named('AuthenticationRequiredError', 'network_error: getaddrinfo ENOTFOUND'),
      'client-secret',
      'unavailable',
      'no answer',
    ],
    ['no answer in time', named('AbortError', 'aborted'), 'client-secret', 'unavailable', 'no answer'],
    ['a bad certificate', named('Error', 'key: MIIsecret'), 'certificate', 'credentials', 'could not be used'],
    ['something that is no error', 'MIIsecret', 'certificate', 'credentials', 'could not be used'],
  ] as const)('because of %s says so, and quotes nothing', (_case, error, kind, reason, what) => {
    const fault = readTokenFault(error, kind);

    expect(fault.reason).toBe(reason);
    expect(fault.what).toContain(what);
    expect(JSON.stringify(fault)).not.toMatch(/x!y|MIIsecret/);
    expect(fault.advice.length).toBeGreaterThan(10);
  });

  test('is a RemoteError, the same for all who asked together, and asked for again by whoever comes later', async () => {
    const meter = createRequestMeter();
    const tokens = createTokenSource({
      ...wiring,
      meter,
      credential: { kind: 'certificate', tenantId: 'contoso.example', clientId: 'app', certificatePem: 'MIIsecret' },
      graphHost: 'graph.microsoft.com',
    });
    const read = () => tokens.read().catch((error: unknown) => error);

    const together = await Promise.all([read(), read(), read()]);
    const later: unknown = await read();

    expect(together).toMatchObject(Array.from({ length: 3 }, () => ({ name: 'RemoteError', reason: 'credentials' })));
    expect(String(later)).not.toContain('MIIsecret');
    expect(meter.read()).toMatchObject([{ system: 'Microsoft Entra ID', token: 2 }]);
  });
});

describe('permissions', () => {
  test.each([
    ['/v1.0/groups', 'GroupMember.Read.All'],
    ['/v1.0/groups/1/transitiveMembers/microsoft.graph.user', 'GroupMember.Read.All'],
    ['/v1.0/users/1/checkMemberGroups', 'GroupMember.Read.All'],
    ['/v1.0/users/1', 'User.Read.All'],
    ['/v1.0/directory/deletedItems/microsoft.graph.user', 'User.Read.All'],
    ['/v1.0/$batch', 'User.Read.All'],
  ])('%s needs %s', (path, permission) => {
    expect(permissionFor(path)).toBe(permission);
  });

  test.each([
    ['managed-identity', 'appRoleAssignments'],
    ['client-secret', 'admin-consent'],
    ['certificate', 'admin-consent'],
  ] as const)('are granted to a %s by the command for it', (kind, command) => {
    const words = howToGrant('User.Read.All', kind);

    expect(words).toContain('User.Read.All');
    expect(words).toContain('df021288-bdef-4463-88db-98f22de89214');
    expect(words).toContain(command);
  });
});
