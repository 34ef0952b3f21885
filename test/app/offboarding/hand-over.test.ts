// Work is handed over before its member is switched off. Each way in which one handover can turn out, told by running the whole run.
import { describe, expect, test } from 'vitest';
import { aTicket, ownedBy, TO_MANAGER } from '../../core/builders/a-duty.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import {
  aLeavingTeam,
  detailsOf,
  holders,
  JANE,
  MIA,
  SAM,
  superiorOf,
  told,
} from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

const SILENCE = { kind: 'unknown', detail: 'No answer came within 30 s.' } as const;
const OWNERS = { 'ticket-owner': TO_MANAGER } as const;

const ALL_DONE = ['101 > mia: done', '102 > mia: done', '103 > mia: done', 'reportsTo of sam > mia: done'];

describe('a leaver with work', () => {
  test('hands all of it over, is switched off, and the next run finds nothing to do', async () => {
    const ports = aLeavingTeam();

    const first = await run(ports);
    const second = await run(ports);

    expect(told(first)).toEqual([...ALL_DONE, 'deactivate jane: done']);
    expect(first.outcome).toBe('converged');
    expect(holders(ports)).toEqual({ 101: 'mia', 102: 'mia', 103: 'mia', 900: 'mia' });
    expect(superiorOf(ports, 'sam')).toBe('mia');
    expect(ports.psa.duties.ended.map(({ id }) => id)).toEqual([501]);
    expect(second.steps).toEqual([]);
    expect(second.outcome).toBe('converged');
  });

  test('is switched off last of all, when every handover has been tried', async () => {
    const ports = aLeavingTeam();
    const before: number[] = [];
    ports.psa.rule = ({ write }) => {
      if (write === 'deactivate') before.push(ports.psa.duties.sent.length);
      return undefined;
    };

    await run(ports);

    expect(before).toEqual([4]);
  });

  test('a run that was not asked to write plans the same and moves nothing', async () => {
    const ports = aLeavingTeam();

    const report = await run(ports, { apply: false });

    expect(told(report)).toEqual([...ALL_DONE.map((line) => line.replace('done', 'open')), 'deactivate jane: open']);
    expect(ports.psa.duties.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
  });

  test('each handover is journaled before it is sent, with all that is needed to undo it', async () => {
    const ports = aLeavingTeam(OWNERS);
    const journaled: unknown[] = [];
    ports.psa.duties.rule = () => {
      journaled.push(ports.journal.entries.at(-1)?.entry);
      return undefined;
    };

    await run(ports);

    expect(journaled).toMatchObject([
      {
        kind: 'intent',
        action: 'reassign',
        class: 'reassign',
        member: JANE.key,
        because: 'disabled',
        reassignment: {
          duty: { kind: 'ticket-owner', ticket: { list: 'service', id: 101 } },
          from: { identifier: 'jane' },
          to: { identifier: 'mia' },
        },
      },
      { kind: 'intent', reassignment: { duty: { ticket: { id: 102 } } } },
    ]);
  });
});

describe('between plan and write', () => {
  test.each([
    [
      'a ticket that was closed',
      (ports: Connection) => {
        const { reading } = ports.psa.duties;
        ports.psa.duties.reading = { ...reading, tickets: reading.tickets.filter(({ id }) => id !== 101) };
      },
      'The ticket is closed or no longer there.',
    ],
    [
      'a ticket that somebody else has taken',
      (ports: Connection) => {
        const { reading } = ports.psa.duties;
        const tickets = reading.tickets.map((ticket) => (ticket.id === 101 ? aTicket(101, ownedBy(SAM)) : ticket));
        ports.psa.duties.reading = { ...reading, tickets };
      },
      'The ticket belongs to sam now.',
    ],
    [
      'a successor who was switched off',
      (ports: Connection) => {
        ports.psa.put({ ...MIA, active: false });
      },
      'mia, who would take it, is no longer an active member.',
    ],
    [
      'a successor who is no longer there',
      (ports: Connection) => {
        ports.psa.members.delete(MIA.key);
      },
      'mia, who would take it, is no longer an active member.',
    ],
  ])('%s leaves it alone, unwritten and unjournaled, and the departure goes on', async (_name, meanwhile, words) => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.beforeStanding = () => {
      meanwhile(ports);
    };

    const report = await run(ports);

    expect(told(report)[0]).toBe('101 > mia: moved');
    expect(detailsOf(report)).toContain(words);
    expect(told(report).at(-1)).toBe('deactivate jane: done');
    expect(ports.journal.entries.map(({ entry }) => entry.step)).not.toContain(report.steps[0]?.digest);
    expect(ports.psa.duties.sent.map(({ duty }) => (duty.kind === 'ticket-owner' ? duty.ticket.id : 0))).not.toContain(
      101,
    );
  });

  test('a ticket that has been handed over by somebody already is not written and not journaled', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.beforeStanding = () => {
      const { reading } = ports.psa.duties;
      ports.psa.duties.reading = { ...reading, tickets: [aTicket(101, ownedBy(MIA)), aTicket(102, ownedBy(MIA))] };
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: already', '102 > mia: already', 'deactivate jane: done']);
    expect(ports.psa.duties.sent).toEqual([]);
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(false);
  });

  test("a resource who is on the ticket already is not added again, but the leaver's entries end", async () => {
    const ports = aLeavingTeam({ 'ticket-resource': TO_MANAGER });
    ports.psa.duties.beforeStanding = () => {
      const { reading } = ports.psa.duties;
      const tickets = reading.tickets.map((each) => (each.id === 103 ? { ...each, resources: ['jane', 'mia'] } : each));
      ports.psa.duties.reading = { ...reading, tickets };
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['103 > mia: done', 'deactivate jane: done']);
    expect(detailsOf(report)).toEqual(['It was with mia already.']);
    expect(ports.psa.duties.sent).toEqual([]);
    expect(ports.psa.duties.ended.map(({ id }) => id)).toEqual([501]);
    // Mia was there without Rollcall's doing, so there is nothing to take back.
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(false);
  });

  test("a record that cannot be read is that record's failure; the others and the departure go on", async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.beforeStanding = ({ duty }) => {
      if (duty.kind === 'ticket-owner' && duty.ticket.id === 101) throw psaFault('unavailable', 'The PSA is down.');
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: refused', '102 > mia: done', 'deactivate jane: done']);
    expect(detailsOf(report)).toEqual(['Nothing was written: The PSA is down.']);
  });

  test('a successor who cannot be read is no successor yet', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.beforeRead = (asked) => {
      if (asked === MIA.key) throw psaFault('unavailable', 'The PSA is down.');
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: refused', '102 > mia: refused', 'deactivate jane: done']);
    expect(ports.psa.duties.sent).toEqual([]);
  });

  test('credentials that are refused stop everything, the departure too', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.beforeStanding = () => {
      throw psaFault('credentials', 'The PSA refused the keys.');
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: refused', '102 > mia: skipped', 'deactivate jane: skipped']);
    expect(ports.psa.sent).toEqual([]);
  });
});

describe('after the write', () => {
  test('a refusal half-way stops neither the others nor the departure, and is tried again later with back-off', async () => {
    const ports = aLeavingTeam();
    ports.psa.duties.rule = ({ duty }) =>
      duty.kind === 'ticket-owner' && duty.ticket.id === 101
        ? { kind: 'refused', detail: 'The PSA says: "The board is locked."', fatal: false }
        : undefined;

    const first = await run(ports);
    const soon = await run(ports);
    ports.psa.duties.rule = () => undefined;
    ports.clock.advance(3 * HOUR_MS);
    const later = await run(ports);
    const quiet = await run(ports);

    expect(told(first)).toEqual(['101 > mia: refused', ...ALL_DONE.slice(1), 'deactivate jane: done']);
    expect(detailsOf(first)).toEqual(['The PSA says: "The board is locked."']);
    expect(first.offboarding?.leavers[0]?.after?.map((duty) => duty.kind)).toEqual(['ticket-owner']);
    expect(soon.steps[0]?.action.because).toBe('left-earlier');
    expect(told(later)).toEqual(['101 > mia: done']);
    expect(quiet.steps).toEqual([]);
    expect(holders(ports)[101]).toBe('mia');
  });

  test('what the PSA refused is not tried again before its time', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'The board is locked.', fatal: false });

    await run(ports);
    await run(ports);
    const third = await run(ports);

    expect(told(third)).toEqual(['101 > mia: held by back-off', '102 > mia: held by back-off']);
    expect(third.steps[0]?.verdict === 'hold' ? third.steps[0].holds[0].why : '').toContain('The board is locked.');
  });

  test('a fatal refusal stops every later step', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'The PSA refused the keys.', fatal: true });

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: refused', '102 > mia: skipped', 'deactivate jane: skipped']);
    expect(ports.psa.duties.sent).toHaveLength(1);
  });

  test('a handover that the PSA confirms but does not keep is unverified, and nothing is there to undo', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => ({ kind: 'done', key: JANE.key });

    const report = await run(ports);

    expect(told(report)[0]).toBe('101 > mia: unverified');
    expect(detailsOf(report)[0]).toBe(
      'It still is with jane. The PSA accepted the write without keeping it: look at the record there.',
    );
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(false);
  });

  test('a ticket that was closed in the same moment is unverified, with what was seen', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = (_sent, carry) => {
      carry();
      ports.psa.duties.reading = { ...ports.psa.duties.reading, tickets: [] };
      return { kind: 'done', key: JANE.key };
    };

    const report = await run(ports);

    expect(detailsOf(report)[0]).toMatch(/^The ticket is closed or no longer there\. The PSA accepted the write/);
  });

  test.each([
    ['unavailable', ['101 > mia: unknown', '102 > mia: refused', 'deactivate jane: done']],
    ['credentials', ['101 > mia: unknown', '102 > mia: skipped', 'deactivate jane: skipped']],
  ] as const)('a re-read that fails (%s) leaves the handover unknown, and there to undo', async (reason, expected) => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => {
      ports.psa.duties.beforeStanding = () => {
        throw psaFault(reason, 'The PSA is down.');
      };
      return undefined;
    };

    const report = await run(ports);

    expect(told(report)).toEqual(expected);
    expect(detailsOf(report)[0]).toBe('The PSA accepted the write, but the re-read failed: The PSA is down.');
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(true);
  });

  test('what could not follow a handover is a note on a step that is done', async () => {
    const ports = aLeavingTeam();
    ports.psa.duties.rest = 'Schedule entry 501 could not be marked done: The PSA says no.';

    const report = await run(ports);

    expect(told(report)).toEqual([...ALL_DONE, 'deactivate jane: done']);
    expect(detailsOf(report)).toEqual(['Schedule entry 501 could not be marked done: The PSA says no.']);
  });

  test('nothing follows a handover that needs no sequel', async () => {
    const ports = aLeavingTeam(OWNERS);

    await run(ports);

    expect(ports.psa.duties.finished).toEqual([]);
  });
});

describe('a handover that nobody answered', () => {
  test('but that did happen is looked up, found done, and sent only once', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = (_sent, carry) => {
      carry();
      return SILENCE;
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: done', '102 > mia: done', 'deactivate jane: done']);
    expect(detailsOf(report)[0]).toBe('The PSA never answered the write; a look-up afterwards found it done.');
    expect(ports.psa.duties.sent).toHaveLength(2);
    expect(ports.archive.files.has(`${report.run}/undo.json`)).toBe(true);
  });

  test('and that did not happen stays unknown, is not sent again in this run, and a later run does it', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => SILENCE;

    const first = await run(ports);
    const sentInFirst = ports.psa.duties.sent.length;
    ports.psa.duties.rule = () => undefined;
    ports.clock.advance(HOUR_MS);
    const later = await run(ports);

    expect(told(first)).toEqual(['101 > mia: unknown', '102 > mia: unknown', 'deactivate jane: done']);
    expect(sentInFirst).toBe(2);
    expect(told(later)).toEqual(['101 > mia: done', '102 > mia: done']);
  });

  test('a fault thrown by the write itself counts as no answer, and is looked up', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = (_sent, carry) => {
      carry();
      throw psaFault('unavailable', 'The connection was reset.');
    };

    expect(told(await run(ports))[0]).toBe('101 > mia: done');
  });

  test('a bug in the write is not taken for silence', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => {
      throw new TypeError('not a function');
    };

    const report = await run(ports);

    expect(told(report)).toEqual(['101 > mia: unknown', '102 > mia: skipped', 'deactivate jane: skipped']);
    expect(report.outcome).toBe('failed');
  });

  test('a look-up that fails too leaves the outcome unknown, with both reasons', async () => {
    const ports = aLeavingTeam(OWNERS);
    ports.psa.duties.rule = () => {
      ports.psa.duties.beforeStanding = () => {
        throw psaFault('unavailable', 'The PSA is down.');
      };
      return SILENCE;
    };

    const report = await run(ports);

    expect(told(report)[0]).toBe('101 > mia: unknown');
    expect(detailsOf(report)[0]).toMatch(/No answer came.*The PSA is down\. It was not sent again/);
  });
});
