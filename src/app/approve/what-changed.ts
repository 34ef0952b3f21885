// Says in words how the step that somebody saw differs from what is planned for the same account now.
import { failureSubject } from '../../core/subjects.ts';
import { subjectOf } from '../../domain/planning/action.ts';
import type { Action } from '../../domain/planning/action.ts';
import type { Reassignment } from '../../domain/offboarding/handover.ts';
import type { FieldChange, FieldValue } from '../../domain/people/member.ts';
import { GUARD_NAMES, type Hold, type Step } from '../../domain/planning/plan.ts';

/** The step of the new plan that writes to the same account; undefined: nothing is planned for it any more. */
export function sameSubject(steps: readonly Step[], seen: Action): Step | undefined {
  return steps.find((step) => failureSubject(step.action) === failureSubject(seen));
}

/** One sentence, for two actions on one account whose digests differ. */
export function whatChanged(seen: Action, planned: Action): string {
  if (seen.kind !== planned.kind) return `It was to ${seen.kind}; planned is now to ${planned.kind}.`;
  const before = aspectsOf(seen);
  const after = aspectsOf(planned);
  const changed = [...new Set([...before.keys(), ...after.keys()])].flatMap((aspect) => {
    const [was, is] = [before.get(aspect) ?? 'not set', after.get(aspect) ?? 'not set'];
    return was === is ? [] : [`${aspect} was ${was}, now ${is}`];
  });
  return changed.length === 0
    ? `Planned for ${subjectOf(planned)} is now another record of the same name.`
    : `Changed for ${subjectOf(planned)}: ${changed.join('; ')}.`;
}

/** "protection: Member admin1 is listed as protected (change the configuration)". */
export function holdWords(holds: readonly Hold[]): string {
  return holds
    .map((hold) => {
      const released = hold.guard === 'departure-held' ? 'it goes with that deactivation' : RELEASED_BY[hold.release];
      return `${GUARD_NAMES[hold.guard]}: ${hold.why} (${released})`;
    })
    .join('; ');
}

const RELEASED_BY = {
  approval: 'approve it',
  config: 'change the configuration, then run again',
  source: 'mend the directory or the PSA; the next run sees it',
  time: 'a later run does it by itself',
  decision: 'take that back first',
} as const satisfies Record<Hold['release'], string>;

/** What a person reads of an action, by name: reason, profile and each field. */
function aspectsOf(action: Action): ReadonlyMap<string, string> {
  const aspects = new Map<string, string>([['reason', action.because]]);
  if (action.person !== null) aspects.set('person', `${action.person.name} (${action.person.login})`);
  switch (action.kind) {
    case 'create': {
      aspects.set('profile', action.profile).set('Member ID', action.draft.identifier);
      aspects.set('hire date', action.draft.hiredOn ?? 'not set');
      if (action.draft.templateId !== null) aspects.set('member template', String(action.draft.templateId));
      for (const [field, value] of Object.entries(action.draft.fields)) aspects.set(field, valueWords(value));
      return aspects;
    }
    case 'reactivate':
    case 'update':
      aspects.set('profile', action.profile);
      for (const change of action.changes) aspects.set(change.field, changeWords(change));
      return aspects;
    case 'deactivate':
      aspects.set('single sign-on user', action.ssoUserId ?? 'not set');
      for (const { kind, to } of action.handover) aspects.set(`${kind} goes to`, to.identifier);
      return aspects;
    case 'reassign':
      for (const [aspect, words] of handoverAspects(action.reassignment)) aspects.set(aspect, words);
      return aspects;
  }
}

function handoverAspects({ duty, from, to }: Reassignment): readonly (readonly [aspect: string, words: string])[] {
  const ends = [
    ['comes from', from.identifier],
    ['goes to', to.identifier],
  ] as const;
  if (duty.kind === 'approver') return [...ends, ['record', duty.of.identifier]];
  const { summary, board } = duty.ticket;
  const ticket = ['ticket', `"${summary}" on ${board}`] as const;
  return duty.kind === 'ticket-owner'
    ? [...ends, ticket]
    : [
        ...ends,
        ticket,
        ['schedule entries', duty.entries.length === 0 ? 'none' : duty.entries.join(', ')],
        ['schedule type', duty.type.name],
      ];
}

function changeWords(change: FieldChange): string {
  return `${change.from === null ? 'empty' : valueWords(change.from)} to ${valueWords(change.to)}`;
}

function valueWords(value: FieldValue): string {
  return typeof value === 'string' ? `"${value}"` : `"${value.name}"`;
}
