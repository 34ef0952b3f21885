/** What one stored run says of one person. */
import type { Finding } from '../planning/finding.ts';
import type { LeaverSheet } from '../offboarding/leaver.ts';
import type { MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';
import type { Ruling } from '../rulings/ruling.ts';
import type { ReportedStep, RunReport } from './run.ts';
import type { IdleSeat } from '../people/seat.ts';

export interface Sighting {
  readonly report: Pick<
    RunReport,
    'run' | 'connection' | 'startedAt' | 'outcome' | 'applied' | 'planDigest' | 'person'
  >;
  readonly people: readonly PersonRef[];
  readonly members: readonly MemberRef[];
  readonly steps: readonly ReportedStep[];
  readonly findings: readonly Finding[];
  readonly sheets: readonly LeaverSheet[];
  readonly idle: readonly IdleSeat[];
}

export interface PersonHistory {
  /** As typed. */
  readonly asked: string;
  /** Runs that say something of them, newest first. */
  readonly sightings: readonly Sighting[];
  /** What was decided of their steps, newest first, without the steps of others. */
  readonly rulings: readonly Ruling[];
  /** How many reports were opened for it. */
  readonly opened: number;
}

/** By what they can be asked for, the surest first; what was typed comes last. */
export function namesOf({ asked, sightings: [latest] }: PersonHistory): readonly [string, ...string[]] {
  const known = [latest?.people[0]?.login, latest?.people[0]?.id, latest?.members[0]?.identifier];
  const [first, ...others] = known.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  return first === undefined ? [asked] : [first, ...others, asked];
}
