/** Runs over everybody in the process of the soak: a look that leaves no trace, and the runs of the next hours without waiting for them. */
import { runConnection } from '../../../src/app/run/run.ts';
import type { ConnectionPorts } from '../../../src/app/connection-ports.ts';
import { subjectOf } from '../../../src/domain/planning/action.ts';
import type { GuardName, Step } from '../../../src/domain/planning/plan.ts';
import type { EventCompany } from '../../support/events/event-company.ts';

/** What time lifts: a write that failed when it was tried, and an absence that a second run has to confirm. */
const WAITING: readonly GuardName[] = ['back-off', 'absence'];
/** From now on; what failed again and again waits a day. */
const HOURS = [1, 2, 4, 8, 16, 25, 50] as const;
const TRIGGER = { kind: 'command-line', by: 'soak' } as const;

export interface Look {
  /** In words, what an event should have brought by now; empty: nothing is lost. */
  readonly lost: readonly string[];
  /** Writes that wait for the runs of the next hours. */
  readonly waiting: number;
}

/** Nothing of it is remembered or listed, so that it neither covers nor confirms anything. */
export async function look(company: EventCompany): Promise<Look> {
  const ports = await company.ports();
  const result = await runConnection(withoutTrace(ports), { trigger: TRIGGER, apply: false, deadline: null });
  if (result.kind === 'busy') return { lost: ['somebody still holds the connection'], waiting: 0 };
  const { steps, outcome, summary } = result.report;
  const lost = steps.filter((step) => !isWaiting(step)).map((step) => `a run over everybody would ${inWords(step)}`);
  const doubtful = outcome === 'frozen' || outcome === 'failed';
  return {
    lost: doubtful ? [...lost, `a run over everybody ends as ${outcome}: ${summary}`] : lost,
    waiting: steps.filter(isWaiting).length,
  };
}

/** Until there is nothing left to do. Answers, in words, what keeps it from that. */
export async function runLater(company: EventCompany): Promise<readonly string[]> {
  let left: readonly Step[] = [];
  for (const hours of HOURS) {
    const ports = await company.ports();
    const result = await runConnection(inHours(hours, ports), { trigger: TRIGGER, apply: true, deadline: null });
    if (result.kind === 'busy') return [`somebody holds the connection ${hours} hours later`];
    const { outcome, steps } = result.report;
    if (outcome === 'converged' && steps.length === 0) return [];
    left = steps;
  }
  return left.map((step) => `${HOURS.at(-1) ?? 0} hours later it is still to ${inWords(step)}`);
}

function inHours(hours: number, ports: ConnectionPorts): ConnectionPorts {
  const { clock } = ports;
  const now = (): Date => new Date(clock.now().getTime() + hours * 3_600_000);
  return { ...ports, clock: { now, elapsed: () => clock.elapsed() } };
}

function withoutTrace(ports: ConnectionPorts): ConnectionPorts {
  const { memories, archive } = ports;
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    ...ports,
    memories: { read: (name) => memories.read(name), write: () => Promise.resolve(true) },
    archive: {
      ...{ storeFile: nothing, storeRun: nothing },
      list: (name, options) => archive.list(name, options),
      readReport: (name, run) => archive.readReport(name, run),
      readUndo: (name, run) => archive.readUndo(name, run),
      openFile: (name, run, file) => archive.openFile(name, run, file),
    },
  };
}

function isWaiting(step: Step): boolean {
  return step.verdict === 'hold' && step.holds.every(({ guard }) => WAITING.includes(guard));
}

function inWords(step: Step): string {
  const { action } = step;
  const held = step.verdict === 'go' ? '' : ` and hold it: ${step.holds.map(({ why }) => why).join(' ')}`;
  return `${action.kind} ${subjectOf(action)} (${action.because})${held}`;
}
