// Records what somebody decides on held steps: what stands from now on, and who said so. It writes nothing to the PSA; an approval is carried out by a run of its own.
import { objectionHolds } from '../../core/guards/given-words.ts';
import { rulingId, ticketOf, type Digest, type RulingId } from '../../domain/ids.ts';
import { subjectOf } from '../../domain/planning/action.ts';
import type { Approval } from '../../domain/memory/memory.ts';
import type { Policy } from '../../domain/planning/policy.ts';
import type { Objection, RuledStep, Ruling } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { stampOf } from '../run/run-id.ts';
import { fitted, type Fitted } from './fit-digests.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';
import { checkRequest, type RulingRequest } from './ruling-request.ts';
import { afterWord } from './second-person.ts';
import { takeBack } from './take-back.ts';

export type RulingPorts = Pick<
  ConnectionPorts,
  'name' | 'archive' | 'approvals' | 'objections' | 'rulings' | 'clock' | 'randomness'
> & { readonly policy: Pick<Policy, 'approvals'> };

/** What is known of a decision before it is told what it means for which step. */
export type RulingFrame = Omit<Ruling, 'seen' | 'steps' | 'unfitting' | 'ticket' | 'result'>;

/**
 * Answers the decision as it is kept. Asked again with the same id, it does nothing and answers the same. Throws RefusedError, before anything is recorded, for a
 * digest that fits nothing or too much, or where nothing of what was named can be decided so.
 */
export async function giveRuling(ports: RulingPorts, request: RulingRequest): Promise<Ruling> {
  const now = ports.clock.now();
  const { note, ends } = checkRequest(request, ports.policy.approvals, now.toISOString());
  const earlier = await earlierRuling(ports, request);
  if (earlier !== undefined) return earlier;
  const frame: RulingFrame = {
    version: 1,
    id: request.id ?? newRulingId(ports),
    kind: request.kind,
    by: request.by.name,
    person: request.by.person,
    at: now.toISOString(),
    note,
    ends,
  };
  switch (request.kind) {
    case 'approve':
      return await ports.rulings.add(ports.name, await approveSteps(ports, request, frame));
    case 'deny':
    case 'hold':
      return await ports.rulings.add(ports.name, await objectTo(ports, request, frame));
    case 'take-back':
      return await ports.rulings.add(ports.name, await takeBack(ports, request, frame));
  }
}

export function newRulingId({ clock, randomness }: Pick<RulingPorts, 'clock' | 'randomness'>): RulingId {
  return rulingId(`dec-${stampOf(clock.now())}-${randomness.hex(12)}`);
}

async function earlierRuling(ports: RulingPorts, { id, by }: RulingRequest): Promise<Ruling | undefined> {
  if (id === undefined) return undefined;
  const earlier = (await ports.rulings.readRecent(ports.name)).find((ruling) => ruling.id === id);
  if (earlier === undefined || (earlier.person === by.person && earlier.by === by.name)) return earlier;
  throw new RefusedError(409, `${id} is a decision of somebody else. Load the page anew and decide there.`);
}

async function approveSteps(ports: RulingPorts, request: RulingRequest, frame: RulingFrame): Promise<Ruling> {
  const found = await fitted(ports, request.digests, 'approvable');
  const [stored, objections] = await Promise.all([ports.approvals.read(ports.name), ports.objections.read(ports.name)]);
  const denials = objectionHolds(
    objections.filter(({ kind }) => kind === 'denied'),
    frame.at,
  );
  const denied = found.steps.filter(({ digest }) => denials(digest).length > 0);
  const steps = found.steps.filter((step) => !denied.includes(step));
  const refused = [
    ...found.refused,
    ...denied.map((step) => ({ step, why: `${denials(step.digest)[0]?.why ?? ''} ${TAKE_BACK_FIRST}`.trim() })),
  ];
  if (steps.length === 0)
    throw new RefusedError(409, refused.map(({ step, why }) => `${short(step.digest)}: ${why}`).join(' '));

  await ports.approvals.add(ports.name, ...steps.map((step) => approvalOf(frame, step, stored)));
  // Whoever approves what was set aside asks for it now.
  await ports.objections.remove(
    ports.name,
    steps.map(({ digest }) => digest),
  );
  // Read again: somebody else may have approved in the same moment, and then this is the second word.
  const standing = afterWord(await ports.approvals.read(ports.name), ports.policy.approvals, frame);
  const ruled = [
    ...steps.map((step) => ({ ...ruledStep(step), ...standing(step) })),
    ...refused.map(({ step, why }) => ({ ...ruledStep(step), standing: 'refused' as const, why })),
  ];
  const isToDo = ruled.some((step) => step.standing === 'counts');
  return rulingOf(frame, found, ruled, isToDo ? ticketOf(frame.id) : null);
}

const TAKE_BACK_FIRST = 'Take that back first if it should be done after all.';

/** An approval binds to the action and to the guards by their names, not to what a guard had counted; see approve.ts. */
function approvalOf(frame: RulingFrame, step: HeldStep, stored: readonly Approval[]): Approval {
  const { by, person, note, at } = frame;
  // Some guards judge only what the others let through, so that a step may need a word on one after the other.
  const before = stored.filter(
    (one) => one.digest === step.digest && one.by === by && one.person === person && one.expires > at,
  );
  const guards = [...before.flatMap((one) => one.guards), ...step.holds.map((hold) => hold.guard)];
  return {
    version: 1,
    digest: step.digest,
    by,
    person,
    guards: [...new Set(guards)],
    note,
    at,
    expires: frame.ends ?? at,
  };
}

async function objectTo(ports: RulingPorts, request: RulingRequest, frame: RulingFrame): Promise<Ruling> {
  const found = await fitted(ports, request.digests, 'held');
  const digests = found.steps.map(({ digest }) => digest);
  await ports.objections.add(
    ports.name,
    digests.map((digest) => objectionOf(frame, digest)),
  );
  // Between the two the objection holds whatever is approved; what was approved before it is not to come back when it is taken back.
  await ports.approvals.remove(ports.name, digests);
  const ruled = found.steps.map((step) => ({ ...ruledStep(step), standing: 'counts' as const, why: null }));
  return rulingOf(frame, found, ruled, null);
}

function objectionOf({ kind, by, note, at, ends }: RulingFrame, digest: Digest): Objection {
  const said = { version: 1, digest, by, note, at } as const;
  return kind === 'deny' ? { ...said, kind: 'denied' } : { ...said, kind: 'set-aside', until: ends };
}

function ruledStep({ digest, action }: HeldStep): Pick<RuledStep, 'digest' | 'action' | 'subject' | 'person'> {
  return { digest, action: action.kind, subject: subjectOf(action), person: action.person };
}

function rulingOf(
  frame: RulingFrame,
  { seen, unfitting }: Fitted,
  steps: readonly RuledStep[],
  ticket: Ruling['ticket'],
): Ruling {
  return { ...frame, seen, steps, unfitting, ticket, result: null };
}

function short(digest: Digest): string {
  return digest.slice(0, 12);
}
