/** A decision over HTTP: recorded at once, and an approval then carried out by a run that is asked for, since that takes longer than a request may. */
import type { ConnectionConfig } from '../../config/config.ts';
import { giveRuling, type RulingPorts } from '../../app/approve/give-ruling.ts';
import type { RulingRequest } from '../../app/approve/ruling-request.ts';
import type { Ruling } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { currentStandstill } from '../work/standstill.ts';
import { standstillWords } from '../../core/unattended/standstill.ts';
import { systemClock, systemRandomness } from '../system.ts';

export function rulingPorts({ name, policy }: ConnectionConfig, storage: OpenStorage): RulingPorts {
  const { archive, approvals, objections, rulings } = storage;
  return { name, policy, archive, approvals, objections, rulings, clock: systemClock, randomness: systemRandomness };
}

/** Throws as giveRuling does; RemoteError when the queue did not take it: the approval then stands, and the same request sent again asks anew. */
export async function decide(
  connection: ConnectionConfig,
  storage: OpenStorage,
  request: RulingRequest,
  logger: Logger,
): Promise<Ruling> {
  const { queue } = storage;
  const { name } = connection;
  if (request.kind === 'approve' && queue === null)
    throw new RefusedError(
      409,
      `The storage is a plain folder, which has no queue, so no run can be asked for. Approve at the command line: rollcall approve DIGEST --connection ${name}`,
    );
  const standstill = currentStandstill(connection);
  if (request.kind === 'approve' && standstill?.kind === 'everything')
    throw new RefusedError(
      409,
      `${standstillWords(standstill)} Nothing was decided. Deny or set aside, or approve when it goes on.`,
    );
  const ruling = await giveRuling(rulingPorts(connection, storage), request);
  const { id, ticket, result } = ruling;
  // A message that comes twice does nothing the second time.
  if (ticket !== null && result === null)
    await queue?.send({ kind: 'approval', connection: name, decision: id, asked: { by: 'request', ticket } });
  logger.info('decision recorded', {
    connection: name,
    decision: id,
    kind: ruling.kind,
    steps: ruling.steps.length,
    asked: ticket !== null,
  });
  return ruling;
}
