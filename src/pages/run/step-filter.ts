// Which steps of a run a reader wants to see: read from the address, so that it works without a script and can be sent to somebody else.
import { subjectOf, type ActionKind } from '../../domain/planning/action.ts';
import { GUARD_NAMES, type GuardName } from '../../domain/planning/plan.ts';
import type { ReportedStep } from '../../domain/runs/run.ts';
import { nameOf, standingOf, type Standing } from '../../reports/words/describe-step.ts';
import { ACTION_NAMES } from '../../reports/words/words.ts';
import type { Query } from '../page-links.ts';

/** null: all. */
export interface StepFilter {
  readonly standing: Standing | null;
  readonly action: ActionKind | null;
  readonly guard: GuardName | null;
  /** Of a Member ID, a name, a login or a digest; empty: any. */
  readonly text: string;
}

export const STANDING_NAMES = {
  failed: 'Failed',
  done: 'Done',
  open: 'Open',
  left: 'Left by the mode',
  waiting: 'Waiting',
  decided: 'Denied or set aside',
} as const satisfies Record<Standing, string>;

/** As URLSearchParams has it. */
export interface Search {
  get(name: string): string | null;
}

/** A value that is none of those offered is a problem, told in words: it must not pass for "all". */
export function parseStepFilter(search: Search): StepFilter | { readonly problem: string } {
  const standing = choice(search, 'standing', keysOf(STANDING_NAMES));
  const action = choice(search, 'action', keysOf(ACTION_NAMES));
  const guard = choice(search, 'guard', keysOf(GUARD_NAMES));
  for (const one of [standing, action, guard]) if (one !== null && typeof one === 'object') return one;
  return {
    standing: chosen(standing),
    action: chosen(action),
    guard: chosen(guard),
    text: (search.get('q') ?? '').trim(),
  };
}

/** The address of the same filter. */
export function filterQuery({ standing, action, guard, text }: StepFilter): Query {
  return { standing, action, guard, q: text };
}

export function filterSteps(steps: readonly ReportedStep[], filter: StepFilter): readonly ReportedStep[] {
  const wanted = folded(filter.text);
  return steps.filter(
    (step) =>
      (filter.standing === null || standingOf(step) === filter.standing) &&
      (filter.action === null || step.action.kind === filter.action) &&
      (filter.guard === null || guardsOf(step).includes(filter.guard)) &&
      (wanted === '' || textsOf(step).some((text) => folded(text).includes(wanted))),
  );
}

export function guardsOf(step: ReportedStep): readonly GuardName[] {
  return step.verdict === 'hold' ? step.holds.map(({ guard }) => guard) : [];
}

type Chosen<Name extends string> = Name | null | { readonly problem: string };

function choice<Name extends string>(search: Search, field: string, names: readonly Name[]): Chosen<Name> {
  const given = search.get(field) ?? '';
  if (given === '') return null;
  return (
    names.find((name) => name === given) ?? {
      problem: `${field} is "${given.slice(0, 40)}"; expected ${names.join(', ')}, or nothing for all.`,
    }
  );
}

function chosen<Name extends string>(one: Chosen<Name>): Name | null {
  return typeof one === 'string' ? one : null;
}

function keysOf<Name extends string>(names: Readonly<Record<Name, string>>): readonly Name[] {
  const isName = (key: string): key is Name => key in names;
  return Object.keys(names).filter(isName);
}

function textsOf({ action, digest }: ReportedStep): readonly string[] {
  return [subjectOf(action), nameOf(action), action.person?.login ?? '', digest];
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
