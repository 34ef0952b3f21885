// What the mode allows a run that nobody watches. A person at the command line, and whoever approves, is held by no mode.
import type { Mode } from '../../domain/runs/run.ts';
import type { RunRequest } from './course.ts';

const UNATTENDED = {
  observe: { apply: false },
  'create-only': { apply: true, creationsOnly: true },
  full: { apply: true },
} as const satisfies Record<Mode, Pick<RunRequest, 'apply' | 'creationsOnly'>>;

export function unattendedWrites(mode: Mode): Pick<RunRequest, 'apply' | 'creationsOnly'> {
  return UNATTENDED[mode];
}
