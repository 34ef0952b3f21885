/** What can be handed over is the PSA's business; a rule that it cannot carry out is refused before it is believed. */
import { DUTY_KINDS } from '../../domain/offboarding/duty.ts';
import { HANDOVER_WAYS } from '../../domain/offboarding/handover.ts';
import type { ConfigProblem } from '../../errors.ts';
import type { ConnectionFile } from '../schema/schema.ts';

export function offboardingProblems({ offboarding, psa }: ConnectionFile, path: string): readonly ConfigProblem[] {
  return DUTY_KINDS.flatMap((kind) => {
    const rule = offboarding.duties[kind];
    if (typeof rule === 'string') return [];
    const way = HANDOVER_WAYS[kind];
    const messages = [
      ...(way === 'none' ? ['The PSA cannot hand this over to somebody else. Write "report" or "hold".'] : []),
      ...(way === 'deactivation' && psa.deactivateBy === 'patch'
        ? [
            'Only the deactivation endpoint hands this over, and psa.deactivateBy is "patch". Write "report" or "hold", or set psa.deactivateBy to "endpoint".',
          ]
        : []),
      ...(!kind.startsWith('ticket-') && rule.reassign.includes('team-leader')
        ? [
            `"team-leader" is the leader of a ticket's team, and this is no ticket. Write "manager" or "member:" with a Member ID.`,
          ]
        : []),
    ];
    return messages.map((message) => ({ path: `${path}.offboarding.duties.${kind}`, message }));
  });
}
