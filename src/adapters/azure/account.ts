// Opens clients of one storage account. The SDKs are loaded here and on first use only: a run on a plain folder never pays for them.
import type { TokenCredential } from '@azure/identity';
import type { BlobServiceClient, RequestPolicyFactory } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import { RemoteError } from '../../errors.ts';
import { foreignAnswer } from './fault.ts';

/** How the storage account is reached. Urls are absolute and https; `clientId` null: whatever identity the surroundings offer. */
export type StorageAccount =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly blobUrl: string;
      readonly queueUrl: string;
      readonly clientId: string | null;
    };

export interface Attempts {
  /** How often a request is sent at most. */
  readonly tries: number;
  /** Milliseconds before the second repetition; it doubles from there on, and the first comes at once. */
  readonly delayMs: number;
}

/** Every answer that claims success is checked to come from Azure Storage, before the SDK makes an empty list or a file of a sign-in page. */
export async function openBlobService(account: StorageAccount, attempts: Attempts): Promise<BlobServiceClient> {
  const { BlobServiceClient, newPipeline } = await import('@azure/storage-blob');
  const { url, credential } =
    account.kind === 'identity'
      ? { url: account.blobUrl, credential: await credentialOf(account) }
      : understood(() => BlobServiceClient.fromConnectionString(account.connectionString));
  const pipeline = newPipeline(credential, optionsFor(attempts));
  pipeline.factories.push(answersOfStorageOnly);
  return new BlobServiceClient(url, pipeline);
}

const answersOfStorageOnly: RequestPolicyFactory = {
  create: (next) => ({
    async sendRequest(request) {
      const answer = await next.sendRequest(request);
      if (answer.status < 400 && !answer.headers.contains('x-ms-request-id')) throw foreignAnswer();
      return answer;
    },
  }),
};

export async function openQueueService(account: StorageAccount, attempts: Attempts): Promise<QueueServiceClient> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = optionsFor(attempts);
  if (account.kind === 'identity') {
    return new QueueServiceClient(account.queueUrl, await credentialOf(account), options);
  }
  return understood(() => QueueServiceClient.fromConnectionString(account.connectionString, options));
}

/** Understood by both SDKs. */
function optionsFor({ tries, delayMs }: Attempts) {
  return {
    retryOptions: { maxTries: tries, retryDelayInMs: delayMs, maxRetryDelayInMs: 30_000 },
    userAgentOptions: { userAgentPrefix: 'rollcall' },
  };
}

type IdentityAccount = Extract<StorageAccount, { kind: 'identity' }>;

/** One for each account object, so that blobs, queue and lock look for an identity once: the search can take seconds. */
const credentials = new WeakMap<IdentityAccount, Promise<TokenCredential>>();

function credentialOf(account: IdentityAccount): Promise<TokenCredential> {
  const known = credentials.get(account) ?? createCredential(account);
  credentials.set(account, known);
  return known;
}

async function createCredential({ clientId }: IdentityAccount): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  return clientId === null ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
}

/** What the SDK says of a connection string that it cannot read may quote it, so it is not passed on. */
function understood<Client>(open: () => Client): Client {
  try {
    return open();
  } catch {
    const advice =
      'Copy it whole from the storage account (Access keys): AccountName, AccountKey or SharedAccessSignature, and EndpointSuffix or the endpoints.';
    throw new RemoteError({
      system: 'storage',
      request: 'connect',
      status: null,
      reason: 'credentials',
      message: `The storage connection string cannot be understood. ${advice}`,
      advice,
    });
  }
}
