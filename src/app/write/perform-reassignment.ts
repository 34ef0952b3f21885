// Hands one duty over: does it still stand where the plan saw it, then one write, then a fresh look at where it stands now, then what follows from it.
import type { Action } from '../../domain/planning/action.ts';
import type { DutyStanding, Reassignment } from '../../domain/offboarding/handover.ts';
import type { StepOutcome } from '../../domain/runs/run.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import {
  FOUND_DONE,
  goOn,
  NOT_KEPT,
  NOT_SENT_AGAIN,
  passGate,
  recordFault,
  refused,
  replyOf,
  unreadAfter,
  unreadBefore,
  type StepResult,
  type WriteGate,
} from './step-result.ts';

type Ports = Pick<ConnectionPorts, 'psa'>;
type Reassign = Extract<Action, { readonly kind: 'reassign' }>;

export async function performReassignment(ports: Ports, action: Reassign, gate: WriteGate): Promise<StepResult> {
  const { reassignment } = action;
  let standing: DutyStanding;
  try {
    standing = await ports.psa.duties.readStanding(reassignment);
  } catch (error) {
    return unreadBefore(error);
  }
  if (standing.kind === 'moved') return goOn({ kind: 'moved', detail: standing.detail });
  if (standing.kind === 'handed-over') return finishOnly(ports, reassignment, gate);
  // Work handed to somebody who has been switched off since would be nobody's.
  const successor = await successorProblem(ports, reassignment);
  if (successor !== null) return successor;

  const closed = await passGate(gate);
  if (closed !== null) return closed;
  const reply = await replyOf(() => ports.psa.duties.reassign(reassignment));
  switch (reply.kind) {
    case 'refused':
      return refused(reply);
    case 'unknown':
      return settleUnknown(ports, reassignment, reply.detail, gate);
    case 'done':
      return verify(ports, reassignment, gate);
  }
}

/** With the successor already: somebody else has done it, or a run that died before it could do what follows. Only that is left. */
async function finishOnly(ports: Ports, reassignment: Reassignment, gate: WriteGate): Promise<StepResult> {
  if (!hasSequel(reassignment)) return goOn({ kind: 'already', member: reassignment.from.key });
  const closed = await passGate(gate);
  if (closed !== null) return closed;
  const rest = await ports.psa.duties.finish(reassignment);
  const note = `It was with ${reassignment.to.identifier} already.`;
  return goOn({ kind: 'done', member: reassignment.from.key, note: rest === null ? note : `${note} ${rest}` });
}

/** null: the successor is an active member still. */
async function successorProblem(ports: Ports, { to }: Reassignment): Promise<StepResult | null> {
  try {
    const member = await ports.psa.readMember(to.key);
    if (member?.active === true) return null;
    return goOn({ kind: 'moved', detail: `${to.identifier}, who would take it, is no longer an active member.` });
  } catch (error) {
    return unreadBefore(error);
  }
}

async function verify(ports: Ports, reassignment: Reassignment, gate: WriteGate): Promise<StepResult> {
  let standing: DutyStanding;
  try {
    standing = await ports.psa.duties.readStanding(reassignment);
  } catch (error) {
    return unsettled(unreadAfter(error));
  }
  if (standing.kind === 'handed-over') return handedOver(ports, reassignment, gate, []);
  const seen = standing.kind === 'moved' ? standing.detail : `It still is with ${reassignment.from.identifier}.`;
  return goOn({ kind: 'unverified', detail: `${seen} ${NOT_KEPT}` });
}

/** What the look finds is the truth; what it does not find is left to the next run. */
async function settleUnknown(
  ports: Ports,
  reassignment: Reassignment,
  detail: string,
  gate: WriteGate,
): Promise<StepResult> {
  let standing: DutyStanding;
  try {
    standing = await ports.psa.duties.readStanding(reassignment);
  } catch (error) {
    return unsettled(
      recordFault(error, (words) => ({
        kind: 'unknown',
        detail: `${detail} The look-up afterwards failed too: ${words} ${NOT_SENT_AGAIN}`,
      })),
    );
  }
  if (standing.kind !== 'handed-over')
    return unsettled(
      goOn({
        kind: 'unknown',
        detail: `${detail} The look-up afterwards did not find it handed over. ${NOT_SENT_AGAIN}`,
      }),
    );
  return handedOver(ports, reassignment, gate, [FOUND_DONE]);
}

/** The PSA may have done it, or do it still: whoever undoes the run looks where the duty is then. */
function unsettled(result: StepResult): StepResult {
  return { ...result, handedOver: true };
}

async function handedOver(
  ports: Ports,
  reassignment: Reassignment,
  gate: WriteGate,
  notes: readonly string[],
): Promise<StepResult> {
  const rest = hasSequel(reassignment) ? await followUp(ports, reassignment, gate) : null;
  const said = rest === null ? notes : [...notes, rest];
  const outcome: StepOutcome = {
    kind: 'done',
    member: reassignment.from.key,
    note: said.length === 0 ? null : said.join(' '),
  };
  return { ...goOn(outcome), handedOver: true };
}

async function followUp(ports: Ports, reassignment: Reassignment, gate: WriteGate): Promise<string | null> {
  const closed = gate.closed();
  if (closed === null) return ports.psa.duties.finish(reassignment);
  return `Schedule entries of ${reassignment.from.identifier} on it were not marked done: ${closed}`;
}

/** Whether something has to follow the write. */
function hasSequel({ duty }: Reassignment): boolean {
  return duty.kind === 'ticket-resource' && (duty.entries.length > 0 || (duty.reopen ?? []).length > 1);
}
