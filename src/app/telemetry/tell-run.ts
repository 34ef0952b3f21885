// Sends what a run told of itself, once it is over. Whatever becomes of that, the run is what it was: a receiver that fails costs one line in the log.
import { measuresOf, unreportedMeasures } from '../../core/telemetry/measures.ts';
import { runScopeOf } from '../../core/outcome.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Span, ToldRun } from '../../domain/runs/telemetry.ts';
import type { Undelivered } from '../../ports/telemetry-port.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultFields } from '../fault-words.ts';
import type { RunRequest } from '../run/course.ts';
import type { KeptTrace } from './trace.ts';

export interface EndedRun {
  readonly request: Pick<RunRequest, 'trigger' | 'person' | 'dueAt' | 'traceParent'>;
  /** The run whose handovers this one took back; absent: an ordinary run. */
  readonly undoes?: RunId;
  readonly trace: KeptTrace;
  /** null: it ended without one. */
  readonly report: RunReport | null;
}

/** Never throws. */
export async function tellRun(
  { name, telemetry, logger }: Pick<ConnectionPorts, 'name' | 'telemetry' | 'logger'>,
  ended: EndedRun,
): Promise<void> {
  if (telemetry === null) return;
  const about = { connection: name, ...(ended.report !== null && { run: ended.report.run }) };
  try {
    for (const [receiver, lost] of byReceiver(await telemetry.send(toldOf(name, ended))))
      logger.warn('telemetry was not sent', {
        ...about,
        receiver,
        signals: lost.map(({ signal }) => signal).join(', '),
        because: [...new Set(lost.map(({ because }) => because))].join(', '),
      });
  } catch (error) {
    logger.warn('telemetry could not be made', { ...about, ...faultFields(error) });
  }
}

function toldOf(connection: ToldRun['connection'], { request, undoes, trace, report }: EndedRun): ToldRun {
  const { spans, dropped } = trace.read();
  const run = spans.find(({ name }) => name === 'rollcall.run');
  const latenessMs = run === undefined ? null : lateness(run, request.dueAt);
  const more = {
    ...(latenessMs !== null && { 'rollcall.lateness': latenessMs / 1000 }),
    ...(dropped > 0 && { 'rollcall.spans.dropped': dropped }),
  };
  return {
    connection,
    traceParent: request.traceParent ?? null,
    spans: spans.map((span) => (span === run ? { ...span, attributes: { ...span.attributes, ...more } } : span)),
    measurements:
      run === undefined || report === null
        ? unreportedMeasures(request.trigger.kind, runScopeOf({ person: request.person, undoes }))
        : measuresOf(report, { durationMs: run.endedAt - run.startedAt, latenessMs }),
  };
}

/** Clocks of two machines may disagree: nothing begins before it is due. */
function lateness({ startedAt }: Span, dueAt: string | undefined): number | null {
  const due = dueAt === undefined ? Number.NaN : Date.parse(dueAt);
  return Number.isNaN(due) ? null : Math.max(0, startedAt - due);
}

function byReceiver(lost: readonly Undelivered[]): ReadonlyMap<string, readonly Undelivered[]> {
  return Map.groupBy(lost, ({ receiver }) => receiver);
}
