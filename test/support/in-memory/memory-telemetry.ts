// A Telemetry that keeps what it is told. A test can make it lose things, or fail outright.
import type { ToldRun } from '../../../src/domain/runs/telemetry.ts';
import type { Telemetry, Undelivered } from '../../../src/ports/telemetry-port.ts';

export interface MemoryTelemetry extends Telemetry {
  readonly told: ToldRun[];
  /** Answered by every sending. */
  lost: readonly Undelivered[];
  /** Asked at the beginning of every sending; what it throws is thrown. */
  onSend: () => void;
}

export function createMemoryTelemetry(): MemoryTelemetry {
  const telemetry: MemoryTelemetry = {
    told: [],
    lost: [],
    onSend: () => undefined,
    async send(told) {
      telemetry.onSend();
      telemetry.told.push(told);
      return telemetry.lost;
    },
  };
  return telemetry;
}

/** What the only run that was told says; throws unless there is exactly one. */
export function onlyRun({ told }: MemoryTelemetry): ToldRun {
  const [run, ...others] = told;
  if (run === undefined || others.length > 0) throw new RangeError(`${told.length} runs were told, not one`);
  return run;
}
