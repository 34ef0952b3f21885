// When nothing may be written any more, or not yet: handovers stop with everything else, and what is left is done by a later run.
import { describe, expect, test } from 'vitest';
import { TO_MANAGER } from '../../core/builders/a-duty.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, detailsOf, JANE, told } from '../../support/builders/a-leaving-team.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';

const OWNERS = { 'ticket-owner': TO_MANAGER };
const ALL_DONE = ['101 > mia: done', '102 > mia: done', '103 > mia: done', 'reportsTo of sam > mia: done'];

describe('what ends the writing', () => {
  test('a lock lost while a ticket is read: nothing is written or journaled any more', async () => {
    const ports = aLeavingTeam();
    ports.psa.duties.beforeStanding = () => {
      if (ports.lock.isHeld(ports.name)) ports.lock.take(ports.name);
    };

    const report = await run(ports);

    expect(new Set(told(report).map((line) => line.replace(/^.*: /, '')))).toEqual(new Set(['skipped']));
    expect(ports.psa.duties.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
  });

  test('a lock lost with the write: it is verified, but nothing that would follow is written', async () => {
    const ports = aLeavingTeam({ 'ticket-resource': TO_MANAGER });
    ports.psa.duties.rule = () => {
      ports.lock.take(ports.name);
      return undefined;
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['103 > mia: done', 'deactivate jane: skipped']);
    expect(detailsOf(report)[0]).toMatch(/^Schedule entries of jane on it were not marked done: The lock/);
    expect(ports.psa.duties.finished).toEqual([]);
    expect(ports.psa.sent).toEqual([]);
  });

  test('a lock lost while the intent of a mere sequel is noted: the sequel is not written', async () => {
    const ports = aLeavingTeam({ 'ticket-resource': TO_MANAGER });
    ports.psa.duties.beforeStanding = () => {
      const { reading } = ports.psa.duties;
      const tickets = reading.tickets.map((each) => (each.id === 103 ? { ...each, resources: ['jane', 'mia'] } : each));
      ports.psa.duties.reading = { ...reading, tickets };
    };
    const journal = {
      ...ports.journal,
      note: async (...given: Parameters<Connection['journal']['note']>) => {
        await ports.journal.note(...given);
        if (ports.lock.isHeld(ports.name)) ports.lock.take(ports.name);
      },
    };

    const report = await run({ ...ports, journal });

    expect(told(report)).toEqual(['103 > mia: skipped', 'deactivate jane: skipped']);
    expect(ports.psa.duties.finished).toEqual([]);
  });

  test('a deadline that is near: what is left is not tried, and the next run goes on from there', async () => {
    const ports = aLeavingTeam();
    const deadline = new Date(ports.clock.now().getTime() + HOUR_MS + 120_000);
    ports.psa.duties.rule = ({ duty }) => {
      if (duty.kind === 'ticket-owner' && duty.ticket.id === 102) ports.clock.advance(90_000);
      return undefined;
    };

    const first = await run(ports, { deadline });
    ports.psa.duties.rule = () => undefined;
    const next = await run(ports);

    expect(told(first)).toEqual([
      '101 > mia: done',
      '102 > mia: done',
      '103 > mia: skipped',
      'reportsTo of sam > mia: skipped',
      'deactivate jane: skipped',
    ]);
    expect(told(next)).toEqual([...ALL_DONE.slice(2), 'deactivate jane: done']);
  });

  test('a departure that is held keeps the work where it is', async () => {
    const ports = aLeavingTeam({ ...OWNERS, 'time-sheet': { kind: 'hold' } });
    const { reading } = ports.psa.duties;
    const sheet = { kind: 'time-sheet', member: JANE.key, id: 88, title: 'Week 47', state: 'Open' } as const;
    ports.psa.duties.reading = { ...reading, records: [sheet] };

    const report = await run(ports);

    expect(told(report)).toEqual([
      '101 > mia: held by departure-held',
      '102 > mia: held by departure-held',
      'deactivate jane: held by work-left',
    ]);
    expect(ports.psa.duties.sent).toEqual([]);
  });
});

test('no log line above debug names a person, a ticket or an address', async () => {
  const ports = aLeavingTeam();
  ports.psa.put(aMember(15, 'omar', 'Omar Diaz'));
  ports.directory.put(aPerson('omar', 'Omar Diaz'));
  ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'Printer 101 of jane@harborpine.example', fatal: false });

  await run(ports);

  const lines = JSON.stringify(ports.log.filter((line) => line.level !== 'debug'));
  expect(lines).not.toMatch(/jane|mia|Printer|harborpine\.example/);
});
