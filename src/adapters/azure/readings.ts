// What the error codes of Azure Storage mean for whoever has to mend them.
import type { RemoteReason } from '../../errors.ts';

export interface Reading {
  readonly reason: RemoteReason;
  /** A sentence without its full stop. */
  readonly what: string;
  readonly advice: string | null;
}

const ROLE =
  'Grant this identity the role "Storage Blob Data Contributor" (for the queue "Storage Queue Data Contributor") on the storage account; it takes effect within ten minutes.';
const IDENTITY =
  'On Azure, give the app a managed identity and name its client id in the configuration; elsewhere, sign in with "az login".';
const KEY =
  'Check the connection string (the key may have been rotated, the signature may have expired) and the clock of this machine.';

const FOREIGN: Reading = {
  reason: 'malformed',
  what: 'the answer is not one of Azure Storage',
  advice: 'Check the address of the account; a proxy or a sign-in page may answer in its place.',
};

const BAD_NAME: Reading = {
  reason: 'invalid',
  what: 'its name is refused',
  advice: 'A container or queue is named with 3 to 63 lower-case letters, digits and single dashes.',
};

const HELD: Reading = {
  reason: 'conflict',
  what: 'a legal hold or an immutability policy forbids to change the file',
  advice:
    'Memory, approvals and index are written over, so their container must let new versions be made: put the hold on a copy, or on versions of single files (infra/README.md, "Retention and legal hold").',
};

/** By the `x-ms-error-code` of an answer. */
const BY_CODE: Readonly<Record<string, Reading>> = {
  ContainerNotFound: {
    reason: 'missing',
    what: 'the container does not exist',
    advice: 'Create it with "rollcall check --prepare", or correct its name in the configuration.',
  },
  ContainerBeingDeleted: {
    reason: 'conflict',
    what: 'the container is being deleted',
    advice: 'Wait a minute and try again; find out who deletes it.',
  },
  QueueNotFound: {
    reason: 'missing',
    what: 'the queue does not exist',
    advice: 'Create it with "rollcall check --prepare", or correct its name in the configuration.',
  },
  MessageNotFound: { reason: 'missing', what: 'the message is not there any more', advice: null },
  PopReceiptMismatch: {
    reason: 'conflict',
    what: 'somebody else has the message in hand',
    advice: 'Try again in a few minutes.',
  },
  InvalidResourceName: BAD_NAME,
  OutOfRangeInput: BAD_NAME,
  BlobNotFound: { reason: 'missing', what: 'the file does not exist', advice: null },
  InvalidBlobType: {
    reason: 'conflict',
    what: 'the file is of the other kind: one is either written whole or appended to',
    advice: 'Move the file away; somebody else has put it there.',
  },
  BlockCountExceedsLimit: {
    reason: 'invalid',
    what: 'the file has taken its 50,000 lines, which is as many as an append blob holds',
    advice: 'Begin another file: the next run has one of its own.',
  },
  BlobImmutableDueToPolicy: HELD,
  BlobImmutableDueToLegalHold: HELD,
  AuthorizationPermissionMismatch: { reason: 'forbidden', what: 'a right is missing', advice: ROLE },
  InsufficientAccountPermissions: { reason: 'forbidden', what: 'a right is missing', advice: ROLE },
  AuthorizationFailure: {
    reason: 'forbidden',
    what: 'the account does not let this request in',
    advice: `Allow this network in the account's firewall (Networking). If it is allowed, with a connection string check its key; without one: ${ROLE}`,
  },
  KeyBasedAuthenticationNotPermitted: {
    reason: 'credentials',
    what: 'the account accepts no keys',
    advice: `Use an identity instead of a connection string. ${IDENTITY}`,
  },
  AuthenticationFailed: { reason: 'credentials', what: 'the credentials were refused', advice: KEY },
  InvalidAuthenticationInfo: { reason: 'credentials', what: 'the credentials were refused', advice: KEY },
  NoAuthenticationInformation: { reason: 'credentials', what: 'no credentials were sent', advice: KEY },
  AccountIsDisabled: {
    reason: 'forbidden',
    what: 'the storage account is disabled',
    advice: 'Enable it, or look at the state of the subscription.',
  },
  ServerBusy: { reason: 'throttled', what: 'the account is throttling', advice: 'Try again later.' },
  // Said by the SDK, not by the service.
  PARSE_ERROR: FOREIGN,
};

const NO_ANSWER: Reading = {
  reason: 'unavailable',
  what: 'no answer came',
  advice:
    'Check the name of the storage account, and that this machine may reach it (DNS, firewall, private endpoint).',
};

/** By what an error of `@azure/identity`, or of a request that was given up, is called. */
const BY_NAME: Readonly<Record<string, Reading>> = {
  AggregateAuthenticationError: { reason: 'credentials', what: 'no identity was found', advice: IDENTITY },
  AuthenticationError: { reason: 'credentials', what: 'the identity was refused', advice: IDENTITY },
  AuthenticationRequiredError: { reason: 'credentials', what: 'the identity has to sign in', advice: IDENTITY },
  CredentialUnavailableError: { reason: 'credentials', what: 'no identity was found', advice: IDENTITY },
  AbortError: { ...NO_ANSWER, what: 'no answer came in time' },
  TimeoutError: { ...NO_ANSWER, what: 'no answer came in time' },
};

/** undefined: nothing that the service or the network does looks like this. */
export function readingOf(error: {
  readonly name: string;
  readonly code: string | null;
  readonly status: number | null;
}): Reading | undefined {
  const known = (error.code === null ? undefined : BY_CODE[error.code]) ?? BY_NAME[error.name];
  if (known !== undefined) return known;
  if (error.status !== null) return byStatus(error.status);
  return error.code === null ? undefined : NO_ANSWER;
}

function byStatus(status: number): Reading {
  // Success, but not the one that the request asks for.
  if (status < 400) return FOREIGN;
  const what = 'the request was not carried out';
  if (status === 401) return { reason: 'credentials', what: 'the credentials were refused', advice: KEY };
  if (status === 403) return { reason: 'forbidden', what: 'a right is missing', advice: ROLE };
  if (status === 404) return { reason: 'missing', what: 'it does not exist', advice: null };
  if (status === 409 || status === 412) return { reason: 'conflict', what, advice: null };
  if (status === 429) return { reason: 'throttled', what: 'the account is throttling', advice: 'Try again later.' };
  if (status === 408 || status >= 500) return { reason: 'unavailable', what, advice: 'Try again later.' };
  return { reason: 'invalid', what, advice: null };
}
