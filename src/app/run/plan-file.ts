// The plan as it is stored before the first write: what a run that dies was about to do.
import type { RunId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { RunFile } from '../../domain/runs/stored-file.ts';

export function planFile(run: RunId, plan: Plan): RunFile {
  const { digest, steps, findings } = plan;
  const text = `${JSON.stringify({ version: 1, run, digest, steps, findings }, null, 2)}\n`;
  return { name: 'plan.json', contentType: 'application/json', text };
}
