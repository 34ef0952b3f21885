// One connection with everything behind it in memory: the real use cases over the real core, and a test's hand on every outside thing.
import { reportShape } from '../../../src/adapters/records/runs/report-shape.ts';
import { undoShape } from '../../../src/adapters/records/runs/undo-shape.ts';
import type { ConnectionPorts } from '../../../src/app/connection-ports.ts';
import type { RunRequest } from '../../../src/app/run/course.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { UNTRACED } from '../../../src/app/telemetry/trace.ts';
import { digestOfText } from '../../../src/core/digest.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import type { LogFields, Logger } from '../../../src/ports/run-ports.ts';
import { THE_ADMIN, TECHNICIANS } from './a-person.ts';
import { aPolicy } from './a-policy.ts';
import { createFixedClock, HOUR_MS } from '../fixed-clock.ts';
import type { FixedClock } from '../fixed-clock.ts';
import { createMemoryDirectory } from '../in-memory/memory-directory.ts';
import type { MemoryDirectory } from '../in-memory/memory-directory.ts';
import { createMemoryLock } from '../in-memory/memory-lock.ts';
import type { MemoryLock } from '../in-memory/memory-lock.ts';
import { createMemoryPsa } from '../in-memory/memory-psa.ts';
import type { MemoryPsa } from '../in-memory/memory-psa.ts';
import {
  createMemoryApprovals,
  createMemoryArchive,
  createMemoryJournal,
  createMemoryMemories,
  createMemoryObjections,
  createMemoryRulings,
} from '../in-memory/memory-records.ts';
import type {
  FileParsers,
  MemoryApprovals,
  MemoryArchive,
  MemoryJournal,
  MemoryMemories,
  MemoryObjections,
  MemoryRulings,
} from '../in-memory/memory-records.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}
export interface Connection extends ConnectionPorts {
  readonly directory: MemoryDirectory;
  readonly psa: MemoryPsa;
  readonly lock: MemoryLock;
  readonly memories: MemoryMemories;
  readonly journal: MemoryJournal;
  readonly approvals: MemoryApprovals;
  readonly objections: MemoryObjections;
  readonly rulings: MemoryRulings;
  readonly archive: MemoryArchive;
  readonly clock: FixedClock;
  readonly log: LogLine[];
}

export function aConnection(policy: Partial<Policy> = {}): Connection {
  const log: LogLine[] = [];
  const psa = createMemoryPsa();
  psa.put(THE_ADMIN);
  let drawn = 0;
  return {
    name: connectionName('harborpine'),
    mode: 'full',
    policy: aPolicy(policy),
    directoryName: 'Microsoft Entra ID',
    sides: { directory: 'entra harborpine.example', psa: 'api-na.myconnectwise.net harborpine' },
    directory: createMemoryDirectory([['PSA Technicians', TECHNICIANS]]),
    psa,
    memories: createMemoryMemories(),
    journal: createMemoryJournal(),
    approvals: createMemoryApprovals(),
    objections: createMemoryObjections(),
    rulings: createMemoryRulings(),
    ledger: null,
    archive: createMemoryArchive(FILES),
    messages: null,
    lock: createMemoryLock(),
    clock: createFixedClock(),
    randomness: {
      hex: (digits) => {
        drawn += 1;
        return drawn.toString(16).padStart(digits, '0');
      },
    },
    meter: { count: () => undefined, retried: () => undefined, read: () => [] },
    logger: createListLogger(log, {}),
    progress: { phase: () => undefined, done: () => undefined },
    telemetry: null,
    trace: UNTRACED,
    toAscii: (text) => text.normalize('NFD').replace(/[^ -~]/g, ''),
    digestText: digestOfText,
    log,
  };
}

/** One run, an hour after the one before. Throws when another run holds the lock. */
export async function run(ports: Connection, request: Partial<RunRequest> = {}): Promise<RunReport> {
  ports.clock.advance(HOUR_MS);
  const result = await runConnection(ports, {
    trigger: { kind: 'timer', by: 'reconcile' },
    apply: true,
    deadline: null,
    ...request,
  });
  if (result.kind === 'busy') throw new Error('Another run holds the lock');
  return result.report;
}

/** What became of each account's step: `deactivate jane`: `done`; a held step is `held`, one that was not tried `open`. */
export function outcomes(report: RunReport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    report.steps.map((step) => {
      const { action } = step;
      const subject = action.kind === 'create' ? action.draft.identifier : action.member.identifier;
      return [`${action.kind} ${subject}`, step.verdict === 'hold' ? 'held' : (step.outcome?.kind ?? 'open')];
    }),
  );
}

/** The words of a step's outcome, or null. */
export function detailOf(report: RunReport, kind: string): string | null {
  const outcome = report.steps.find((step) => step.action.kind === kind)?.outcome ?? null;
  if (outcome === null) return null;
  if ('detail' in outcome) return outcome.detail;
  return 'note' in outcome ? outcome.note : null;
}

function createListLogger(log: LogLine[], context: LogFields): Logger {
  const at =
    (level: LogLine['level']) =>
    (message: string, fields: LogFields = {}): void => {
      log.push({ level, message, fields: { ...context, ...fields } });
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createListLogger(log, { ...context, ...fields }),
  };
}

const FILES: FileParsers = {
  report: (text) => reportShape.parse(JSON.parse(text)),
  undo: (text) => undoShape.parse(JSON.parse(text)),
};
