// Writes what this run learned into the connection's memory, on top of exactly the version that it read.
import { remember } from '../../core/memory/remember.ts';
import type { Decision } from '../../domain/planning/decision.ts';
import type { World } from '../../domain/planning/world.ts';
import { RemoteError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import type { Course } from './course.ts';
import { reportSteps } from './report-run.ts';

/** Throws RemoteError `conflict` when somebody else wrote meanwhile: under the lock that must not happen, so it is told, not merged. */
export async function rememberRun(
  ports: Pick<ConnectionPorts, 'name' | 'memories'>,
  learned: {
    readonly course: Course;
    readonly world: World;
    readonly decision: Decision;
    /** Version of the memory that the world was read with. */
    readonly version: string | null;
  },
): Promise<void> {
  const { course, world, decision, version } = learned;
  const memory = remember({ world, decision, steps: reportSteps(course), run: course.run });
  if (await ports.memories.write(ports.name, memory, version)) return;
  throw new RemoteError({
    system: 'storage',
    request: 'write memory',
    status: null,
    reason: 'conflict',
    message: `The memory of connection ${ports.name} was written by somebody else while this run held its lock, so nothing of this run was remembered.`,
    advice:
      'Look for a second copy of Rollcall that works on the same storage with another lock; the next run reads anew.',
  });
}
