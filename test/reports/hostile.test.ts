import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../src/reports/tables/csv.ts';
import { ACTIONS } from '../../src/reports/tables/actions.ts';
import { FINDINGS } from '../../src/reports/tables/findings.ts';
import { renderHtml } from '../../src/reports/html/html.ts';
import { renderJson } from '../../src/reports/json.ts';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { renderText } from '../../src/reports/text/text.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { groupId, memberKey } from '../../src/domain/ids.ts';
import { aLeaver, aSeating, aTicket } from '../support/builders/a-leaver.ts';
import { SEATS } from '../../src/reports/tables/seats.ts';
import { ORPHANS, WORK } from '../../src/reports/tables/work.ts';
import { renderLeaver } from '../../src/reports/html/html-leaver.ts';
import { aReport } from '../support/builders/a-report.ts';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep } from '../support/builders/a-step.ts';
import { parseCsv } from '../support/readers/parse-csv.ts';

const HOSTILE = [
  ['HTML', `<script>alert(1)</script><img src=x onerror=alert(2)>`],
  ['an attribute’s end', `" onmouseover="alert(1)" x='`],
  ['a comment and a style’s end', `--></style></title><!--`],
  ['an entity', '&lt;b&gt; &amp;amp;'],
  ['a formula', `=cmd|' /C calc'!A0`],
  ['a formula behind a space', ` +HYPERLINK("http://evil.example")`],
  ['a full-width formula', '＝1+1'],
  ['an at sign', '@SUM(1+1)*cmd'],
  ['a leading minus', '-2+3'],
  ['a tab and a line break', '\t=1\r\n=2,"x";y'],
  ['a right-to-left override', '\u202egnp.exe\u202c admin'],
  ['isolates and zero-width marks', '\u2066x\u2069 a\u200bb\ufeffc\u00ad'],
  ['terminal escapes', '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000\b'],
  ['emoji', '👩‍💻 Zoë 🏳️‍🌈'],
  ['Chinese', '陳大文'],
  ['sixty characters', 'Wolfeschlegelsteinhausenbergerdorff-Zhuravlyov Hubert Blaine Jr'],
  ['a half surrogate', 'x\ud83dy'],
  ['placeholders', '${process.env} {{7*7}} %s $&'],
] as const;

/** The same text wherever text from outside can stand. */
function everywhere(text: string): RunReport {
  const person = { identifier: 'evil', name: text, login: text };
  const hold = aHold('back-off', 'approval', `Failed once (${text}).`);
  return aReport({
    trigger: { kind: 'http', by: text },
    summary: `The run met ${text}.`,
    steps: [
      aStep.create({ ...person, profile: text, fields: { firstName: text, title: text } }),
      aStep.update({ ...person, changes: [{ field: 'title', from: text, to: text }], approvedBy: text }),
      aStep.deactivate({ identifier: text.slice(0, 15), name: text, because: 'unmanaged', holds: [hold] }),
      aStep.deactivate({ identifier: 'other', name: text, holds: [aHold('back-off', 'approval', text)] }),
    ],
    findings: [
      aFinding({
        kind: 'mail-conflict',
        people: [aPersonRef(person)],
        members: [aMemberRef({ identifier: text.slice(0, 15), name: text })],
        detail: text,
        advice: text,
      }),
    ],
    source: {
      directory: text,
      people: 1,
      members: 1,
      groups: [{ selector: text, id: groupId(text), name: text, people: 1 }],
      problems: [{ check: 'unreadable', place: text, detail: text }],
    },
    seating: aSeating({
      currency: text,
      untold: [{ why: text, count: 2 }],
      waiting: [{ ...aSeating().waiting[0]!, person: aPersonRef(person) }],
      idle: [
        {
          ...aSeating().idle![0]!,
          member: aMemberRef({ identifier: text.slice(0, 15), name: text }),
          ticket: { kind: 'unknown', why: text },
        },
      ],
    }),
    offboarding: hostileWork(text),
    requests: [{ system: text, token: 0, reference: 0, data: 1, write: 0, retries: 0, throttled: 0 }],
  });
}

function hostileWork(text: string): RunReport['offboarding'] {
  const ticket = aTicket({ summary: text, board: text, status: text, company: text, resources: [text], link: text });
  const sheet = aLeaver({
    member: aMemberRef({ identifier: text.slice(0, 15), name: text }),
    person: aPersonRef({ identifier: 'evil', name: text, login: text }),
    before: [
      { duty: { kind: 'ticket-owner', member: memberKey(1), ticket }, fate: { kind: 'no-successor', why: text } },
      { duty: { kind: 'usage', member: memberKey(1), id: null, title: text, state: text }, fate: { kind: 'reported' } },
    ],
    unseen: [{ kind: 'activity', because: 'failed', detail: text }],
    remarks: [{ kind: 'sessions', detail: text, advice: text }],
  });
  const orphan = {
    ticket,
    because: 'owner',
    members: [aMemberRef({ identifier: text.slice(0, 15), name: text })],
  } as const;
  return { leavers: [sheet], orphans: { count: 1, tickets: [orphan], lookedThrough: 1, unseen: [] } };
}

const INVISIBLE = /[\p{Cc}\u2028\u2029\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
/** Tags and attributes that the page's own markup has, without their text. */
const skeleton = (page: string): string => page.replace(/>[^<]*/g, '>').replace(/(datetime|href)="[^"]*"/g, '$1');

describe.each(HOSTILE)('a report that holds %s', (_, text) => {
  const report = everywhere(text);

  test('comes back from JSON as it was', () => {
    expect(JSON.parse(renderJson(report))).toEqual(report);
  });

  test('shows the terminal nothing that could move, hide or reverse a line', () => {
    const lines = renderText(report, { paint: PLAIN, width: 80 }).split('\n');

    expect(lines.filter((line) => INVISIBLE.test(line) || !line.isWellFormed())).toEqual([]);
  });

  test('makes the same page structure as a harmless one', () => {
    const page = renderHtml(report);

    expect(skeleton(page)).toBe(skeleton(renderHtml(everywhere('Jo Hart'))));
    expect(INVISIBLE.test(page.replaceAll('\n', ''))).toBe(false);
  });

  test("makes the same leaver's sheet as a harmless one", () => {
    const sheetOf = (of: RunReport): string => of.offboarding!.leavers.map((sheet) => renderLeaver(of, sheet)).join();
    const page = sheetOf(report);

    expect(skeleton(page)).toBe(skeleton(sheetOf(everywhere('Jo Hart'))));
    expect(INVISIBLE.test(page.replaceAll('\n', ''))).toBe(false);
  });

  test('has no cell that a spreadsheet would run, and no torn row', () => {
    for (const csv of [
      renderCsv(ACTIONS, report),
      renderCsv(FINDINGS, report),
      renderCsv(WORK, report),
      renderCsv(ORPHANS, report),
      renderCsv(SEATS, report),
    ]) {
      const [header, ...rows] = parseCsv(csv);
      const cells = rows.flat();

      expect(rows.map((row) => row.length)).toEqual(rows.map(() => header!.length));
      expect(cells.filter((cell) => /^[\s]*[=+\-@＝＋－＠\t\r\n]/.test(cell))).toEqual([]);
      expect(cells.filter((cell) => INVISIBLE.test(cell))).toEqual([]);
    }
  });
});
