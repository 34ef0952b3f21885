/** How the PSA double cuts lists into pages, forwards and by number. */
import { afterEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { PsaCaller } from './psa-caller.ts';
import { errorsOf, linksOf, PSA_HEADERS, psaCaller, rowsOf } from './psa-caller.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

async function psaWith(members: number): Promise<PsaCaller> {
  const world = createEmptyWorld();
  // Highest id first: the order of a list is the list's doing, not the world's.
  for (let id = members; id >= 1; id -= 1) addMember(world, { identifier: `m${id}`, id });
  sandbox = await startSandbox({ world });
  return psaCaller(sandbox);
}

const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['id']);

test.each([
  { members: 0, first: 0, rels: [] },
  { members: 24, first: 24, rels: [] },
  { members: 25, first: 25, rels: [] },
  { members: 26, first: 25, rels: ['next', 'last'] },
])('a list of $members without pageSize shows $first and links $rels', async ({ members, first, rels }) => {
  const psa = await psaWith(members);

  const answer = await psa.get('/system/members');

  expect(rowsOf(answer)).toHaveLength(first);
  expect(Object.keys(linksOf(answer))).toEqual(rels);
});

test('1000 members fill one page exactly; nothing follows', async () => {
  const psa = await psaWith(1000);

  const answer = await psa.get('/system/members?pageSize=1000');

  expect(rowsOf(answer)).toHaveLength(1000);
  expect(answer.headers.get('link')).toBeNull();
});

test('a pageSize above 1000 is cut to 1000, in the links too', async () => {
  const psa = await psaWith(1001);

  const first = await psa.get('/system/members?pageSize=5000');
  const next = await fetch(linksOf(first)['next'] ?? '', { headers: PSA_HEADERS });

  expect(ids(rowsOf(first))).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(linksOf(first)['next']).toContain('pageSize=1000');
  expect(await next.json()).toMatchObject([{ id: 1001 }]);
});

test('every page but the first names prev and first, every one but the last next and last', async () => {
  const psa = await psaWith(5);

  const middle = linksOf(await psa.get('/system/members?page=2&pageSize=2&conditions=inactiveFlag=false'));
  const last = linksOf(await psa.get('/system/members?page=3&pageSize=2'));

  const pages = Object.entries(middle).map(([rel, url]) => [rel, new URL(url).searchParams.get('page')]);
  expect(pages).toEqual([
    ['next', '3'],
    ['last', '3'],
    ['prev', '1'],
    ['first', '1'],
  ]);
  expect(new URL(middle['next'] ?? '').searchParams.get('conditions')).toBe('inactiveFlag=false');
  expect(Object.keys(last)).toEqual(['prev', 'first']);
});

test('past the end is an empty list, not an error', async () => {
  const psa = await psaWith(3);

  const answer = await psa.get('/system/members?page=9&pageSize=2');

  expect([answer.status, answer.body]).toEqual([200, []]);
  expect(linksOf(answer)['next']).toBeUndefined();
});

test('forward-only pages go by id and link next alone, to the end', async () => {
  const psa = await psaWith(5);
  const headers = { 'pagination-type': 'forward-only' };
  const seen: unknown[] = [];
  const rels: string[][] = [];

  let next: string | undefined = '/system/members?pageSize=2&page=3';
  while (next !== undefined) {
    const answer = await psa.get(next, headers);
    seen.push(...ids(rowsOf(answer)));
    rels.push(Object.keys(linksOf(answer)));
    next = linksOf(answer)['next']?.split('/apis/3.0')[1];
  }

  expect(seen).toEqual([1, 2, 3, 4, 5]);
  expect(rels).toEqual([['next'], ['next'], []]);
});

test('forward-only with orderBy is refused', async () => {
  const psa = await psaWith(1);

  const answer = await psa.get('/system/members?orderBy=id', { 'pagination-type': 'forward-only' });

  expect([answer.status, errorsOf(answer)]).toEqual([400, []]);
});

test.each(['page=0', 'page=-1', 'page=x', 'pageSize=0', 'pageSize=1.5', 'pageSize=%20'])(
  'a page asked for by %s is refused',
  async (query) => {
    const psa = await psaWith(1);

    const answer = await psa.get(`/system/members?${query}`);

    expect(answer).toMatchObject({ status: 400, body: { code: 'ApiFindCondition' } });
  },
);

test('the count twin counts what the conditions let through, whatever the page', async () => {
  const psa = await psaWith(30);

  const all = await psa.get('/system/members/count?page=2&pageSize=1');
  const some = await psa.get(`/system/members/count?conditions=${encodeURIComponent('id>28')}`);

  expect([all.body, some.body]).toEqual([{ count: 30 }, { count: 2 }]);
});

test.each([
  ['orderBy=lastName', ['Ash', 'beech', 'Cedar']],
  ['orderBy=lastName desc', ['Cedar', 'beech', 'Ash']],
  ['orderBy=officePhone asc, id desc', ['Cedar', 'Ash', 'beech']],
  ['orderBy=securityRole/name desc,lastName', ['Ash', 'Cedar', 'beech']],
  ['', ['Cedar', 'Ash', 'beech']],
])('%j puts the list into the order %j', async (query, expected) => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'c', id: 1, record: { lastName: 'Cedar' } });
  addMember(world, { identifier: 'a', id: 2, record: { lastName: 'Ash', officePhone: '1' } });
  addMember(world, {
    identifier: 'b',
    id: 3,
    record: { lastName: 'beech', officePhone: '2' },
    references: { securityRole: 'Dispatch' },
  });
  sandbox = await startSandbox({ world });

  const answer = await psaCaller(sandbox).get(`/system/members?${encodeURI(query)}`);

  expect(rowsOf(answer).map((row) => row['lastName'])).toEqual(expected);
});

test.each(['orderBy=nothing', 'orderBy=id upwards', 'orderBy=securityRole/colour'])('%j is refused', async (query) => {
  const psa = await psaWith(1);

  const answer = await psa.get(`/system/members?${encodeURI(query)}`);

  expect(answer).toMatchObject({ status: 400, body: { code: 'ApiFindCondition' } });
});

test('fields cuts records to what was named, sub-paths included, and leaves _info out', async () => {
  const psa = await psaWith(1);

  const cut = await psa.get('/system/members?fields=id,securityRole/name,securityRole/id,title');
  const withInfo = await psa.get('/system/members/1?fields=identifier,_info/lastUpdated');
  const unknown = await psa.get('/system/members?fields=id,shoeSize');

  expect(cut.body).toEqual([{ id: 1, securityRole: { id: 64, name: 'Technician' } }]);
  expect(withInfo.body).toEqual({ identifier: 'm1', _info: { lastUpdated: '2026-10-05T08:30:00Z' } });
  expect(unknown.status).toBe(400);
});
