// What both ways of reading the world come to: the world itself, and what the run has to know beside it.
import type { Approval, Memory } from '../../../domain/memory/memory.ts';
import type { Timing } from '../../../domain/runs/run.ts';
import type { World } from '../../../domain/planning/world.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { unused, type Records } from './read-records.ts';

export interface WorldReading {
  readonly world: World;
  /** Version of the memory that was read, for the conditional write. */
  readonly memoryVersion: string | null;
  readonly timings: readonly Timing[];
  /** All that are kept; the world has those that still lift something. */
  readonly storedApprovals: readonly Approval[];
}

/** Of the world, what the directory and the PSA were asked for. */
export type ReadParts = Omit<
  World,
  'sides' | 'policy' | 'memory' | 'pastWrites' | 'approvals' | 'objections' | 'now' | 'toAscii'
>;

/** `memory`: the remembered one, settled. `clocked`: when the reading began, when the rosters were read, and when the look-ups were; milliseconds of the clock. */
export function worldReading(
  ports: Pick<ConnectionPorts, 'sides' | 'policy' | 'toAscii'>,
  parts: ReadParts,
  {
    now,
    records,
    memory,
    clocked: [started, readAt, lookedUpAt],
  }: {
    readonly now: Date;
    readonly records: Records;
    readonly memory: Memory;
    readonly clocked: readonly [started: number, readAt: number, lookedUpAt: number];
  },
): WorldReading {
  const { sides, policy, toAscii } = ports;
  return {
    world: {
      ...parts,
      sides,
      policy,
      memory,
      pastWrites: records.past,
      approvals: unused(records.approvals, records.writes),
      objections: records.objections,
      now: now.toISOString(),
      toAscii,
    },
    memoryVersion: records.version,
    storedApprovals: records.approvals,
    timings: [
      { phase: 'read', ms: readAt - started },
      { phase: 'look-up', ms: lookedUpAt - readAt },
    ],
  };
}
