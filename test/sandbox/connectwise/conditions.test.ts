/** The grammar of `conditions`: what it finds, and what is refused before a row is looked at. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { errorsOf, psaCaller, rowsOf } from './psa-caller.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  const world = createEmptyWorld();
  addMember(world, {
    identifier: 'Ann',
    id: 1,
    record: { firstName: 'Ann', lastName: 'Ash', title: 'Lead (100%)', officeEmail: 'ann@a.example', dailyCapacity: 8 },
  });
  addMember(world, {
    identifier: 'bob',
    id: 2,
    licenseClass: 'C',
    references: { securityRole: 'Dispatch', defaultDepartment: 'Sales' },
    record: { firstName: 'Bob', lastName: 'Beech', title: null, adminFlag: true, dailyCapacity: 6 },
  });
  addMember(world, {
    identifier: 'cleo',
    id: 3,
    inactiveFlag: true,
    record: {
      firstName: 'Cléo',
      lastName: 'Cedar',
      title: 'x and (y)',
      ssoSettings: { ssoUserId: 'guid-3' },
      hireDate: '2025-03-01T00:00:00Z',
      _info: { lastUpdated: '2026-11-01T10:00:00Z' },
    },
  });
  addMember(world, { identifier: 'svc', id: 4, licenseClass: 'A', record: { title: '' } });
  sandbox = await startSandbox({ world });
});
afterAll(async () => {
  await sandbox.stop();
});

test.each([
  ['', [1, 2, 3, 4]],
  ['id=2', [2]],
  ['id!=2', [1, 3, 4]],
  ['id<2', [1]],
  ['id<=2', [1, 2]],
  ['id>3', [4]],
  ['id >= 3', [3, 4]],
  ['id in (1,4,99)', [1, 4]],
  ['id not in (1, 4)', [2, 3]],
  ['identifier="ANN"', [1]],
  ['identifier in ("bob","SVC")', [2, 4]],
  ['licenseClass!="A"', [1, 2, 3]],
  ['inactiveFlag=false', [1, 2, 4]],
  ['inactiveFlag = True', [3]],
  ['adminFlag=true', [2]],
  ['enableMobileGpsFlag=false', [1, 2, 3, 4]],
  ['title=null', [2]],
  ['title!=null', [1, 3, 4]],
  ['title=""', [4]],
  ['title!="Lead (100%)"', [3, 4]],
  ['title contains "AND"', [3]],
  ['title not contains "and"', [1, 4]],
  ['lastName contains "e"', [2, 3, 4]],
  ['lastName like "C*"', [3]],
  ['lastName like "%ee%"', [2]],
  ['lastName like "ee"', []],
  ['lastName not like "*e*"', [1]],
  ['title like "Lead (100*"', [1]],
  ['officeEmail like "ann@a.example"', [1]],
  ['officeEmail like "ann@aXexample"', []],
  ['firstName="CLÉO"', [3]],
  ['dailyCapacity<8', [2]],
  ['hireDate>[2025-01-01]', [3]],
  ['hireDate=[2024-01-08T00:00:00Z]', [1, 2, 4]],
  ['lastUpdated>[2026-10-31T00:00:00Z]', [3]],
  ['_info/lastUpdated<[2026-10-31T00:00:00Z]', [1, 2, 4]],
  ['securityRole/name="dispatch"', [2]],
  ['securityRole/id=64', [1, 3, 4]],
  ['defaultDepartment/identifier="Sales"', [2]],
  ['reportsTo/id=1', []],
  ['ssoSettings/ssoUserId="guid-3"', [3]],
  ['ssoSettings/ssoUserId=null', [1, 2, 4]],
  ['id=1 or id=2 and id=3', [1]],
  ['(id=1 OR id=2) AND licenseClass="C"', [2]],
  ['((id=1))', [1]],
  ['id=1 or id=2 or id=3', [1, 2, 3]],
  ['licenseClass="F" and inactiveFlag=false and lastName="Ash"', [1]],
])('%s finds %j', async (conditions, expected) => {
  const answer = await psaCaller(sandbox).get(`/system/members?conditions=${encodeURIComponent(conditions)}`);

  expect(answer.status).toBe(200);
  expect(rowsOf(answer).map((row) => row['id'])).toEqual(expected);
});

test.each([
  ['an unknown field', 'emailAddress="a"'],
  ['a field in another case', 'Identifier="a"'],
  ['an unknown part of a reference', 'securityRole/adminFlag=true'],
  ['a part of a plain field', 'lastName/name="a"'],
  ['a field that is kept from answers', 'password="a"'],
  ['a property that every object has', 'constructor="a"'],
  ['a whole reference', 'securityRole=64'],
  ['text in single quotes', "identifier='a'"],
  ['text without quotes', 'identifier=a'],
  ['a quote inside a text', 'identifier="a"b"'],
  ['an escaped quote', String.raw`identifier="a\" or id=1"`],
  ['an unclosed text', 'identifier="a'],
  ['a number for a text', 'identifier=1'],
  ['a text for a number', 'id="1"'],
  ['a text for a flag', 'inactiveFlag="false"'],
  ['a number for a flag', 'inactiveFlag=0'],
  ['a text for a date', 'hireDate>"2025-01-01"'],
  ['a date with an offset', 'hireDate>[2025-01-01T00:00:00+01:00]'],
  ['a date that is none', 'hireDate>[2025-13-01]'],
  ['a word for a date', 'hireDate>[today]'],
  ['a fraction', 'id=1.5'],
  ['a flag compared by size', 'inactiveFlag>false'],
  ['null compared by size', 'title>null'],
  ['contains on a number', 'id contains "1"'],
  ['contains with a number', 'title contains 1'],
  ['an unknown operator', 'identifier==“a”'],
  ['two equal signs', 'id==1'],
  ['a negation in front', 'not id=1'],
  ['not without a word operator', 'id not = 1'],
  ['an empty list', 'id in ()'],
  ['a list without parentheses', 'id in 1,2'],
  ['a list of mixed kinds', 'id in (1,"2")'],
  ['an unclosed list', 'id in (1,2'],
  ['an unclosed parenthesis', '(id=1'],
  ['a parenthesis too many', 'id=1)'],
  ['a missing connection', 'id=1 id=2'],
  ['a dangling AND', 'id=1 and'],
  ['a dangling OR in front', 'or id=1'],
  ['a field alone', 'id'],
  ['an operator alone', '='],
  ['an empty parenthesis', '()'],
  ['a statement separator', 'id=1; drop'],
])('%s is refused: %s', async (_, conditions) => {
  const query = `conditions=${encodeURIComponent(conditions)}`;

  const list = await psaCaller(sandbox).get(`/system/members?${query}`);
  const count = await psaCaller(sandbox).get(`/system/members/count?${query}`);

  expect(list).toMatchObject({ status: 400, body: { code: 'ApiFindCondition' } });
  expect(errorsOf(list)).toEqual([]);
  expect(count.status).toBe(400);
});

test.each(['childConditions', 'customFieldConditions'])('%s is refused as unsupported', async (filter) => {
  const answer = await psaCaller(sandbox).get(`/system/members?${filter}=x`);

  expect(answer).toMatchObject({ status: 400, body: { message: `${filter} is not supported by the sandbox` } });
});
