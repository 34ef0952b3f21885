// What every WorkQueue must do, whatever it stands on.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectionName, personId, rulingId, ticket } from '../../../src/domain/ids.ts';
import type { Work, WorkKind } from '../../../src/domain/events/work.ts';
import type { WorkQueue } from '../../../src/ports/event-ports.ts';

export interface WorkQueueUnderTest {
  readonly queue: WorkQueue;
  /** Takes out all work that can be had now, as the functions would get it. */
  readonly receive: () => Promise<readonly Work[]>;
  /** Puts a message aside as the Functions host does; answers its id. */
  readonly putAside: (kind: WorkKind, text: string) => Promise<string>;
  /** Takes out everything that was put aside. */
  readonly clearPoison: () => Promise<void>;
}

const ACME = connectionName('acme');
const RUN = { kind: 'run', connection: ACME, asked: { by: 'schedule' } } as const satisfies Work;
const WORK = {
  'a run by the clock': RUN,
  'a run after an event': { ...RUN, asked: { by: 'event', at: '2026-11-25T14:00:00.250Z' } },
  'a run that somebody asked for': {
    ...RUN,
    asked: { by: 'request', ticket: ticket('req-20261125T140000Z-1a2b3c4d5e6f') },
  },
  'a connection with the longest name': { ...RUN, connection: connectionName('7'.repeat(50)) },
  'a person': { kind: 'person', connection: ACME, person: personId('00u1.a_b-C'), asked: { by: 'schedule' } },
  'a person after an event': {
    kind: 'person',
    connection: ACME,
    person: personId('0b8e7a9c-8d0f-4a55-9a34-3f6f8f4a1c01'),
    asked: { by: 'event', at: '2026-11-25T14:00:00Z' },
  },
  'a slow run': { kind: 'slow', connection: ACME, person: null, asked: { by: 'schedule' } },
  'a slow run over a person': { kind: 'slow', connection: ACME, person: personId('p9'), asked: { by: 'schedule' } },
  subscriptions: { kind: 'subscriptions', connection: ACME, asked: { by: 'schedule' } },
  'an approval': {
    kind: 'approval',
    connection: ACME,
    decision: rulingId('dec-20261123T101500Z-1a2b3c4d5e6f'),
    asked: { by: 'request', ticket: ticket('req-20261123T101500Z-1a2b3c4d5e6f') },
  },
} as const satisfies Record<string, Work>;

const aPerson = (number: number): Work => ({
  kind: 'person',
  connection: ACME,
  person: personId(`p${number}`),
  asked: { by: 'schedule' },
});
const personText = (number: number): string => `{"version":1,"connection":"acme","person":"p${number}"}`;
const RUN_TEXT = '{"version":1,"connection":"acme"}';

export function queueContract(name: string, start: () => Promise<WorkQueueUnderTest>): void {
  describe(`${name} as a WorkQueue`, () => {
    let subject: WorkQueueUnderTest;
    let queue: WorkQueue;

    beforeAll(async () => {
      subject = await start();
      ({ queue } = subject);
      await queue.prepare();
    });
    beforeEach(async () => {
      await subject.clearPoison();
    });

    describe('what is sent', () => {
      test.each(Object.entries<Work>(WORK))('%s is received as it was', async (_, work) => {
        await queue.send(work);

        expect(await subject.receive()).toEqual([work]);
        expect(await subject.receive()).toEqual([]);
      });

      test('50 at the same time are 50 messages', async () => {
        const work = Array.from({ length: 50 }, (_, number) => aPerson(number));

        await Promise.all(work.map((one) => queue.send(one)));

        const received = await subject.receive();
        expect(received).toHaveLength(50);
        expect(received).toEqual(expect.arrayContaining(work));
      });

      test('for later is not seen before', async () => {
        await queue.send(RUN, 60_000);

        expect(await subject.receive()).toEqual([]);
      });

      test.each([-1, Number.NaN])('is refused for %d ms later', async (afterMs) => {
        await expect(queue.send(RUN, afterMs)).rejects.toThrow('later');
        expect(await subject.receive()).toEqual([]);
      });

      test('waits through another preparation', async () => {
        await queue.send(RUN);

        await queue.prepare();

        expect(await subject.receive()).toEqual([RUN]);
      });

      test('is not doubled by the self-test, which passes', async () => {
        const checks = await queue.check();

        expect(checks.filter(({ result, fix }) => result !== 'ok' || fix !== null)).toEqual([]);
        expect(await subject.receive()).toEqual([]);
      });
    });

    describe('what was put aside', () => {
      test('is nothing at first', async () => {
        expect(await queue.countPoisoned()).toBe(0);
        expect(await queue.listPoisoned(32)).toEqual([]);
        expect(await queue.replayPoisoned()).toBe(0);
      });

      test('is counted and listed by kind, and stays where it is', async () => {
        const ids = [
          await subject.putAside('subscriptions', RUN_TEXT),
          await subject.putAside('run', RUN_TEXT),
          await subject.putAside('person', personText(1)),
        ];

        const listed = await queue.listPoisoned(32);

        expect(listed.map(({ kind, work, problem, text }) => ({ kind, work, problem, text }))).toEqual([
          { kind: 'run', work: RUN, problem: null, text: RUN_TEXT },
          { kind: 'person', work: aPerson(1), problem: null, text: personText(1) },
          { kind: 'subscriptions', work: WORK.subscriptions, problem: null, text: RUN_TEXT },
        ]);
        expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
        for (const { since } of listed) expect(new Date(since).toISOString()).toBe(since);
        expect(await queue.listPoisoned(32)).toEqual(listed);
        expect(await queue.countPoisoned()).toBe(3);
      });

      test.each([
        ['hello', /^5 characters that are not JSON$/],
        ['{"version":2,"connection":"acme"}', /^version: /],
        ['{"version":1,"connection":"../acme","person":7}', /^connection: .*; person: /],
        ['x'.repeat(5000), /^5000 characters that are not JSON$/],
        ['<b>\u202e&amp;</b>', /that are not JSON$/],
      ])('and cannot be understood is shown with what is wrong: %.40s', async (text, problem) => {
        await subject.putAside('person', text);

        const [listed] = await queue.listPoisoned(1);

        expect(listed).toMatchObject({ work: null, text: text.slice(0, 1000) });
        expect(listed?.problem).toMatch(problem);
      });

      test('is listed up to the limit of each kind', async () => {
        for (const number of [1, 2, 3]) await subject.putAside('person', personText(number));
        await subject.putAside('run', RUN_TEXT);

        expect((await queue.listPoisoned(2)).map(({ kind }) => kind)).toEqual(['run', 'person', 'person']);
      });

      test.each([0, 33, 1.5, Number.NaN])('is refused to be listed up to %d', async (limit) => {
        await expect(queue.listPoisoned(limit)).rejects.toThrow(String(limit));
      });

      test('is put back whole, however much it is, but for what cannot be understood', async () => {
        const people = Array.from({ length: 70 }, (_, number) => aPerson(number));
        await Promise.all(people.map((_, number) => subject.putAside('person', personText(number))));
        await subject.putAside('run', RUN_TEXT);
        const broken = await subject.putAside('run', 'hello');

        const replayed = await queue.replayPoisoned();

        expect(replayed).toBe(71);
        const received = await subject.receive();
        expect(received).toHaveLength(71);
        expect(received).toEqual(expect.arrayContaining([RUN, ...people]));
        expect((await queue.listPoisoned(32)).map(({ id }) => id)).toEqual([broken]);
        expect(await queue.countPoisoned()).toBe(1);
      });

      test('is put back alone when it is named, and the others are there at once', async () => {
        const ids = await Promise.all(
          Array.from({ length: 40 }, (_, number) => subject.putAside('person', personText(number))),
        );

        const replayed = await queue.replayPoisoned(ids[37]);

        expect(replayed).toBe(1);
        expect(await subject.receive()).toEqual([aPerson(37)]);
        expect(await queue.countPoisoned()).toBe(39);
        expect(await queue.replayPoisoned()).toBe(39);
        await subject.receive();
      });

      test('is not put back by an id that is unknown, or that of a message that cannot be understood', async () => {
        const broken = await subject.putAside('run', 'hello');
        await subject.putAside('run', RUN_TEXT);

        expect(await queue.replayPoisoned(broken)).toBe(0);
        expect(await queue.replayPoisoned('00000000-0000-0000-0000-000000000000')).toBe(0);
        expect(await subject.receive()).toEqual([]);
        expect(await queue.countPoisoned()).toBe(2);
      });

      test('is removed for good when it is named, and the others are there at once', async () => {
        const ids = await Promise.all(
          Array.from({ length: 40 }, (_, number) => subject.putAside('person', personText(number))),
        );
        const broken = await subject.putAside('run', 'hello');

        expect(await queue.discardPoisoned(ids[20] ?? '')).toEqual({ work: aPerson(20) });
        expect(await queue.discardPoisoned(ids[20] ?? '')).toBeUndefined();
        expect(await queue.discardPoisoned(broken)).toEqual({ work: null });
        expect(await queue.replayPoisoned()).toBe(39);
        expect(await subject.receive()).toHaveLength(39);
        expect(await queue.countPoisoned()).toBe(0);
      });
    });
  });
}
