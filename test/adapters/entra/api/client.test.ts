import { describe, expect, test } from 'vitest';
import { createGraphClient } from '../../../../src/adapters/entra/api/client.ts';
import { createRequestMeter } from '../../../../src/adapters/http/meter.ts';

function clientOf(endpoint: string) {
  return createGraphClient({
    endpoint,
    credentialKind: 'managed-identity',
    tokens: { read: async () => 'token' },
    timeoutMs: 1000,
    meter: createRequestMeter(),
    clock: { now: () => new Date(), elapsed: () => 0 },
    delay: async () => undefined,
    random: () => 0.5,
  });
}

describe('a next link', () => {
  test.each([
    [
      'https://graph.microsoft.com',
      'https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Bb',
      '/users?$skiptoken=a%2Bb',
    ],
    ['https://graph.microsoft.com', 'https://GRAPH.microsoft.com:443/v1.0/users?x', '/users?x'],
    ['https://proxy.example/graph', 'https://proxy.example/graph/v1.0/groups/1/members', '/groups/1/members'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1.0/users', '/users'],
  ])('of %s back to it is followed: %s', (endpoint, link, path) => {
    expect(clientOf(endpoint).pathOf(link, 'GET /v1.0/users')).toBe(path);
  });

  test.each([
    ['another host', 'https://evil.example/v1.0/users'],
    ['plain http', 'http://graph.microsoft.com/v1.0/users'],
    ['another port', 'https://graph.microsoft.com:8443/v1.0/users'],
    ['a host behind a user name', 'https://graph.microsoft.com@evil.example/v1.0/users'],
    ['a user name', 'https://me@graph.microsoft.com/v1.0/users'],
    ['a host that begins alike', 'https://graph.microsoft.com.evil.example/v1.0/users'],
    ['a path out of the version', 'https://graph.microsoft.com/v1.0/../beta/users'],
    ['the same in disguise', 'https://graph.microsoft.com/v1.0/%2e%2e/beta/users'],
    ['a bare path', '/v1.0/users'],
    ['a script', 'javascript:alert(1)'],
    ['nothing', ''],
  ])('to %s is malformed', (_case, link) => {
    const follow = () => clientOf('https://graph.microsoft.com').pathOf(link, 'GET /v1.0/users');

    expect(follow).toThrow(expect.objectContaining({ name: 'RemoteError', reason: 'malformed' }));
  });
});
