/** Runs that somebody asks for over HTTP: they go the way of all others, through the queue, and are found by their ticket. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { findConnection, openConfiguredStorage } from '../unattended.ts';
import { systemClock, systemRandomness } from '../system.ts';
import { askForRun } from '../../app/ask-for-run.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { admit } from './signed-in.ts';
import { personIdOf } from './person-id-of.ts';
import { RefusedError } from '../../errors.ts';
import { currentStandstill } from '../work/standstill.ts';
import { standstillWords } from '../../core/unattended/standstill.ts';

/** POST …/runs: a run over the whole connection. */
export async function answerStartRun(request: HttpRequest, logger: Logger): Promise<HttpResponseInit> {
  return start(request, logger, null);
}

/** POST …/people/PERSON/sync: a run over one person. */
export async function answerStartPersonSync(request: HttpRequest, logger: Logger): Promise<HttpResponseInit> {
  return start(request, logger, request.params['person'] ?? '');
}

/** `person` null: everybody. */
async function start(request: HttpRequest, logger: Logger, person: string | null): Promise<HttpResponseInit> {
  admit(request, 'approver');
  const { config, storage } = await openConfiguredStorage();
  const connection = findConnection(config, request.params['connection'] ?? '');
  const { name, directory } = connection;
  const standstill = currentStandstill(connection);
  if (standstill !== null)
    throw new RefusedError(
      409,
      `${standstillWords(standstill)} A person can still start a run: rollcall apply --connection ${name}`,
    );
  const id = person === null ? null : personIdOf(directory.kind, person);
  const { queue } = storage;
  if (queue === null)
    throw new RefusedError(
      409,
      `The storage is a plain folder, which has no queue, so nothing can be asked for. Start the run itself: rollcall apply --connection ${name}`,
    );
  const ticket = await askForRun({ name, queue, clock: systemClock, randomness: systemRandomness }, id);
  logger.info('run asked for', { connection: name, ticket, person: id !== null });
  const run = `/api/connections/${name}/runs/${ticket}`;
  return {
    status: 202,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Location: run },
    body: JSON.stringify({ ticket, run }),
  };
}
