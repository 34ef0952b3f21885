/** rollcall apply: show the plan, ask, then do just what was shown and still stands. */
import { openSession, operator, type CommonOptions } from '../session.ts';
import type { ConnectionPorts } from '../../app/connection-ports.ts';
import type { Digest } from '../../domain/ids.ts';
import type { ExitCode } from '../exit-code.ts';
import { finished } from './plan.ts';
import { RefusedError } from '../../errors.ts';
import { runConnection } from '../../app/run/run.ts';
import { showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

export interface ApplyOptions extends CommonOptions {
  readonly yes?: true;
}

export async function apply(options: ApplyOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.yes !== true && !terminal.interactive) {
    throw new RefusedError(
      400,
      'Nobody can be asked here, so nothing was written. Add --yes to apply what the guards pass without asking.',
    );
  }
  const { ports } = await openSession(options, terminal);
  if (options.yes === true) return showReport(await run(ports), terminal, options);

  const planned = finished(
    await runConnection(ports, { trigger: trigger(), apply: false, deadline: null }),
    ports.name,
  );
  const going = planned.steps.filter((step) => step.verdict === 'go').map((step) => step.digest);
  if (going.length === 0) return showReport(planned, terminal, options);
  showReport(planned, { ...terminal, print: terminal.say }, {});
  const answer = await terminal.ask(
    `Make ${going.length === 1 ? 'this change' : `these ${going.length} changes`} in the PSA of ${ports.name}? Only "yes" does it: `,
  );
  if (answer.trim() !== 'yes') {
    terminal.say('Nothing was written.');
    if (options.json === true) showReport(planned, terminal, options);
    return 2;
  }
  return showReport(await run(ports, going), terminal, options);
}

async function run(ports: ConnectionPorts, only?: readonly Digest[]) {
  return finished(
    await runConnection(ports, {
      trigger: trigger(),
      apply: true,
      deadline: null,
      ...(only !== undefined && { only }),
    }),
    ports.name,
  );
}

function trigger() {
  return { kind: 'command-line', by: operator() } as const;
}
