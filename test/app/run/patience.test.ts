// A run that keeps others waiting while it reads: broken off without a trace, and done in full by whoever has the time.
import { describe, expect, test } from 'vitest';
import { doWork } from '../../../src/app/events/do-work.ts';
import { OutOfPatience, whilePatient, type Patience } from '../../../src/app/run/patience.ts';
import { unattendedWrites } from '../../../src/app/run/unattended-writes.ts';
import { PATIENCE_MS } from '../../../src/core/unattended/lane.ts';
import type { ConnectionPorts } from '../../../src/app/connection-ports.ts';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { ToldRun } from '../../../src/domain/runs/telemetry.ts';
import type { RunWork } from '../../../src/domain/events/work.ts';
import { aConnection, outcomes, run, type Connection } from '../../support/builders/a-connection.ts';
import { aPerson } from '../../support/builders/a-person.ts';

/** Ends when the test says so. */
function aPatience(): Patience & { readonly end: () => void; readonly sufficed: () => boolean } {
  const ending = new AbortController();
  let sufficed = false;
  return {
    over: ending.signal,
    suffices: () => {
      sufficed = true;
    },
    end: () => {
      if (!sufficed) ending.abort();
    },
    sufficed: () => sufficed,
  };
}

describe('whilePatient', () => {
  test('answers what was read, and the patience is not needed any more', async () => {
    const patience = aPatience();

    await expect(whilePatient(Promise.resolve('the world'), patience)).resolves.toBe('the world');
    expect(patience.sufficed()).toBe(true);
  });

  test('passes a fault of the reading on', async () => {
    const patience = aPatience();

    await expect(whilePatient(Promise.reject(new Error('No answer')), patience)).rejects.toThrow('No answer');
    expect(patience.sufficed()).toBe(true);
  });

  test('gives a reading up that does not end', async () => {
    const patience = aPatience();
    const reading = whilePatient(new Promise(() => undefined), patience);

    patience.end();

    await expect(reading).rejects.toThrow(OutOfPatience);
  });

  test('does not wait for a reading when it is over before', async () => {
    const patience = aPatience();
    patience.end();

    await expect(whilePatient(new Promise(() => undefined), patience)).rejects.toThrow(OutOfPatience);
  });

  test('hears nothing of a reading that fails after it was given up', async () => {
    const patience = aPatience();
    const { promise, reject } = Promise.withResolvers<never>();
    const reading = whilePatient(promise, patience);
    patience.end();
    await expect(reading).rejects.toThrow(OutOfPatience);

    reject(new Error('Too late'));

    // An unhandled rejection would fail the whole file.
    await expect(promise).rejects.toThrow('Too late');
  });
});

const byClock = (ports: ConnectionPorts): RunWork => ({
  kind: 'run',
  connection: ports.name,
  asked: { by: 'schedule' },
});
const doNow = (ports: ConnectionPorts, work: RunWork, patience?: Patience) =>
  doWork(ports, work, {
    name: 'sync-connection',
    ...unattendedWrites('full'),
    deadline: null,
    ...(patience !== undefined && { patience }),
  });

/** A directory that answers when it is told to; `asked` resolves with the first question. */
function aSilentDirectory(connection: Connection) {
  const answering = Promise.withResolvers<undefined>();
  const asking = Promise.withResolvers<undefined>();
  const { directory } = connection;
  const ports: ConnectionPorts = {
    ...connection,
    directory: {
      ...directory,
      readRoster: async (groups) => {
        asking.resolve(undefined);
        await answering.promise;
        return directory.readRoster(groups);
      },
    },
  };
  return {
    ports,
    asked: asking.promise,
    answer: () => {
      answering.resolve(undefined);
    },
  };
}

describe('a run whose directory does not answer', () => {
  test('goes on slowly, with no report, no write, no telemetry, nothing remembered, and the lock given back', async () => {
    const connection = aConnection();
    connection.directory.put(aPerson('jane', 'Jane Doe'));
    const told: ToldRun[] = [];
    const { ports, asked, answer } = aSilentDirectory(connection);
    const patience = aPatience();

    const result = doNow(
      {
        ...ports,
        telemetry: {
          send: async (one) => {
            told.push(one);
            return [];
          },
        },
      },
      byClock(ports),
      patience,
    );
    await asked;
    patience.end();

    await expect(result).resolves.toEqual({ kind: 'slow' });
    expect(connection.archive.entries).toEqual([]);
    expect([...connection.archive.files]).toEqual([]);
    expect(told).toEqual([]);
    expect(connection.lock.isHeld(connection.name)).toBe(false);
    // What was under way answers in the end, and nothing comes of it.
    answer();
    await new Promise((resolve) => setImmediate(resolve));
    expect(connection.psa.sent).toEqual([]);
    expect(connection.archive.entries).toEqual([]);
  });

  test('is done in full by whoever has the time', async () => {
    const connection = aConnection();
    connection.directory.put(aPerson('jane', 'Jane Doe'));
    const { ports, asked, answer } = aSilentDirectory(connection);
    const slow: RunWork = { kind: 'slow', connection: ports.name, person: null, asked: { by: 'schedule' } };

    const result = doNow(ports, slow);
    await asked;
    answer();

    const done = await result;
    expect(done.kind === 'finished' && outcomes(done.report)).toEqual({ 'create jane': 'done' });
  });
});

test('patience that ends after the reading takes nothing from the run', async () => {
  const connection = aConnection();
  connection.directory.put(aPerson('jane', 'Jane Doe'));
  const patience = aPatience();
  const ports: ConnectionPorts = {
    ...connection,
    archive: {
      ...connection.archive,
      storeFile: async (...plan) => {
        patience.end();
        await connection.archive.storeFile(...plan);
      },
    },
  };

  const done = await doNow(ports, byClock(ports), patience);

  expect(done.kind === 'finished' && outcomes(done.report)).toEqual({ 'create jane': 'done' });
});

describe('a connection whose last run took long', () => {
  /** A run over everybody that took so long. */
  async function aSlowConnection(): Promise<Connection> {
    const connection = aConnection();
    const { directory, clock } = connection;
    await run({
      ...connection,
      directory: {
        ...directory,
        readRoster: async (groups) => {
          clock.advance(PATIENCE_MS);
          return directory.readRoster(groups);
        },
      },
    });
    return connection;
  }

  test('keeps nobody waiting again: its next run goes with the slow at once', async () => {
    const connection = await aSlowConnection();
    const patience = aPatience();

    await expect(doNow(connection, byClock(connection), patience)).resolves.toEqual({ kind: 'slow' });
    expect(connection.archive.entries).toHaveLength(1);
  });

  test('is not sent away by whoever has the time', async () => {
    const connection = await aSlowConnection();

    await expect(doNow(connection, byClock(connection))).resolves.toMatchObject({ kind: 'finished' });
  });

  test('is still quick with one person', async () => {
    const connection = await aSlowConnection();
    const jane = aPerson('jane', 'Jane Doe');
    connection.directory.put(jane);
    const work: RunWork = {
      kind: 'person',
      connection: connection.name,
      person: jane.id,
      asked: { by: 'event', at: connection.clock.now().toISOString() },
    };
    connection.clock.advance(5_000);

    const done = await doNow(connection, work, aPatience());

    expect(done.kind === 'finished' && overWhom(done.report)).toBe(jane.id);
  });
});

test('a person by hand, in the queue of the slow, is one person', async () => {
  const connection = aConnection();
  await run(connection);
  const jane = aPerson('jane', 'Jane Doe');
  connection.directory.put(jane);

  const done = await doNow(connection, {
    kind: 'slow',
    connection: connection.name,
    person: jane.id,
    asked: { by: 'schedule' },
  });

  expect(done.kind === 'finished' && overWhom(done.report)).toBe(jane.id);
});

function overWhom({ person }: { readonly person: { readonly id: PersonId } | null }): PersonId | null {
  return person?.id ?? null;
}
