/** What is left with the leavers of a plan, by a reading that was made after its writes. */
import { expect, test } from 'vitest';
import { decide } from '../../../../src/core/decide.ts';
import { dutiesAgain } from '../../../../src/core/offboarding/duties/duties-again.ts';
import { aReading, anEntry, anOffboarding, aTicket, ownedBy, TO_MANAGER } from '../../builders/a-duty.ts';
import { memberOf } from '../../builders/a-member.ts';
import { aPerson } from '../../builders/a-person.ts';
import { aPolicy, aWorld } from '../../builders/a-world.ts';

const leaver = aPerson('Jane Leaver', { state: 'disabled' });
const manager = aPerson('Mia Manager');
const jane = memberOf(leaver, 1);
const mia = memberOf(manager, 2);
const TICKETS = [aTicket(1, ownedBy(jane)), aTicket(2, ownedBy(jane)), aTicket(3, { resources: [jane.identifier] })];
const before = aWorld([leaver, manager], [jane, mia], {
  policy: aPolicy({ offboarding: anOffboarding({ 'ticket-owner': TO_MANAGER }) }),
  duties: aReading({ tickets: TICKETS, entries: [anEntry(501, jane, 3)] }),
  managers: [{ person: leaver.id, manager }],
});

test('what was handed over is gone, what was not is left, although the member is switched off by now', () => {
  const after = { ...before, psa: { ...before.psa, members: [{ ...jane, active: false }, mia] } };
  const reading = aReading({
    tickets: [aTicket(1, ownedBy(mia)), aTicket(2, ownedBy(jane)), aTicket(3, { resources: [jane.identifier] })],
    entries: [anEntry(501, jane, 3)],
  });

  const left = dutiesAgain(after, decide(before), reading);

  expect([...left.keys()]).toEqual([jane.key]);
  expect(left.get(jane.key)?.map((duty) => [duty.kind, 'ticket' in duty ? duty.ticket.id : null])).toEqual([
    ['ticket-owner', 2],
    ['ticket-resource', 3],
  ]);
});

test('superiors are those of the records as they are now', () => {
  const reports = memberOf(aPerson('Sam Other'), 3);
  const superior = (key: number) => ({ ...reports, fields: { ...reports.fields, reportsTo: { id: key, name: 'x' } } });
  const asRead = { ...before, psa: { ...before.psa, members: [jane, mia, superior(jane.key)] } };
  const left = (key: number) =>
    dutiesAgain({ ...asRead, psa: { ...asRead.psa, members: [jane, mia, superior(key)] } }, decide(asRead), aReading());

  expect(
    left(jane.key)
      .get(jane.key)
      ?.map(({ kind }) => kind),
  ).toEqual(['approver']);
  expect(left(mia.key).get(jane.key)).toEqual([]);
});
