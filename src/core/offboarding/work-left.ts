/** Why a deactivation waits for its member's work: some is there that has to go first, or nobody can say that there is none. */
import { DUTY_KINDS, type DutyKind, type DutyReading, type UnseenDuty } from '../../domain/offboarding/duty.ts';
import type { OffboardingPolicy } from '../../domain/offboarding/handover.ts';
import type { LeaverDuty } from '../../domain/offboarding/leaver.ts';
import type { Hold } from '../../domain/planning/plan.ts';
import { countedDuties, manyDuties, namedDuties } from './duty-words.ts';
import type { Leaver } from './staff/leavers.ts';

/** One hold for each kind. */
export function workLeft(
  { member: { identifier } }: Leaver,
  duties: readonly LeaverDuty[],
  unseen: DutyReading['unseen'],
  policy: OffboardingPolicy,
): readonly Hold[] {
  return DUTY_KINDS.flatMap((kind): readonly Hold[] => {
    const awaited = duties.flatMap(({ duty, fate }) => (duty.kind === kind && fate.kind === 'awaited' ? [duty] : []));
    const missing = policy.duties[kind].kind === 'report' ? [] : unseen.filter((each) => each.kind === kind);
    return [
      ...(awaited.length === 0
        ? []
        : [
            hold(
              `${identifier} still has ${countedDuties(kind, awaited.length)}: ${namedDuties(awaited)}. Hand over or close what is left in the PSA, and the next run goes on by itself; or approve the deactivation with the work left where it is.`,
            ),
          ]),
      ...(missing.length === 0
        ? []
        : [
            hold(
              `Whether ${identifier} has ${manyDuties(kind)} could not be seen: ${detailOf(missing)} Or approve the deactivation without knowing.`,
            ),
          ]),
    ];
  });
}

/** Where a rule wants more than a report and nobody has looked, nothing is known of any kind. */
export function workUnread({ member: { identifier } }: Leaver, policy: OffboardingPolicy): readonly Hold[] {
  const wanted = DUTY_KINDS.filter((kind) => policy.duties[kind].kind !== 'report');
  return wanted.length === 0
    ? []
    : [
        {
          guard: 'work-left',
          release: 'time',
          why: `The work of ${identifier} was not read in this run, and "offboarding" wants it looked after; the next run reads it.`,
        },
      ];
}

/** The kinds that could not be seen, each once, with all that was said of it. */
export function unseenKinds(
  unseen: readonly UnseenDuty[],
): readonly { readonly kind: DutyKind; readonly detail: string }[] {
  return DUTY_KINDS.flatMap((kind) => {
    const missing = unseen.filter((each) => each.kind === kind);
    return missing.length === 0 ? [] : [{ kind, detail: detailOf(missing) }];
  });
}

function detailOf(missing: readonly UnseenDuty[]): string {
  return [...new Set(missing.map(({ detail }) => detail))].join(' ');
}

function hold(why: string): Hold {
  return { guard: 'work-left', release: 'approval', why };
}
