/** rollcall poison: work that failed too often and was put aside. Lists it, puts it back, or removes it. */
import { Option, type Command } from 'commander';
import { CONFIG, SETTINGS, JSON_ONLY } from '../common-options.ts';
import type { CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { fillEnvironment } from '../../config/environment.ts';
import type { Config } from '../../config/config.ts';
import { noteDropped } from '../../runtime/work/note-dropped.ts';
import { openStorage } from '../../runtime/compose/open-storage.ts';
import { readConfig } from '../../runtime/read-config.ts';
import { connectionNames } from '../../config/find-connection.ts';
import { readLocalSettings } from '../read-settings.ts';
import { RefusedError } from '../../errors.ts';
import { renderPoisoned, sayWhatToDo } from '../render-poisoned.ts';
import type { Terminal } from '../terminal.ts';
import type { WorkQueue } from '../../ports/event-ports.ts';

interface PoisonOptions extends Pick<CommonOptions, 'config' | 'settings' | 'json'> {
  /** true: all of it. */
  readonly replay?: string | true;
  readonly discard?: string;
  readonly yes?: true;
}

/** The most that are shown of each kind of work. */
const SHOWN = 32;
const NO_QUEUE = 'The storage is a plain folder. It has no queue, so nothing runs unattended and no work is put aside.';

export function addPoisonCommand(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('poison')
    .description('List work that failed too often and was put aside, of all connections; put it back, or remove it.')
    .showHelpAfterError('Try: rollcall poison --help')
    .addOption(new Option('--replay [id]', 'put all of it back, or the one of this id').conflicts('discard'))
    .option('--discard <id>', 'remove the one of this id for good')
    .option('-y, --yes', 'remove it without asking')
    .option(...CONFIG)
    .option(...SETTINGS)
    .option(...JSON_ONLY)
    .action(async (options: PoisonOptions) => {
      end(await poison(options, terminal));
    });
}

async function poison(options: PoisonOptions, terminal: Terminal): Promise<ExitCode> {
  const { replay: replayed, discard: discarded } = options;
  fillEnvironment(await readLocalSettings(options.settings));
  const config = await readConfig(options.config);
  const { queue } = await openStorage(config.storage);
  if (queue === null && (replayed !== undefined || discarded !== undefined)) throw new RefusedError(400, NO_QUEUE);
  if (queue !== null && replayed !== undefined) return replay(queue, options, terminal);
  if (queue !== null && discarded !== undefined) return discard({ queue, config }, discarded, options, terminal);

  const [listed, count] =
    queue === null ? [[], 0] : await Promise.all([queue.listPoisoned(SHOWN), queue.countPoisoned()]);
  if (options.json === true) terminal.print(`${JSON.stringify(listed, null, 2)}\n`);
  else if (queue === null) terminal.say(NO_QUEUE);
  else {
    const known = connectionNames(config);
    terminal.print(renderPoisoned(listed, known, terminal));
    sayWhatToDo(listed, count, terminal);
  }
  return count === 0 && listed.length === 0 ? 0 : 2;
}

/** What cannot be understood stays where it is, and is told. */
async function replay(
  queue: WorkQueue,
  { replay, json }: Pick<PoisonOptions, 'replay' | 'json'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const id = replay === true ? undefined : replay;
  terminal.progress.phase('Putting work back');
  const replayed = await queue.replayPoisoned(id).finally(() => {
    terminal.progress.done();
  });
  if (id !== undefined && replayed === 0)
    throw new RefusedError(
      404,
      `No work that can be put back has the id "${id}". See what there is, and what of it can be used: rollcall poison`,
    );
  const left = id === undefined ? await queue.countPoisoned() : 0;
  if (json === true) terminal.print(`${JSON.stringify({ replayed, left })}\n`);
  else
    terminal.print(
      `Put back: ${replayed}. ${replayed === 0 ? 'There was nothing to try again.' : 'The functions try it again within minutes.'}\n`,
    );
  if (left === 0) return 0;
  if (json !== true) terminal.say(`About ${left} cannot be used and stay. See what to do with them: rollcall poison`);
  return 2;
}

/** Whoever asked for it is told by the ticket. */
async function discard(
  { queue, config }: { readonly queue: WorkQueue; readonly config: Config },
  id: string,
  { json, yes }: Pick<PoisonOptions, 'json' | 'yes'>,
  terminal: Terminal,
): Promise<ExitCode> {
  if (yes !== true && !terminal.interactive)
    throw new RefusedError(
      400,
      'Nobody can be asked here, so nothing was removed. Add --yes to remove it without asking.',
    );
  if (yes !== true) {
    const answer = await terminal.ask(`Remove the message ${id} for good? Only "yes" does it: `);
    if (answer.trim() !== 'yes') {
      terminal.say('Nothing was removed.');
      return 2;
    }
  }
  const removed = await queue.discardPoisoned(id);
  if (removed === undefined)
    throw new RefusedError(404, `Nothing that was put aside has the id "${id}". See what there is: rollcall poison`);
  terminal.print(json === true ? `${JSON.stringify({ discarded: id })}\n` : 'Removed.\n');
  // Last: it is removed, whether or not that can be noted.
  if (removed.work !== null) await noteDropped(removed.work, { kind: 'discarded' }, config);
  return 0;
}
