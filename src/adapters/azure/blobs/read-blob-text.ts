// Reads one blob by its own address: the configuration, which is needed before any storage is configured.
import type { BlobClient } from '@azure/storage-blob';
import { isLoopback } from '../../../domain/loopback.ts';
import { RemoteError } from '../../../errors.ts';
import { storageFault } from '../fault.ts';

/** `url`: https (plain http on this machine only); with a signature in its query, or else read by the identity that the surroundings offer. UTF-8. */
export async function readBlobText(url: string): Promise<string> {
  const address = new URL(url);
  const place = `blob ${address.host}${address.pathname}`;
  if (address.protocol !== 'https:' && !isLoopback(address)) {
    const advice = 'Use its https address; plain http is accepted for addresses on this machine only.';
    throw new RemoteError({
      system: 'storage',
      request: 'read',
      status: null,
      reason: 'invalid',
      message: `Storage, ${place}: it is not encrypted. ${advice}`,
      advice,
    });
  }
  try {
    const blob = await open(address);
    return (await blob.downloadToBuffer()).toString('utf8');
  } catch (error) {
    throw storageFault(error, { request: 'read the configuration', place });
  }
}

async function open(address: URL): Promise<BlobClient> {
  const { BlobClient: Client } = await import('@azure/storage-blob');
  if (address.searchParams.has('sig')) return new Client(address.href);
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new Client(address.href, new DefaultAzureCredential());
}
