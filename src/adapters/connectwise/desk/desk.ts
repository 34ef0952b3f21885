/** The Desk port over the ConnectWise PSA REST API. The names are looked up at the first use, and afresh in every run. */
import type { Desk } from '../../../ports/message-ports.ts';
import { RemoteError } from '../../../errors.ts';
import { createPsaApi } from '../api/api.ts';
import type { ConnectWiseOptions } from '../api/options.ts';
import { SYSTEM } from '../api/read-fault.ts';
import { closeTicket, releaseTicket } from './change-ticket.ts';
import { checkDesk } from './check-desk.ts';
import type { DeskOptions } from './desk-options.ts';
import { noteTicket } from './note-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { readBeginning, readOwnTicket } from './read-own-tickets.ts';
import { resolveDesk, type ResolvedDesk } from './resolve-desk.ts';

/** A run does not wait for its tickets as it waits for its members: what is not done now is done next time. Milliseconds. */
const TIMEOUT_MS = 10_000;
const HASTE = {
  retry: { attempts: 2, baseMs: 500, mostMs: 2_000, longestAskedMs: 10_000, longestWriteWaitMs: 5_000 },
} as const;

/** No request is made yet. Throws ConfigError when the options of the PSA cannot work. */
export function createDesk(options: ConnectWiseOptions, desk: DeskOptions): Desk {
  const api = createPsaApi({ ...options, ...HASTE, timeoutMs: Math.min(options.timeoutMs ?? TIMEOUT_MS, TIMEOUT_MS) });
  let resolving: Promise<ResolvedDesk> | null = null;
  const resolved = (): Promise<ResolvedDesk> => (resolving ??= resolveOrThrow());

  async function resolveOrThrow(): Promise<ResolvedDesk> {
    const resolution = await resolveDesk(api, desk);
    if (resolution.kind === 'resolved') return resolution.desk;
    throw new RemoteError({
      system: SYSTEM,
      request: 'GET /service/boards',
      status: null,
      reason: 'invalid',
      message: `No ticket is kept: ${resolution.problems.join(' ')}`,
      advice: 'Write the names as the PSA shows them.',
    });
  }

  return {
    name: desk.name,
    matters: desk.matters,
    names: desk.names,
    most: desk.most,
    find: async (beginning) => readBeginning(api, beginning, await resolved()),
    read: async (ticket) => readOwnTicket(api, ticket, await resolved()),
    open: async (draft) => openTicket(api, draft, await resolved()),
    note: (ticket, note) => noteTicket(api, ticket, note),
    close: async (ticket, spent) => closeTicket(api, ticket, spent, await resolved()),
    release: async (ticket, spent) => releaseTicket(api, ticket, spent, await resolved()),
    check: () => checkDesk(api, desk),
  };
}
