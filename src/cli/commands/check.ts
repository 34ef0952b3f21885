/** rollcall check: configuration, credentials, rights, names, clock, change subscriptions, storage; what is missing and how to grant it. */
import { openSession, type CommonOptions } from '../session.ts';
import type { Check } from '../../ports.ts';
import { checkConnection } from '../../app/check-connection.ts';
import type { ExitCode } from '../exit-code.ts';
import { prose } from '../../reports/safe-text.ts';
import { subscriptionSelfTest } from '../../runtime/configured-subscriptions.ts';
import type { Terminal } from '../terminal.ts';
import { wrap } from '../../reports/text/columns.ts';

export interface CheckOptions extends CommonOptions {
  readonly prepare?: true;
}

export async function check(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { connection, ports, storage } = await openSession(options, terminal);
  const { store, queue } = storage;
  if (options.prepare === true) {
    await store.prepare();
    await queue?.prepare();
  }
  terminal.progress.phase('Checking the directory, the PSA and the storage');
  const others = [subscriptionSelfTest(connection, storage), store, ...(queue === null ? [] : [queue])];
  const checks = await checkConnection(ports, others).finally(() => {
    terminal.progress.done();
  });
  terminal.print(
    options.json === true
      ? `${JSON.stringify(checks, null, 2)}\n`
      : renderChecks(checks, ports.name, terminal, `rollcall plan --connection ${ports.name}`),
  );
  return checks.some((one) => one.result === 'fail') ? 1 : 0;
}

/** `next`: the command that comes after checks that found nothing; null: whoever asks says it. */
export function renderChecks(
  checks: readonly Check[],
  connection: string,
  { paint, width }: Terminal,
  next: string | null,
): string {
  const marks = {
    ok: paint.green('ok  '),
    warn: paint.yellow('warn'),
    fail: paint.red('FAIL'),
  } as const satisfies Record<Check['result'], string>;
  const room = Math.max(40, Math.min(120, width) - 6);
  const lines = checks.flatMap(({ name, result, detail, fix }) => [
    `${marks[result]}  ${paint.bold(name)}`,
    ...wrap(prose(detail), room).map((line) => `      ${line}`),
    ...(fix === null || result === 'ok' ? [] : wrap(prose(`-> ${fix}`), room).map((line) => `      ${line}`)),
  ]);
  const failed = checks.filter((one) => one.result === 'fail').length;
  const end =
    failed === 0
      ? `Everything that ${connection} needs is there.${next === null ? '' : ` Next: ${next}`}`
      : `${failed} of ${checks.length} checks failed.`;
  return `${[...lines, '', end].join('\n')}\n`;
}
