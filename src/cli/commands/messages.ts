/** rollcall messages test: sends a test message to the receivers of a connection. */
import type { Command } from 'commander';
import { CONNECTION, CONFIG, JSON_ONLY, VERBOSE } from '../common-options.ts';
import { openSession, type CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { renderChecks } from '../render-checks.ts';
import { sendTest } from '../../app/messages/send-test.ts';
import type { Terminal } from '../terminal.ts';

interface TestOptions extends CommonOptions {
  readonly receiver?: string;
}

export function addMessagesCommand(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('messages')
    .description('Messages to the people who look after a connection.')
    .showHelpAfterError('Try: rollcall messages --help')
    .command('test')
    .description(
      'Send a test message to the chats and webhooks of a connection; of tickets, check that they could be kept.',
    )
    .showHelpAfterError('Try: rollcall messages test --help')
    .option(...CONNECTION)
    .option('--receiver <name>', 'only this one of its receivers')
    .option(...CONFIG)
    .option(...JSON_ONLY)
    .option(...VERBOSE)
    .action(async (options: TestOptions) => {
      end(await testMessages(options, terminal));
    });
}

async function testMessages(options: TestOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  terminal.progress.phase('Sending a test message');
  const checks = await sendTest(ports, options.receiver).finally(() => {
    terminal.progress.done();
  });
  const failed = checks.filter(({ result }) => result === 'fail').length;
  const ended = failed === 0 ? 'Every receiver can be reached.' : `${failed} of ${checks.length} receivers failed.`;
  terminal.print(
    options.json === true ? `${JSON.stringify(checks, null, 2)}\n` : renderChecks(checks, ended, terminal),
  );
  return failed === 0 ? 0 : 1;
}
