/** The command line: names, options, help. What each command does is in commands/. */
import { Command, CommanderError, Option } from 'commander';
import { approve, parseHours, type ApproveOptions } from './commands/approve.ts';
import { limit, runs, type RunsOptions } from './commands/runs.ts';
import { addInitCommand } from './init/add-command.ts';
import { addMessagesCommand } from './commands/messages.ts';
import { addPoisonCommand } from './commands/poison.ts';
import { apply, type ApplyOptions } from './commands/apply.ts';
import { addDecideCommands } from './decide-commands.ts';
import { check, type CheckOptions } from './commands/check.ts';
import { CONNECTION, CONFIG, SETTINGS, JSON_ONLY, VERBOSE } from './common-options.ts';
import type { CommonOptions } from './session.ts';
import { explain } from './commands/explain.ts';
import type { ExitCode } from './exit-code.ts';
import { explainFault } from './explain-fault.ts';
import { EXPORT_FORMATS, EXPORT_TABLES } from '../reports/span/export-choices.ts';
import { exportRuns, type ExportOptions } from './commands/export.ts';
import { people, type DemoOptions } from './demo/options.ts';
import { plan } from './commands/plan.ts';
import { port, type ServeOptions } from './serve/options.ts';
import { show, type ShowOptions } from './commands/show.ts';
import type { Terminal } from './terminal.ts';
import { undo, type UndoOptions } from './commands/undo.ts';

/** Runs one command line (without node and script) and answers its exit code. Never throws. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    terminal.progress.done();
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    terminal.say(explainFault(error, terminal));
    return 1;
  }
}

function createProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command('rollcall')
    .description('Keeps the members of a ConnectWise PSA true to Microsoft Entra ID or Okta.')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      writeErr: (text) => {
        terminal.say(text.trimEnd());
      },
    })
    .showHelpAfterError('Try: rollcall --help')
    .addHelpText(
      'after',
      `
Examples:
  rollcall demo                     watch a team being reconciled against a sandbox, on this machine alone
  rollcall init                     asks, looks into both sides, and writes the configuration
  rollcall check                    what is missing, and how to grant it
  rollcall plan                     read both sides and show what would change; writes nothing to the PSA
  rollcall apply                    show it, ask, and do it
  rollcall approve 1f2e3d4c5b6a     let a held step pass, if it still stands
  rollcall deny 1f2e3d4c5b6a        keep a held step from being done, with --note why
  rollcall undo 20261123T101500Z    give work back to whom that run took it from
  rollcall explain ada@example.com  why one person's member is as it is
  rollcall serve                    the function app on this machine: hourly runs, events, reports

Exit codes: 0 nothing to do, 1 failure, 2 changes or holds pending.
The configuration is rollcall.json, or what ROLLCALL_CONFIG or --config names (a path or a blob's URL).`,
    );

  command(program, 'plan', 'Read both sides and show what would change. Writes nothing to the PSA.').action(
    async (options: CommonOptions) => {
      end(await plan(options, terminal));
    },
  );
  command(program, 'apply', 'Show the plan, ask, and do what the guards pass.')
    .option('-y, --yes', 'do it without asking')
    .action(async (options: ApplyOptions) => {
      end(await apply(options, terminal));
    });
  command(program, 'approve', 'Let a held step pass: reads and plans anew, and does it only if it still stands.')
    .argument('<digest>', "first 8 or more digits of a held step's digest, or of the plan's for all of its held steps")
    .option('--by <name>', 'who approves; default: the user of this machine')
    .option('--note <text>', 'why', '')
    .addOption(
      new Option(
        '--expires <hours>',
        'how long the approval stands if the step cannot be tried now; default: as configured, 24',
      ).argParser(parseHours),
    )
    .addOption(new Option('--hours <number>', 'the same, by its earlier name').argParser(parseHours).hideHelp())
    .action(async (digest: string, options: ApproveOptions) => {
      end(await approve(digest, options, terminal));
    });
  addDecideCommands((name, description) => command(program, name, description), terminal, end);
  command(program, 'undo', 'Hand back what a run handed over: shows it, asks, and leaves alone what has moved since.')
    .argument('<run>', 'a run that handed work over, or the beginning of its id')
    .option('-y, --yes', 'do it without asking')
    .action(async (run: string, options: UndoOptions) => {
      end(await undo(run, options, terminal));
    });
  command(program, 'runs', 'List the runs of a connection, newest first.')
    .addOption(new Option('--limit <number>', 'how many').default(20).argParser(limit))
    .option('--before <run>', 'only runs before this one')
    .action(async (options: RunsOptions) => {
      end(await runs(options, terminal));
    });
  command(program, 'show', 'Show the report of a run.')
    .argument('<run>', 'a run, the beginning of its id, or "latest"')
    .option('--leaver <member>', "one leaver's sheet: everything that hangs on the member, before and after")
    .action(async (run: string, options: ShowOptions) => {
      end(await show(run, options, terminal));
    });
  command(program, 'export', 'Write the runs of a span of time into one file.')
    .requiredOption('--from <when>', 'a day (UTC) like 2026-11-01, or an instant like 2026-11-01T08:00:00Z')
    .requiredOption('--to <when>', 'the last day, or the instant before which a run began')
    .addOption(
      new Option('--format <kind>', 'a workbook of all, CSV of one table, or JSON with one whole run a line')
        .choices([...EXPORT_FORMATS])
        .default('xlsx'),
    )
    .addOption(new Option('--table <name>', 'of the CSV').choices([...EXPORT_TABLES]).default('actions'))
    .option('--out <file>', 'where to; default: a file in this folder, named after connection and span')
    .action(async (options: ExportOptions) => {
      end(await exportRuns(options, terminal));
    });
  command(program, 'explain', 'Explain one person: source, scope, match, decision, guards, what happens next.')
    .argument('<person>', 'a login, an address, a Member ID, a directory id or a display name')
    .action(async (person: string, options: CommonOptions) => {
      end(await explain(person, options, terminal));
    });
  command(
    program,
    'check',
    'Check configuration, credentials, rights, names, clock, receivers of messages and storage.',
  )
    .option('--prepare', 'first create the container and queue, or the folder, where they are missing')
    .action(async (options: CheckOptions) => {
      end(await check(options, terminal));
    });
  addPoisonCommand(program, terminal, end);
  addInitCommand(program, terminal, end);
  addMessagesCommand(program, terminal, end);
  program
    .command('demo')
    .showHelpAfterError('Try: rollcall demo --help')
    .description(
      'Play a whole story against a sandbox on this machine: plan, apply, a held mass departure, an approval, and a quiet run.',
    )
    .addOption(new Option('--directory <kind>', 'which directory').choices(['entra', 'okta']).default('entra'))
    .addOption(new Option('--people <number>', 'a generated company of that size').argParser(people))
    .option('--out <folder>', 'where the reports go', '.rollcall/demo')
    .option('--serve', 'afterwards leave the pages and the sandbox running until Ctrl+C')
    .addOption(new Option('--port <number>', 'of the pages; 0 is any free port').default(0).argParser(port))
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./demo/demo.ts');
      end(await demo(options, terminal));
    });
  program
    .command('serve')
    .showHelpAfterError('Try: rollcall serve --help')
    .description(
      'Host the functions on this machine without Azure Functions Core Tools: routes on 127.0.0.1 alone, timers, queues.',
    )
    .addOption(new Option('--port <number>', 'where to listen; 0 is any free port').default(7071).argParser(port))
    .option(...SETTINGS)
    .option('--json', 'print one line of JSON on stdout when it listens, and log in JSON')
    .option('--verbose', 'log more')
    .addHelpText(
      'after',
      `
Settings (the environment, else "Values" of the settings file):
  ROLLCALL_FUNCTION_KEY, ROLLCALL_MASTER_KEY  keys of the routes; new at every start where they are not set
  ROLLCALL_MESSAGE_LEASE_SECONDS              until a message of a worker that died shows again; default 60
  AzureWebJobs.NAME.Disabled                  true: that function is not hosted
  AzureFunctionsJobHost__extensions__…        overrides host.json`,
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve/serve.ts');
      end(await serve(options, terminal));
    });
  return program;
}

/** A command on one configured connection. */
function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .showHelpAfterError(`Try: rollcall ${name} --help`)
    .option(...CONNECTION)
    .option(...CONFIG)
    .option(...SETTINGS)
    .option(...JSON_ONLY)
    .option(...VERBOSE);
}
