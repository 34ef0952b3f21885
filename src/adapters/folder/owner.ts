// Who holds a turn: a process on a machine. On the same machine a process that is gone can be told from one that is slow.
import { existsSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import { z } from 'zod';
import { codeOf } from './fault.ts';

export const ownerShape = z.object({
  /** Host name and, on Linux, the namespace that process ids are counted in: two containers may share the one and not the other. */
  host: z.string(),
  pid: z.number().int().positive(),
});
export type Owner = z.infer<typeof ownerShape>;

const PID_NAMESPACE = '/proc/self/ns/pid';

export function thisProcess(): Owner {
  const namespace = existsSync(PID_NAMESPACE) ? readlinkSync(PID_NAMESPACE) : 'pid';
  return { host: `${hostname()} ${namespace}`, pid };
}

/** true: surely gone. Of a process on another machine nothing is known. */
export function ownerIsGone(owner: Owner, asker: Owner): boolean {
  if (owner.host !== asker.host) return false;
  try {
    kill(owner.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives, as another user.
    return codeOf(error) === 'ESRCH';
  }
}
