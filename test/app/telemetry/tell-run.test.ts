// What a run tells of itself: spans of what it did, measures of what came of it, nothing of anybody, and never at the cost of the run.
import { beforeEach, describe, expect, test } from 'vitest';
import { explainPerson } from '../../../src/app/look/explain-person.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { personId } from '../../../src/domain/ids.ts';
import { MEASURES, SPANS, type Span, type SpanName } from '../../../src/domain/runs/telemetry.ts';
import { aConnection, outcomes, run, type Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { createMemoryTelemetry, onlyRun, type MemoryTelemetry } from '../../support/in-memory/memory-telemetry.ts';

let telemetry: MemoryTelemetry;
let ports: Connection;
/** Jane left, Mark has a new title, Ana is new. */
beforeEach(() => {
  telemetry = createMemoryTelemetry();
  ports = { ...aConnection(), telemetry };
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'), aMember(12, 'mark', 'Mark Jones'));
  ports.directory.put(
    aPerson('jane', 'Jane Smith', { state: 'disabled' }),
    aPerson('mark', 'Mark Jones', { title: 'Dispatcher' }),
    aPerson('ana', 'Ana Novak'),
  );
});

const named = (name: SpanName): readonly Span[] => onlyRun(telemetry).spans.filter((span) => span.name === name);
function only(name: SpanName): Span {
  const [span, ...others] = named(name);
  if (span === undefined || others.length > 0) throw new RangeError(`Not one span ${name}`);
  return span;
}
const warnings = () => ports.log.filter(({ level }) => level === 'warn');

describe('the spans of a run', () => {
  test('are its phases, and one for each write in the order of the writes', async () => {
    const report = await run(ports);

    expect(new Set(onlyRun(telemetry).spans.map(({ name }) => name))).toEqual(new Set(Object.keys(SPANS)));
    expect(named('rollcall.write').map(({ attributes }) => attributes)).toEqual(
      report.steps.map(({ digest, action }) => ({
        'rollcall.action': action.kind,
        'rollcall.outcome': 'done',
        'rollcall.step': digest,
      })),
    );
  });

  test('lie inside the one that they are part of', async () => {
    ports.psa.rule = () => {
      ports.clock.advance(1500);
      return undefined;
    };

    await run(ports);

    for (const span of onlyRun(telemetry).spans) {
      const { inside } = SPANS[span.name];
      if (inside === null) continue;
      expect(only(inside).startedAt).toBeLessThanOrEqual(span.startedAt);
      expect(only(inside).endedAt).toBeGreaterThanOrEqual(span.endedAt);
    }
    expect(named('rollcall.write').map(({ startedAt, endedAt }) => endedAt - startedAt)).toEqual([1500, 1500, 1500]);
    expect(only('rollcall.execute').endedAt - only('rollcall.execute').startedAt).toBe(4500);
  });

  test('carry what the list allows, and no more', async () => {
    await run(ports);

    for (const { name, attributes } of onlyRun(telemetry).spans) {
      const allowed: readonly string[] = [...SPANS[name].keys, 'rollcall.fault'];
      expect(Object.keys(attributes).filter((key) => !allowed.includes(key))).toEqual([]);
    }
    expect(only('rollcall.run').attributes).toMatchObject({
      'rollcall.trigger': 'timer',
      'rollcall.scope': 'everybody',
      'rollcall.mode': 'full',
      'rollcall.applied': true,
      'rollcall.outcome': 'converged',
      'rollcall.done': 3,
      'rollcall.failed': 0,
    });
    expect(only('rollcall.read-directory').attributes).toMatchObject({ 'rollcall.complete': true });
  });

  test('say what went wrong with a write, by its outcome alone', async () => {
    ports.psa.rule = ({ write }) =>
      write === 'create'
        ? { kind: 'refused', detail: 'Ana Novak <ana@x.example> is no name.', fatal: false }
        : undefined;

    await run(ports);

    expect(named('rollcall.write').at(-1)?.attributes).toMatchObject({
      'rollcall.action': 'create',
      'rollcall.outcome': 'refused',
      'rollcall.fault': 'refused',
    });
    expect(only('rollcall.run').attributes).toMatchObject({ 'rollcall.outcome': 'failed', 'rollcall.fault': 'failed' });
    expect(only('rollcall.execute').attributes).toEqual({});
  });

  test('of a directory that fails say the reason, on every span that it ended', async () => {
    ports.directory.faults.readRoster = directoryFault('throttled', 'Too many requests of jane@harborpine.example.');

    await run(ports);

    for (const name of ['rollcall.read-directory', 'rollcall.read'] as const)
      expect(only(name).attributes).toEqual({ 'rollcall.fault': 'throttled' });
    expect(named('rollcall.decide')).toEqual([]);
    expect(onlyRun(telemetry).measurements).toContainEqual({
      name: 'rollcall.runs',
      value: 1,
      attributes: { 'rollcall.outcome': 'failed', 'rollcall.scope': 'everybody', 'rollcall.trigger': 'timer' },
    });
  });

  test('of a run over one person are fewer, and levels are left to runs over everybody', async () => {
    await run(ports);
    telemetry.told.length = 0;
    ports.directory.put(aPerson('mark', 'Mark Jones', { title: 'Lead' }));

    await run(ports, { person: personId('id-of-mark') });

    expect(only('rollcall.run').attributes).toMatchObject({ 'rollcall.scope': 'one person', 'rollcall.done': 1 });
    expect(named('rollcall.read-directory')).toEqual([]);
    const kinds = new Set(onlyRun(telemetry).measurements.map(({ name }) => MEASURES[name].kind));
    expect(kinds).toEqual(new Set(['count', 'spread']));
  });

  test('name nobody', async () => {
    ports.directory.put(aPerson('eve', 'Eve Zorn'));
    ports.psa.put(aMember(14, 'zorn', 'Eve Zorn'));
    await run(ports);

    const text = JSON.stringify(telemetry.told);
    for (const word of ['jane', 'Jane', 'Smith', 'mark', 'ana', 'Novak', 'eve', 'zorn', 'Technicians'])
      expect(text).not.toMatch(new RegExp(`\\b${word}\\b|@`, 'i'));
  });
});

describe('how late a run began', () => {
  test.each([
    ['due ten minutes before', '2026-11-23T10:50:00.000Z', 600],
    ['due just now', '2026-11-23T11:00:00.000Z', 0],
    ['due later, by another clock', '2026-11-23T11:00:03.000Z', 0],
  ])('%s', async (_what, dueAt, seconds) => {
    await run(ports, { dueAt });

    expect(only('rollcall.run').attributes).toMatchObject({ 'rollcall.lateness': seconds });
    expect(onlyRun(telemetry).measurements).toContainEqual({
      name: 'rollcall.run.lateness',
      value: seconds,
      attributes: { 'rollcall.trigger': 'timer' },
    });
  });

  test.each([
    ['nobody was waiting for', {}],
    ['was due at no instant', { dueAt: 'soon' }],
  ])('is not told of one that %s', async (_what, request) => {
    await run(ports, request);

    expect(only('rollcall.run').attributes).not.toHaveProperty('rollcall.lateness');
    expect(onlyRun(telemetry).measurements.map(({ name }) => name)).not.toContain('rollcall.run.lateness');
  });
});

describe('the telling', () => {
  test('begins when the run is stored and its lock is free', async () => {
    let then: unknown;
    telemetry.onSend = () => {
      then = { held: ports.lock.isHeld(ports.name), stored: ports.archive.files.size > 0 };
    };

    await run(ports);

    expect(then).toEqual({ held: false, stored: true });
  });

  test('passes on what the run is part of', async () => {
    const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

    await run(ports, { traceParent });

    expect(onlyRun(telemetry).traceParent).toBe(traceParent);
  });

  test('that loses something costs one line for each receiver, and nothing of the run', async () => {
    telemetry.lost = [
      { receiver: 'otlp', signal: 'traces', because: 'status 401' },
      { receiver: 'otlp', signal: 'metrics', because: 'status 401' },
      { receiver: 'application-insights', signal: 'metrics', because: 'time-out' },
    ];

    const report = await run(ports);

    expect(report.outcome).toBe('converged');
    const about = { connection: 'harborpine', run: report.run };
    expect(warnings()).toEqual([
      {
        level: 'warn',
        message: 'telemetry was not sent',
        fields: { ...about, receiver: 'otlp', signals: 'traces, metrics', because: 'status 401' },
      },
      {
        level: 'warn',
        message: 'telemetry was not sent',
        fields: { ...about, receiver: 'application-insights', signals: 'metrics', because: 'time-out' },
      },
    ]);
  });

  test('that dies costs one line, which does not say its words', async () => {
    telemetry.onSend = () => {
      throw new TypeError('Authorization: Bearer secret');
    };

    const report = await run(ports);

    expect(report.outcome).toBe('converged');
    expect(warnings()).toEqual([
      {
        level: 'warn',
        message: 'telemetry could not be made',
        fields: { connection: 'harborpine', run: report.run, fault: 'TypeError' },
      },
    ]);
  });

  test('happens for a run without a report too, whose fault is thrown on', async () => {
    ports.archive.storeRun = async () => {
      throw directoryFault('unavailable', 'The storage is down.');
    };

    await expect(run(ports)).rejects.toThrow('The storage is down.');

    expect(only('rollcall.run').attributes).toEqual({ 'rollcall.fault': 'unavailable' });
    expect(only('rollcall.report').attributes).toEqual({ 'rollcall.fault': 'unavailable' });
    expect(onlyRun(telemetry).measurements).toEqual([
      {
        name: 'rollcall.runs',
        value: 1,
        attributes: { 'rollcall.outcome': 'no-report', 'rollcall.scope': 'everybody', 'rollcall.trigger': 'timer' },
      },
    ]);
  });

  test('leaves out a run that found the lock taken, and looks that are no run', async () => {
    await ports.lock.acquire(ports.name);

    await runConnection(ports, { trigger: { kind: 'timer', by: 'reconcile' }, apply: true, deadline: null });
    await explainPerson(ports, 'jane');

    expect(telemetry.told).toEqual([]);
  });

  test('changes nothing of what is done', async () => {
    const silent = { ...aConnection(), telemetry: null };
    silent.psa.put(aMember(11, 'jane', 'Jane Smith'));
    silent.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));

    expect(outcomes(await run(silent))).toEqual({ 'deactivate jane': 'done' });
    expect(silent.log.filter(({ level }) => level === 'warn')).toEqual([]);
  });
});
