/** Runs that somebody asks for: what goes into the queue, and how the run is found by its ticket. */
import { describe, expect, test } from 'vitest';
import { askForRun } from '../../../src/app/ask-for-run.ts';
import { findAskedRun } from '../../../src/app/archive/find-asked-run.ts';
import { connectionName, personId, runId, ticket } from '../../../src/domain/ids.ts';
import type { Work } from '../../../src/domain/events/work.ts';
import type { RunEntry, Trigger } from '../../../src/domain/runs/run.ts';
import { RefusedError } from '../../../src/errors.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { createFixedClock, HOUR_MS, MINUTE_MS } from '../../support/fixed-clock.ts';
import { createMemoryQueue } from '../../support/in-memory/memory-queue.ts';
import { createDroppedRecords } from '../../../src/adapters/records/events/dropped.ts';
import { renderWork } from '../../../src/adapters/azure/queue/work-message.ts';
import { createArchive } from '../../../src/adapters/records/runs/archive.ts';
import { createMemoryStore } from '../../support/in-memory/memory-store.ts';
import { runEntry } from '../../../src/reports/entry.ts';

const name = connectionName('harborpine');
const randomness = { hex: (digits: number) => 'a'.repeat(digits) };
const TICKET = ticket('req-20261123T100000Z-aaaaaaaaaaaa');

describe('asking', () => {
  test.each([
    ['a run over everybody', null, { kind: 'run', connection: name, asked: { by: 'request', ticket: TICKET } }],
    [
      'a run over one person',
      personId('ada'),
      { kind: 'person', connection: name, person: 'ada', asked: { by: 'request', ticket: TICKET } },
    ],
  ])('for %s sends it with the ticket that is handed out', async (_what, person, work) => {
    const queue = createMemoryQueue();

    expect(await askForRun({ name, queue, clock: createFixedClock(), randomness }, person)).toBe(TICKET);
    expect(queue.sent).toEqual([{ work, afterMs: 0 }]);
  });

  test('a queue that does not take it hands out nothing', async () => {
    const queue = createMemoryQueue();
    queue.refuses = () => true;

    await expect(askForRun({ name, queue, clock: createFixedClock(), randomness }, null)).rejects.toThrow(
      'no answer came',
    );
  });
});

function anEntry(at: number, trigger: Trigger = { kind: 'timer', by: 'hourly-sync' }): RunEntry {
  const started = new Date(Date.parse('2026-11-23T10:00:00.000Z') + at * MINUTE_MS);
  const run = runId(`${started.toISOString().replace(/[-:]|\.\d+/g, '')}-${String(at).padStart(6, '0')}`);
  const startedAt = started.toISOString();
  return runEntry(aReport({ run, trigger, startedAt, finishedAt: startedAt }), digestOfText(run));
}

const mine = anEntry(1, { kind: 'http', by: 'start-run', ticket: TICKET });
const made = { kind: 'made', entry: mine };
const other = anEntry(2, { kind: 'http', by: 'start-run', ticket: ticket('req-20261123T100000Z-bbbbbbbbbbbb') });

async function aDesk(entries: readonly RunEntry[]) {
  const archive = createArchive(createMemoryStore());
  for (const entry of entries) await archive.storeRun(name, entry, []);
  return {
    name,
    archive,
    dropped: createDroppedRecords(createMemoryStore()),
    queue: createMemoryQueue(),
    clock: createFixedClock(),
  };
}

describe('the run of a ticket', () => {
  test('is the one that was made for it', async () => {
    expect(await findAskedRun(await aDesk([anEntry(0), mine, other]), TICKET)).toEqual(made);
  });

  test('is awaited while there is none', async () => {
    expect(await findAskedRun(await aDesk([anEntry(0), other]), TICKET)).toEqual({ kind: 'waiting' });
  });

  test('is still found when the ticket is old', async () => {
    const desk = await aDesk([mine]);
    desk.clock.advance(72 * HOUR_MS);

    expect(await findAskedRun(desk, TICKET)).toEqual(made);
  });

  test.each([
    ['just under 24 hours', 24 * HOUR_MS - 1, true],
    ['24 hours', 24 * HOUR_MS, false],
  ])('is awaited for a day: after %s', async (_what, ms, waits) => {
    const desk = await aDesk([other]);
    desk.clock.advance(ms);
    const asked = findAskedRun(desk, TICKET);

    if (waits) expect(await asked).toEqual({ kind: 'waiting' });
    else await expect(asked).rejects.toThrow('a ticket waits 24 hours. Ask for a new one');
  });

  test.each([
    ['500th from the newest is found', 499, true],
    ['one further back is not', 500, false],
  ])('that is the %s', async (_what, later, found) => {
    // One index file a month, as the archive writes it.
    const store = createMemoryStore();
    const runs = [mine, ...Array.from({ length: later }, (_, at) => anEntry(at + 2))];
    store.put(`${name}/index/2026-11.json`, JSON.stringify({ version: 1, runs }));

    const asked = await findAskedRun({ ...(await aDesk([])), archive: createArchive(store) }, TICKET);

    expect(asked).toEqual(found ? made : { kind: 'waiting' });
  });

  test.each([
    ['nothing at all', ''],
    ['no ticket', 'latest'],
    ['a run id', '20261123T101500Z-1a2b3c'],
    ['too short', 'req-20261123T100000Z-aaaaaaaaaaa'],
    ['in capitals', 'req-20261123T100000Z-AAAAAAAAAAAA'],
    ['of no day', 'req-20261399T100000Z-aaaaaaaaaaaa'],
    ['a path', 'req-20261123T100000Z-../../../memory'],
    ['of two lines', `${TICKET}\n`],
  ])('that is %s is refused in words', async (_what, text) => {
    const refusal: unknown = await findAskedRun(await aDesk([]), text).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal).toMatchObject({
      status: 404,
      message: expect.stringMatching(/is no ticket\. One looks like req-/) as string,
    });
  });

  test.each([
    ['of tomorrow', 'req-20261124T100000Z-aaaaaaaaaaaa', false],
    ['of a clock that is a little ahead', 'req-20261123T100400Z-aaaaaaaaaaaa', true],
  ])('%s', async (_what, text, waits) => {
    const asked = findAskedRun(await aDesk([]), text);

    if (waits) expect(await asked).toEqual({ kind: 'waiting' });
    else await expect(asked).rejects.toMatchObject({ status: 404 });
  });
});

describe('a ticket that gets no run', () => {
  const because = { kind: 'connection', why: 'The PSA is moved', until: '2026-11-23T12:00:00Z' } as const;
  const gone = { ticket: TICKET, at: '2026-11-23T10:00:20.000Z', because };
  const work = { kind: 'run', connection: name, asked: { by: 'request', ticket: TICKET } } as const;
  const messageOf = (asked: Work): string => Buffer.from(renderWork(asked), 'base64').toString('utf8');

  test('since it was dropped says so, also when it is old', async () => {
    const desk = await aDesk([other]);
    await desk.dropped.note(name, gone);

    const answer = { kind: 'over', answer: { state: 'dropped', why: 'The PSA is moved' } };
    expect(await findAskedRun(desk, TICKET)).toMatchObject(answer);
    desk.clock.advance(72 * HOUR_MS);
    expect(await findAskedRun(desk, TICKET)).toMatchObject(answer);
  });

  test('since its message failed too often says so, and is awaited again once that is put back', async () => {
    const desk = await aDesk([]);
    desk.queue.putAside('run', 'rubbish');
    desk.queue.putAside('run', messageOf({ ...work, connection: connectionName('pinecrest') }));
    desk.queue.putAside('run', messageOf({ ...work, asked: { by: 'schedule' } }));
    const before = await findAskedRun(desk, TICKET);
    const id = desk.queue.putAside('run', messageOf(work));

    expect(before).toEqual({ kind: 'waiting' });
    expect(await findAskedRun(desk, TICKET)).toMatchObject({
      kind: 'over',
      answer: { state: 'put-aside', next: expect.stringContaining(`rollcall poison --replay ${id}`) as string },
    });
    await desk.queue.replayPoisoned(id);
    expect(await findAskedRun(desk, TICKET)).toEqual({ kind: 'waiting' });
  });

  test('names the run all the same where one was made after all', async () => {
    const desk = await aDesk([mine]);
    await desk.dropped.note(name, gone);
    desk.queue.putAside('run', messageOf(work));

    expect(await findAskedRun(desk, TICKET)).toEqual(made);
  });

  test('is asked of no queue where there is none', async () => {
    expect(await findAskedRun({ ...(await aDesk([])), queue: null }, TICKET)).toEqual({ kind: 'waiting' });
  });
});
