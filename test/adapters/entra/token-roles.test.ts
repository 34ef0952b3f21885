import { expect, test } from 'vitest';
import { rolesOf } from '../../../src/adapters/entra/token-roles.ts';

const tokenOf = (claims: unknown): string =>
  ['{"alg":"RS256"}', typeof claims === 'string' ? claims : JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

test('a token tells the application permissions that it carries', () => {
  expect(rolesOf(tokenOf({ aud: 'x', roles: ['User.Read.All'] }))).toEqual(['User.Read.All']);
});

test.each([
  ['without roles', tokenOf({ aud: 'x' })],
  ['with roles of another shape', tokenOf({ roles: 'User.Read.All' })],
  ['whose middle is no JSON', tokenOf('{')],
  ['that is opaque', 'sandbox-graph-token'],
  ['of two parts', 'a.b'],
  ['of four parts', 'a.b.c.d'],
  ['of nothing', ''],
])('a token %s does not tell', (_what, token) => {
  expect(rolesOf(token)).toBeNull();
});
