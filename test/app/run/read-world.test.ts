// Reading all that a decision needs: what cannot be read costs exactly what it proves, and no more.
import { describe, expect, test } from 'vitest';
import { readWorld } from '../../../src/app/run/world/read-world.ts';
import { personId } from '../../../src/domain/ids.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson, TECHNICIANS } from '../../support/builders/a-person.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

const OUT_OF_SCOPE = { groups: [] };

async function read(ports: Connection): ReturnType<typeof readWorld> {
  return readWorld(ports, ports.clock.now());
}

/** Someone in scope, so that the mapped group is not empty. */
function aTeam(): Connection {
  const ports = aConnection();
  ports.psa.put(aMember(20, 'sam', 'Sam White'));
  ports.directory.put(aPerson('sam', 'Sam White'));
  return ports;
}

describe('members with nobody in scope', () => {
  test('are looked up in the directory, the active ones alone', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'), aMember(12, 'old', 'Old Hand', { active: false }));

    const { world } = await read(ports);

    expect(ports.directory.lookedUp.map((lookup) => lookup.member).sort()).toEqual([1, 11]);
    expect(world.lookups.map((answer) => answer.people)).toEqual([[], []]);
    expect(world.unfinishedLookups).toEqual([]);
  });

  test('a failed look-up leaves them unfinished, warns, and even a leaver in the list waits for a direct read', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'), aMember(12, 'mark', 'Mark Jones'));
    ports.directory.put(
      aPerson('jane', 'Jane Smith', { state: 'disabled' }),
      aPerson('mark', 'Mark Jones', { state: 'deleted', groups: [] }),
    );
    ports.directory.faults.readPeople = () => {
      throw directoryFault('throttled', 'Microsoft Entra ID is still throttling.');
    };

    const report = await run(ports);
    delete ports.directory.faults.readPeople;
    const next = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'held' });
    expect(ports.log.map((line) => line.message)).toContain('look-ups could not be finished');
    expect(outcomes(next)).toEqual({ 'deactivate jane': 'done', 'deactivate mark': 'done' });
  });

  test('a leaver in the list is looked up by id, and the direct read wins', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    const jane = aPerson('jane', 'Jane Smith');
    ports.directory.put(jane);
    const listed = await ports.directory.readRoster(['PSA Technicians']);
    const people = listed.people.map(
      (person) => ({ ...person, state: person.id === jane.id ? 'disabled' : person.state }) as const,
    );
    const directory = { ...ports.directory, readRoster: async () => ({ ...listed, people }) };

    const report = await run({ ...ports, directory });

    expect(ports.directory.lookedUp).toContainEqual({ member: 11, by: { kind: 'id', id: jane.id } });
    expect(report.steps).toEqual([]);
    expect(ports.psa.sent).toEqual([]);
  });

  test('one failed batch costs its own members and no others', async () => {
    const ports = aTeam();
    for (let key = 1001; key <= 1150; key += 1) ports.psa.put(aMember(key, `m${key}`, 'Some Body'));
    ports.directory.faults.readPeople = (lookups) => {
      if (lookups.some((lookup) => lookup.member === 1150)) throw directoryFault('unavailable', 'No answer.');
    };

    const { world } = await read(ports);

    expect(world.lookups).toHaveLength(100);
    expect(world.unfinishedLookups).toHaveLength(51);
    expect(world.unfinishedLookups).toContain(1150);
  });

  test('a bug in a look-up is not taken for an answer', async () => {
    const ports = aTeam();
    ports.directory.faults.readPeople = () => {
      throw new TypeError('not a function');
    };

    await expect(read(ports)).rejects.toThrow(TypeError);
  });
});

describe('people outside every mapped group', () => {
  test('are confirmed by a direct check', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    ports.directory.put(aPerson('jane', 'Jane Smith', OUT_OF_SCOPE));

    const { world } = await read(ports);

    expect(world.confirmedOutside).toEqual([personId('id-of-jane')]);
  });

  test('are not confirmed when the direct check finds them in a group after all', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    ports.directory.put(aPerson('jane', 'Jane Smith', OUT_OF_SCOPE));
    const directory = { ...ports.directory, readMembership: async () => [TECHNICIANS] };

    const { world } = await read({ ...ports, directory });

    expect(world.confirmedOutside).toEqual([]);
    expect(world.confirmedInside).toEqual([personId('id-of-jane')]);
  });

  test('are not confirmed by a check that failed', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    ports.directory.put(aPerson('jane', 'Jane Smith', OUT_OF_SCOPE));
    ports.directory.faults.readMembership = directoryFault('unavailable', 'No answer.');

    const { world } = await read(ports);

    expect(world.confirmedOutside).toEqual([]);
    expect(world.confirmedInside).toEqual([]);
  });

  test('are not even asked about while a mapped group is missing', async () => {
    const ports = aTeam();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    ports.directory.put(aPerson('jane', 'Jane Smith', OUT_OF_SCOPE));
    ports.directory.groups.set('PSA Technicians', null);

    const { world } = await read(ports);

    expect(world.confirmedOutside).toEqual([]);
    expect(ports.directory.checkedMembership).toEqual([]);
  });
});

describe('a side that cannot be read at all', () => {
  test.each([
    ['the directory', (ports: Connection) => (ports.directory.faults.readRoster = directoryFault('forbidden', 'No.'))],
    ['the PSA', (ports: Connection) => (ports.psa.readMembersFault = psaFault('unavailable', 'No.'))],
  ])('%s throws its fault', async (_name, breakIt) => {
    const ports = aTeam();
    breakIt(ports);

    await expect(read(ports)).rejects.toThrow('No.');
  });
});

test('a run on a clock that lags two days still counts in the rolling window', async () => {
  const ports = aTeam();
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
  await run(ports);
  ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));
  const lagging = { ...ports.clock, now: () => new Date(ports.clock.now().getTime() - 48 * 3_600_000) };
  await run({ ...ports, clock: lagging });
  ports.clock.advance(3_600_000);

  const { world } = await read(ports);

  expect(world.pastWrites.map((write) => write.class)).toEqual(['deactivate']);
});

test('the rolling window holds the writes of the last 24 hours, and an older one is forgotten', async () => {
  const ports = aTeam();
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
  ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));
  await run(ports);

  const soon = await read(ports);
  ports.clock.advance(25 * 3_600_000);
  const late = await read(ports);

  expect(soon.world.pastWrites.map((write) => write.class)).toEqual(['deactivate']);
  expect(late.world.pastWrites).toEqual([]);
});

test('without a memory the journal is read back no further than the rolling window', async () => {
  const ports = aTeam();
  const asked: string[] = [];
  const journal: Connection['journal'] = {
    ...ports.journal,
    readSince: async (connection, since) => {
      asked.push(since);
      return ports.journal.readSince(connection, since);
    },
  };

  await read({ ...ports, journal });

  expect(asked).toEqual(['2026-11-22T10:00:00.000Z']);
});
