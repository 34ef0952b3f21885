/** The commands by which somebody decides against a held step, or puts it off, and takes such a decision back. */
import type { Command } from 'commander';
import { decide, type DecideOptions } from './commands/decide.ts';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

const DIGEST = "first 8 or more digits of a held step's digest, or of the plan's for all of its held steps";

/** `command` makes one on a configured connection. */
export function addDecideCommands(
  command: (name: string, description: string) => Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  command('deny', 'Say no to a held step: it stays held until that is taken back, or until it is planned differently.')
    .argument('<digest>', DIGEST)
    .option('--by <name>', 'who denies; default: the user of this machine')
    .option('--note <text>', 'why', '')
    .action(async (digest: string, options: DecideOptions) => {
      end(await decide('deny', digest, options, terminal));
    });
  command('hold', 'Set a held step aside: it stays held, and is not listed as waiting.')
    .argument('<digest>', DIGEST)
    .option('--by <name>', 'who sets it aside; default: the user of this machine')
    .option('--note <text>', 'why', '')
    .option('--until <day>', 'the day from which it waits again, such as 2027-01-31 (UTC); default: without end')
    .action(async (digest: string, options: DecideOptions) => {
      end(await decide('hold', digest, options, terminal));
    });
  command('take-back', 'Take back what was decided of a step and is not done: an approval, a denial, a setting aside.')
    .argument('<digest>', DIGEST)
    .option('--by <name>', 'who takes it back; default: the user of this machine')
    .option('--note <text>', 'why', '')
    .action(async (digest: string, options: DecideOptions) => {
      end(await decide('take-back', digest, options, terminal));
    });
}
