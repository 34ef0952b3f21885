/** Asks how to get into a system, tries it, and asks again as long as it says no. */
import { ConfigError, RemoteError } from '../../../errors.ts';
import { explainFault } from '../../explain-fault.ts';
import { Interrupted, type Questions } from './questions.ts';
import type { Terminal } from '../../terminal.ts';

export interface Entrance<Access, Seen> {
  /** "ConnectWise PSA", "the directory" */
  readonly system: string;
  /** `before`: what was answered last, and did not work. */
  readonly ask: (before: Access | undefined) => Promise<Access>;
  readonly read: (access: Access) => Promise<Seen>;
}

export async function connect<Access, Seen>(
  questions: Questions,
  terminal: Pick<Terminal, 'say' | 'paint' | 'progress'>,
  { system, ask, read }: Entrance<Access, Seen>,
): Promise<{ readonly access: Access; readonly seen: Seen }> {
  let access = await ask(undefined);
  for (;;) {
    try {
      terminal.progress.phase(`Reading ${system}`);
      const seen = await read(access).finally(() => {
        terminal.progress.done();
      });
      return { access, seen };
    } catch (error) {
      if (!(error instanceof RemoteError) && !(error instanceof ConfigError)) throw error;
      terminal.say(explainFault(error, terminal));
    }
    const next = await questions.choose({
      message: `${system.charAt(0).toUpperCase()}${system.slice(1)} could not be read. What next?`,
      choices: [
        { value: 'again', name: 'Answer again' },
        { value: 'retry', name: 'Try once more with the same answers' },
        { value: 'stop', name: 'Stop; nothing is written' },
      ],
    });
    if (next === 'stop') throw new Interrupted(`Stopped since ${system} could not be read`);
    if (next === 'again') access = await ask(access);
  }
}
