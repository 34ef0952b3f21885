// One step of the plan: does its precondition still stand, then one write, then a fresh look at what became of it. A write is never sent twice.
import { precondition, shortfall } from '../../core/precondition.ts';
import type { Action, MemberAction } from '../../domain/action.ts';
import type { Member } from '../../domain/member.ts';
import type { StepOutcome } from '../../domain/run.ts';
import { RemoteError } from '../../errors.ts';
import type { Psa } from '../../ports.ts';
import type { WriteReply } from '../../domain/write-reply.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { followSso } from './follow-sso.ts';
import { performReassignment } from './perform-reassignment.ts';
import { readSubject } from './read-subject.ts';
import { goOn, passGate, recordFault, type StepResult, type WriteGate } from './step-result.ts';

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
  const reply = await sendWrite(ports, action);

  switch (reply.kind) {
    case 'refused':
      return { outcome: { kind: 'refused', detail: reply.detail }, stop: reply.fatal ? reply.detail : null };
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
    return recordFault(error, (words) => ({ kind: 'refused', detail: `Nothing was written: ${words}` }));
  }
  const judged = precondition(action, member);
  if (judged.kind === 'moved') return goOn({ kind: 'moved', detail: judged.detail });
  if (judged.kind === 'already' && member !== undefined) return goOn({ kind: 'already', member: member.key });
  return null;
}

/** A fault thrown by a write says as little about what the PSA did as no answer does. */
async function sendWrite(ports: Pick<ConnectionPorts, 'psa' | 'clock'>, action: MemberAction): Promise<WriteReply> {
  const { psa } = ports;
  try {
    switch (action.kind) {
      case 'create':
        return await psa.createMember(action.draft, action.draft.hiredOn ?? dayOf(ports.clock.now()));
      case 'reactivate':
        return await psa.reactivateMember(action.member.key, action.changes);
      case 'update':
        return await psa.updateMember(action.member.key, action.changes);
      case 'deactivate':
        return await psa.deactivateMember(action.member.key, action.handover);
    }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'unknown', detail: faultWords(error) };
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
    return recordFault(error, (words) => ({
      kind: 'unverified',
      detail: `The PSA accepted the write, but the re-read failed: ${words}`,
    }));
  }
  if (missing !== null) return goOn({ kind: 'unverified', detail: `${missing} ${notKept(action)}` });
  return goOn({ kind: 'done', member: key, note: await followSso(ports, action, key, gate) });
}

function notKept(action: MemberAction): string {
  const look = 'The PSA accepted the write without keeping it: look at the record there.';
  return action.kind === 'deactivate' ? `${look} If it stays so, choose the other setting of psa.deactivateBy.` : look;
}

/** The look-up after a write that nobody answered: what it finds is the truth, what it does not find is left to the next run. */
async function lookForUnknown(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: MemberAction,
  detail: string,
  gate: WriteGate,
): Promise<StepOutcome> {
  const next = 'It was not sent again; the next run reads the PSA anew and decides.';
  let member: Member | undefined;
  try {
    member = await readSubject(ports.psa, action);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'unknown', detail: `${detail} The look-up afterwards failed too: ${faultWords(error)} ${next}` };
  }
  const missing = shortfall(action, member);
  if (missing !== null || member === undefined)
    return { kind: 'unknown', detail: `${detail} The look-up afterwards: ${missing ?? 'no such member.'} ${next}` };
  const sso = await followSso(ports, action, member.key, gate);
  const note = 'The PSA never answered the write; a look-up afterwards found it done.';
  return { kind: 'done', member: member.key, note: sso === null ? note : `${note} ${sso}` };
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
