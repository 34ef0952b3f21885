/** One person as both sides have them now, for somebody who waits at a page. Takes no lock and writes nothing. */
import type { ConnectionConfig } from '../../config/config.ts';
import type { FreshLook } from '../../domain/planning/explanation.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { composeConnection } from '../compose/compose.ts';
import { createPatience } from '../work/create-patience.ts';
import { explainPerson } from '../../app/look/explain-person.ts';
import { faultWords } from '../../app/fault-words.ts';
import { OutOfPatience, whilePatient } from '../../app/run/patience.ts';
import { RemoteError } from '../../errors.ts';
import { SILENT } from '../silent.ts';

/** Nobody looks longer at a page that does not come, and front doors give up after half a minute or more. */
const PATIENCE_MS = 25_000;

export interface LookNow {
  readonly connection: ConnectionConfig;
  readonly storage: OpenStorage;
  readonly logger: Logger;
}

/** `who`: as for `rollcall explain`. A side that cannot be read, or not in time, is an answer; all else is thrown. */
export async function lookNow(who: string, { connection, storage, logger }: LookNow): Promise<FreshLook> {
  const patience = createPatience(PATIENCE_MS);
  try {
    const ports = await composeConnection(connection, storage, {
      logger,
      progress: SILENT,
      readingEnds: patience.over,
    });
    return { kind: 'explained', explanation: await whilePatient(explainPerson(ports, who), patience) };
  } catch (error) {
    if (error instanceof OutOfPatience)
      return { kind: 'failed', detail: `Both sides were not read within ${PATIENCE_MS / 1000} seconds.` };
    if (error instanceof RemoteError) return { kind: 'failed', detail: faultWords(error) };
    throw error;
  }
}
