// What follows a run whose report is stored and whose lock is given back. Nothing that goes wrong here makes the run any worse.
import { RemoteError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import { tell } from './tell.ts';

/** What telling may take where every receiver keeps silent; milliseconds. */
const LONGEST = 3 * 60_000;

/** `deadline`: when the process is going to be stopped; null: never. Never throws: the next run and the schedule look again. */
export async function tellAfterRun(ports: ConnectionPorts, deadline: Date | null): Promise<void> {
  const { messages, logger, name, clock, progress } = ports;
  if (messages === null) return;
  if (deadline !== null && deadline.getTime() - clock.now().getTime() < LONGEST) {
    logger.info('there is no time to tell of the run, so the schedule does', { connection: name });
    return;
  }
  progress.phase('Telling people of it');
  try {
    await tell({ ...ports, messages });
  } catch (error) {
    const level = error instanceof RemoteError ? 'warn' : 'error';
    logger[level]('nobody could be told of the run', { connection: name, ...faultFields(error) });
    logger.debug('why nobody could be told', { words: faultWords(error) });
  } finally {
    progress.done();
  }
}
