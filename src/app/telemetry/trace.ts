// Keeps what the pieces of a run were and how long they took, in memory, until the run is over. Spans follow the clock that only grows, from one look at the wall clock on.
import { FAULT_KEY, type Attributes, type Span, type SpanName } from '../../domain/runs/telemetry.ts';
import { RemoteError } from '../../errors.ts';
import type { Clock } from '../../ports/run-ports.ts';
import type { Trace } from '../../ports/telemetry-port.ts';

/** What a run of any size is told by; beyond it spans are counted only. */
const MOST_SPANS = 2000;

export interface KeptTrace extends Trace {
  read(): { readonly spans: readonly Span[]; readonly dropped: number };
}

/** Outside of a run nothing is told. */
export const UNTRACED: Trace = { span: (_name, work) => work() };

export function createTrace(clock: Clock, most = MOST_SPANS): KeptTrace {
  const spans: Span[] = [];
  let dropped = 0;
  const began = { wall: clock.now().getTime(), elapsed: clock.elapsed() };
  const now = (): number => began.wall + (clock.elapsed() - began.elapsed);
  const keep = (name: SpanName, startedAt: number, attributes: Attributes): void => {
    // The pieces come before the run is known to be over; it must not be the one that is left out, nor its phases.
    if (name === 'rollcall.write' && spans.length >= most) dropped += 1;
    else spans.push({ name, startedAt, endedAt: now(), attributes });
  };
  return {
    async span(name, work, tell) {
      const startedAt = now();
      try {
        const result = await work();
        keep(name, startedAt, tell?.(result) ?? {});
        return result;
      } catch (error) {
        keep(name, startedAt, { [FAULT_KEY]: faultOf(error) });
        throw error;
      }
    },
    read: () => ({ spans, dropped }),
  };
}

/** No message: it may name people. */
function faultOf(error: unknown): string {
  if (error instanceof RemoteError) return error.reason;
  return error instanceof Error ? error.name : typeof error;
}
