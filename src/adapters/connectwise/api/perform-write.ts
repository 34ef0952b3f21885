/** Performs one write, sent once, and says what became of it. */
import type { WriteReply } from '../../../domain/memory/write-reply.ts';
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { requestLabel } from '../../http/redact.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import type { PsaApi } from './api.ts';
import { SYSTEM } from './read-fault.ts';
import { rightFor } from './rights.ts';
import { judgeWrite, unknown } from './write-reply.ts';

interface Write {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly json?: unknown;
  /** Texts of this very request that must never reach a message. */
  readonly secrets?: readonly string[];
}
type Answer = Extract<HttpReply, { kind: 'answer' }>;

/** `settle` reads an accepted reply; null: it is not what the endpoint documents, so nothing is known. */
export async function performWrite(
  api: PsaApi,
  write: Write,
  settle: (reply: Answer) => WriteReply | null,
): Promise<WriteReply> {
  const request = requestLabel(write.method, write.path);
  const reply = await api.write(write.method, write.path, write.json);
  const secrets = [...api.secrets, ...(write.secrets ?? [])];
  const judged = judgeWrite({ request, right: rightFor(write.method, write.path), secrets }, reply);
  if (judged.kind !== 'accepted' || reply instanceof RemoteError || reply.kind !== 'answer')
    return judged.kind === 'accepted' ? unknown(`${request} ended without an answer`) : judged;
  return settle(reply) ?? unknown(remoteFault(SYSTEM, request, reply).message);
}
