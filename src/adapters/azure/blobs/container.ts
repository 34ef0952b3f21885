// Sends requests to one blob container: opened on first use, counted, bounded in time, faults translated.
import type { ContainerClient } from '@azure/storage-blob';
import type { RequestMeter } from '../../../ports/run-ports.ts';
import type { StorageAccount } from '../account.ts';
import { openBlobService } from '../account.ts';
import { storageFault } from '../fault.ts';

export interface ContainerOptions {
  readonly service: StorageAccount;
  readonly container: string;
  readonly meter?: RequestMeter;
  /** Milliseconds before the second repetition of a request that failed; it doubles from there on. Default 500. */
  readonly retryDelayMs?: number;
}

export interface Container {
  /** 'container "rollcall"' */
  readonly place: string;
  /** `label`: "read acme/memory.json". The signal aborts when a minute is over, repetitions included. Throws what `storageFault` makes of the SDK's errors. */
  request<Answer>(
    label: string,
    purpose: 'data' | 'write',
    send: (client: ContainerClient, abortSignal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer>;
}

export const REQUEST_MS = 60_000;
export const TRIES = 4;

/** `tries` 1: whoever sends repeats by itself. */
export function createContainer(options: ContainerOptions, tries: number = TRIES): Container {
  const place = `container "${options.container}"`;
  let opened: Promise<ContainerClient> | undefined;

  async function open(): Promise<ContainerClient> {
    const service = await openBlobService(options.service, { tries, delayMs: options.retryDelayMs ?? 500 });
    return service.getContainerClient(options.container);
  }

  return {
    place,
    async request(label, purpose, send) {
      try {
        const client = await (opened ??= open());
        options.meter?.count('storage', purpose);
        return await send(client, AbortSignal.timeout(REQUEST_MS));
      } catch (error) {
        throw storageFault(error, { request: label, place });
      }
    },
  };
}
