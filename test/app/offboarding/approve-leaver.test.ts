// Somebody's word that a leaver may go: what it is good for, what goes with it, and what it does not cover.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { aRecord, aTicket, HOLD, ownedBy, toMember, TO_MANAGER } from '../../core/builders/a-duty.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, detailsOf, holders, JANE, MIA, SAM, told } from '../../support/builders/a-leaving-team.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';

const DANA = { by: 'dana', note: '' };
const RULES = { 'ticket-owner': TO_MANAGER, 'time-sheet': HOLD } as const;

/** Her tickets go to Mia, but she still has an open time sheet, so her departure waits, and everything with it. */
async function aHeldDeparture(): Promise<{ readonly ports: Connection; readonly seen: RunReport }> {
  const ports = aLeavingTeam(RULES);
  ports.psa.duties.reading = { ...ports.psa.duties.reading, records: [aRecord('time-sheet', JANE, 88)] };
  return { ports, seen: await run(ports) };
}
function digestOf(report: RunReport, subject: string): string {
  const index = told(report).findIndex((line) => line.startsWith(subject));
  const step = report.steps[index];
  if (step === undefined) throw new RangeError(`${subject} is not planned`);
  return step.digest;
}
function addTicket(ports: Connection, id: number): void {
  const { reading } = ports.psa.duties;
  ports.psa.duties.reading = { ...reading, tickets: [...reading.tickets, aTicket(id, ownedBy(JANE))] };
}
const DEPARTURE = 'deactivate jane';

describe('a departure that waits for work', () => {
  test('holds what it hands over, and offers only itself for approval', async () => {
    const { seen } = await aHeldDeparture();

    const text = renderText(seen, { paint: PLAIN, width: 120 });

    expect(told(seen)).toEqual([
      '101 > mia: held by departure-held',
      '102 > mia: held by departure-held',
      'deactivate jane: held by work-left',
    ]);
    expect(text.match(/rollcall approve [0-9a-f]{12}/g)?.map((line) => line.slice(-12))).toEqual(
      expect.arrayContaining([digestOf(seen, DEPARTURE).slice(0, 12)]),
    );
    expect(text).not.toContain(`rollcall approve ${digestOf(seen, '101').slice(0, 12)}`);
  });

  test('is approved: first everything is handed over, then she is switched off', async () => {
    const { ports, seen } = await aHeldDeparture();

    const { done, refused, report } = await approve(ports, { ...DANA, digest: digestOf(seen, DEPARTURE) });

    expect(told(report)).toEqual(['101 > mia: done', '102 > mia: done', 'deactivate jane: done']);
    expect(told({ steps: done })).toEqual(['deactivate jane: done']);
    expect(refused).toEqual([]);
    expect(report.trigger).toMatchObject({ kind: 'approval', by: 'dana' });
  });

  test("is approved by the plan's digest, and nothing is refused for going with it", async () => {
    const { ports, seen } = await aHeldDeparture();

    const { refused, report } = await approve(ports, { ...DANA, digest: seen.planDigest ?? '' });

    expect(refused).toEqual([]);
    expect(told(report)).toEqual(['101 > mia: done', '102 > mia: done', 'deactivate jane: done']);
  });

  test('is not approved by the digest of a handover: that goes with the departure, which is named', async () => {
    const { ports, seen } = await aHeldDeparture();

    await expect(approve(ports, { ...DANA, digest: digestOf(seen, '101') })).rejects.toThrow(
      new RegExp(
        `the deactivation it belongs to: .*\\(it goes with that deactivation\\)\\. Approve that step if it is right: ${digestOf(seen, DEPARTURE).slice(0, 12)}\\.$`,
      ),
    );
    expect(ports.approvals.stored).toEqual([]);
    expect(holders(ports)).toMatchObject({ 101: 'jane', 102: 'jane' });
  });

  test("takes nobody else's handovers with it", async () => {
    const { ports } = await aHeldDeparture();
    const omar = aMember(15, 'omar', 'Omar Diaz');
    ports.psa.put(omar);
    ports.directory.put(aPerson('omar', 'Omar Diaz', { state: 'disabled' }));
    ports.directory.managers.set(aPerson('omar', 'Omar Diaz').id, aPerson('mia', 'Mia Manager'));
    const { reading } = ports.psa.duties;
    ports.psa.duties.reading = { ...reading, tickets: [...reading.tickets, aTicket(201, ownedBy(omar))] };
    const seen = await run(ports, { apply: false });

    const { report } = await approve(ports, { ...DANA, digest: digestOf(seen, DEPARTURE) });

    expect(told(report)).toEqual([
      '101 > mia: done',
      '102 > mia: done',
      '201 > mia: open',
      'deactivate jane: done',
      'deactivate omar: open',
    ]);
  });
});

describe('work that has changed since the approver saw it', () => {
  test('more that the departure waits for: the word is good for the departure, whatever is left, and the sheet tells all of it', async () => {
    const { ports, seen } = await aHeldDeparture();
    const more = [aRecord('time-sheet', JANE, 88), aRecord('time-sheet', JANE, 89)];
    ports.psa.duties.reading = { ...ports.psa.duties.reading, records: more };

    const { done, report } = await approve(ports, { ...DANA, digest: digestOf(seen, DEPARTURE) });

    expect(told({ steps: done })).toEqual(['deactivate jane: done']);
    const sheet = report.offboarding?.leavers[0];
    expect(sheet?.before.filter(({ fate }) => fate.kind === 'awaited').map(({ duty }) => duty)).toEqual(more);
    expect(sheet?.after?.filter(({ kind }) => kind === 'time-sheet')).toEqual(more);
  });

  test('more that is handed over goes with it', async () => {
    const { ports, seen } = await aHeldDeparture();
    addTicket(ports, 104);

    const { report } = await approve(ports, { ...DANA, digest: digestOf(seen, DEPARTURE) });

    expect(told(report)).toEqual(['101 > mia: done', '102 > mia: done', '104 > mia: done', 'deactivate jane: done']);
  });

  test('a guard that had not held it then is not lifted: the departure waits for a word of its own on that', async () => {
    const { ports, seen } = await aHeldDeparture();
    ports.psa.put(SAM, MIA);
    const limits = { ...ports.policy.limits, deactivate: limitOf(1, 1) };
    const past = { class: 'deactivate', at: ports.clock.now().toISOString() } as const;
    ports.memories.memory = {
      ...ports.memories.memory,
      awaiting: [{ subject: 'deactivate member:11', since: past.at }],
    };

    const { done, refused } = await approve(
      { ...ports, policy: { ...ports.policy, limits } },
      { ...DANA, digest: digestOf(seen, DEPARTURE) },
    );

    expect(done).toEqual([]);
    expect(refused[0]?.why).toContain('It is now held by the limit per run: ');
    expect(holders(ports)).toMatchObject({ 101: 'jane', 102: 'jane' });
  });

  test('work that the deactivation itself hands over makes it another step, and is told', async () => {
    const ports = aLeavingTeam({ ...RULES, 'workflow-action': toMember('sam') });
    const { reading } = ports.psa.duties;
    ports.psa.duties.reading = { ...reading, records: [aRecord('time-sheet', JANE, 88)] };
    const seen = await run(ports);
    const rule = aRecord('workflow-action', JANE, 5, 'Escalate');
    ports.psa.duties.reading = { ...reading, records: [aRecord('time-sheet', JANE, 88), rule] };

    const { done, refused } = await approve(ports, { ...DANA, digest: digestOf(seen, DEPARTURE) });

    expect(done).toEqual([]);
    expect(refused[0]?.why).toMatch(/^Changed for jane: workflow-action goes to was not set, now sam\. /);
    expect(ports.psa.named('jane')?.active).toBe(true);
  });
});

describe('a handover that waits by itself', () => {
  const refusing = (ports: Connection): void => {
    ports.psa.duties.rule = ({ duty }) =>
      duty.kind === 'ticket-owner' && duty.ticket.id === 101
        ? { kind: 'refused', detail: 'The board is locked.', fatal: false }
        : undefined;
  };
  /** She is switched off; ticket 101 was refused twice and waits. */
  async function aWaitingHandover(): Promise<{ readonly ports: Connection; readonly seen: RunReport }> {
    const ports = aLeavingTeam({ 'ticket-owner': TO_MANAGER, 'ticket-resource': TO_MANAGER });
    refusing(ports);
    await run(ports);
    await run(ports);
    const seen = await run(ports);
    expect(told(seen)).toEqual(['101 > mia: held by back-off']);
    ports.psa.duties.rule = () => undefined;
    return { ports, seen };
  }

  test('is approved by its own digest', async () => {
    const { ports, seen } = await aWaitingHandover();

    const { done } = await approve(ports, { ...DANA, digest: digestOf(seen, '101') });

    expect(told({ steps: done })).toEqual(['101 > mia: done']);
    expect(holders(ports)[101]).toBe('mia');
  });

  test.each([
    [
      'a ticket that is called something else by now',
      (ports: Connection) => {
        const { reading } = ports.psa.duties;
        const tickets = reading.tickets.map((each) => (each.id === 101 ? { ...each, board: 'Projects' } : each));
        ports.psa.duties.reading = { ...reading, tickets };
      },
      /^Changed for jane: ticket was "Printer 101" on Help Desk, now "Printer 101" on Projects\. Look at run/,
    ],
    [
      'another successor',
      (ports: Connection) => {
        ports.psa.put({ ...MIA, active: false });
      },
      /^The latest plan no longer wants it\.$/,
    ],
    [
      'somebody else who has taken it',
      (ports: Connection) => {
        const { reading } = ports.psa.duties;
        const tickets = reading.tickets.map((each) => (each.id === 101 ? aTicket(101, ownedBy(SAM)) : each));
        ports.psa.duties.reading = { ...reading, tickets };
      },
      /^The ticket belongs to sam now\.$/,
    ],
    [
      'the successor who has it already',
      (ports: Connection) => {
        const { reading } = ports.psa.duties;
        const tickets = reading.tickets.map((each) => (each.id === 101 ? aTicket(101, ownedBy(MIA)) : each));
        ports.psa.duties.reading = { ...reading, tickets };
      },
      /^It is so already; nothing was left to do\.$/,
    ],
  ])('%s: refused, with what changed', async (_name, change, words) => {
    const { ports, seen } = await aWaitingHandover();
    change(ports);

    const { done, refused } = await approve(ports, { ...DANA, digest: digestOf(seen, '101') });

    expect(done).toEqual([]);
    expect(refused.map(({ why }) => why)).toEqual([expect.stringMatching(words)]);
  });

  test('to somebody else than was seen: refused, with both names', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': toMember('mia', 'sam') });
    ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'The board is locked.', fatal: false });
    await run(ports);
    await run(ports);
    const seen = await run(ports);
    ports.psa.put({ ...MIA, active: false });

    const { refused } = await approve(ports, { ...DANA, digest: digestOf(seen, '101') });

    expect(refused[0]?.why).toMatch(/^Changed for jane: goes to was mia, now sam\. Look at run/);
    expect(detailsOf(seen)).toEqual([]);
  });
});

test('the entries of a resource that ended meanwhile are told as what changed', async () => {
  const ports = aLeavingTeam({ 'ticket-resource': TO_MANAGER });
  ports.psa.duties.rule = () => ({ kind: 'refused', detail: 'The board is locked.', fatal: false });
  await run(ports);
  await run(ports);
  const seen = await run(ports);
  const { reading } = ports.psa.duties;
  const [entry] = reading.entries;
  if (entry === undefined) throw new RangeError('Jane has an entry');
  ports.psa.duties.reading = { ...reading, entries: [{ ...entry, id: 777, type: { id: 5, name: 'Dispatch' } }] };

  const { refused } = await approve(ports, { ...DANA, digest: digestOf(seen, '103') });

  expect(refused[0]?.why).toMatch(
    /^Changed for jane: schedule entries was 501, now 777; schedule type was Service Ticket, now Dispatch\. /,
  );
});
