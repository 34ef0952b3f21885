/** After the files are written: the checks of `rollcall check`, then who would be whom. Writes nothing to the PSA, and keeps no record of a run. */
import { checkConnection } from '../../app/look/check-connection.ts';
import { composeConnection } from '../../runtime/compose/compose.ts';
import { explainFault } from '../explain-fault.ts';
import type { ExitCode } from '../exit-code.ts';
import { openStorage, type OpenStorage } from '../../runtime/compose/open-storage.ts';
import type { PlannedFiles } from './files/plan-files.ts';
import type { Preview } from '../../domain/planning/preview.ts';
import { previewConnection } from '../../app/look/preview-connection.ts';
import { ConfigError, RemoteError } from '../../errors.ts';
import { renderChecks } from '../render-checks.ts';
import { renderPreview } from '../../reports/text/preview-text.ts';
import { stderrLogger } from '../session.ts';
import { subscriptionSelfTest } from '../../runtime/compose/configured-subscriptions.ts';
import type { Terminal } from '../terminal.ts';

/** 1: a check failed, or there is no preview; 2: something would change or waits for a decision; 0: all is as it should be. */
export async function prove(
  { connection, storage }: Pick<PlannedFiles, 'connection' | 'storage'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const opened = await openStorage(storage);
  const ports = await composeConnection(connection, opened, {
    logger: stderrLogger(terminal, {}),
    progress: terminal.progress,
  });
  await prepare(opened, terminal);
  terminal.progress.phase('Checking the directory, the PSA and the storage');
  const others = [subscriptionSelfTest(connection, opened), ...(opened.queue === null ? [] : [opened.queue])];
  const [checks, kept] = await Promise.all([checkConnection(ports, others), opened.store.check()]).finally(() => {
    terminal.progress.done();
  });
  const all = [...checks, ...kept];
  const bad = all.filter(({ result }) => result === 'fail').length;
  const ended = bad === 0 ? `Everything that ${ports.name} needs is there.` : `${bad} of ${all.length} checks failed.`;
  terminal.print(renderChecks(all, ended, terminal));

  const stored = kept.every(({ result }) => result !== 'fail');
  if (!stored) terminal.say('The storage cannot be used yet, so the preview is that of a first run.');
  let preview: Preview;
  try {
    preview = await previewConnection(ports, stored ? 'kept' : 'none');
  } catch (error) {
    if (!(error instanceof RemoteError) && !(error instanceof ConfigError)) throw error;
    terminal.say(`There is no preview. ${explainFault(error, terminal)}`);
    return 1;
  }
  terminal.print(`\n${terminal.paint.bold(`What a run that writes would do in the PSA of ${ports.name}`)}\n\n`);
  terminal.print(renderPreview(preview, terminal));
  if (bad > 0) return 1;
  return changesAnything(preview) ? 2 : 0;
}

/** Of a storage that cannot be prepared, the checks tell more. */
async function prepare({ store, queue }: OpenStorage, terminal: Terminal): Promise<void> {
  try {
    await store.prepare();
    await queue?.prepare();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    terminal.say(explainFault(error, terminal));
  }
}

function changesAnything({ linked, doubtful, created, deactivated, outOfScope, integrity }: Preview): boolean {
  const waiting = [...doubtful, ...created, ...deactivated, ...outOfScope, ...integrity];
  return waiting.length > 0 || linked.some(({ step }) => step !== null);
}
