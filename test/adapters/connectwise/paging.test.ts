import { afterEach, expect, test } from 'vitest';
import { createConnectWisePsa } from '../../../src/adapters/connectwise/psa.ts';
import type { ListServer } from './a-list-server.ts';
import { startListServer } from './a-list-server.ts';
import { optionsFor } from './a-psa.ts';

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
