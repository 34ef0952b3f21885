/** What a run of a big company reads of work, counted and timed apart from everything else: for the bench, and for counting requests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionPorts } from '../../src/app/connection-ports.ts';
import { runConnection } from '../../src/app/run/run.ts';
import type { DutyReading } from '../../src/domain/offboarding/duty.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import type { Sandbox } from '../../src/sandbox/context.ts';
import { steadyProfiles } from '../../src/sandbox/msp/steady/steady-world.ts';
import { openConnection } from '../support/open-connection.ts';

const TO_MANAGER = { reassign: ['manager'] } as const;
/** Each question alone: what hangs on the leavers and on nobody, or which seats are idle. */
const QUESTIONS = {
  leavers: {
    seats: { idle: { afterDays: null } },
    offboarding: { duties: { 'ticket-owner': TO_MANAGER, 'ticket-resource': TO_MANAGER, approver: TO_MANAGER } },
  },
  'idle seats': { seats: { idle: { afterDays: 60 } }, offboarding: { orphans: 'ignore' } },
} as const;
export type WorkQuestion = keyof typeof QUESTIONS;

export interface WorkFigures {
  /** To PSA and directory, from the first question about work on. */
  readonly requests: number;
  readonly psaRequests: number;
  readonly leavers: number;
  /** What was read for them: open tickets, undone schedule entries, and other records. */
  readonly rows: number;
  /** Kinds of work that were not seen whole. */
  readonly unseen: number;
  /** Members who were asked about for their seats. */
  readonly asked: number;
  readonly wallMs: number;
}

export interface WorkRun {
  readonly once: () => Promise<{ readonly figures: WorkFigures; readonly report: RunReport }>;
  readonly stop: () => Promise<void>;
}

/** A day on which everything in a steady world lies in the past. */
const TODAY = new Date('2026-12-01T09:00:00Z');

/** `urls`: of a sandbox that plays `createSteadyWorld` with three groups. Nothing is written to it. */
export async function openWorkRun(
  urls: Sandbox['urls'],
  { directory, question }: { readonly directory: 'entra' | 'okta'; readonly question: WorkQuestion },
): Promise<WorkRun> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-work-'));
  const file = sandboxConnectionFile(
    { urls },
    {
      directory,
      storage: { kind: 'folder', path: folder },
      profiles: steadyProfiles(3),
      connection: { guards: {}, protected: [], ...QUESTIONS[question] },
    },
  );
  const ports = await openConnection(file);
  return { once: async () => measure(await ports()), stop: () => rm(folder, { recursive: true }) };
}

/** Requests are counted by the run's own meter, from the moment in which the first question about work is put; after these questions a run that only plans asks nothing more. */
async function measure(ports: ConnectionPorts): ReturnType<WorkRun['once']> {
  const before: Sent[] = [];
  const readings: DutyReading[] = [];
  let asked = 0;
  const duties: ConnectionPorts['psa']['duties'] = {
    ...ports.psa.duties,
    readDuties: async (question) => {
      before.push(sent(ports));
      const reading = await ports.psa.duties.readDuties(question);
      readings.push(reading);
      return reading;
    },
    readActivity: async (members, since) => {
      before.push(sent(ports));
      asked = members.length;
      return ports.psa.duties.readActivity(members, since);
    },
  };
  const result = await runConnection(
    { ...ports, clock: { ...ports.clock, now: () => TODAY }, psa: { ...ports.psa, duties } },
    { trigger: { kind: 'command-line', by: 'bench' }, apply: false, deadline: null },
  );
  if (result.kind === 'busy') throw new Error('Nobody else runs here');
  const { report } = result;
  const [first] = before;
  if (first === undefined) throw new Error(`The run asked nothing about work: ${report.summary}`);
  const last = sent(ports);
  const sumOf = (part: (reading: DutyReading) => number): number =>
    readings.reduce((sum, reading) => sum + part(reading), 0);
  return {
    report,
    figures: {
      requests: last.all - first.all,
      psaRequests: last.psa - first.psa,
      leavers: report.offboarding?.leavers.length ?? 0,
      rows: sumOf(({ openTickets, entries, records }) => (openTickets ?? 0) + entries.length + records.length),
      unseen: sumOf(({ unseen }) => unseen.length),
      asked,
      wallMs: report.timings.find(({ phase }) => phase === 'read-work')?.ms ?? Number.NaN,
    },
  };
}

interface Sent {
  readonly all: number;
  readonly psa: number;
}

function sent({ meter }: ConnectionPorts): Sent {
  const counts = meter.read().map(({ system, token, reference, data, write, retries }) => ({
    psa: system === 'ConnectWise PSA',
    sum: token + reference + data + write + retries,
  }));
  const sumOf = (some: typeof counts): number => some.reduce((sum, each) => sum + each.sum, 0);
  return { all: sumOf(counts), psa: sumOf(counts.filter(({ psa }) => psa)) };
}

/** What the reading may cost: a request for each thousand rows, 15 for the run, and 3 for each leaver. */
export function requestBudget({ rows, leavers }: Pick<WorkFigures, 'rows' | 'leavers'>): number {
  return Math.ceil(rows / 1000) + 15 + 3 * leavers;
}
