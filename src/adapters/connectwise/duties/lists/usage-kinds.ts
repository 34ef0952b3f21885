/** What the PSA's own words for a usage mean here. They are documented nowhere, so whatever is not surely known stays a usage of its own. */
import type { DutyKind } from '../../../../domain/offboarding/duty.ts';

export type UsageMeaning =
  /** Lists of their own show it: told twice it would count twice. */
  | { readonly kind: 'listed'; readonly by: readonly DutyKind[] }
  /** Nothing but the usages shows it. */
  | { readonly kind: 'told'; readonly as: ToldKind };
/** Kinds that no list of their own shows. */
export type ToldKind = 'project-team' | 'company-role' | 'ticket-template' | 'knowledge-article' | 'usage';

const listed = (...by: DutyKind[]): UsageMeaning => ({ kind: 'listed', by });

/** The first that fits; words are lower-case, with single blanks. */
const MEANINGS: readonly (readonly [words: RegExp, meaning: UsageMeaning])[] = [
  [/^(service |project )?(ticket|issue)s?( owner| resource)?$/, listed('ticket-owner', 'ticket-resource')],
  [/^schedules?( entry| entries)?$/, listed('schedule-entry', 'ticket-resource')],
  [/^time ?sheets?$/, listed('time-sheet')],
  [/^expense ?reports?$/, listed('expense-report')],
  [/^(reports to|time approver|expense approver)s?$/, listed('approver')],
  [/^(sales )?activit(y|ies)$/, listed('activity')],
  [/^opportunit(y|ies)( sales rep)?$/, listed('opportunity')],
  [/^(service |board )?teams?( leaders?)?$/, listed('team-leader')],
  [/^(service |board )?team members?$/, listed('team-member')],
  [/^workflow (actions?|e ?mails?)( sender| recipient)?$/, listed('workflow-action')],
  [/^project (managers?|(time|expense) approvers?)$/, listed('project-manager')],
  [/^project (team( members?)?|resources?|members?)$/, { kind: 'told', as: 'project-team' }],
  [/^my company /, listed('company-role')],
  [/^(service |project )?ticket templates?( owners?| members?)?$/, { kind: 'told', as: 'ticket-template' }],
  [/^(knowledge|knowledge ?base) articles?( owners?| authors?)?$/, { kind: 'told', as: 'knowledge-article' }],
  [
    /^department (managers?|department manager|dispatch(er)?s?|(service|duty) managers?)$/,
    { kind: 'told', as: 'company-role' },
  ],
];

export function meaningOf(type: string): UsageMeaning {
  const words = type
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return MEANINGS.find(([pattern]) => pattern.test(words))?.[1] ?? { kind: 'told', as: 'usage' };
}
