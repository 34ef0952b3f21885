// Where each handover stands now, read record by record; and which schedule entries the tickets' resources have there.
import type { Whereabouts } from '../../core/undo/decide-undo.ts';
import { reversed } from '../../core/undo/reverse.ts';
import { NO_DUTIES, type DutyReading } from '../../domain/offboarding/duty.ts';
import type { MemberRef } from '../../domain/people/member.ts';
import type { HandedOver } from '../../domain/offboarding/undo.ts';
import { RemoteError } from '../../errors.ts';
import { atMost } from '../at-most.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import { allUnseen } from '../run/world/read-work.ts';

type Ports = Pick<ConnectionPorts, 'psa' | 'policy' | 'logger'>;

const AT_ONCE = 4;

/** In the order of the handovers. One that cannot be read is told so; throws RemoteError when the PSA no longer accepts the credentials. */
export async function readWhereabouts(ports: Ports, handovers: readonly HandedOver[]): Promise<readonly Whereabouts[]> {
  const found = await atMost(AT_ONCE, handovers, (handover) => whereaboutsOf(ports, handover));
  const resources = found.filter(isHeldResource);
  if (resources.length === 0) return found;
  const reading = await readEntries(ports, resources);
  return found.map((each) => (isHeldResource(each) ? withEntries(each, reading) : each));
}

async function whereaboutsOf(ports: Ports, handover: HandedOver): Promise<Whereabouts> {
  try {
    const standing = await ports.psa.duties.readStanding(reversed(handover.reassignment, []));
    return { handover, standing, entries: [] };
  } catch (error) {
    return { handover, standing: { kind: 'unread', detail: wordsOf(ports, error) }, entries: [] };
  }
}

function isHeldResource({ handover, standing }: Whereabouts): boolean {
  return standing.kind === 'held' && handover.reassignment.duty.kind === 'ticket-resource';
}

/** In bulk: for all who have something now. */
async function readEntries(ports: Ports, resources: readonly Whereabouts[]): Promise<DutyReading> {
  const holders = new Map<number, MemberRef>(
    resources.map(({ handover }) => [handover.reassignment.to.key, handover.reassignment.to]),
  );
  try {
    return await ports.psa.duties.readDuties({
      members: [...holders.values()],
      tickets: 'of-members',
      keep: () => true,
      closedStatuses: ports.policy.offboarding.closedStatuses,
    });
  } catch (error) {
    return { ...NO_DUTIES, unseen: allUnseen(wordsOf(ports, error)) };
  }
}

function withEntries(whereabouts: Whereabouts, { entries, unseen }: DutyReading): Whereabouts {
  const { duty, to } = whereabouts.handover.reassignment;
  if (duty.kind !== 'ticket-resource') return whereabouts;
  // Without its entries the ticket would be handed back and stay with whoever has it as well.
  const blind = unseen.find(({ kind }) => kind === 'ticket-resource' || kind === 'schedule-entry');
  if (blind !== undefined) return { ...whereabouts, standing: { kind: 'unread', detail: blind.detail } };
  const { list, id } = duty.ticket;
  const own = entries.filter(({ member, on, object }) => member === to.key && on === list && object === id);
  return { ...whereabouts, entries: own.map((entry) => entry.id) };
}

function wordsOf(ports: Ports, error: unknown): string {
  if (!(error instanceof RemoteError) || error.reason === 'credentials') throw error;
  ports.logger.warn('where a handover stands could not be read', faultFields(error));
  return faultWords(error);
}
