// Finds the runs that tell what stands now, from the index and as few reports as will do.
import { isSound, maybeSound, overEverybody, type Evidence } from '../../core/messages/standing-matters.ts';
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { readConnectionHealth } from '../look/connection-health.ts';
import type { TellingPorts } from './telling-ports.ts';

/** Runs looked through: at one an hour, with some over one person in between, a week. */
const MOST_ENTRIES = 300;
/** Reports that looked sound in the index and turn out not to be. */
const MOST_DOUBTED = 5;
/** Runs over one person since the last sound run. */
const MOST_SINGLE = 50;

export interface Gathered {
  readonly evidence: Evidence;
  /** Newest first. */
  readonly entries: readonly RunEntry[];
}

/** `since`: when messages were first looked after; a connection that is new has its time before a run is missed. Throws RemoteError. */
export async function gatherEvidence(ports: TellingPorts, since: string): Promise<Gathered> {
  const { archive, name } = ports;
  const { staleAfterHours, unusable } = ports.messages;
  const entries = await archive.list(name, { limit: MOST_ENTRIES });
  const sound = await findSound(ports, entries);
  const newer = entries.filter((entry) => sound === null || entry.run > sound.run);
  const doubtful = newer.find(overEverybody);
  const single = newer
    .filter((entry) => entry.person !== null && entry.counts.held + entry.counts.failed > 0)
    .slice(0, MOST_SINGLE)
    .reverse();
  return {
    entries,
    evidence: {
      sound,
      doubtful: doubtful === undefined ? null : ((await archive.readReport(name, doubtful.run)) ?? null),
      single: await readReports(ports, single),
      missing: (await isMissed(ports, since)) ? { staleAfterHours, unusable } : null,
    },
  };
}

async function isMissed(
  { name, archive, clock, messages: { staleAfterHours, standstill } }: TellingPorts,
  since: string,
): Promise<boolean> {
  if (clock.now().getTime() - Date.parse(since) < staleAfterHours * 3_600_000) return false;
  return !(await readConnectionHealth({ name, archive, clock }, { staleAfterHours, standstill })).healthy;
}

/** Oldest first, as the entries come; a report that is gone is left out. */
export async function readReports(
  { archive, name }: Pick<TellingPorts, 'archive' | 'name'>,
  entries: readonly RunEntry[],
): Promise<readonly RunReport[]> {
  const reports: RunReport[] = [];
  for (const { run } of entries) {
    const report = await archive.readReport(name, run);
    if (report !== undefined) reports.push(report);
  }
  return reports;
}

async function findSound({ archive, name }: TellingPorts, entries: readonly RunEntry[]): Promise<RunReport | null> {
  for (const { run } of entries.filter(maybeSound).slice(0, MOST_DOUBTED)) {
    const report = await archive.readReport(name, run);
    if (report !== undefined && isSound(report)) return report;
  }
  return null;
}
