// One step of the plan: does its precondition still stand, then one write, then a fresh look at what became of it. A write is never sent twice.
import { precondition, shortfall } from '../../core/precondition.ts';
import type { Action } from '../../domain/action.ts';
import type { Member } from '../../domain/member.ts';
import type { StepOutcome } from '../../domain/run.ts';
import { RemoteError } from '../../errors.ts';
import type { Psa, WriteReply } from '../../ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { followSso } from './follow-sso.ts';
import { readSubject } from './read-subject.ts';

export interface StepResult {
  readonly outcome: StepOutcome;
  /** Why no further step may be tried (the PSA no longer accepts the credentials); null: go on. */
  readonly stop: string | null;
}
/** What the caller promises around the one write. */
export interface WriteGate {
  /** Makes the intent durable; called at most once, right before the write and only when the precondition stands. */
  noteIntent(): Promise<void>;
  /** Why nothing may be written any more (the lock was lost); null: write. Asked last of all before each write. */
  closed(): string | null;
}

export async function performStep(
  ports: Pick<ConnectionPorts, 'psa' | 'policy' | 'clock'>,
  action: Action,
  gate: WriteGate,
): Promise<StepResult> {
  const settled = await checkPrecondition(ports.psa, action);
  if (settled !== null) return settled;

  const closed = gate.closed();
  if (closed !== null) return goOn({ kind: 'skipped', detail: closed });
  await gate.noteIntent();
  // Noting takes its time, and the lock may go in it.
  const closedSince = gate.closed();
  if (closedSince !== null) return goOn({ kind: 'skipped', detail: closedSince });
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

async function checkPrecondition(psa: Psa, action: Action): Promise<StepResult | null> {
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
async function sendWrite(ports: Pick<ConnectionPorts, 'psa' | 'clock'>, action: Action): Promise<WriteReply> {
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
        return await psa.deactivateMember(action.member.key);
    }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'unknown', detail: faultWords(error) };
  }
}

async function verify(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: Action,
  key: Member['key'],
  gate: WriteGate,
): Promise<StepResult> {
  let missing: string | null;
  try {
    missing = shortfall(action, await ports.psa.readMember(key));
  } catch (error) {
    return recordFault(error, (words) => ({
      kind: 'unknown',
      detail: `The PSA accepted the write, but the re-read failed: ${words}`,
    }));
  }
  if (missing !== null) return goOn({ kind: 'unverified', detail: `${missing} ${notKept(action)}` });
  return goOn({ kind: 'done', member: key, note: await followSso(ports, action, key, gate) });
}

function notKept(action: Action): string {
  const look = 'The PSA accepted the write without keeping it: look at the record there.';
  return action.kind === 'deactivate' ? `${look} If it stays so, choose the other setting of psa.deactivateBy.` : look;
}

/** The look-up after a write that nobody answered: what it finds is the truth, what it does not find is left to the next run. */
async function lookForUnknown(
  ports: Pick<ConnectionPorts, 'psa' | 'policy'>,
  action: Action,
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

/** This record's fault, not the run's, unless the credentials no longer open anything. */
function recordFault(error: unknown, toOutcome: (words: string) => StepOutcome): StepResult {
  if (!(error instanceof RemoteError)) throw error;
  const words = faultWords(error);
  return { outcome: toOutcome(words), stop: error.reason === 'credentials' ? words : null };
}

function goOn(outcome: StepOutcome): StepResult {
  return { outcome, stop: null };
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
