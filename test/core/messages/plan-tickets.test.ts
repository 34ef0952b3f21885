/** Which tickets are opened, continued and closed, by what the board shows and what is remembered. */
import { describe, expect, test } from 'vitest';
import { contentOf, planTickets, type TicketQuestion } from '../../../src/core/messages/plan-tickets.ts';
import { markerFor, markersOf, spentMarker } from '../../../src/core/messages/ticket-marker.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import type { Matter } from '../../../src/domain/messages/matter.ts';
import type { OwnTicket } from '../../../src/domain/messages/ticket.ts';
import { digestOfText } from '../../support/builders/a-step.ts';

const NAME = connectionName('harborpine');

function aMatter(what: string, items: readonly string[] = [what]): Matter {
  return {
    key: digestOfText(what),
    kind: 'failure',
    action: 'create',
    items: items.map((item) => ({ key: digestOfText(item), subjects: [] })),
    run: null,
  };
}
const ALPHA = aMatter('alpha');
const BETA = aMatter('beta');
const markerOf = (matter: Matter) => markerFor(NAME, matter.key);

function aTicket(id: number, matter: Matter, over: Partial<OwnTicket> = {}): OwnTicket {
  return { id, marker: markerOf(matter), closed: false, onBoard: true, ...over };
}
const known = (matter: Matter, ticket: number, content = contentOf(matter)) => ({
  marker: markerOf(matter),
  ticket,
  content,
});

function planned(over: Partial<TicketQuestion>) {
  const plan = planTickets({
    wanted: [],
    record: { tickets: [], spent: [] },
    found: [],
    most: 25,
    settled: true,
    markerFor: markerOf,
    ...over,
  });
  const steps = plan.steps.map((step) => ('ticket' in step ? `${step.kind} ${step.ticket}` : step.kind));
  return { ...plan, steps };
}

describe('what stands', () => {
  test('and has no ticket gets one', () => {
    expect(planned({ wanted: [ALPHA] })).toMatchObject({ steps: ['open'], tickets: [], left: 0 });
  });

  test.each<[string, Partial<TicketQuestion>]>([
    ['on the board, and remembered', { found: [aTicket(7, ALPHA)], record: { tickets: [known(ALPHA, 7)], spent: [] } }],
    ['on the board, and forgotten', { found: [aTicket(7, ALPHA)] }],
    ['that somebody has closed', { found: [aTicket(7, ALPHA, { closed: true })] }],
    ['that somebody has moved to another board', { found: [aTicket(7, ALPHA, { onBoard: false })] }],
    ['that somebody has deleted', { record: { tickets: [known(ALPHA, 7)], spent: [] } }],
    ['while a run is in doubt', { settled: false, found: [aTicket(7, ALPHA)] }],
  ])('and has a ticket %s is left as it is', (_what, over) => {
    expect(planned({ wanted: [ALPHA], ...over })).toMatchObject({ steps: [], tickets: [known(ALPHA, 7)], left: 0 });
  });

  test('and has changed is noted on its ticket', () => {
    const before = known(ALPHA, 7, digestOfText('what it said before'));

    const plan = planned({ wanted: [ALPHA], found: [aTicket(7, ALPHA)], record: { tickets: [before], spent: [] } });

    // Remembered as it was until the note is there.
    expect(plan).toMatchObject({ steps: ['note 7'], tickets: [before] });
  });

  test.each([{ closed: true }, { onBoard: false }])('and has changed is not noted where its ticket is %j', (over) => {
    const record = { tickets: [known(ALPHA, 7, digestOfText('before'))], spent: [] };

    expect(planned({ wanted: [ALPHA], found: [aTicket(7, ALPHA, over)], record }).steps).toEqual([]);
  });

  test('and has two tickets keeps to the open one', () => {
    const found = [aTicket(7, ALPHA, { closed: true }), aTicket(9, ALPHA)];

    expect(planned({ wanted: [ALPHA], found })).toMatchObject({ steps: [], tickets: [known(ALPHA, 9)] });
  });

  test('again gets another ticket, although the marker of the old one could not be taken off', () => {
    const found = [aTicket(7, ALPHA, { closed: true })];

    expect(planned({ wanted: [ALPHA], found, record: { tickets: [], spent: [7] } })).toMatchObject({
      steps: ['open'],
      spent: [7],
    });
  });
});

describe('what is over', () => {
  test.each<[string, Partial<OwnTicket>, readonly string[], readonly number[]]>([
    ['is closed', {}, ['close 7'], []],
    ['loses its marker where somebody has closed it', { closed: true }, ['release 7'], []],
    ['is written to on no other board', { onBoard: false }, [], [7]],
  ])('%s', (_what, over, steps, spent) => {
    const record = { tickets: [known(ALPHA, 7)], spent: [] };

    expect(planned({ found: [aTicket(7, ALPHA, over)], record })).toMatchObject({ steps, spent, tickets: [] });
  });

  test('is found although it is forgotten', () => {
    expect(planned({ wanted: [BETA], found: [aTicket(7, ALPHA), aTicket(8, BETA)] }).steps).toEqual(['close 7']);
  });

  test('is not known to be over while a run is in doubt', () => {
    const record = { tickets: [known(ALPHA, 7)], spent: [] };

    expect(planned({ settled: false, found: [aTicket(7, ALPHA)], record })).toMatchObject({
      steps: [],
      tickets: [known(ALPHA, 7)],
    });
  });

  test('is forgotten once its ticket is found no more', () => {
    expect(planned({ record: { tickets: [known(ALPHA, 7)], spent: [7] } })).toMatchObject({ tickets: [], spent: [] });
  });
});

test('no more tickets are opened than may be open, and those that are closed make room', () => {
  const wanted = ['a', 'b', 'c', 'd'].map((what) => aMatter(what));
  const found = [aTicket(7, ALPHA), aTicket(8, aMatter('a'))];

  expect(planned({ wanted, found, most: 3 })).toMatchObject({ steps: ['close 7', 'open', 'open'], left: 1 });
  expect(planned({ wanted, found, most: 1 })).toMatchObject({ steps: ['close 7'], left: 3 });
});

describe('a marker', () => {
  test('fits into the field, and begins as those of no other connection do', () => {
    const longest = connectionName(`a${'-b'.repeat(24)}c`);
    const marker = markerFor(longest, ALPHA.key);

    expect(marker.length).toBeLessThanOrEqual(95);
    expect(marker.startsWith(markersOf(longest))).toBe(true);
    expect(markerFor(connectionName('harborpine-two'), ALPHA.key).includes(markersOf(NAME))).toBe(false);
  });

  test('that is spent is found by none', () => {
    expect(spentMarker(markerFor(NAME, ALPHA.key))).toMatch(/^rollcall-done:harborpine:[0-9a-f]{32}$/);
    expect(spentMarker(markerFor(NAME, ALPHA.key)).includes(markersOf(NAME))).toBe(false);
  });
});
