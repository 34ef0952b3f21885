// Work from the queue: done once however often it comes, put off while the connection is busy, and drawn together when many people change at once.
import { describe, expect, test } from 'vitest';
import { doWork } from '../../../src/app/events/do-work.ts';
import { MOST_PARTIAL } from '../../../src/core/events/standing.ts';
import { unattendedWrites } from '../../../src/app/run/unattended-writes.ts';
import type { AcceptedEvent } from '../../../src/domain/events/event.ts';
import { ticket } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Mode } from '../../../src/domain/runs/run.ts';
import type { Asked, Work } from '../../../src/domain/events/work.ts';
import type { EventLedger } from '../../../src/ports/event-ports.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';
import { MINUTE_MS } from '../../support/fixed-clock.ts';

const ACCOUNTS = ['jane', 'mark', 'omar', 'sam', 'lin', 'ana'];
const personOf = (account: string, over: Partial<Person> = {}): Person => aPerson(account, 'Some Body', over);

interface Scene {
  readonly ports: Connection & { readonly ledger: EventLedger };
  /** Takes an event about each of them in, now. */
  readonly happens: (...accounts: readonly string[]) => readonly Work[];
  /** In the mode `full` unless told otherwise. */
  readonly doNow: (work: Work, mode?: Mode) => Promise<string>;
}

async function aScene(): Promise<Scene> {
  const open = aConnection();
  const limits = { ...open.policy.limits, deactivate: limitOf(2, 10) };
  const connection = { ...open, policy: { ...open.policy, limits } };
  for (const [index, account] of ACCOUNTS.entries()) {
    connection.psa.put(aMember(11 + index, account, 'Some Body'));
    connection.directory.put(personOf(account));
  }
  await run(connection);
  connection.clock.advance(MINUTE_MS);
  const accepted: AcceptedEvent[] = [];
  const ledger: EventLedger = {
    seen: async () => new Set(),
    note: async (_connection, events) => {
      accepted.push(...events);
    },
    readSince: async (_connection, since) => accepted.filter(({ at }) => at >= since),
  };
  const ports = { ...connection, ledger };
  return {
    ports,
    happens: (...accounts) => {
      const at = ports.clock.now().toISOString();
      return accounts.map((account): Work => {
        const { id } = personOf(account);
        accepted.push({ id: null, at, people: [id] });
        return { kind: 'person', connection: ports.name, person: id, asked: { by: 'event', at } };
      });
    },
    doNow: async (work, mode = 'full') => {
      if (work.kind === 'subscriptions' || work.kind === 'approval') throw new RangeError('Runs only');
      const result = await doWork(ports, work, { name: 'sync-person', ...unattendedWrites(mode), deadline: null });
      if (result.kind !== 'finished') return result.kind;
      return result.report.person === null ? 'everybody' : 'one';
    },
  };
}

const down = () => Promise.reject(psaFault('unavailable', 'No storage.'));

describe('events about one person', () => {
  test('in a burst are one run, in whatever order they come', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const burst = Array.from({ length: 20 }, () => happens('jane')).flat();
    ports.clock.advance(5_000);

    const ends = [];
    for (const work of [...burst].reverse()) ends.push(await doNow(work));

    expect(ends).toEqual(['one', ...Array.from({ length: 19 }, () => 'covered')]);
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'jane' }]);
  });

  test('that come after the run are another', async () => {
    const { ports, happens, doNow } = await aScene();
    const [first] = happens('jane');
    ports.clock.advance(5_000);
    await doNow(first!);
    ports.clock.advance(MINUTE_MS);
    const [second] = happens('jane');
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    ports.clock.advance(5_000);

    expect(await doNow(second!)).toBe('one');
    expect(ports.psa.named('jane')?.active).toBe(false);
  });

  test('are done by the hourly run when that comes first', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [work] = happens('jane');
    const hourly = { kind: 'run', connection: ports.name, asked: { by: 'schedule' } } as const;
    ports.clock.advance(5_000);

    expect(await doNow(hourly)).toBe('everybody');
    expect(await doNow(work!)).toBe('covered');
  });

  test('wait while the connection is busy, and are not lost', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [work] = happens('jane');
    ports.clock.advance(5_000);
    const lease = await ports.lock.acquire(ports.name);

    expect(await doNow(work!)).toBe('busy');
    await lease!.release();
    expect(await doNow(work!)).toBe('one');
    expect(ports.psa.named('jane')?.active).toBe(false);
  });
});

describe('an event about somebody who leaves, in the mode create-only', () => {
  test('is looked at once, written for nobody, and done when the mode is full', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [work, again] = [happens('jane'), happens('jane')].flat();
    ports.clock.advance(5_000);

    expect(await doNow(work!, 'create-only')).toBe('one');
    expect(await doNow(again!, 'create-only')).toBe('covered');
    expect(ports.psa.sent).toEqual([]);
    const [latest] = await ports.archive.list(ports.name, { limit: 1 });
    expect(latest).toMatchObject({ outcome: 'pending', creationsOnly: true, whole: true, counts: { pending: 1 } });

    expect(await doNow(again!)).toBe('one');
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'jane' }]);
  });

  test('does not make the next events wait for a run over everybody', async () => {
    const { ports, happens, doNow } = await aScene();
    const ends = [];
    for (const account of ACCOUNTS) {
      ports.directory.put(personOf(account, { state: 'disabled' }));
      const [work] = happens(account);
      ports.clock.advance(5_000);
      ends.push(await doNow(work!, 'create-only'));
    }

    expect(ends).toEqual(ACCOUNTS.map(() => 'one'));
    expect(ports.psa.sent).toEqual([]);
  });
});

describe('an event whose run did not get to see or to try all', () => {
  test('is looked at again, not taken for seen', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [work] = happens('jane');
    ports.clock.advance(5_000);
    ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The answer ended early.' }];

    expect(await doNow(work!)).toBe('one');
    ports.psa.problems = [];
    ports.clock.advance(5_000);
    expect(await doNow(work!)).toBe('one');
    expect(ports.psa.named('jane')?.active).toBe(false);
  });

  test('is looked at again, whoever else asked for that run', async () => {
    const { ports, happens, doNow } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [first, ...others] = happens(...ACCOUNTS);
    ports.clock.advance(5_000);
    ports.directory.faults.readPeople = () => {
      throw directoryFault('unavailable', 'The directory is down.');
    };

    expect(await doNow(first!)).toBe('everybody');
    expect(ports.psa.named('jane')?.active).toBe(true);
    ports.directory.faults.readPeople = () => undefined;
    ports.clock.advance(5_000);
    expect(await doNow(others[0]!)).toBe('everybody');
    expect(ports.psa.named('jane')?.active).toBe(false);
    expect(await doNow(others[1]!)).toBe('covered');
  });

  test('is left to the next hour when a few runs in a row see no more', async () => {
    const { ports, happens, doNow } = await aScene();
    const [work] = happens('jane');
    ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The answer ended early.' }];

    const ends = [];
    for (let tries = 0; tries <= MOST_PARTIAL; tries += 1) {
      ports.clock.advance(5_000);
      ends.push(await doNow(work!));
    }

    expect(ends).toEqual([...Array.from({ length: MOST_PARTIAL }, () => 'one'), 'covered']);
  });

  test.each<[string, (ports: Connection) => Partial<Connection>]>([
    ['the plan cannot be stored', ({ archive }) => ({ archive: { ...archive, storeFile: down } })],
    ['no intent can be noted', ({ journal }) => ({ journal: { ...journal, note: down } })],
  ])('says so in its report when %s', async (_name, fails) => {
    const { ports, happens } = await aScene();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    const [work] = happens('jane');
    ports.clock.advance(5_000);
    if (work?.kind !== 'person') throw new RangeError('A person was to change');

    const order = { name: 'sync-person', apply: true, deadline: null };
    const result = await doWork({ ...ports, ...fails(ports) }, work, order);

    expect(result).toMatchObject({ kind: 'finished', report: { outcome: 'failed', whole: false } });
    expect(ports.psa.sent).toEqual([]);
  });
});

describe('events about many people', () => {
  test('are one run over everybody, which sees a mass departure whole and holds it', async () => {
    const { ports, happens, doNow } = await aScene();
    for (const account of ACCOUNTS) ports.directory.put(personOf(account, { state: 'disabled' }));
    const works = happens(...ACCOUNTS);
    ports.clock.advance(5_000);

    const ends = [];
    for (const work of works) ends.push(await doNow(work));

    expect(ends).toEqual(['everybody', ...ACCOUNTS.slice(1).map(() => 'covered')]);
    const [latest] = await ports.archive.list(ports.name, { limit: 1 });
    expect(outcomes((await ports.archive.readReport(ports.name, latest!.run))!)).toEqual(
      Object.fromEntries(ACCOUNTS.map((account) => [`deactivate ${account}`, 'held'])),
    );
    expect(ports.psa.sent).toEqual([]);
  });

  test('that empty a group freeze the run over everybody', async () => {
    const { ports, happens, doNow } = await aScene();
    for (const account of ACCOUNTS) ports.directory.put(personOf(account, { groups: [] }));
    const [work] = happens(...ACCOUNTS);
    ports.clock.advance(5_000);

    expect(await doNow(work!)).toBe('everybody');
    expect((await ports.archive.list(ports.name, { limit: 1 }))[0]?.outcome).toBe('frozen');
    expect(ports.psa.sent).toEqual([]);
  });
});

describe('work that was asked for', () => {
  const asked: Asked = { by: 'request', ticket: ticket('req-20261125T100000Z-0123456789ab') };

  test('is done though a run has just ended, and the run carries its ticket', async () => {
    const { ports, doNow } = await aScene();

    expect(await doNow({ kind: 'run', connection: ports.name, asked })).toBe('everybody');
    expect((await ports.archive.list(ports.name, { limit: 1 }))[0]?.trigger).toEqual({
      kind: 'http',
      by: 'sync-person',
      ticket: asked.ticket,
    });
  });

  test('is one run, however often its message comes', async () => {
    const { ports, doNow } = await aScene();
    const work = { kind: 'run', connection: ports.name, asked } as const;

    expect(await doNow(work)).toBe('everybody');
    expect(await doNow(work)).toBe('covered');
  });

  test('for one person is a run over that person', async () => {
    const { ports, doNow } = await aScene();

    expect(await doNow({ kind: 'person', connection: ports.name, person: personOf('jane').id, asked })).toBe('one');
  });
});

test('a group that changed asks for everybody, once for all that changed before the run', async () => {
  const { ports, doNow } = await aScene();
  const asked = { by: 'event', at: ports.clock.now().toISOString() } as const;
  ports.clock.advance(5_000);

  expect(await doNow({ kind: 'run', connection: ports.name, asked })).toBe('everybody');
  expect(await doNow({ kind: 'run', connection: ports.name, asked })).toBe('covered');
});
