/** The questions in their order. Whatever is chosen comes from what the directory and the PSA really have. */
import { answerProblem } from '../files/file-problems.ts';
import type { Answers } from '../answers.ts';
import { askDirectory } from './ask-directory.ts';
import { askProfiles, askSeats } from './ask-profiles.ts';
import { askPsa } from './ask-psa.ts';
import { askStorage } from './ask-storage.ts';
import { connect } from './connect.ts';
import type { Live } from '../live.ts';
import { prose } from '../../../reports/words/safe-text.ts';
import type { Questions } from './questions.ts';
import type { Terminal } from '../../terminal.ts';

export interface InterviewOptions {
  /** Connections of the configuration that is there. */
  readonly names: readonly string[];
  /** Whether it says already where reports are kept. */
  readonly hasStorage: boolean;
}

/** Throws Interrupted when somebody stops. */
export async function interview(
  questions: Questions,
  terminal: Pick<Terminal, 'say' | 'paint' | 'progress'>,
  live: Live,
  { names, hasStorage }: InterviewOptions,
): Promise<Answers> {
  if (names.length > 0)
    terminal.say(
      `The configuration has ${prose(names.join(', '))}. Another name adds a connection, one of these renews it.`,
    );
  const name = await questions.text({
    message: 'A name for this connection, such as your company',
    ...(names.length === 0 && { suggested: 'main' }),
    check: (answer) =>
      answerProblem({ connection: { name: answer } }, 'name') === null
        ? null
        : 'Expected lower-case letters, digits and dashes, 50 at most, such as "harborpine".',
  });

  const directory = await connect(questions, terminal, {
    system: 'the directory',
    ask: (before: Answers['connection']['directory'] | undefined) => askDirectory(questions, before),
    // An identity of Azure's cannot be used from here.
    read: async (access) => (access.credential.kind === 'managed-identity' ? null : live.readGroups(access)),
  });
  if (directory.seen !== null)
    terminal.say(
      `The directory can be read: ${directory.seen.groups.length}${directory.seen.complete ? '' : ' and more'} groups.`,
    );

  const psa = await connect(questions, terminal, {
    system: 'ConnectWise PSA',
    ask: (before: Answers['connection']['psa'] | undefined) => askPsa(questions, before),
    read: (access) => live.readPsa(access),
  });
  terminal.say(`The PSA can be read: ${psa.seen.members.length} members.`);
  for (const [kind, why] of psa.seen.unread) terminal.say(`Its list for ${kind} cannot: ${prose(why)}`);

  const profiles = await askProfiles(questions, { groups: directory.seen, psa: psa.seen });
  const seats = await askSeats(questions, profiles, psa.seen);
  return {
    ...(!hasStorage && { storage: await askStorage(questions) }),
    connection: {
      name,
      directory: directory.access,
      psa: psa.access,
      profiles: [...profiles],
      ...(Object.keys(seats).length > 0 && { seats }),
    },
  };
}
