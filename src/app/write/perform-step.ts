// One step of the plan: does its precondition still stand, then one write, then a fresh look at what became of it. A write is never sent twice.
import { precondition, shortfall } from '../../core/precondition.ts';
import type { Action, MemberAction } from '../../domain/planning/action.ts';
import type { Member } from '../../domain/people/member.ts';
import type { StepOutcome } from '../../domain/runs/run.ts';
import { RemoteError } from '../../errors.ts';
import type { Psa } from '../../ports/run-ports.ts';
import type { WriteReply } from '../../domain/memory/write-reply.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { followSso } from './follow-sso.ts';
import { performReassignment } from './perform-reassignment.ts';
import { readSubject } from './read-subject.ts';
import {
  FOUND_DONE,
  goOn,
  NOT_KEPT,
  NOT_SENT_AGAIN,
  passGate,
  refused,
  replyOf,
  unreadAfter,
  unreadBefore,
  type StepResult,
  type WriteGate,
} from './step-result.ts';

export async function performStep(
  ports: Pick<ConnectionPorts, 'psa' | 'policy' | 'clock'>,
  action: Action,
  gate: WriteGate,
): Promise<StepResult> {
  return action.kind === 'reassign' ? performReassignment(ports, action, gate) : performOnMember(ports, action, gate);
}

async function performOnMember(
  ports: Pick<ConnectionPorts, 'psa' | 'policy' | 'clock'>,
  action: MemberAction,
  gate: WriteGate,
): Promise<StepResult> {
  const settled = await checkPrecondition(ports.psa, action);
  if (settled !== null) return settled;

  const closed = await passGate(gate);
  if (closed !== null) return closed;
  const reply = await replyOf(() => sendWrite(ports, action));

  switch (reply.kind) {
    case 'refused':
      return refused(reply);
    case 'unknown':
      return goOn(await lookForUnknown(ports, action, reply.detail, gate));
    case 'done':
      return await verify(ports, action, reply.key, gate);
  }
}

async function checkPrecondition(psa: Psa, action: MemberAction): Promise<StepResult | null> {
  let member: Member | undefined;
  try {
    member = await readSubject(psa, action);
  } catch (error) {
    return unreadBefore(error);
  }
  const judged = precondition(action, member);
  if (judged.kind === 'moved') return goOn({ kind: 'moved', detail: judged.detail });
  if (judged.kind === 'already' && member !== undefined) return goOn({ kind: 'already', member: member.key });
  return null;
}

async function sendWrite(
  { psa, clock }: Pick<ConnectionPorts, 'psa' | 'clock'>,
  action: MemberAction,
): Promise<WriteReply> {
  switch (action.kind) {
    case 'create':
      return psa.createMember(action.draft, action.draft.hiredOn ?? dayOf(clock.now()));
    case 'reactivate':
      return psa.reactivateMember(action.member.key, action.changes);
    case 'update':
      return psa.updateMember(action.member.key, action.changes);
    case 'deactivate':
      return psa.deactivateMember(action.member.key, action.handover);
  }
}

async function verify(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: MemberAction,
  key: Member['key'],
  gate: WriteGate,
): Promise<StepResult> {
  let missing: string | null;
  try {
    missing = shortfall(action, await ports.psa.readMember(key));
  } catch (error) {
    return unreadAfter(error);
  }
  if (missing !== null) return goOn({ kind: 'unverified', detail: `${missing} ${notKept(action)}` });
  return goOn({ kind: 'done', member: key, note: await followSso(ports, action, key, gate) });
}

function notKept(action: MemberAction): string {
  return action.kind === 'deactivate'
    ? `${NOT_KEPT} If it stays so, choose the other setting of psa.deactivateBy.`
    : NOT_KEPT;
}

/** The look-up after a write that nobody answered: what it finds is the truth, what it does not find is left to the next run. */
async function lookForUnknown(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: MemberAction,
  detail: string,
  gate: WriteGate,
): Promise<StepOutcome> {
  let member: Member | undefined;
  try {
    member = await readSubject(ports.psa, action);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return {
      kind: 'unknown',
      detail: `${detail} The look-up afterwards failed too: ${faultWords(error)} ${NOT_SENT_AGAIN}`,
    };
  }
  const missing = shortfall(action, member);
  if (missing !== null || member === undefined)
    return {
      kind: 'unknown',
      detail: `${detail} The look-up afterwards: ${missing ?? 'no such member.'} ${NOT_SENT_AGAIN}`,
    };
  const sso = await followSso(ports, action, member.key, gate);
  return { kind: 'done', member: member.key, note: sso === null ? FOUND_DONE : `${FOUND_DONE} ${sso}` };
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
