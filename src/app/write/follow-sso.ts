// Single sign-on after a verified write: linked when an account opens, unlinked when it closes. Its failure is a note on a step that is done.
import type { MemberAction } from '../../domain/planning/action.ts';
import type { MemberKey } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';
import type { WriteReply } from '../../domain/memory/write-reply.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import type { WriteGate } from './step-result.ts';

/** What a person should know about the single sign-on of this member; null: nothing. */
export async function followSso(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: MemberAction,
  key: MemberKey,
  gate: Pick<WriteGate, 'closed'>,
): Promise<string | null> {
  const wanted = ports.policy.linkSso ? ssoMoveOf(action) : null;
  if (wanted === null) return null;
  const failed =
    wanted.kind === 'link'
      ? 'Single sign-on could not be linked; link the member by hand'
      : 'Single sign-on could not be unlinked; unlink the member by hand';

  const closed = gate.closed();
  if (closed !== null) return `${failed}: ${closed}`;
  try {
    const reply = await send(ports, key, wanted);
    return reply.kind === 'done' ? null : `${failed}: ${reply.detail}`;
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return `${failed}: ${faultWords(error)}`;
  }
}

type SsoMove = { readonly kind: 'link'; readonly ssoUserId: string } | { readonly kind: 'unlink' };

function ssoMoveOf(action: MemberAction): SsoMove | null {
  switch (action.kind) {
    case 'create':
    case 'reactivate':
      return { kind: 'link', ssoUserId: action.person.id };
    case 'deactivate':
      return action.ssoUserId === null ? null : { kind: 'unlink' };
    case 'update':
      return null;
  }
}

async function send(ports: Pick<ConnectionPorts, 'psa'>, key: MemberKey, move: SsoMove): Promise<WriteReply> {
  return move.kind === 'link' ? ports.psa.linkSso(key, move.ssoUserId) : ports.psa.unlinkSso(key);
}
