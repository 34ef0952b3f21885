/** rollcall check: configuration, credentials, rights, names, clock, change subscriptions, receivers of messages, storage; what is missing and how to grant it. */
import { openSession, type CommonOptions } from '../session.ts';
import { checkConnection } from '../../app/look/check-connection.ts';
import type { ExitCode } from '../exit-code.ts';
import { renderChecks } from '../render-checks.ts';
import { messagesSelfTest } from '../../app/messages/check-messages.ts';
import { subscriptionSelfTest } from '../../runtime/compose/configured-subscriptions.ts';
import type { Terminal } from '../terminal.ts';

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
  const others = [
    subscriptionSelfTest(connection, storage),
    messagesSelfTest(ports),
    store,
    ...(queue === null ? [] : [queue]),
  ];
  const checks = await checkConnection(ports, others).finally(() => {
    terminal.progress.done();
  });
  const failed = checks.filter((one) => one.result === 'fail').length;
  const ended =
    failed === 0
      ? `Everything that ${ports.name} needs is there. Next: rollcall plan --connection ${ports.name}`
      : `${failed} of ${checks.length} checks failed.`;
  terminal.print(
    options.json === true ? `${JSON.stringify(checks, null, 2)}\n` : renderChecks(checks, ended, terminal),
  );
  return failed > 0 ? 1 : 0;
}
