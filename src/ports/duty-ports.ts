/** What Rollcall needs from the PSA to see and hand over the work of those who leave. As in run-ports.ts: UTC, RemoteError, no particular order. */
import type { DutyQuestion, DutyReading } from '../domain/offboarding/duty.ts';
import type { DutyStanding, Reassignment } from '../domain/offboarding/handover.ts';
import type { MemberRef } from '../domain/people/member.ts';
import type { MemberActivity } from '../domain/people/seat.ts';
import type { WriteReply } from '../domain/memory/write-reply.ts';

export interface PsaDuties {
  /**
   * Everything that hangs on these members, in bulk: lists in pages, with their ids in the condition, never member by member but for the PSA's own count of what is
   * theirs. A kind that cannot be read is among `unseen` and the others are still read. Throws RemoteError only for `credentials`.
   */
  readDuties(question: DutyQuestion): Promise<DutyReading>;
  /**
   * What these members did since the instant, by time entries and tickets, in bulk; with nothing since then, `never` means not since then. A source that cannot be read is
   * `unknown` for all of them.
   */
  readActivity(members: readonly MemberRef[], since: string): Promise<readonly MemberActivity[]>;
  /** Fresh read of the one record behind a reassignment. */
  readStanding(reassignment: Reassignment): Promise<DutyStanding>;
  /** One write, sent once, with the PSA's notification mails off. `done` carries the key of `from`. */
  reassign(reassignment: Reassignment): Promise<WriteReply>;
  /**
   * What has to follow a verified reassignment (the leaver's schedule entries are marked done); null: nothing. The words of what could not be done, never a fault but a bug's.
   */
  finish(reassignment: Reassignment): Promise<string | null>;
}
