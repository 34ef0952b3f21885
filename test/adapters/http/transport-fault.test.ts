import { expect, test } from 'vitest';
import { transportFault } from '../../../src/adapters/http/transport-fault.ts';

const LIMITS = { timeoutMs: 1234, maxBytes: 5678 };

function error(fields: { code?: string; syscall?: string; name?: string; message?: string }, cause?: unknown): Error {
  const { message = 'canary-secret', name, ...rest } = fields;
  const made = Object.assign(new Error(message, cause === undefined ? undefined : { cause }), rest);
  if (name !== undefined) made.name = name;
  return made;
}

test.each([
  ['a self-signed certificate', error({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'tls', 'self-signed'],
  ['a self-signed certificate in the chain', error({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'tls', 'self-signed'],
  ['an expired certificate', error({ code: 'CERT_HAS_EXPIRED' }), 'tls', 'expired'],
  ['a certificate that is not valid yet', error({ code: 'CERT_NOT_YET_VALID' }), 'tls', 'not valid yet'],
  ['a certificate for another name', error({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'tls', 'another host name'],
  ['an unknown issuer', error({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), 'tls', 'not trusted'],
  ['http behind https', error({ code: 'EPROTO', syscall: 'write' }), 'tls', 'does not speak TLS'],
  ['a fault inside fetch’s error', error({ name: 'TypeError' }, error({ code: 'CERT_HAS_EXPIRED' })), 'tls', 'expired'],
  ['a refused connection', error({ code: 'ECONNREFUSED', syscall: 'connect' }), 'unreachable', 'ECONNREFUSED'],
  [
    'a refused connection at every address',
    new AggregateError([error({ code: 'ECONNREFUSED', syscall: 'connect' })], ''),
    'unreachable',
    'ECONNREFUSED',
  ],
  ['a name that does not resolve', error({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'unreachable', 'host name'],
  ['a connection that takes too long', error({ code: 'ETIMEDOUT', syscall: 'connect' }), 'unreachable', 'ETIMEDOUT'],
  ['fetch’s connection that takes too long', error({ code: 'UND_ERR_CONNECT_TIMEOUT' }), 'unreachable', 'UND_ERR'],
  ['a host that vanishes in mid-request', error({ code: 'EHOSTUNREACH', syscall: 'read' }), 'dropped', 'EHOSTUNREACH'],
  ['a reset', error({ code: 'ECONNRESET' }), 'dropped', 'ECONNRESET'],
  ['an error without a code', error({}), 'dropped', 'no code'],
  ['something thrown that is no error', 'canary-secret', 'dropped', 'no code'],
  ['axios’s end by a signal', error({ code: 'ERR_CANCELED' }), 'timeout', '1234 ms'],
  ['fetch’s end by a signal', new DOMException('canary-secret', 'TimeoutError'), 'timeout', '1234 ms'],
  [
    'an answer that outgrows its limit',
    error({ code: 'ERR_BAD_RESPONSE', message: 'maxContentLength size of 5678 exceeded' }),
    'too-large',
    '5678 bytes',
  ],
])('%s', (_, thrown, kind, detail) => {
  const fault = transportFault(thrown, LIMITS);

  expect(fault.kind).toBe(kind);
  expect(fault.detail).toContain(detail);
  expect(fault.advice).not.toBe('');
  expect(JSON.stringify(fault)).not.toContain('canary');
});
