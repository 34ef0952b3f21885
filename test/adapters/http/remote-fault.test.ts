import { describe, expect, test } from 'vitest';
import type { HttpReply } from '../../../src/adapters/http/attempt.ts';
import type { Body } from '../../../src/adapters/http/body.ts';
import { remoteFault } from '../../../src/adapters/http/remote-fault.ts';

function answer(status: number, body: Body = { kind: 'empty' }): HttpReply {
  return { kind: 'answer', status, headers: {}, body };
}

describe('an answer that cannot be used', () => {
  test.each([
    [answer(200, { kind: 'foreign', what: 'an HTML or XML page' }), 'malformed', 'HTML'],
    [answer(200, { kind: 'cut', characters: 7 }), 'malformed', 'after 7 characters'],
    [answer(204), 'malformed', 'nothing at all'],
    [answer(200, { kind: 'json', value: 1 }), 'malformed', 'another shape'],
    [answer(302), 'malformed', 'redirect'],
    [answer(400), 'invalid', '400'],
    [answer(401), 'credentials', '401'],
    [answer(403), 'forbidden', '403'],
    [answer(404), 'missing', '404'],
    [answer(409), 'conflict', '409'],
    [answer(412), 'conflict', '412'],
    [answer(429), 'throttled', 'throttling'],
    [answer(408), 'unavailable', '408'],
    [answer(500), 'unavailable', '500'],
  ])('%j is %s', (reply, reason, words) => {
    const error = remoteFault('Okta', 'GET /api/v1/users', reply);

    expect(error).toMatchObject({ system: 'Okta', request: 'GET /api/v1/users', reason });
    expect(error.status).toBe(reply.kind === 'answer' ? reply.status : null);
    expect(error.message).toContain(words);
    expect(error.message).toContain('Okta');
    expect(error.message).toContain('GET /api/v1/users');
  });
});

test.each([
  ['unreachable', 'unavailable'],
  ['tls', 'unavailable'],
  ['timeout', 'unavailable'],
  ['dropped', 'unavailable'],
  ['too-large', 'malformed'],
] as const)('a transport fault %s is %s, without a status', (kind, reason) => {
  const reply = { kind: 'fault', fault: { kind, detail: 'was away', advice: 'Wait.' } } as const;

  expect(remoteFault('Okta', 'GET /a', reply)).toMatchObject({
    status: null,
    reason,
    advice: 'Wait.',
    message: 'Okta was away (GET /a). Wait.',
  });
});

test('a system’s own reading of a status comes before the general one', () => {
  const error = remoteFault('Okta', 'GET /a', answer(404), { reason: 'credentials', said: 'no', advice: 'Look.' });

  expect(error).toMatchObject({
    reason: 'credentials',
    advice: 'Look.',
    message: 'Okta answered 404 (GET /a). It said: "no". Look.',
  });
});
