/** rollcall undo RUN: show what of that run's handovers would be handed back, ask, then do just that. */
import { openSession, operator, type CommonOptions, type Session } from '../session.ts';
import { EXIT_CODES, type ExitCode } from '../exit-code.ts';
import { finished } from './plan.ts';
import { findRun } from '../../app/archive/show-run.ts';
import { RefusedError } from '../../errors.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';
import { undoHandovers, type UndoRequest } from '../../app/undo/undo-handovers.ts';

export interface UndoOptions extends CommonOptions {
  readonly yes?: true;
}

export async function undo(run: string, options: UndoOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.yes !== true && !terminal.interactive) {
    throw new RefusedError(
      400,
      'Nobody can be asked here, so nothing was handed back. Add --yes to hand back what the guards pass without asking.',
    );
  }
  const session = await openSession(options, terminal);
  const { name } = session.ports;
  if (options.yes === true) return showReport(await start(session, { run, apply: true }), terminal, options);

  const planned = await start(session, { run, apply: false });
  const going = planned.steps.filter((step) => step.verdict === 'go').map((step) => step.digest);
  if (going.length === 0) return showReport(planned, terminal, options);
  showReport(planned, { ...terminal, print: terminal.say }, {});
  const what = going.length === 1 ? 'this' : `these ${going.length}`;
  const answer = await terminal.ask(`Hand ${what} back in the PSA of ${name}? Only "yes" does it: `);
  if (answer.trim() !== 'yes') {
    terminal.say('Nothing was written.');
    if (options.json === true) showReport(planned, terminal, options);
    return EXIT_CODES.pending;
  }
  return showReport(await start(session, { run, apply: true, only: going }), terminal, options);
}

async function start(session: Session, request: Omit<UndoRequest, 'trigger' | 'deadline'>): Promise<RunReport> {
  const { ports } = session;
  const trigger = { kind: 'command-line', by: operator() } as const;
  try {
    return finished(await undoHandovers(ports, { ...request, trigger, deadline: null }), ports.name);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) await refuseForOther(session, request.run);
    throw error;
  }
}

/** Throws RefusedError when the run is another connection's; that is a slip easily made. */
async function refuseForOther({ config, ports, storage }: Session, which: string): Promise<void> {
  for (const { name } of config.connections) {
    if (name === ports.name || !(await hasRun({ name, archive: storage.archive }, which))) continue;
    throw new RefusedError(
      404,
      `Run ${which} is one of connection ${name}, not of ${ports.name}: rollcall undo ${which} --connection ${name}`,
    );
  }
}

async function hasRun(ports: Parameters<typeof findRun>[0], which: string): Promise<boolean> {
  try {
    await findRun(ports, which);
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return false;
  }
}
