import { describe, expect, test } from 'vitest';
import { readThrown, storageFault } from '../../../src/adapters/azure/fault.ts';
import type { RemoteReason } from '../../../src/errors.ts';
import { InvariantError, RefusedError, RemoteError } from '../../../src/errors.ts';

const WHERE = { request: 'read acme/memory.json', place: 'container "rollcall"' } as const;

function thrown(fields: object, message = 'secret-in-the-message'): Error {
  return Object.assign(new Error(message), { request: { url: 'https://x.invalid/?sig=secret-signature' } }, fields);
}

describe('what Azure Storage says becomes a fault that tells what to do', () => {
  test.each<[object, RemoteReason, string]>([
    [{ statusCode: 404, code: 'ContainerNotFound' }, 'missing', 'Create it'],
    [{ statusCode: 404, code: 'QueueNotFound' }, 'missing', 'Create it'],
    [{ statusCode: 400, code: 'InvalidResourceName' }, 'invalid', 'lower-case letters'],
    [{ statusCode: 403, code: 'AuthorizationPermissionMismatch' }, 'forbidden', 'Storage Blob Data Contributor'],
    [{ statusCode: 403, code: 'AuthorizationFailure' }, 'forbidden', 'firewall'],
    [{ statusCode: 403, code: 'KeyBasedAuthenticationNotPermitted' }, 'credentials', 'identity instead'],
    [{ statusCode: 403, code: 'AuthenticationFailed' }, 'credentials', 'clock'],
    [{ statusCode: 401, code: 'NoAuthenticationInformation' }, 'credentials', 'connection string'],
    [{ statusCode: 409, code: 'BlockCountExceedsLimit' }, 'invalid', 'another file'],
    [{ statusCode: 409, code: 'BlobImmutableDueToPolicy' }, 'conflict', 'Retention and legal hold'],
    [{ statusCode: 409, code: 'BlobImmutableDueToLegalHold' }, 'conflict', 'put the hold on a copy'],
    [{ statusCode: 409, code: 'ContainerBeingDeleted' }, 'conflict', 'Wait'],
    [{ statusCode: 503, code: 'ServerBusy' }, 'throttled', 'later'],
    [{ statusCode: 429 }, 'throttled', 'later'],
    [{ statusCode: 500, code: 'InternalError' }, 'unavailable', 'later'],
    [{ statusCode: 401 }, 'credentials', 'connection string'],
    [{ statusCode: 403 }, 'forbidden', 'Storage Queue Data Contributor'],
    [{ statusCode: 200 }, 'malformed', 'proxy'],
    [{ code: 'PARSE_ERROR', statusCode: 200 }, 'malformed', 'proxy'],
    [{ code: 'ENOTFOUND' }, 'unavailable', 'DNS'],
    [{ code: 'REQUEST_SEND_ERROR' }, 'unavailable', 'firewall'],
    [{ name: 'AbortError' }, 'unavailable', 'firewall'],
    [{ name: 'TimeoutError', code: 23 }, 'unavailable', 'firewall'],
    [{ name: 'CredentialUnavailableError' }, 'credentials', 'az login'],
    [{ name: 'AggregateAuthenticationError' }, 'credentials', 'managed identity'],
    [{ name: 'AuthenticationError', statusCode: 400 }, 'credentials', 'managed identity'],
  ])('%j is %s', (fields, reason, advice) => {
    const fault = storageFault(thrown(fields), WHERE);

    expect(fault).toBeInstanceOf(RemoteError);
    expect(fault).toMatchObject({ system: 'storage', request: WHERE.request, reason });
    expect(fault).toHaveProperty('advice', expect.stringContaining(advice));
    expect(fault.message).toContain('container "rollcall": cannot read acme/memory.json');
    expect(`${fault.message} ${JSON.stringify(fault)} ${String(fault.cause)}`).not.toContain('secret');
  });

  test('the code of an answer to HEAD is taken from its headers', () => {
    const error = thrown({ statusCode: 404, details: { errorCode: 'ContainerNotFound' } });

    expect(readThrown(error)).toMatchObject({ code: 'ContainerNotFound', status: 404 });
  });

  test('something that neither the service nor the network does is a bug, told by its name alone', () => {
    const fault = storageFault(new TypeError('secret'), WHERE);

    expect(fault).toBeInstanceOf(InvariantError);
    expect(fault.message).toContain('TypeError');
    expect(fault.message).not.toContain('secret');
  });

  test.each([
    storageFault(thrown({ statusCode: 500 }), WHERE),
    new InvariantError('a bug'),
    new RefusedError(404, 'no such run'),
  ])('a fault that was told already stays what it is: $name', (error) => {
    expect(storageFault(error, WHERE)).toBe(error);
  });
});
