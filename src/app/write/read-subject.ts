// The account that an action writes, read fresh: by record id, or by the wanted Member ID where there is none yet.
import type { MemberAction } from '../../domain/planning/action.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Psa } from '../../ports/run-ports.ts';

/** undefined: the PSA has no such member. Throws RemoteError. */
export async function readSubject(psa: Psa, action: MemberAction): Promise<Member | undefined> {
  return action.kind === 'create' ? psa.findMember(action.draft.identifier) : psa.readMember(action.member.key);
}
