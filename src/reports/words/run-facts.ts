// Sentences about a run as a whole that text and page share: requests, timings, the directory's name.
import type { RequestCounts, RunReport } from '../../domain/runs/run.ts';
import { counted, duration, grouped } from './amounts.ts';
import { PHASE_NAMES } from './words.ts';

const DIRECTORY_NAMES: Readonly<Record<string, string>> = { entra: 'Microsoft Entra ID', okta: 'Okta' };

export function directoryName(directory: string): string {
  return DIRECTORY_NAMES[directory] ?? directory;
}

/** What the run was to do, as the end of "asked to". */
export function askedTo({ applied, creationsOnly }: Pick<RunReport, 'applied' | 'creationsOnly'>): string {
  if (!applied) return 'plan only';
  return creationsOnly === true ? 'plan, and write creations only' : 'plan and write';
}

/** `418 people in 3 groups`, `one person` or `not read`: what was read of the directory. */
export function peopleLine({ person, undoes, source }: Pick<RunReport, 'person' | 'undoes' | 'source'>): string {
  if (undoes !== undefined) return 'not read';
  if (person !== null) return 'one person';
  return `${counted(source.people, 'person', 'people')} in ${counted(source.groups.length, 'group', 'groups')}`;
}

/** `ConnectWise PSA 5 · Okta 6 · 1 retry, 1 throttled`; empty when none was sent. */
export function requestsLine(requests: readonly RequestCounts[]): string {
  if (requests.length === 0) return '';
  const bySystem = requests.map((counts) => `${counts.system} ${grouped(totalOf(counts))}`).join(' · ');
  const retries = requests.reduce((sum, counts) => sum + counts.retries, 0);
  const throttled = requests.reduce((sum, counts) => sum + counts.throttled, 0);
  if (retries === 0) return bySystem;
  return `${bySystem} · ${counted(retries, 'retry', 'retries')}${throttled > 0 ? `, ${grouped(throttled)} throttled` : ''}`;
}

export function totalOf(counts: RequestCounts): number {
  return counts.token + counts.reference + counts.data + counts.write;
}

/** `1.2 s: read 812 ms, decide 6 ms` */
export function timingsLine(report: Pick<RunReport, 'startedAt' | 'finishedAt' | 'timings'>): string {
  const total = duration(Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  const phases = report.timings.map(({ phase, ms }) => `${PHASE_NAMES[phase]} ${duration(ms)}`).join(', ');
  return phases === '' ? total : `${total}: ${phases}`;
}
