/** Who may ask for what where App Service Authentication stands in front of the routes. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { admit, SIGN_IN_SETTING } from '../../src/runtime/http/signed-in.ts';
import { ConfigError, RefusedError } from '../../src/errors.ts';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { onExports, onReports, onStartPersonSync, onStartRun } from '../../src/runtime/handlers.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const ROLES_CLAIM = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

function principalOf(roles: readonly string[], typ = 'roles', role_typ: string | null = ROLES_CLAIM): string {
  const claims = [{ typ: 'name', val: 'Rollcall.Approver' }, ...roles.map((val) => ({ typ, val }))];
  return Buffer.from(JSON.stringify({ auth_typ: 'aad', name_typ: 'name', role_typ, claims })).toString('base64');
}

function requestWith(principal: string | null): HttpRequest {
  return new HttpRequest({
    url: 'https://app.example/api/connections/harborpine/runs',
    method: 'GET',
    ...(principal !== null && { headers: { 'x-ms-client-principal': principal } }),
  });
}

function outcomeOf(principal: string | null, role: 'reader' | 'approver'): 'admitted' | number {
  try {
    admit(requestWith(principal), role);
    return 'admitted';
  } catch (error) {
    if (error instanceof RefusedError) return error.status;
    throw error;
  }
}

describe('where signing in is required', () => {
  test.each([
    ['a reader', principalOf(['Rollcall.Reader']), 'admitted', 403],
    ['an approver', principalOf(['Rollcall.Approver']), 'admitted', 'admitted'],
    ['both', principalOf(['Rollcall.Reader', 'Rollcall.Approver']), 'admitted', 'admitted'],
    [
      'a role under the name that the token gives',
      principalOf(['Rollcall.Approver'], ROLES_CLAIM),
      'admitted',
      'admitted',
    ],
    ['a role under another name', principalOf(['Rollcall.Approver'], 'groups'), 403, 403],
    ['no word where roles stand', principalOf(['Rollcall.Reader'], 'roles', null), 'admitted', 403],
    ['a role of something else', principalOf(['Other.Approver']), 403, 403],
    ['somebody without a role, whatever their name', principalOf([]), 403, 403],
    ['nobody', null, 403, 403],
    ['no base64', '%%%', 403, 403],
    ['no JSON', Buffer.from('roles').toString('base64'), 403, 403],
    ['another shape', Buffer.from('{"claims":"Rollcall.Approver"}').toString('base64'), 403, 403],
  ] as const)('%s', (_who, principal, reads, asks) => {
    vi.stubEnv(SIGN_IN_SETTING, 'required');

    expect([outcomeOf(principal, 'reader'), outcomeOf(principal, 'approver')]).toEqual([reads, asks]);
  });

  test.each([
    ['reports', onReports],
    ['exports', onExports],
    ['start-run', onStartRun],
    ['start-person-sync', onStartPersonSync],
  ])('%s refuses before anything is opened, and says which role', async (functionName, handler) => {
    vi.stubEnv(SIGN_IN_SETTING, 'required');
    vi.stubEnv('ROLLCALL_CONFIG', '/nowhere/rollcall.json');

    const answer = await handler(requestWith(null), new InvocationContext({ functionName, invocationId: 'one' }));

    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Rollcall.Approver');
  });
});

test.each([undefined, '', ' '])('without the setting (%j) the function key alone decides', (value) => {
  vi.stubEnv(SIGN_IN_SETTING, value);

  expect(outcomeOf(null, 'approver')).toBe('admitted');
});

test('a setting that is not understood lets nobody in', () => {
  vi.stubEnv(SIGN_IN_SETTING, 'yes');

  expect(() => {
    admit(requestWith(principalOf(['Rollcall.Approver'])), 'reader');
  }).toThrow(ConfigError);
});
