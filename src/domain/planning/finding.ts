import type { MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';

export const FINDING_KINDS = [
  'ambiguous-match',
  'possible-duplicate',
  'duplicate-members',
  'member-id-mismatch',
  'member-id-collision',
  'mail-conflict',
  'missing-reference',
  'missing-field',
  'value-cut',
  'unmanaged-member',
  'out-of-scope',
  'suspended-person',
  'pending-person',
  'unreadable-person',
  'guest-excluded',
  'switched-off-by-hand',
  'protected-departure',
  'seats-short',
  'source-problem',
  'events-undelivered',
  'orphaned-work',
  'work-unseen',
  'no-successor',
  'handover-moved',
  'idle-seats',
  'seats-nearly-full',
  'powerful-api-member',
  'inactive-role',
  'role-differs',
  'no-address',
  'foreign-address',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** `act`: someone should do something. `know`: worth seeing once, nothing is wrong. */
export type Severity = 'act' | 'know';

/** Something a human should know that no write cures. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly people: readonly PersonRef[];
  readonly members: readonly MemberRef[];
  /** What was seen: place, value, expectation. Plain text, one or two sentences. */
  readonly detail: string;
  /** What can be done about it. Plain text. */
  readonly advice: string;
}
