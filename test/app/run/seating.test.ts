// What a run's report says of seats: the plan's word, the trend from the index, and the roles of API members.
import { describe, expect, test } from 'vitest';
import { PLAIN_SEATING } from '../../../src/domain/people/seat.ts';
import { aConnection, run, type Connection } from '../../support/builders/a-connection.ts';
import { ADMIN_ROLE, aMember, aPerson, TECHNICIAN_ROLE } from '../../support/builders/a-person.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

const SEATING = { ...PLAIN_SEATING, prices: { F: { monthly: 25 } } };

function aTeam() {
  const ports = aConnection({ seats: { F: 3 }, seating: SEATING });
  ports.psa.put(aMember(20, 'sam', 'Sam White'));
  ports.directory.put(aPerson('sam', 'Sam White'));
  return ports;
}
/** The run before is found, the longer look back is not. */
function failingIndex({ archive }: Connection, fault: Error): Connection['archive'] {
  return {
    ...archive,
    list: async (name, options) => {
      if (options.limit > 1) throw fault;
      return archive.list(name, options);
    },
  };
}
const api = aMember(30, 'rmm-api', 'Remote Monitoring', {
  licenseClass: 'A',
  fields: { securityRole: TECHNICIAN_ROLE },
});

describe('the seats in a report', () => {
  test('come with their cost, and with the trend: the last run of each day', async () => {
    const ports = aTeam();
    await run(ports);
    await run(ports);
    ports.directory.put(aPerson('jane', 'Jane Smith'));
    ports.clock.advance(24 * HOUR_MS);
    await run(ports);
    ports.clock.advance(24 * HOUR_MS);

    const report = await run(ports);

    expect(report.seating).toMatchObject({ currency: 'USD', monthlyCost: 75, waiting: [], idle: [], apiMembers: 0 });
    expect(report.seating?.trend).toMatchObject([
      { at: '2026-11-23T12:00:00.000Z', seats: [{ class: 'F', used: 2, contracted: 3 }], idle: 0 },
      { at: '2026-11-24T13:00:00.000Z', seats: [{ used: 2 }] },
      { at: '2026-11-25T14:00:00.000Z', seats: [{ used: 3 }], run: report.run },
    ]);
    expect(ports.archive.entries[0]).toMatchObject({
      seats: [{ class: 'F', used: 3, contracted: 3 }],
      idle: 0,
      orphans: 0,
    });
  });

  test('are not spoken of in a look at one person', async () => {
    const ports = aTeam();
    await run(ports);
    const sam = aPerson('sam', 'Sam White');

    const report = await run(ports, { person: sam.id });

    expect(report.seating).toBeNull();
    expect(ports.archive.entries[0]).toMatchObject({ idle: null, orphans: null });
  });

  test('are missing where there was no plan', async () => {
    const ports = aTeam();
    ports.psa.readMembersFault = psaFault('unavailable', 'The PSA cannot be reached.');

    const report = await run(ports);

    expect(report.seating).toBeNull();
    expect(ports.archive.entries[0]).toMatchObject({ seats: [], idle: null });
  });

  test('come without earlier points when the index cannot be read, and with a warning', async () => {
    const ports = aTeam();
    await run(ports);
    ports.clock.advance(24 * HOUR_MS);
    const archive = failingIndex(ports, psaFault('unavailable', 'The storage cannot be reached.'));

    const report = await run({ ...ports, archive });

    expect(report.seating?.trend).toHaveLength(1);
    expect(ports.log.map(({ message }) => message)).toContain(
      'the index of runs could not be read, so the report has no trend',
    );
  });

  test('do not hide a bug behind a missing trend', async () => {
    const ports = aTeam();
    const archive = failingIndex(ports, new TypeError('a bug'));

    await expect(run({ ...ports, archive })).rejects.toThrow('a bug');
  });
});

describe('the roles of API members', () => {
  test('are looked into, and one that may do everything is told', async () => {
    const ports = aTeam();
    ports.psa.put(api);
    ports.psa.reaches.set(TECHNICIAN_ROLE.id, { kind: 'read', levels: 100, all: 95 });

    const report = await run(ports);

    expect(
      report.findings.map(({ kind, members }) => [kind, members.map(({ identifier }) => identifier)]),
    ).toContainEqual(['powerful-api-member', ['rmm-api']]);
  });

  test('are left as they are where the PSA has no answer, or nobody has to be asked about', async () => {
    const ports = aTeam();
    ports.psa.put(api);
    const quiet = await run(ports);
    ports.psa.put({ ...api, fields: { securityRole: ADMIN_ROLE } });

    const told = await run(ports);

    expect(quiet.findings.map(({ kind }) => kind)).not.toContain('powerful-api-member');
    expect(told.findings.map(({ kind }) => kind)).toContain('powerful-api-member');
  });
});
