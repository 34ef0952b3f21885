// Carries out what was approved: the world is read and planned anew, and only what still stands is done.
import type { Digest, RulingId, RunId } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { Ruling, RulingResult } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { runConnection } from '../run/run.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';
import { doneSince } from './done-since.ts';
import { concludeStep, type Conclusion } from './conclude.ts';

export type CarriedOut =
  /** Nothing is left to do for this decision; nothing was done. */
  | { readonly kind: 'covered' }
  /** Another run holds the connection. */
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'finished';
      readonly report: RunReport;
      readonly conclusions: readonly Conclusion[];
      /** false: something was not tried, and its approval stands. */
      readonly final: boolean;
    };

/** Throws RefusedError 404 when no such decision is kept. `deadline` null: never. */
export async function carryOut(
  ports: ConnectionPorts,
  { id, deadline }: { readonly id: RulingId; readonly deadline: Date | null },
): Promise<CarriedOut> {
  const ruling = (await ports.rulings.readRecent(ports.name)).find((one) => one.id === id);
  if (ruling === undefined) throw new RefusedError(404, `No decision ${id} is kept of ${ports.name}.`);
  if (ruling.ticket === null || ruling.result?.final === true) return { kind: 'covered' };
  const approved = await approvedSteps(ports, ruling);
  const elsewhere = await resultsElsewhere(ports, ruling, approved);
  if (approved.length === 0) {
    await settle(ports, ruling, null, elsewhere);
    return { kind: 'covered' };
  }
  const result = await runConnection(ports, {
    trigger: { kind: 'approval', by: ruling.by, ticket: ruling.ticket },
    apply: true,
    only: approved.map(({ digest }) => digest),
    // Whoever is switched off by somebody's word hands over first what the policy says: the word is about the departure, not about dropping the work.
    withHandovers: true,
    deadline,
  });
  if (result.kind === 'busy') return result;

  const conclusions: Conclusion[] = [];
  for (const step of approved) conclusions.push(await concludeStep(ports, step, result.report));
  // What its giver was told is refused must not be done behind their back when the same digest comes up again.
  const over = conclusions.filter(({ kind }) => kind === 'fallen' || kind === 'already').map(({ digest }) => digest);
  if (over.length > 0) await ports.approvals.remove(ports.name, over);
  const final = conclusions.every(({ kind }) => kind !== 'stands');
  await settle(ports, ruling, { run: result.report.run, final }, [...conclusions.map(resultOf), ...elsewhere]);
  return { kind: 'finished', report: result.report, conclusions, final };
}

type StepResult = RulingResult['steps'][number];

/** Of the steps of which nobody's word is left. */
async function resultsElsewhere(
  ports: ConnectionPorts,
  ruling: Ruling,
  approved: readonly HeldStep[],
): Promise<readonly StepResult[]> {
  const given = new Set(approved.map(({ digest }) => digest));
  const others = countingDigests(ruling).filter((digest) => !given.has(digest));
  const done = await doneSince(ports, ruling, others);
  return others.map((digest): StepResult => {
    const run = done.get(digest);
    return run === undefined
      ? { digest, done: false, why: 'The approval was taken back or had ended before a run came to it.' }
      : { digest, done: true, why: `Done by run ${run}.` };
  });
}

/** No run was made for it, and none will be. */
export async function settleWithout(ports: ConnectionPorts, ruling: Ruling, why: string): Promise<void> {
  const steps = countingDigests(ruling).map((digest) => ({ digest, done: false, why }));
  await settle(ports, ruling, null, steps);
}

/** `by` null: no run. */
async function settle(
  { name, rulings, clock }: Pick<ConnectionPorts, 'name' | 'rulings' | 'clock'>,
  { id }: Ruling,
  by: { readonly run: RunId; readonly final: boolean } | null,
  steps: readonly StepResult[],
): Promise<void> {
  const at = clock.now().toISOString();
  await rulings.settle(name, id, { run: by?.run ?? null, at, final: by?.final ?? true, steps });
}

export function countingDigests({ steps }: Ruling): readonly Digest[] {
  return steps.filter(({ standing }) => standing === 'counts').map(({ digest }) => digest);
}

/** As they were seen; without those of which nobody's word is left. */
async function approvedSteps(ports: ConnectionPorts, ruling: Ruling): Promise<readonly HeldStep[]> {
  const [report, approvals] = await Promise.all([
    ports.archive.readReport(ports.name, ruling.seen),
    ports.approvals.read(ports.name),
  ]);
  const wanted = new Set(countingDigests(ruling));
  const given = new Set(approvals.map(({ digest }) => digest));
  return (report?.steps ?? [])
    .filter((step) => step.verdict === 'hold')
    .filter(({ digest }) => wanted.has(digest) && given.has(digest));
}

function resultOf(conclusion: Conclusion): StepResult {
  const { digest } = conclusion;
  return conclusion.kind === 'done'
    ? { digest, done: true, why: null }
    : { digest, done: conclusion.kind === 'already', why: conclusion.why };
}
