// What somebody asks for when they decide on held steps, and what of it is refused before anything is looked up.
import { addHours, isBefore } from '../../core/instants.ts';
import type { RulingId } from '../../domain/ids.ts';
import type { ApprovalPolicy, Decider, RulingKind } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';

export interface RulingRequest {
  readonly kind: RulingKind;
  /** Of held steps, or of a plan for all its held steps; each at least the first 8 hex digits. */
  readonly digests: readonly string[];
  readonly by: Decider;
  readonly note: string;
  /** How long an approval stands if the step cannot be tried now; absent: as the connection is configured. */
  readonly expiresInHours?: number;
  /** Until when a step is set aside: a day (free when it begins, UTC) or an instant, ISO 8601; absent: without end. */
  readonly until?: string;
  /** Absent: a new one. The same request sent twice has the same, and is then one decision. */
  readonly id?: RulingId;
}

const NOTE_LENGTH = 500;
/** A form shows a hundred steps of each set, and an API client has no reason to send many more at once. */
const MOST_DIGESTS = 2000;

/** The note, tidied, and when the decision ends (null: without end). Throws RefusedError. */
export function checkRequest(
  request: RulingRequest,
  policy: ApprovalPolicy,
  now: string,
): { readonly note: string; readonly ends: string | null } {
  const { kind, by, digests } = request;
  const note = request.note.trim();
  if (by.name.trim() === '') throw new RefusedError(400, 'A decision needs the name of the one who makes it.');
  if (digests.length === 0) throw new RefusedError(400, 'No step was chosen: choose at least one, then decide.');
  if (digests.length > MOST_DIGESTS)
    throw new RefusedError(
      400,
      `These are ${digests.length} digests; at most ${MOST_DIGESTS} are decided at once. A plan's digest stands for all its held steps.`,
    );
  if (note.length > NOTE_LENGTH)
    throw new RefusedError(400, `The note has ${note.length} characters; a note has at most ${NOTE_LENGTH}.`);
  if (kind === 'approve' && policy.secondPerson && by.person === null) throw notSignedIn();
  return { note, ends: endOf(request, policy, now) };
}

function endOf({ kind, expiresInHours, until }: RulingRequest, policy: ApprovalPolicy, now: string): string | null {
  if (kind === 'approve') {
    const hours = expiresInHours ?? policy.expiresHours;
    if (!(hours > 0 && hours <= 24 * 365))
      throw new RefusedError(
        400,
        `An approval stands for more than 0 hours and at most a year, not for ${hours} hours.`,
      );
    return addHours(now, hours);
  }
  if (kind !== 'hold' || until === undefined) return null;
  const end = instantOf(until.trim());
  if (end === undefined)
    throw new RefusedError(
      400,
      `"${until.slice(0, 40)}" is no day: expected one such as 2027-01-31, or none to set the steps aside without end.`,
    );
  if (!isBefore(now, end))
    throw new RefusedError(
      400,
      `${until} has begun already: name a later day, or none to set the steps aside without end.`,
    );
  return end;
}

/** undefined: it is neither a day nor an instant. */
function instantOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const instant = new Date(time).toISOString();
  // The 31st of February is no day.
  return instant.startsWith(text.slice(0, 10)) ? instant : undefined;
}

function notSignedIn(): RefusedError {
  return new RefusedError(
    403,
    'This connection asks for two people (approvals.secondPerson), and only people who have signed in to the function app can be told apart: approve on its page "Waiting".',
  );
}
