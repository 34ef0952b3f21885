// Carries out what was approved: the world is read and planned anew, and only what still stands is done.
import type { Digest, RulingId } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/run.ts';
import type { Ruling } from '../../domain/ruling.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { runConnection } from '../run/run.ts';
import type { HeldStep } from '../../domain/waiting.ts';
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
  if (approved.length === 0) {
    await settleWithout(ports, ruling, TAKEN_BACK);
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
  await ports.rulings.settle(ports.name, id, {
    run: result.report.run,
    at: ports.clock.now().toISOString(),
    final,
    steps: conclusions.map(resultOf),
  });
  return { kind: 'finished', report: result.report, conclusions, final };
}

const TAKEN_BACK = 'It was taken back, done or had expired before a run came to it.';

/** No run was made for it, and none will be. */
export async function settleWithout(ports: ConnectionPorts, ruling: Ruling, why: string): Promise<void> {
  await ports.rulings.settle(ports.name, ruling.id, {
    run: null,
    at: ports.clock.now().toISOString(),
    final: true,
    steps: countingDigests(ruling).map((digest) => ({ digest, done: false, why })),
  });
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

function resultOf(conclusion: Conclusion): { readonly digest: Digest; readonly done: boolean; readonly why: string | null } {
  const { digest } = conclusion;
  return conclusion.kind === 'done'
    ? { digest, done: true, why: null }
    : { digest, done: conclusion.kind === 'already', why: conclusion.why };
}
