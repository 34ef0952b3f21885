/** What members did of late, from time entries and tickets: in bulk, with as few pages as it takes to see everybody once. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Activity } from '../../../../src/domain/people/seat.ts';
import { addMember } from '../../../../src/sandbox/empty-world.ts';
import { addTimeEntry } from '../../../../src/sandbox/work/time.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';
import {
  addDoer,
  at,
  createBusyCompany,
  daysAgo,
  deedsOf,
  NEVER,
  refTo,
  SINCE,
  whyOf,
  type Deeds,
} from './an-active-psa.ts';

afterEach(stopSandboxes);

const NOT_ASKED: Activity = { kind: 'unknown', why: 'Tickets were not asked for: there is a time entry.' };

describe('somebody', () => {
  test.each<[string, Deeds, readonly [Activity, Activity]]>([
    ['who entered time is not asked about further', { entry: 3, closed: 2 }, [at(3), NOT_ASKED]],
    [
      'who entered time only just within the question is asked about further',
      { entry: 60, changed: 5 },
      [at(60), at(5)],
    ],
    ['who closed a ticket that somebody else changed later was there then', { closed: 7 }, [NEVER, at(7)]],
    ['who changed a ticket last was there then', { changed: 9 }, [NEVER, at(9)]],
    ['who changed a ticket of a project last was there then', { changedProject: 11 }, [NEVER, at(11)]],
    [
      'who did several things was there at the last of them',
      { closed: 30, changed: 20, changedProject: 10 },
      [NEVER, at(10)],
    ],
    [
      'who did something before the question did nothing since',
      { entry: 90, closed: 80, changed: 70, changedProject: 65 },
      [NEVER, NEVER],
    ],
    ['who did nothing did nothing', {}, [NEVER, NEVER]],
  ])('%s', async (_what, deeds, expected) => {
    const world = createBusyCompany();
    const member = addDoer(world, 'jdoe', deeds);
    const { psa } = await aPsa({ world });

    expect(deedsOf(await psa.duties.readActivity([refTo(member)], SINCE), member)).toEqual(expected);
  });

  test('whose Member ID holds what no question may hold is asked about by record id alone', async () => {
    const world = createBusyCompany();
    const hostile = addDoer(world, '"or 1=1', { changed: 2 });
    const other = addDoer(world, 'jdoe', { changed: 3 });
    const { psa, sandbox } = await aPsa({ world });

    const read = await psa.duties.readActivity([refTo(hostile), refTo(other)], SINCE);

    expect(deedsOf(read, hostile)[0]).toEqual(NEVER);
    expect(whyOf(deedsOf(read, hostile)[1])).toBe(
      'service tickets: the Member ID holds characters that cannot be asked for.',
    );
    expect(deedsOf(read, other)).toEqual([NEVER, at(3)]);
    expect(sandbox.traffic.filter(({ path }) => path.includes('1=1'))).toEqual([]);
  });

  test('is nobody: then nothing is asked', async () => {
    const { psa, requests } = await aPsa();

    expect(await psa.duties.readActivity([], SINCE)).toEqual([]);
    expect(requests()).toEqual([]);
  });
});

test('dates are asked for in whole seconds of UTC, ids in a list, and Member IDs in quotes', async () => {
  const world = createBusyCompany();
  const members = [addDoer(world, 'jdoe', {}), addDoer(world, "o'neil", {})];
  const { psa, sandbox } = await aPsa({ world });

  await psa.duties.readActivity(members.map(refTo), '2026-09-23T10:00:00.123Z');

  const asked = sandbox.traffic.map(({ path }) => new URL(path, 'http://psa.example').searchParams.get('conditions'));
  const day = '[2026-09-23T10:00:00Z]';
  const both = `in ("jdoe","o'neil")`;
  expect(new Set(asked.filter((each) => each !== null))).toEqual(
    new Set([
      `member/id in (${members.map(({ id }) => id).join(',')}) and timeStart>=${day}`,
      `timeStart>=${day}`,
      `(closedBy ${both} and closedDate>=${day}) or (_info/updatedBy ${both} and _info/lastUpdated>=${day})`,
      `_info/lastUpdated>=${day}`,
    ]),
  );
});

test('200 of 2,000 members, most of whom enter time every day, cost ten requests', async () => {
  const world = createBusyCompany();
  const members = Array.from({ length: 2_000 }, (_unused, index) => addMember(world, { identifier: `m${index}` }));
  const candidates = members.filter((_member, index) => index % 10 === 0);
  const busy = candidates.filter((_member, index) => index % 4 > 0);
  for (const member of busy)
    for (let half = 0; half < 100; half += 1) addTimeEntry(world, { member, timeStart: daysAgo(half / 2) });
  const { psa, requests } = await aPsa({ world });

  const read = await psa.duties.readActivity(candidates.map(refTo), SINCE);

  expect(read.filter(({ timeEntry }) => timeEntry.kind === 'at')).toHaveLength(150);
  expect(read.filter(({ timeEntry, ticket }) => timeEntry.kind === 'never' && ticket.kind === 'never')).toHaveLength(
    50,
  );
  for (const member of busy) expect(deedsOf(read, member)[0]).toEqual(at(0));
  const counts = new Map<string, number>();
  for (const request of requests()) counts.set(request, (counts.get(request) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    'GET /login/companyinfo/harborpine': 1,
    // Two pieces of a hundred: a full page each that shows all who are busy, and an empty one of the others.
    'GET /time/entries': 4,
    'GET /service/tickets': 1,
    'GET /project/tickets': 1,
    // Nobody of the fifty was seen on a ticket, so it is asked whether anybody would be.
    'GET /system/mySecurity': 1,
    'GET /service/tickets/count': 1,
  });
});

test('all of 2,000 members whose last login is hidden cost two requests for each hundred, and one word on what is visible', async () => {
  const world = createBusyCompany();
  const members = Array.from({ length: 2_000 }, (_unused, index) => addMember(world, { identifier: `m${index}` }));
  for (const member of members) addTimeEntry(world, { member, timeStart: daysAgo(member.id % 50) });
  const { psa, requests } = await aPsa({ world });

  const read = await psa.duties.readActivity(members.map(refTo), SINCE);

  expect(read.every(({ timeEntry }) => timeEntry.kind === 'at')).toBe(true);
  expect(requests().filter((request) => request !== 'GET /login/companyinfo/harborpine')).toEqual(
    Array.from({ length: 20 }, () => 'GET /time/entries'),
  );
});
