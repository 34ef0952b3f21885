/** A handover turned round. Turned round once more it is the first one again. */
import type { HandedDuty, Reassignment } from '../../domain/offboarding/handover.ts';

/** `entries`: the undone schedule entries of whoever has it now, which end with it. */
export function reversed({ duty, from, to }: Reassignment, entries: readonly number[]): Reassignment {
  return { duty: reversedDuty(duty, entries), from: to, to: from };
}

function reversedDuty(duty: HandedDuty, entries: readonly number[]): HandedDuty {
  if (duty.kind !== 'ticket-resource') return duty;
  const { kind, ticket, type, entries: ended } = duty;
  return { kind, ticket, type, entries, ...(ended.length > 0 && { reopen: ended }) };
}
