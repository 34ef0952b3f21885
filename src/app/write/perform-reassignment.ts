// Hands one duty over: does it still stand where the plan saw it, then one write, then a fresh look at where it stands now.
import type { Action } from '../../domain/action.ts';
import type { DutyStanding, Reassignment } from '../../domain/handover.ts';
import type { StepOutcome } from '../../domain/run.ts';
import { RemoteError } from '../../errors.ts';
import type { WriteReply } from '../../domain/write-reply.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { goOn, recordFault, type StepResult, type WriteGate } from './step-result.ts';

type Ports = Pick<ConnectionPorts, 'psa'>;
type Reassign = Extract<Action, { readonly kind: 'reassign' }>;

export async function performReassignment(ports: Ports, action: Reassign, gate: WriteGate): Promise<StepResult> {
  const { reassignment } = action;
  let standing: DutyStanding;
  try {
    standing = await ports.psa.duties.readStanding(reassignment);
  } catch (error) {
    return recordFault(error, (words) => ({ kind: 'refused', detail: `Nothing was written: ${words}` }));
  }
  if (standing.kind === 'moved') return goOn({ kind: 'moved', detail: standing.detail });
  if (standing.kind === 'handed-over') return goOn({ kind: 'already', member: reassignment.from.key });
  // Work handed to somebody who has been switched off since would be nobody's.
  const successor = await successorProblem(ports, reassignment);
  if (successor !== null) return successor;

  const closed = gate.closed();
  if (closed !== null) return goOn({ kind: 'skipped', detail: closed });
  await gate.noteIntent();
  const closedSince = gate.closed();
  if (closedSince !== null) return goOn({ kind: 'skipped', detail: closedSince });
  const reply = await sendReassignment(ports, reassignment);
  switch (reply.kind) {
    case 'refused':
      return { outcome: { kind: 'refused', detail: reply.detail }, stop: reply.fatal ? reply.detail : null };
    case 'unknown':
      return settleUnknown(ports, reassignment, reply.detail, gate);
    case 'done':
      return verify(ports, reassignment, gate);
  }
}

/** null: the successor is an active member still. */
async function successorProblem(ports: Ports, { to }: Reassignment): Promise<StepResult | null> {
  try {
    const member = await ports.psa.readMember(to.key);
    if (member?.active === true) return null;
    return goOn({ kind: 'moved', detail: `${to.identifier}, who would take it, is no longer an active member.` });
  } catch (error) {
    return recordFault(error, (words) => ({ kind: 'refused', detail: `Nothing was written: ${words}` }));
  }
}

/** A fault thrown by a write says as little about what the PSA did as no answer does. */
async function sendReassignment(ports: Ports, reassignment: Reassignment): Promise<WriteReply> {
  try {
    return await ports.psa.duties.reassign(reassignment);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'unknown', detail: faultWords(error) };
  }
}

async function verify(ports: Ports, reassignment: Reassignment, gate: WriteGate): Promise<StepResult> {
  let standing: DutyStanding;
  try {
    standing = await ports.psa.duties.readStanding(reassignment);
  } catch (error) {
    return recordFault(error, (words) => ({
      kind: 'unverified',
      detail: `The PSA accepted the write, but the re-read failed: ${words}`,
    }));
  }
  if (standing.kind === 'handed-over') return goOn(await done(ports, reassignment, gate, []));
  const seen = standing.kind === 'moved' ? standing.detail : `It still is with ${reassignment.from.identifier}.`;
  return goOn({
    kind: 'unverified',
    detail: `${seen} The PSA accepted the write without keeping it: look at the record there.`,
  });
}

/** What the look finds is the truth; what it does not find is left to the next run. */
async function settleUnknown(
  ports: Ports,
  reassignment: Reassignment,
  detail: string,
  gate: WriteGate,
): Promise<StepResult> {
  const next = 'It was not sent again; the next run reads the PSA anew and decides.';
  try {
    const standing = await ports.psa.duties.readStanding(reassignment);
    if (standing.kind === 'handed-over') {
      const note = 'The PSA never answered the write; a look-up afterwards found it done.';
      return goOn(await done(ports, reassignment, gate, [note]));
    }
    return goOn({ kind: 'unknown', detail: `${detail} The look-up afterwards did not find it handed over. ${next}` });
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const words = faultWords(error);
    return goOn({ kind: 'unknown', detail: `${detail} The look-up afterwards failed too: ${words} ${next}` });
  }
}

async function done(
  ports: Ports,
  reassignment: Reassignment,
  gate: WriteGate,
  notes: readonly string[],
): Promise<StepOutcome> {
  const rest = gate.closed() ?? (await ports.psa.duties.finish(reassignment));
  const said = rest === null ? notes : [...notes, rest];
  return { kind: 'done', member: reassignment.from.key, note: said.length === 0 ? null : said.join(' ') };
}
