/** What a chat is told from stored runs: at once, by digest, and after a failure. */
import { describe, expect, test } from 'vitest';
import { tell } from '../../../src/app/messages/tell.ts';
import { pageAddresses } from '../../../src/runtime/messages/page-addresses.ts';
import type { Message } from '../../../src/domain/messages/message.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { RemoteError } from '../../../src/errors.ts';
import { aFinding, aHold, aStep } from '../../support/builders/a-step.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { aTellingDesk, DELIVERED, UNDELIVERED } from '../../support/in-memory/telling-desk.ts';
import { DONE, failing, FOUND, HELD, limit, textOf } from './told-runs.ts';

describe('at once', () => {
  test.each<[string, Partial<RunReport>, readonly string[]]>([
    [
      'a hold',
      HELD,
      [
        'Rollcall, harborpine: something waits for somebody',
        '1 deactivation waits: the limit per run',
        '  Al Lee (alee)',
      ],
    ],
    [
      'a failure',
      {
        applied: true,
        outcome: 'failed',
        steps: [
          aStep.create({ identifier: 'cnew', name: 'Cy New', outcome: { kind: 'refused', detail: 'secret words' } }),
        ],
      },
      ['Rollcall, harborpine: writes to the PSA failed', '1 creation failed', '  Cy New (cnew)'],
    ],
    [
      'a run that died',
      { outcome: 'failed', planDigest: null, whole: false },
      ['Rollcall, harborpine: a run needs a look', 'The latest run failed'],
    ],
    [
      'a run in doubt',
      { outcome: 'frozen', findings: [aFinding({ kind: 'source-problem' })] },
      ['Rollcall, harborpine: a run needs a look', 'A source cannot be trusted'],
    ],
    [
      'what only time ends',
      { steps: [aStep.deactivate({ identifier: 'alee', name: 'Al', holds: [aHold('absence', 'time', 'Once.')] })] },
      [],
    ],
    ['findings', FOUND, []],
    ['what was done', DONE, []],
  ])('%s', async (_what, over, expected) => {
    const desk = aTellingDesk();
    await desk.ran(over);

    await tell(desk.ports);

    expect(desk.chat.sent.flatMap(textOf)).toEqual(expected);
  });

  test('a missing run, once, until there was a good one', async () => {
    const desk = aTellingDesk({ staleAfterHours: 2, desks: [] });
    await desk.ran({});
    const titles: string[] = [];
    const later = async (hours: number): Promise<void> => {
      desk.ports.clock.advance(hours * HOUR_MS);
      await tell(desk.ports);
      titles.push(...desk.chat.sent.splice(0).map(({ title }) => title));
    };

    await later(0);
    await later(1.5);
    expect(titles).toEqual([]);
    await later(1);
    await later(1);
    expect(titles).toEqual(['Rollcall, harborpine: no good run']);
    await desk.ran({});
    await later(0);
    await later(3);
    expect(titles).toHaveLength(2);
  });

  test('a missing run of a connection whose secrets cannot be used, with the places of them', async () => {
    const desk = aTellingDesk({ staleAfterHours: 2, desks: [], unusable: ['connections[0].psa.privateKey'] });
    desk.forget();

    await tell(desk.ports);

    expect(desk.chat.sent.flatMap(({ parts }) => parts.map(({ advice }) => advice))).toEqual([
      expect.stringContaining('cannot be used: connections[0].psa.privateKey.') as unknown,
    ]);
  });

  test('nothing again to a receiver that could not be told for a while: what it was told is remembered', async () => {
    const desk = aTellingDesk({ staleAfterHours: 2, desks: [] });
    desk.forget();
    await tell(desk.ports);
    expect(desk.chat.sent).toHaveLength(1);

    await tell({ ...desk.ports, messages: { ...desk.ports.messages, chats: [], silent: ['slack'] } });
    await tell(desk.ports);

    expect(desk.chat.sent).toHaveLength(1);
  });

  test('no missing run of a connection that is paused', async () => {
    const pause = { why: 'The PSA is moved', until: '2099-01-01T00:00:00Z' };
    const desk = aTellingDesk({ staleAfterHours: 2, desks: [], standstill: { kind: 'connection', ...pause } });
    await desk.ran({});
    await tell(desk.ports);
    desk.ports.clock.advance(24 * HOUR_MS);

    await tell(desk.ports);

    expect(desk.chat.sent).toEqual([]);
  });

  test('a connection that has never run has its time before that is missed', async () => {
    const desk = aTellingDesk({ staleAfterHours: 2, desks: [] });

    await tell(desk.ports);
    desk.ports.clock.advance(HOUR_MS);
    await tell(desk.ports);
    expect(desk.chat.sent).toEqual([]);
    desk.ports.clock.advance(HOUR_MS);
    await tell(desk.ports);
    expect(desk.chat.sent).toHaveLength(1);
  });

  test('not to a receiver that wants none', async () => {
    const desk = aTellingDesk({}, { atOnce: false });
    await desk.ran(HELD);

    await tell(desk.ports);

    expect(desk.chat.sent).toEqual([]);
  });

  test('no names where they are left out, and no words of the PSA or of findings anywhere', async () => {
    const desk = aTellingDesk({}, { names: false, digest: { every: 'hourly' } });
    await tell(desk.ports);
    await desk.ran({ ...HELD, ...FOUND });

    await tell(desk.ports);

    const said = JSON.stringify(desk.chat.sent);
    expect(said).toContain('alee');
    for (const name of ['Al Lee', 'Mary Clarke', 'Gus', '@', 'Too many', 'What was seen'])
      expect(said).not.toContain(name);
  });

  test('with links to the pages, without a key, where their address is known', async () => {
    const desk = aTellingDesk({});
    const pages = pageAddresses('https://rollcall.example/', desk.ports.name);
    await desk.ran(HELD);

    await tell({ ...desk.ports, messages: { ...desk.ports.messages, pages } });

    expect(desk.chat.sent[0]?.link).toEqual({
      text: 'Open Rollcall',
      url: 'https://rollcall.example/api/app/harborpine',
    });
    expect(desk.chat.sent[0]?.parts[0]?.link?.url).toBe('https://rollcall.example/api/app/harborpine/waiting');
    expect(JSON.stringify(desk.chat.sent)).not.toContain('code=');
    expect(desk.board.tickets[0]?.notes[0]).toContain('https://rollcall.example/api/app/harborpine/waiting');
  });
});

describe('what goes wrong', () => {
  test('a receiver that fails keeps nobody else from being told, and is told the next time', async () => {
    const desk = aTellingDesk();
    const other = { ...desk.chat, name: 'teams', sent: [] };
    await desk.ran(HELD);
    desk.chat.delivery = UNDELIVERED;
    const ports = {
      ...desk.ports,
      messages: { ...desk.ports.messages, chats: [desk.chat, { ...other, send: async () => DELIVERED }] },
    };

    expect(await tell(ports)).toBe('told');

    expect(await failing(desk)).toEqual(['slack']);
    expect(desk.board.tickets).toHaveLength(1);
    expect(desk.logged.join('\n')).toContain(
      'a message could not be delivered {"connection":"harborpine","receiver":"slack","kind":"at-once","status":500}',
    );
    desk.chat.delivery = DELIVERED;
    await tell(ports);
    expect(desk.chat.sent).toHaveLength(1);
    expect(await failing(desk)).toEqual([]);
  });

  test('a bug in one of them makes nobody else be told again and again', async () => {
    const desk = aTellingDesk();
    await desk.ran(HELD);
    const broken = { ...desk.board, find: () => Promise.reject(new TypeError('of undefined')) };
    const silent = { ...desk.chat, name: 'teams', send: () => Promise.reject(new TypeError('of undefined')) };
    const messages = { ...desk.ports.messages, chats: [desk.chat, silent], desks: [broken] };

    await tell({ ...desk.ports, messages });
    await tell({ ...desk.ports, messages });

    expect(desk.chat.sent).toHaveLength(1);
    expect(await failing(desk)).toEqual(['teams', 'ticket']);
    expect(desk.logged.join('\n')).toContain('a receiver could not be told');
  });

  test('somebody else is at it: nothing is told twice', async () => {
    const desk = aTellingDesk();
    await desk.ran(HELD);
    const lease = await desk.ports.lock.acquire('harborpine.messages');

    expect(await tell(desk.ports)).toBe('busy');
    await lease?.release();
    expect(await tell(desk.ports)).toBe('told');
    expect(desk.chat.sent).toHaveLength(1);
  });

  test('a run that ends meanwhile is told of by whoever is at it', async () => {
    const desk = aTellingDesk({ desks: [] });
    await desk.ran(HELD);
    let meanwhile: Promise<unknown> | null = null;
    const chat = {
      ...desk.chat,
      send: async (message: Message) => {
        meanwhile ??= desk.ran({
          ...HELD,
          steps: [aStep.deactivate({ identifier: 'bray', name: 'Bo Ray', holds: [limit] })],
        });
        await meanwhile;
        return desk.chat.send(message);
      },
    };

    await tell({ ...desk.ports, messages: { ...desk.ports.messages, chats: [chat] } });

    expect(desk.chat.sent.flatMap(textOf).filter((line) => line.startsWith('  '))).toEqual([
      '  Al Lee (alee)',
      '  Bo Ray (bray)',
    ]);
  });

  test('the lock is given back whatever happens', async () => {
    const desk = aTellingDesk();
    desk.store.put('harborpine/messages.json', '{');

    await expect(tell(desk.ports)).rejects.toThrow(RemoteError);
    expect(desk.ports.lock.isHeld('harborpine.messages')).toBe(false);
  });

  test('a lock that is lost: no ticket is written any more, and nothing is remembered', async () => {
    const desk = aTellingDesk();
    await desk.ran(HELD);
    const { board, ports } = desk;
    const messages = {
      ...ports.messages,
      desks: [
        {
          ...board,
          find: async (beginning: string) => {
            ports.lock.take('harborpine.messages');
            return board.find(beginning);
          },
        },
      ],
    };

    await tell({ ...ports, messages });

    expect(board.tickets).toEqual([]);
    expect(desk.store.files.size).toBe(0);
    expect(desk.logged.join('\n')).toContain('the lock of the messages was lost');
  });

  test('somebody else has written meanwhile: theirs stays', async () => {
    const desk = aTellingDesk({ desks: [] });
    await desk.ran(HELD);
    const theirs = JSON.stringify({ version: 1, since: '2026-11-23T10:00:00.000Z', receivers: [] });
    desk.store.beforeNextWrite(() => {
      desk.store.put('harborpine/messages.json', theirs);
    });

    await tell(desk.ports);

    expect(desk.store.files.get('harborpine/messages.json')).toBe(theirs);
    expect(desk.logged.join('\n')).toContain('somebody else has changed what was told');
  });

  test('more matters than tickets may be: the rest waits, and that is told', async () => {
    const desk = aTellingDesk();
    const inDoubt = aHold('identity', 'source', 'Who?');
    await desk.ran({
      steps: Array.from({ length: 30 }, (_, at) =>
        aStep.create({ identifier: `new${at}`, name: `New ${at}`, holds: [inDoubt] }),
      ),
    });

    await tell(desk.ports);

    expect(desk.board.tickets).toHaveLength(25);
    expect(await failing(desk)).toEqual(['ticket']);
    expect(desk.chat.sent[0]?.parts).toHaveLength(8);
    expect(desk.chat.sent[0]?.parts.at(-1)?.heading).toBe('And 23 further matters');
  });

  test('no time is left: no write is begun', async () => {
    const desk = aTellingDesk();
    await desk.ran(HELD);
    const { board, ports } = desk;
    let asked = 0;
    const clock = { now: () => ports.clock.now(), elapsed: () => (asked++ === 0 ? 0 : 61_000) };

    await tell({ ...ports, clock });

    expect(board.tickets).toEqual([]);
  });
});
