/** What stands now, from the reports since the last run that can be believed; and whether what is not among it has ended. */
import type { Matter, MatterTopic, Mute } from '../../domain/messages/matter.ts';
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { digestOf } from '../digest.ts';
import { joinMatters } from './join-matters.ts';
import { mattersOf } from './matters-of-report.ts';

export interface Standing {
  readonly matters: readonly Matter[];
  /** Only then is something that does not stand over: a run that failed early, was frozen or looked at one person says nothing of the rest. */
  readonly settled: boolean;
}

export interface Evidence {
  /** The newest run over everybody that saw everything; null: none is known. */
  readonly sound: RunReport | null;
  /** The newest run over everybody, where it is newer and not sound. */
  readonly doubtful: RunReport | null;
  /** Runs over one person since the sound one, oldest first. */
  readonly single: readonly RunReport[];
  /** That there was no good run for so many hours, which are too many; null: there was one. */
  readonly missing: Omit<Extract<MatterTopic, { readonly kind: 'missing-run' }>, 'kind'> | null;
}

export function standingOf({ sound, doubtful, single, missing }: Evidence): Standing {
  const reports = [sound, ...single, doubtful].filter((report) => report !== null);
  const key = digestOf({ kind: 'missing-run' });
  const absent: readonly Matter[] =
    missing === null ? [] : [{ key, kind: 'missing-run', ...missing, items: [{ key, subjects: [] }], run: null }];
  return {
    matters: joinMatters([...absent, ...reports.flatMap(mattersOf)]),
    settled: sound !== null && doubtful === null,
  };
}

/** From the index: a run that may turn out to be sound. */
export function maybeSound(entry: RunEntry): boolean {
  return overEverybody(entry) && entry.whole && entry.planDigest !== null && entry.outcome !== 'frozen';
}

export function overEverybody(entry: Pick<RunEntry, 'person' | 'undoes'>): boolean {
  return entry.person === null && entry.undoes === undefined;
}

/** From its report: no source was in doubt. A failed step may hide that a run was frozen, too. */
export function isSound(report: RunReport): boolean {
  return report.findings.every(({ kind }) => kind !== 'source-problem');
}

/** Without what is muted at that instant. */
export function unmuted(matters: readonly Matter[], mute: readonly Mute[], now: string): readonly Matter[] {
  const day = now.slice(0, 10);
  const quiet = new Set(mute.filter(({ until }) => until === null || day <= until).map(({ finding }) => finding));
  return matters.filter((matter) => matter.kind !== 'finding' || !quiet.has(matter.finding));
}
