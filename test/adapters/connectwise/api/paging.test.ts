import { afterEach, describe, expect, test } from 'vitest';
import { createPsaApi } from '../../../../src/adapters/connectwise/api/api.ts';
import type { List } from '../../../../src/adapters/connectwise/api/paging.ts';
import { readPages } from '../../../../src/adapters/connectwise/api/paging.ts';
import { createConnectWisePsa } from '../../../../src/adapters/connectwise/psa.ts';
import type { ListServer } from './a-list-server.ts';
import { startListServer } from './a-list-server.ts';
import { optionsFor } from '../a-psa.ts';

const running: ListServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(options: Parameters<typeof startListServer>[0]): Promise<ListServer> {
  const server = await startListServer(options);
  running.push(server);
  return server;
}

/** Holds each answer of a group back until the whole group has asked: who asks one after the other never gets any. */
function together(size: number): (answer: () => void) => void {
  const waiting: (() => void)[] = [];
  return (answer) => {
    waiting.push(answer);
    if (waiting.length === size) for (const go of waiting) go();
  };
}

test('the count and the first page are asked for together, then all further pages together', async () => {
  const first = together(2);
  const further = together(4);
  const hold = (asked: string, answer: () => void) => {
    (asked === 'count' || asked === 'page 1' ? first : further)(answer);
  };
  const { url } = await start({ total: 5000, largestPage: 1000, hold });

  const roster = await createConnectWisePsa(optionsFor(url)).readMembers();

  expect(roster.members).toHaveLength(5000);
  expect(roster.complete).toBe(true);
});

test('a server with smaller pages than asked for is read to its end', async () => {
  const { url, asked } = await start({ total: 1000, largestPage: 300 });

  const roster = await createConnectWisePsa(optionsFor(url)).readMembers();

  expect(roster.members).toHaveLength(1000);
  expect(roster.complete).toBe(true);
  expect([...asked].sort()).toEqual(['count', 'page 1', 'page 2', 'page 3', 'page 4']);
});

test('a list without a count of its own is followed by its pointers', async () => {
  const { url, asked } = await start({ total: 2500, largestPage: 1000 });

  const { workRole } = await createConnectWisePsa(optionsFor(url)).readCatalogue(['workRole']);

  expect(workRole).toHaveLength(2500);
  expect(asked).toEqual(['page 1', 'page 2', 'page 3']);
});

describe('handed over page by page', () => {
  const LIST = { path: '/things', query: { orderBy: 'id' }, purpose: 'data', place: 'things', counted: true } as const;

  async function read(options: Parameters<typeof startListServer>[0], list: List = LIST) {
    const { url, asked } = await start(options);
    const pages: (readonly unknown[])[] = [];
    const reading = await readPages(createPsaApi(optionsFor(url)), list, (rows) => {
      pages.push(rows);
    });
    return { ...reading, asked, pages: pages.map((rows) => rows.length), rows: pages.flat().length };
  }

  test('every page comes once and alone, as soon as it is there', async () => {
    const waiting = new Map<string, () => void>();
    // The second page is answered last, and only when the fourth was.
    const hold = (asked: string, answer: () => void) => {
      if (asked === 'page 2') waiting.set(asked, answer);
      else answer();
      if (asked === 'page 4') waiting.get('page 2')?.();
    };

    const reading = await read({ total: 3500, largestPage: 1000, hold });

    expect(reading.pages).toHaveLength(4);
    expect([...reading.pages].sort()).toEqual([1000, 1000, 1000, 500]);
    expect(reading.problems).toEqual([]);
  });

  test.each([
    ['a list that stands still and is counted wrong', { moves: true, counts: [12, 12] }, 'the PSA counts 12, but 10'],
    ['one that is counted once', { moves: false, counts: [12] }, 'the PSA counts 12, but 10'],
    ['one that moved further than was read', { moves: true, counts: [13, 12] }, 'the PSA counts 13, then 12, but 10'],
  ])('%s is contradicted', async (_case, { moves, counts }, words) => {
    const reading = await read({ total: 10, largestPage: 1000, counts }, { ...LIST, moves });

    expect(reading.problems).toMatchObject([{ check: 'count-contradicted', place: 'things' }]);
    expect(reading.problems[0]?.detail).toContain(words);
  });

  test.each([
    ['that lost rows meanwhile', [12, 9]],
    ['that grew meanwhile', [9, 10]],
  ])('a list %s is whole', async (_case, counts) => {
    const reading = await read({ total: 10, largestPage: 1000, counts }, { ...LIST, moves: true });

    expect(reading.problems).toEqual([]);
    expect(reading.asked.filter((what) => what === 'count')).toHaveLength(2);
  });

  test.each([
    [999, ['page 1']],
    [1000, ['page 1', 'count']],
    [2500, ['page 1', 'count', 'page 2', 'page 3']],
  ])('a list of %d that is counted if it is long asks for %j', async (total, expected) => {
    const reading = await read({ total, largestPage: 1000 }, { ...LIST, counted: 'if-long' });

    expect([...reading.asked].sort()).toEqual([...expected].sort());
    expect([reading.rows, reading.problems]).toEqual([total, []]);
  });

  test('rows that moved onto the next page are handed over once; that is a problem only where nothing proves the list', async () => {
    const lists: readonly List[] = [
      { ...LIST, moves: true },
      { ...LIST, moves: false },
    ];
    const readings = await Promise.all(lists.map((list) => read({ total: 2000, largestPage: 1000, shift: 3 }, list)));

    expect(readings.map(({ rows }) => rows)).toEqual([2000, 2000]);
    expect(readings.map(({ problems }) => problems.map(({ check }) => check))).toEqual([[], ['repeated']]);
  });
});
