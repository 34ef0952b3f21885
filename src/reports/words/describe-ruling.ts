// A decision on held steps, in the same words on a page, over HTTP and at the command line.
import type { Ruling, RuledStep, RulingKind } from '../../domain/rulings/ruling.ts';
import { counted, dayOf } from './amounts.ts';
import { shortDigest } from './next-steps.ts';

/**
 * - `under-way`: a run was asked for and has not carried it out yet. - `second`: another person has to approve it, too. - `refused`: nothing of it counts.
 * - `standing`: it counts and needs no run. - `done`: all of it was done. - `part-done`: some of it was not. - `not-done`: nothing of it was.
 */
export type RulingState = 'under-way' | 'second' | 'refused' | 'standing' | 'done' | 'part-done' | 'not-done';

export const RULING_STATE_NAMES = {
  'under-way': 'Being carried out',
  second: 'Waits for a second person',
  refused: 'Refused',
  standing: 'Stands',
  done: 'Done',
  'part-done': 'Done in part',
  'not-done': 'Not done',
} as const satisfies Record<RulingState, string>;

export const RULING_NAMES = {
  approve: 'Approved',
  deny: 'Denied',
  hold: 'Set aside',
  'take-back': 'Taken back',
} as const satisfies Record<RulingKind, string>;

export function rulingState({ kind, steps, ticket, result }: Ruling): RulingState {
  if (kind !== 'approve') return 'standing';
  if (ticket === null) return steps.some(({ standing }) => standing === 'second') ? 'second' : 'refused';
  if (result?.final !== true) return 'under-way';
  const done = result.steps.filter((step) => step.done).length;
  if (done === 0) return 'not-done';
  return done === result.steps.length && steps.every(({ standing }) => standing === 'counts') ? 'done' : 'part-done';
}

/** `Set aside by dana until 2027-01-31: 3 steps`. */
export function rulingHeadline(ruling: Ruling): string {
  const { kind, by, ends, steps } = ruling;
  const until = kind !== 'hold' ? '' : ends === null ? ' without end' : ` until ${dayOf(ends)}`;
  return `${RULING_NAMES[kind]} by ${by}${until}: ${counted(steps.length, 'step', 'steps')}`;
}

/** What comes next for the whole of it; null: nothing. */
export function rulingNext(ruling: Ruling): string | null {
  switch (rulingState(ruling)) {
    case 'under-way':
      return ruling.result === null
        ? 'A run reads both sides anew and does what still stands. Look again in a minute.'
        : 'The run could not try everything; it is tried again. Look again in a few minutes.';
    case 'second':
      return `Another person who is signed in has to approve it as well${ruling.ends === null ? '' : `, before ${momentOf(ruling.ends)}`}.`;
    case 'standing':
      return STANDING[ruling.kind];
    case 'refused':
    case 'done':
    case 'part-done':
    case 'not-done':
      return null;
  }
}

const STANDING = {
  approve: null,
  deny: 'The steps stay held until this is taken back, or until they are planned differently.',
  hold: 'The steps stay held and are not listed as waiting until then, or until this is taken back.',
  'take-back': 'The steps wait again, if the next run still wants them.',
} as const satisfies Record<RulingKind, string | null>;

export interface RuledLine {
  readonly step: RuledStep;
  readonly words: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'info';
}

/** Each step with what became of it. */
export function ruledLines(ruling: Ruling): readonly RuledLine[] {
  const results = new Map((ruling.result?.steps ?? []).map((result) => [result.digest, result]));
  return ruling.steps.map((step): RuledLine => {
    if (step.standing === 'refused') return { step, words: `Refused: ${step.why ?? ''}`, tone: 'bad' };
    if (step.standing === 'second') return { step, words: step.why ?? RULING_STATE_NAMES.second, tone: 'warn' };
    const result = results.get(step.digest);
    if (result?.done === true) return { step, words: result.why ?? 'Done and verified.', tone: 'good' };
    if (result !== undefined) return { step, words: `Not done: ${result.why ?? ''}`, tone: 'bad' };
    return { step, words: ruling.ticket === null ? RULING_NAMES[ruling.kind] : 'Approved', tone: 'info' };
  });
}

/** `deactivate jane`, or what is left to say of a step that no plan has any more. */
export function ruledName({ action, subject, digest }: RuledStep): string {
  return action === null ? `step ${shortDigest(digest)}` : `${action} ${subject}`;
}

/** `2026-11-23 10:15 UTC` */
export function momentOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
