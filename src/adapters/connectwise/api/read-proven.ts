/** Reads one record whose absence is an answer. Wrong keys can look like a missing record, so it counts only under keys that are known to work. */
import type { PsaApi, ReadReply } from './api.ts';

/** Answers only to right keys. */
const PROOF = '/system/members/count';

/** undefined: 404 from a PSA that accepts these keys. Throws RemoteError. */
export async function readProven(
  api: PsaApi,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<Extract<ReadReply, { kind: 'json' }> | undefined> {
  const reply = await api.read(path, query, 'data');
  if (reply.kind === 'json') return reply;
  if (reply.error.status !== 404) throw reply.error;
  if (!api.proven()) {
    const count = await api.read(PROOF, {}, 'data');
    if (count.kind === 'fault') throw count.error;
  }
  return undefined;
}
