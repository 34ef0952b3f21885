/**
 * What Rollcall tells of its runs, as a closed list: the spans of a run's trace and the measures. Nothing in it can hold a name, an address or a Member ID: the keys
 * are these and no others, and what they hold are counts, kinds and Rollcall's own ids.
 */
import type { ConnectionName } from '../ids.ts';
import type { Timing } from './run.ts';

export type TelemetryValue = string | number | boolean;

/** Why a span did not end well: a fault's reason, or a write's outcome. A span that has it counts as failed. */
export const FAULT_KEY = 'rollcall.fault';

type Key = `rollcall.${string}`;
interface SpanShape {
  /** The span that it is part of; null: it is the run. */
  readonly inside: Key | null;
  readonly keys: readonly Key[];
}

const READS = ['rollcall.problems', 'rollcall.complete'] as const;

/** Each happens at most once in a run, but for the writes. */
export const SPANS = {
  'rollcall.run': {
    inside: null,
    keys: [
      ...['rollcall.run.id', 'rollcall.trigger', 'rollcall.scope', 'rollcall.mode', 'rollcall.applied'],
      ...[
        'rollcall.outcome',
        'rollcall.whole',
        'rollcall.done',
        'rollcall.held',
        'rollcall.pending',
        'rollcall.failed',
      ],
      ...['rollcall.findings', 'rollcall.people', 'rollcall.members', 'rollcall.requests', 'rollcall.throttled'],
      ...['rollcall.lateness', 'rollcall.spans.dropped'],
    ],
  },
  'rollcall.read': { inside: 'rollcall.run', keys: [] },
  'rollcall.read-directory': { inside: 'rollcall.read', keys: ['rollcall.people', 'rollcall.groups', ...READS] },
  'rollcall.read-psa': { inside: 'rollcall.read', keys: ['rollcall.members', ...READS] },
  'rollcall.read-catalogue': { inside: 'rollcall.read', keys: [] },
  'rollcall.read-records': { inside: 'rollcall.read', keys: [] },
  'rollcall.look-up': { inside: 'rollcall.run', keys: ['rollcall.lookups', 'rollcall.unanswered'] },
  'rollcall.read-work': { inside: 'rollcall.run', keys: [] },
  'rollcall.decide': { inside: 'rollcall.run', keys: [] },
  'rollcall.store-plan': { inside: 'rollcall.run', keys: [] },
  'rollcall.execute': { inside: 'rollcall.run', keys: [] },
  'rollcall.write': { inside: 'rollcall.execute', keys: ['rollcall.action', 'rollcall.outcome', 'rollcall.step'] },
  'rollcall.remember': { inside: 'rollcall.run', keys: [] },
  'rollcall.read-work-again': { inside: 'rollcall.run', keys: [] },
  'rollcall.report': { inside: 'rollcall.run', keys: [] },
} as const satisfies Readonly<Record<`rollcall.${Timing['phase']}`, SpanShape> & Record<string, SpanShape>>;

/** As they are sent, whatever they belong to. */
export type Attributes = Readonly<Partial<Record<string, TelemetryValue>>>;
export type SpanName = keyof typeof SPANS;
/** What a span of this name may carry. */
export type SpanAttributes<Name extends SpanName> = Readonly<
  Partial<Record<(typeof SPANS)[Name]['keys'][number] | typeof FAULT_KEY, TelemetryValue>>
>;

/** One piece of a run, with its beginning and end in milliseconds since 1970, UTC. */
export interface Span {
  readonly name: SpanName;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Attributes;
}

interface MeasureShape {
  /**
   * `count`: how much there was of it in this run, to be added up over runs. `level`: how much there is as the run left it; the latest one counts. `spread`: one
   * value a run.
   */
  readonly kind: 'count' | 'level' | 'spread';
  /** As UCUM writes it. */
  readonly unit: string;
  readonly about: string;
  readonly keys: readonly Key[];
}

/** Every one of them carries `rollcall.connection` as well. Levels come from runs over everybody alone. */
export const MEASURES = {
  'rollcall.runs': {
    kind: 'count',
    unit: '{run}',
    about: 'Runs that ended, by how they ended',
    keys: ['rollcall.outcome', 'rollcall.trigger', 'rollcall.scope'],
  },
  'rollcall.run.duration': {
    kind: 'spread',
    unit: 's',
    about: 'How long a run took, its report included',
    keys: ['rollcall.outcome', 'rollcall.scope'],
  },
  'rollcall.run.lateness': {
    kind: 'spread',
    unit: 's',
    about: 'How long after it was due a run began',
    keys: ['rollcall.trigger'],
  },
  'rollcall.actions': {
    kind: 'count',
    unit: '{action}',
    about: 'Steps that were taken, by what became of each',
    keys: ['rollcall.action', 'rollcall.outcome'],
  },
  'rollcall.pending': {
    kind: 'level',
    unit: '{action}',
    about: 'Steps that may go and were not asked for',
    keys: ['rollcall.action'],
  },
  'rollcall.holds': {
    kind: 'level',
    unit: '{hold}',
    about: 'Holds on steps, by guard; a step can have several',
    keys: ['rollcall.guard'],
  },
  'rollcall.findings': {
    kind: 'level',
    unit: '{finding}',
    about: 'Findings, by kind',
    keys: ['rollcall.finding', 'rollcall.severity'],
  },
  'rollcall.seats.used': { kind: 'level', unit: '{seat}', about: 'Seats in use, by class', keys: ['rollcall.class'] },
  'rollcall.seats.contracted': {
    kind: 'level',
    unit: '{seat}',
    about: 'Contracted seats, by class; none where none are configured',
    keys: ['rollcall.class'],
  },
  'rollcall.people': { kind: 'level', unit: '{person}', about: 'People read from the mapped groups', keys: [] },
  'rollcall.members': { kind: 'level', unit: '{member}', about: 'Members read from the PSA', keys: [] },
  'rollcall.requests': {
    kind: 'count',
    unit: '{request}',
    about: 'Requests, by system and purpose; repetitions are counted apart',
    keys: ['rollcall.system', 'rollcall.purpose'],
  },
  'rollcall.retries': { kind: 'count', unit: '{request}', about: 'Repeated requests', keys: ['rollcall.system'] },
  'rollcall.throttled': {
    kind: 'count',
    unit: '{request}',
    about: 'Requests repeated because the system asked to slow down (429)',
    keys: ['rollcall.system'],
  },
} as const satisfies Readonly<Record<Key, MeasureShape>>;

export type MeasureName = keyof typeof MEASURES;

/** One value of one measure. */
export type Measurement = {
  readonly [Name in MeasureName]: {
    readonly name: Name;
    readonly value: number;
    readonly attributes: Readonly<Record<(typeof MEASURES)[Name]['keys'][number], TelemetryValue>>;
  };
}[MeasureName];

/** All that is sent of one run. */
export interface ToldRun {
  readonly connection: ConnectionName;
  /** The run first. */
  readonly spans: readonly Span[];
  readonly measurements: readonly Measurement[];
  /** W3C trace context of whatever the run is part of; null: it is a trace of its own. */
  readonly traceParent: string | null;
}
