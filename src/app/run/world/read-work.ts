// Reads what hangs on those who leave, who their managers are, and what members did lately: what a decision about work is made from.
import { dutyQuestionFor, managersFor } from '../../../core/offboarding/duties/questions.ts';
import { activityQuestionFor } from '../../../core/seats/questions.ts';
import {
  DUTY_KINDS,
  NO_DUTIES,
  type DutyQuestion,
  type DutyReading,
  type UnseenDuty,
} from '../../../domain/offboarding/duty.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Manager, World } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { faultFields, faultWords } from '../../fault-words.ts';
import type { WorldReading } from './world-reading.ts';

/**
 * Puts duties, managers and activity into the world. Nothing here stops a deactivation: what cannot be read is told as unseen, or left out, and core holds what
 * needs it. Throws RemoteError only when the PSA no longer accepts the credentials, with which nothing could be written either.
 */
export async function readWork(ports: ConnectionPorts, reading: WorldReading): Promise<WorldReading> {
  const { world } = reading;
  const question = dutyQuestionFor(world);
  const people = managersFor(world);
  const idle = activityQuestionFor(world);
  if (question === null && people.length === 0 && idle === null) return reading;

  const started = ports.clock.elapsed();
  ports.progress.phase(phaseOf(question));
  const [duties, managers, activity] = await ports.trace.span('rollcall.read-work', () =>
    Promise.all([
      question === null ? null : readDuties(ports, question),
      readManagers(ports, people, world.directory.people),
      idle === null ? null : readActivity(ports, idle),
    ]),
  );
  return {
    ...reading,
    world: { ...world, duties, managers, activity },
    timings: [...reading.timings, { phase: 'read-work', ms: ports.clock.elapsed() - started }],
  };
}

function phaseOf(question: DutyQuestion | null): string {
  const leavers = question?.members.length ?? 0;
  if (leavers > 0)
    return `Reading the open work of ${leavers === 1 ? 'one member who leaves' : `${leavers} members who leave`}`;
  return question === null ? 'Reading what members did lately' : 'Looking through the open tickets';
}

async function readDuties(ports: ConnectionPorts, question: DutyQuestion): Promise<DutyReading> {
  try {
    return await ports.psa.duties.readDuties(question);
  } catch (error) {
    if (!(error instanceof RemoteError) || error.reason === 'credentials') throw error;
    ports.logger.warn('the work of leavers could not be read', faultFields(error));
    return { ...NO_DUTIES, unseen: allUnseen(faultWords(error)) };
  }
}

/** Whoever leaves does so with or without a known manager, so even refused credentials stop nothing here. */
async function readManagers(
  ports: ConnectionPorts,
  people: readonly PersonId[],
  known: readonly Person[],
): Promise<readonly Manager[]> {
  if (people.length === 0) return [];
  try {
    return await ports.directory.readManagers(people, known);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    ports.logger.warn('managers could not be read', { people: people.length, ...faultFields(error) });
    return [];
  }
}

async function readActivity(
  ports: ConnectionPorts,
  { members, since }: NonNullable<ReturnType<typeof activityQuestionFor>>,
): Promise<World['activity']> {
  try {
    return await ports.psa.duties.readActivity(members, since);
  } catch (error) {
    if (!(error instanceof RemoteError) || error.reason === 'credentials') throw error;
    ports.logger.warn('activity could not be read', { members: members.length, ...faultFields(error) });
    return null;
  }
}

/** Nothing was seen of anything. */
export function allUnseen(detail: string): readonly UnseenDuty[] {
  return DUTY_KINDS.map((kind) => ({ kind, because: 'failed', detail }));
}
