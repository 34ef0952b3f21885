import { describe, expect, test } from 'vitest';
import { judgeWrite, unsent } from '../../../../src/adapters/entra/api/write-reply.ts';
import type { HttpReply } from '../../../../src/adapters/http/attempt.ts';
import type { Body } from '../../../../src/adapters/http/body.ts';
import type { TransportFaultKind } from '../../../../src/adapters/http/transport-fault.ts';
import { RemoteError } from '../../../../src/errors.ts';

const CALLER = { kind: 'client-secret', token: 'a-token', secrets: [] } as const;
const REQUEST = 'POST /v1.0/subscriptions';

function answer(
  status: number,
  body: Body = { kind: 'json', value: { error: { code: 'X', message: 'No.' } } },
): HttpReply {
  return { kind: 'answer', status, headers: {}, body };
}
function fault(kind: TransportFaultKind): HttpReply {
  return { kind: 'fault', fault: { kind, detail: `was ${kind}`, advice: 'Wait.' } };
}

describe('what a reply proves', () => {
  test.each<[string, HttpReply, object]>([
    ['201 with JSON', answer(201, { kind: 'json', value: { id: 'x' } }), { kind: 'done', value: { id: 'x' } }],
    ['204', answer(204, { kind: 'empty' }), { kind: 'done', value: undefined }],
    ['a page', answer(200, { kind: 'foreign', what: 'an HTML or XML page' }), { kind: 'unknown' }],
    ['JSON that is cut', answer(201, { kind: 'cut', characters: 5 }), { kind: 'unknown' }],
    ['400', answer(400), { kind: 'refused', code: 'X' }],
    ['401', answer(401), { kind: 'refused', code: 'X' }],
    ['403', answer(403), { kind: 'refused', code: 'X' }],
    ['404 of Graph', answer(404), { kind: 'refused', code: 'X' }],
    ['404 of somebody else', answer(404, { kind: 'empty' }), { kind: 'refused', code: null }],
    ['409', answer(409), { kind: 'refused', code: 'X' }],
    ['429', answer(429), { kind: 'refused', code: 'X' }],
    ['302', answer(302), { kind: 'unknown' }],
    ['408', answer(408), { kind: 'unknown' }],
    ['500', answer(500), { kind: 'unknown' }],
    ['503', answer(503), { kind: 'unknown' }],
    ['a time-out', fault('timeout'), { kind: 'unknown' }],
    ['a dropped connection', fault('dropped'), { kind: 'unknown' }],
    ['an answer without end', fault('too-large'), { kind: 'unknown' }],
    ['no connection', fault('unreachable'), { kind: 'refused', code: null }],
    ['an untrusted certificate', fault('tls'), { kind: 'refused', code: null }],
  ])('%s', (_what, reply, expected) => {
    expect(judgeWrite(REQUEST, reply, CALLER)).toMatchObject(expected);
  });

  test('no token: nothing was sent', () => {
    const error = new RemoteError({
      system: 'Microsoft Entra ID',
      request: 'POST /oauth2/v2.0/token',
      status: null,
      reason: 'credentials',
      message: 'No token.',
    });

    expect(unsent(error)).toEqual({ kind: 'refused', fault: error, code: null });
    expect(() => unsent(new TypeError('a bug'))).toThrow(TypeError);
  });
});
