/** rollcall init: asks, looks, writes the configuration and the settings, and tells who would be linked with whom. */
import { Interrupted, type Questions } from '../init/ask/questions.ts';
import { planFiles, type FileAsFound, type PlannedFiles } from '../init/files/plan-files.ts';
import { configPlace, type InitOptions } from '../init/places.ts';
import { nextCommands, overwrites, tellChanges } from '../init/tell-changes.ts';
import { environment } from '../../config/environment.ts';
import type { Answers } from '../init/answers.ts';
import type { ExitCode } from '../exit-code.ts';
import { parseLocalSettings } from '../../config/local-settings.ts';
import { RefusedError } from '../../errors.ts';
import type { Terminal } from '../terminal.ts';

const NOBODY_TO_ASK =
  'Nobody can be asked here, so nothing was written. Give the answers in a file: rollcall init --answers FILE (rollcall init --help shows one), or start from src/config/example.config.json.';

export interface InitSurroundings {
  /** Who asks; loaded only where somebody is asked. */
  readonly questions: () => Promise<Questions>;
}

const ON_THIS_TERMINAL: InitSurroundings = {
  questions: async () => {
    const { createInquirerQuestions } = await import('../init/ask/inquirer-questions.ts');
    return createInquirerQuestions({ input: process.stdin, output: process.stderr });
  },
};

export async function init(
  options: InitOptions,
  terminal: Terminal,
  surroundings: InitSurroundings = ON_THIS_TERMINAL,
): Promise<ExitCode> {
  if (options.answers === undefined && !terminal.interactive) throw new RefusedError(400, NOBODY_TO_ASK);
  let standing = 'Stopped. Nothing was written.';
  // Between two questions nobody else listens.
  const stop = (): void => {
    terminal.progress.done();
    terminal.say(standing);
    process.exit(1);
  };
  process.once('SIGINT', stop);
  try {
    const agreed = await agree(options, terminal, surroundings);
    if (agreed === null) {
      terminal.say('Nothing was written.');
      return 1;
    }
    const { files } = agreed;
    if (agreed.write) {
      const { writeFiles } = await import('../init/files/write-files.ts');
      standing = `Stopped while ${files.settings.place} and ${files.config.place} were written; each is either new or as it was.`;
      await writeFiles(files);
      terminal.say(`Written: ${files.config.place}, ${files.settings.place} (for you alone).`);
    }
    standing = `Stopped. ${files.config.place} and ${files.settings.place} are there.\n${nextCommands(files, options)}`;
    const { prove } = await import('../init/proof.ts');
    const code = await prove(files, terminal);
    terminal.print(`\n${nextCommands(files, options)}\n`);
    return code;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    terminal.say(standing);
    return 1;
  } finally {
    process.off('SIGINT', stop);
  }
}

interface Agreed {
  readonly files: PlannedFiles;
  /** false: both files say all of it already. */
  readonly write: boolean;
}

/** What the files are to be; null: somebody said no. */
async function agree(options: InitOptions, terminal: Terminal, surroundings: InitSurroundings): Promise<Agreed | null> {
  const { findFile } = await import('../init/files/write-files.ts');
  const env = environment();
  const settings = await findFile(options.settings ?? 'local.settings.json');
  // As every command finds it: by the environment, else by the settings.
  const values = settings.text === null ? {} : parseLocalSettings(settings.text, settings.place);
  const config = await findFile(configPlace(options, { ...values, ...env }));
  const questions = options.answers === undefined ? await surroundings.questions() : null;
  const answers =
    questions === null ? await readAnswers(options.answers ?? '') : await askAll(questions, config, terminal);

  const planned = planFiles({ answers, config, settings, env });
  const changes = tellChanges(planned, { config, settings });
  if (changes.length === 0) {
    terminal.say(`${config.place} and ${settings.place} say all of this already.`);
    return { files: planned, write: false };
  }
  terminal.say(changes.join('\n'));
  const agreed = { files: planned, write: true };
  if (options.force === true) return agreed;
  if (questions !== null) return (await questions.confirm({ message: 'Write this?', suggested: true })) ? agreed : null;
  if (overwrites(planned, { config, settings }))
    throw new RefusedError(
      409,
      'Something that these files say already would change (marked ~ or -), so nothing was written. --force writes it.',
    );
  return agreed;
}

async function readAnswers(place: string): Promise<Answers> {
  const [{ parseAnswers }, { findFile }] = await Promise.all([
    import('../init/answers.ts'),
    import('../init/files/write-files.ts'),
  ]);
  const { text } = await findFile(place);
  if (text === null)
    throw new RefusedError(404, `There is no file of answers at ${place}. rollcall init --help shows what is in one.`);
  return parseAnswers(text, place);
}

async function askAll(questions: Questions, config: FileAsFound, terminal: Terminal): Promise<Answers> {
  const [{ interview }, { live }, { parseOutline }] = await Promise.all([
    import('../init/ask/interview.ts'),
    import('../init/live.ts'),
    import('../init/files/merge-config.ts'),
  ]);
  const existing = config.text === null ? null : parseOutline(config.text, config.place);
  terminal.say(
    'This asks for a directory and a PSA, looks into both, and writes a configuration that only observes. Ctrl+C stops it; nothing is written before you have said yes.',
  );
  return interview(questions, terminal, live, {
    names: existing?.connections.map(({ name }) => name) ?? [],
    hasStorage: existing !== null,
  });
}
