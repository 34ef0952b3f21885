/** What goes wrong by chance while a company's webhooks are at work, each for a few seconds. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../../src/sandbox/context.ts';
import type { Random } from '../../functions/webhooks/deliveries/random.ts';
import { COMPANY, type EventCompany } from '../../support/events/event-company.ts';
import type { Valve } from './valve.ts';

/** With the PSA and the directory. */
export const OUTSIDE = [
  'psa-busy',
  'psa-down',
  'psa-slow',
  'psa-mute',
  'psa-garbled',
  'writes-down',
  'directory-busy',
  'directory-down',
  'directory-garbled',
] as const;
/** With the function app and its storage. */
export const INSIDE = ['lock-held', 'killed', 'queue-cut', 'queue-mute', 'files-cut', 'files-mute'] as const;
export type TroubleKind = (typeof OUTSIDE)[number] | (typeof INSIDE)[number];

export interface Troubles {
  /** Resolves when it is over. */
  readonly perform: Readonly<Record<TroubleKind, () => Promise<void>>>;
}

/** Between the functions and their storage. */
export interface StorageProxies {
  readonly queues: Valve;
  readonly blobs: Valve;
}

export function createTroubles(company: EventCompany, proxies: StorageProxies, random: Random): Troubles {
  const { sandbox, storage, directory } = company;
  const aWhile = (most: number): Promise<void> => delay(1_000 + random.below(most * 1_000));
  /** The next few requests; `most` of them. */
  const strike = async (most: number, fault: Omit<Fault, 'path' | 'times'>): Promise<void> => {
    sandbox.addFault({ path: /./, times: 1 + random.below(most), ...fault });
    await aWhile(2);
  };
  const unreachable = async (proxy: Valve, mode: 'refusing' | 'silent'): Promise<void> => {
    proxy.set(mode);
    await aWhile(random.of([5, 5, 12]));
    proxy.set('open');
  };
  const here = directory === 'okta' ? 'okta' : 'graph';
  const busy = { kind: 'answer', status: 429, headers: { 'retry-after': '1' } } as const;
  const down = { kind: 'answer', status: 503 } as const;
  const anyWrite = () => random.of(['PATCH', 'POST'] as const);

  return {
    perform: {
      'psa-busy': () => strike(6, { system: 'psa', effect: busy }),
      'psa-down': () => strike(12, { system: 'psa', effect: down }),
      'psa-slow': () => strike(6, { system: 'psa', effect: { kind: 'delay', ms: 1_500 } }),
      // The write is carried out, and nobody is told.
      'psa-mute': () => strike(2, { system: 'psa', method: anyWrite(), effect: { kind: 'drop-after' } }),
      'psa-garbled': () => strike(4, { system: 'psa', method: 'GET', effect: { kind: 'cut' } }),
      // Nothing is carried out, and a write is never sent twice.
      'writes-down': () => strike(3, { system: 'psa', method: anyWrite(), effect: down }),
      'directory-busy': () => strike(6, { system: here, effect: busy }),
      'directory-down': () => strike(12, { system: here, effect: down }),
      'directory-garbled': () => strike(4, { system: here, effect: { kind: 'cut' } }),
      'lock-held': async () => {
        const lease = await storage.lock.acquire(COMPANY);
        if (lease === undefined) return;
        await aWhile(8);
        await lease.release();
      },
      killed: () => company.killAndRestart(),
      'queue-cut': () => unreachable(proxies.queues, 'refusing'),
      'queue-mute': () => unreachable(proxies.queues, 'silent'),
      'files-cut': () => unreachable(proxies.blobs, 'refusing'),
      'files-mute': () => unreachable(proxies.blobs, 'silent'),
    },
  };
}
