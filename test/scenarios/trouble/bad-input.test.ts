/** People as directories really hold them: too long, empty, foreign, shared, hostile. What is written is clean, what is shown is harmless. With each directory. */
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { renderCsv } from '../../../src/reports/tables/csv.ts';
import { ACTIONS } from '../../../src/reports/tables/actions.ts';
import { FINDINGS } from '../../../src/reports/tables/findings.ts';
import { renderHtml } from '../../../src/reports/html/html.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { addMember, addPerson, type PersonInput } from '../../../src/sandbox/empty-world.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';
import type { Company } from '../company.ts';
import { play, type Trouble } from './trouble.ts';

const CREATED = { after: 'a quiet day', outcome: 'converged', writes: ['POST /system/members'] } as const;
const NOT_CREATED = { after: 'a quiet day', outcome: 'converged' } as const;
const HELD = { after: 'a quiet day', outcome: 'converged-with-holds' } as const;
/** Titles are not the directory's unless the policy says so. */
const OWNS_TITLES = { connection: { directoryOwns: ['firstName', 'lastName', 'officeEmail', 'title'] } };

const starter =
  (...inputs: readonly PersonInput[]) =>
  ({ sandbox, group }: Company): void => {
    for (const input of inputs) addPerson(sandbox.world, { ...input, groups: [group()] });
  };
const holds =
  (identifier: string, fields: Readonly<Record<string, unknown>>) =>
  ({ member }: Company): void => {
    expect(member(identifier).record).toMatchObject(fields);
  };

const PEOPLE: readonly Trouble[] = [
  {
    ...CREATED,
    name: 'a name of 60 characters: cut to what the PSA takes, and told',
    arrange: starter({ firstName: 'A'.repeat(60), lastName: 'B'.repeat(60), login: 'long@harborpine.example' }),
    says: [
      /value-cut: The PSA keeps 30 characters of a name, so the first name and the last name of long@harborpine\.example are cut/,
    ],
    steps: ['create long: done'],
    proves: holds('long', { firstName: 'A'.repeat(30), lastName: 'B'.repeat(30) }),
  },
  {
    ...CREATED,
    name: 'a Chinese name: kept as it is, with a Member ID in ASCII',
    arrange: starter({ firstName: '大文', lastName: '陳', login: '陳大文@harborpine.example' }),
    says: [/1 change made and verified/],
    steps: ['create chendawen: done'],
    proves: holds('chendawen', { firstName: '大文', lastName: '陳', officeEmail: '陳大文@harborpine.example' }),
  },
  {
    ...NOT_CREATED,
    name: 'no last name: no member, and what to do',
    arrange: starter({ firstName: 'Cher', lastName: null, login: 'cher@harborpine.example' }),
    says: [/cher@harborpine\.example should get a member, but the directory does not have a last name\.\nFill it in/],
  },
  {
    ...HELD,
    name: 'an address that two people share: neither gets a member',
    arrange: starter(
      { firstName: 'One', lastName: 'Twin', login: 'one@harborpine.example', mail: 'desk@harborpine.example' },
      { firstName: 'Two', lastName: 'Twin', login: 'two@harborpine.example', mail: 'DESK@harborpine.example' },
    ),
    says: [
      /desk@harborpine\.example belongs to 2 people in the directory, so it identifies nobody\./,
      /Leave the address with the one person it belongs to/,
    ],
    steps: ['create one: held by identity', 'create two: held by identity'],
  },
  {
    ...HELD,
    name: 'two people who derive the same Member ID: one gets it, the other waits',
    arrange: starter(
      { firstName: 'Ann', lastName: 'Same', login: 'asame@harborpine.example' },
      { firstName: 'Abe', lastName: 'Same', login: 'asame@other.example' },
    ),
    says: [/The Member ID that asame@\S+ would get, asame, is taken\.\nSet memberId\.onCollision to "number"/],
    steps: ['create asame: done', 'create asame: held by identity'],
    anyOrder: true,
    writes: ['POST /system/members'],
  },
  {
    ...CREATED,
    name: 'the same two where the policy numbers them',
    change: { connection: { memberId: { onCollision: 'number' } } },
    arrange: starter(
      { firstName: 'Ann', lastName: 'Same', login: 'asame@harborpine.example' },
      { firstName: 'Abe', lastName: 'Same', login: 'asame@other.example' },
    ),
    says: [/2 changes made and verified/],
    steps: ['create asame: done', 'create asame2: done'],
    writes: ['POST /system/members', 'POST /system/members'],
  },
  {
    ...HELD,
    name: 'a Member ID that an inactive stranger has: not theirs, so the newcomer waits',
    arrange: (company) => {
      const record = { firstName: 'Jack', lastName: 'Dorsey', officeEmail: 'jack@elsewhere.example' };
      addMember(company.sandbox.world, { identifier: 'jdoe', inactiveFlag: true, record });
      starter({ firstName: 'Jane', lastName: 'Doe', login: 'jdoe@harborpine.example' })(company);
    },
    says: [/Member ID jdoe is taken, and Member IDs are unique over active and inactive members alike\./],
    steps: ['create jdoe: held by identity'],
    proves: ({ member }) => {
      expect(member('jdoe')).toMatchObject({ inactiveFlag: true, record: { lastName: 'Dorsey' } });
    },
  },
  {
    ...CREATED,
    name: 'an address made of quotes and wildcards: written as it stands, and found again by the next run',
    arrange: starter({
      firstName: 'Hos',
      lastName: 'Mail',
      login: 'hosmail@harborpine.example',
      mail: `"a' OR '1'='1"%*@harborpine.example`,
    }),
    says: [/1 change made and verified/],
    steps: ['create hosmail: done'],
    proves: async (company) => {
      expect(company.member('hosmail').record).toMatchObject({ officeEmail: `"a' OR '1'='1"%*@harborpine.example` });
      expect(await company.run(true)).toMatchObject({ outcome: 'converged', steps: [] });
    },
  },
];

/** Okta has an address of everybody. */
const ENTRA_PEOPLE: readonly Trouble[] = [
  {
    ...NOT_CREATED,
    name: 'no mail: no member, and what to do',
    arrange: starter({ firstName: 'No', lastName: 'Mail', login: 'nomail@harborpine.example', mail: null }),
    says: [/nomail@harborpine\.example should .* the directory does not have an e-mail address\.\nFill it in/],
  },
];

/** As the directory has it, and as the member's names and title hold it. */
const VALUES: readonly (readonly [what: string, given: string, kept: string])[] = [
  ['quotes', `O'Neil "Q"`, `O'Neil "Q"`],
  ['wildcards of the PSA', `%Ann* _?`, `%Ann* _?`],
  ['SQL', `x'); DROP TABLE members;--`, `x'); DROP TABLE members;--`],
  ['a condition of its own', `a" or id > 0 or b="`, `a" or id > 0 or b="`],
  ['HTML', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['a script', '</td><script>alert(1)</script>', '</td><script>alert(1)</script>'],
  ['a formula', `=cmd|' /C calc'!A0`, `=cmd|' /C calc'!A0`],
  ['an at sign first', '@SUM(1+1)*cmd', '@SUM(1+1)*cmd'],
  ['a right-to-left override', '\u202egnp.exe\u202c admin', 'gnp.exe admin'],
  ['line breaks and tabs', 'new\r\nline\tTab', 'new line Tab'],
  ['terminal escapes', '\u001b[2Jred\u0007', '[2Jred'],
];
const LOGINS: readonly (readonly [what: string, login: string, identifier: string])[] = [
  ['quotes and wildcards', `o'neil+"%*@harborpine.example`, 'oneil'],
  ['HTML', '"><script>alert(1)</script>@harborpine.example', 'scriptalert1scr'],
  ['a formula', '=1+1@harborpine.example', '11'],
  ['a condition of its own', `x' or '1'='1@harborpine.example`, 'xor11'],
  ['a right-to-left override', '\u202egnp@harborpine.example', 'gnp'],
  ['a line break', 'a\nb@harborpine.example', 'ab'],
  ['path characters', '../../etc@harborpine.example', '....etc'],
];

const HOSTILE: readonly Trouble[] = [
  ...VALUES.map(([what, given, kept]): Trouble => ({
    ...CREATED,
    name: `a name and a title with ${what}: the record holds the clean value, no report runs it, the next run finds nothing to do`,
    change: OWNS_TITLES,
    arrange: starter({
      firstName: given,
      lastName: given,
      title: given,
      displayName: given,
      login: 'h@harborpine.example',
    }),
    says: [/1 change made and verified/],
    steps: ['create h: done'],
    proves: async (company, report) => {
      holds('h', { firstName: kept, lastName: kept, title: kept })(company);
      expectHarmless(report);
      expect(await company.run(true)).toMatchObject({ outcome: 'converged', steps: [] });
    },
  })),
  ...LOGINS.map(([what, login, identifier]): Trouble => ({
    ...CREATED,
    name: `a login with ${what}: the Member ID holds letters, digits, dots and dashes alone`,
    arrange: starter({ firstName: 'Hos', lastName: 'Tile', login, mail: 'hostile@harborpine.example' }),
    says: [/1 change made and verified/],
    steps: [`create ${identifier}: done`],
    proves: async (company, report) => {
      expectHarmless(report);
      expect(await company.run(true)).toMatchObject({ outcome: 'converged', steps: [] });
    },
  })),
];

/** No tag but the page's own, no cell that a spreadsheet would run, nothing that moves a cursor or turns a line around. */
function expectHarmless(report: RunReport): void {
  const page = renderHtml(report);
  const cells = [renderCsv(ACTIONS, report), renderCsv(FINDINGS, report)].flatMap((csv) => parseCsv(csv).flat());
  const text = renderText(report, { paint: PLAIN, width: 100 });

  expect(page).not.toMatch(/<(img|script)\b|[\u202a-\u202e\u2066-\u2069]/i);
  expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
}

describe.each([
  ['entra', ENTRA_PEOPLE],
  ['okta', []],
] as const)('with %s,', (directory, own) => {
  test.each([...PEOPLE, ...own, ...HOSTILE])('$name', async (trouble) => {
    await play(directory, trouble);
  });
});
