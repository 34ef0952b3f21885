/** rollcall demo: the whole story over real HTTP and a real blob store, on this machine alone. It uses the same use cases as everything else. */
import { approve } from '../../app/approve/approve.ts';
import type { ConnectionPorts } from '../../app/connection-ports.ts';
import type { DemoOptions } from './options.ts';
import type { ExitCode } from '../exit-code.ts';
import { finished } from '../commands/plan.ts';
import { InvariantError } from '../../errors.ts';
import { operator } from '../session.ts';
import { relative } from 'node:path';
import { runConnection } from '../../app/run/run.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { saveReports } from './save-reports.ts';
import { setStage, type Stage } from './stage.ts';
import { showReport } from '../show-report.ts';
import { SILENT } from '../../runtime/silent.ts';
import type { Terminal } from '../terminal.ts';
import { startBadDay } from './bad-day.ts';

const KIND_NAMES = { entra: 'a Microsoft Entra ID', okta: 'an Okta' } as const satisfies Record<
  DemoOptions['directory'],
  string
>;

export async function demo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  terminal.progress.phase('Starting the sandbox and the blob store');
  const stage = await setStage(options, { ...terminal, progress: SILENT });
  terminal.progress.done();
  try {
    const code = await play(stage, options, terminal);
    if (options.serve !== true) return code;
    const { servePages } = await import('./serve-pages.ts');
    await servePages(stage, options, terminal);
    return code;
  } finally {
    await stage.stop();
  }
}

async function play(stage: Stage, options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  const { print, paint } = terminal;
  const act = (number: number, title: string): void => {
    print(`\n${paint.bold(paint.cyan(`── ${number}. ${title} `.padEnd(Math.min(100, terminal.width), '─')))}\n\n`);
  };
  print(
    `A sandbox on this machine plays a ConnectWise PSA and ${KIND_NAMES[options.directory]} directory; Azurite keeps the reports.\n`,
  );

  const show = createShow(terminal);

  act(1, 'rollcall plan: what would change');
  const planned = await run(stage, false);
  show(planned);

  act(2, 'rollcall apply: do what the guards pass');
  const applied = await run(stage, true);
  show(applied);

  const badDay = startBadDay(stage.sandbox.world, matchedLogins(stage));
  act(3, `A feed goes wrong: ${badDay.disabled.length} people are disabled at once`);
  const held = await run(stage, true);
  show(held);

  act(4, `rollcall approve: ${badDay.leaver.displayName} has really left`);
  const approved = await approveLeaver(stage, held, badDay.leaver.login);
  show(approved);

  badDay.repair();
  act(5, 'The feed is repaired; the next hourly run');
  const repaired = await run(stage, true);
  show(repaired);

  act(6, 'Run again: nothing left to do');
  const last = await run(stage, true);
  show(last);

  const folders = await saveReports(
    stage.archive,
    last.connection,
    [planned, applied, held, approved, repaired, last].map((report) => report.run),
    options.out,
  );
  act(7, 'The reports');
  for (const [index, folder] of folders.entries())
    print(`${index + 1}. ${relative(process.cwd(), folder)}/report.html\n`);
  print(`\nThe same with your own PSA: rollcall init; what it needs is in README.md, "Your own PSA".\n`);
  return last.steps.some((step) => step.verdict === 'go') ? 1 : 0;
}

async function run(stage: Stage, apply: boolean): Promise<RunReport> {
  const ports: ConnectionPorts = await stage.ports();
  return finished(
    await runConnection(ports, { trigger: { kind: 'command-line', by: operator() }, apply, deadline: null }),
    ports.name,
  );
}

async function approveLeaver(stage: Stage, held: RunReport, login: string): Promise<RunReport> {
  const step = held.steps.find(
    (one) => one.verdict === 'hold' && one.action.kind === 'deactivate' && one.action.person?.login === login,
  );
  if (step === undefined) throw new InvariantError('The demo expected the leaver to be held');
  const { report } = await approve(await stage.ports(), {
    digest: step.digest,
    by: operator(),
    note: 'Confirmed with their manager.',
  });
  return report;
}

/** People in a mapped group who have an active member by their address, so that their departure would be a deactivation. Administrators are left alone. */
function matchedLogins({ sandbox }: Stage): readonly string[] {
  const { members, groups, people } = sandbox.world;
  const office = [...members.values()].filter((member) => !member.inactiveFlag && member.record['adminFlag'] !== true);
  const addresses = new Set(office.map((member) => member.record['officeEmail']));
  const grouped = new Set([...groups.values()].flatMap((group) => group.people));
  return [...people.values()]
    .filter((person) => grouped.has(person.id) && addresses.has(person.mail))
    .map((person) => person.login);
}

/** Shows one run after the other: findings, seats and forgotten tickets with the first only, and of what waits and of who left only what is new. */
function createShow(terminal: Terminal): (report: RunReport) => void {
  const shown = new Set<string>();
  return (report) => {
    const steps = report.steps.filter((step) => step.verdict === 'go' || !shown.has(step.digest));
    const again = report.steps.length - steps.length;
    const leavers = report.offboarding?.leavers.filter(({ because }) => because !== null) ?? [];
    const rest = shown.size === 0 ? {} : { findings: [], seating: null, offboarding: { leavers, orphans: null } };
    showReport({ ...report, steps, ...rest }, terminal, {});
    if (again > 0) terminal.print(terminal.paint.dim(`\nStill waiting, as shown above: ${again}\n`));
    for (const step of report.steps) if (step.verdict === 'hold') shown.add(step.digest);
  };
}
