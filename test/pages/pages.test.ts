/** What every page has, whatever is on it: one frame, headings in order, tables that say what they are, and text from outside as text. */
import type { FreshLook } from '../../src/domain/planning/explanation.ts';
import { describe, expect, test } from 'vitest';
import { aLeaver, aSeating, aTicket } from '../support/builders/a-leaver.ts';
import { anAppliedReport, aReport } from '../support/builders/a-report.ts';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep } from '../support/builders/a-step.ts';
import { connectionName, runId } from '../../src/domain/ids.ts';
import { createLinks } from '../../src/pages/page-links.ts';
import { drawChart } from '../../src/pages/charts/draw-chart.ts';
import { renderFindings } from '../../src/pages/connection/findings-page.ts';
import { renderHome } from '../../src/pages/connection/home-page.ts';
import { renderLeaverPage } from '../../src/pages/leaver-page.ts';
import { renderLeavers } from '../../src/pages/connection/leavers.ts';
import { renderOrphans } from '../../src/pages/connection/orphans-page.ts';
import { renderOverview } from '../../src/pages/overview-page.ts';
import { renderPerson } from '../../src/pages/person-page.ts';
import { renderRefusal } from '../../src/pages/refusal-page.ts';
import { renderRun } from '../../src/pages/run/run-page.ts';
import { renderRuns } from '../../src/pages/connection/runs-page.ts';
import { renderSeats } from '../../src/pages/connection/seats-page.ts';
import { renderWaiting, type WaitingView } from '../../src/pages/connection/waiting-page.ts';
import type { Ruling } from '../../src/domain/rulings/ruling.ts';
import type { StandingNow } from '../../src/domain/rulings/waiting.ts';
import { aRuledStep, aRuling } from '../support/builders/a-ruling.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { digestOfText } from '../support/builders/a-step.ts';
import { runEntry } from '../../src/reports/entry.ts';
import { sightPerson } from '../../src/app/archive/sight-person.ts';
import type { Surroundings } from '../../src/pages/frame.ts';

const AROUND: Surroundings = {
  links: createLinks('a key&"'),
  viewer: { kind: 'key' },
  assets: { style: 'a.css', script: 'a.js' },
};
const ANY = { standing: null, action: null, guard: null, text: '' } as const;

/** Every page over one report. `text` where a reader's own words come back. */
function pagesOf(report: RunReport, text: string, around: Surroundings = AROUND): Readonly<Record<string, string>> {
  const connection = connectionName('harborpine');
  const entry = runEntry(report, digestOfText('report'));
  const state = { name: connection, healthy: false, detail: text, last: entry, notices: [text] };
  const sheet = report.offboarding?.leavers[0];
  const sighting = sightPerson(report, text);
  const rulings = rulingsWith(text);
  const history = { asked: text, sightings: sighting === undefined ? [] : [sighting], rulings, opened: 1 };
  return {
    overview: renderOverview({ connections: [state], poisoned: text }, around),
    home: renderHome({ state, runs: [entry], report, draw: drawChart }, around),
    runs: renderRuns({ connection, runs: [entry], first: false, more: true }, around),
    waiting: renderWaiting(waitingView(report, text), around),
    'waiting, decided': renderWaiting({ ...waitingView(report, text), decided: rulings[0] ?? null }, around),
    'waiting, only to look at': renderWaiting(
      { ...waitingView(report, text), deciding: { kind: 'may-not', why: text } },
      around,
    ),
    findings: renderFindings({ connection, report, page: 1 }, around),
    orphans: renderOrphans({ connection, report, page: 1, draw: drawChart }, around),
    seats: renderSeats({ connection, report, draw: drawChart }, around),
    leavers: renderLeavers({ connection, reports: [report], lookedThrough: [entry] }, around),
    person: renderPerson({ connection, history, now: null }, around),
    'person, looked at now': renderPerson({ connection, history, now: explained(text) }, around),
    'person, not to be read now': renderPerson({ connection, history, now: { kind: 'failed', detail: text } }, around),
    run: renderRun({ report, filter: { ...ANY, text: '' }, rulings, page: 1 }, around),
    filtered: renderRun({ report, filter: { ...ANY, text }, rulings: [], page: 1 }, around),
    refusal: renderRefusal({ status: 404, detail: text, problems: [{ path: text, message: text }] }, around),
    ...(sheet !== undefined && { leaver: renderLeaverPage(report, sheet, around) }),
  };
}

function explained(text: string): FreshLook {
  const steps = [
    { step: 'source', answer: text, details: [text] },
    { step: 'next', answer: text, details: [] },
  ] as const;
  return { kind: 'explained', explanation: { asked: text, steps } };
}

/** Decisions with a reader's own words in them, one of each kind. */
function rulingsWith(text: string): readonly Ruling[] {
  const step = aRuledStep({
    subject: text.slice(0, 15),
    person: aPersonRef({ identifier: 'evil', name: text, login: text }),
  });
  const said = { by: text, note: text };
  return [
    aRuling({
      ...said,
      steps: [step, { ...step, digest: digestOfText('another'), standing: 'refused', why: text }],
      unfitting: [text],
      result: {
        run: runId('20261123T101600Z-000002'),
        at: '2026-11-23T10:16:00.000Z',
        final: true,
        steps: [{ digest: step.digest, done: false, why: text }],
      },
    }),
    aRuling({ ...said, steps: [{ ...step, standing: 'second', why: text }], ticket: null }),
    aRuling({ ...said, kind: 'deny', ends: null, steps: [step], ticket: null }),
  ];
}

/** Every held step in each of the ways in which it can stand now. */
function waitingView(report: RunReport, text: string): WaitingView {
  const held = report.steps.filter((step) => step.verdict === 'hold');
  const said = { version: 1, by: text, note: text, at: '2026-11-23T10:15:00.000Z' } as const;
  const steps = held.flatMap((step): readonly StandingNow[] => [
    {
      kind: 'waits',
      step,
      approvals: [{ ...said, digest: step.digest, person: text, guards: [], expires: '2026-11-24T10:15:00.000Z' }],
    },
    { kind: 'under-way', step, ruling: aRuling({ by: text, note: text }) },
    { kind: 'decided', step, objection: { ...said, kind: 'denied', digest: step.digest } },
    { kind: 'free', step },
  ]);
  return {
    connection: report.connection,
    waiting: { report, steps, rulings: rulingsWith(text), secondPerson: true },
    deciding: { kind: 'may', as: text, form: 'dec-20261123T101500Z-1a2b3c4d5e6f', token: 'token', noApproval: null },
    hours: 24,
    decided: null,
  };
}

/** The same text wherever text from outside can stand. */
function everywhere(text: string): RunReport {
  const member = aMemberRef({ identifier: text.slice(0, 15), name: text });
  const person = { identifier: 'evil', name: text, login: text };
  const ticket = aTicket({ summary: text, board: text, status: text, company: text, resources: [text], link: text });
  const sheet = aLeaver({
    member,
    person: aPersonRef(person),
    unseen: [{ kind: 'activity', because: 'failed', detail: text }],
  });
  return aReport({
    trigger: { kind: 'http', by: text },
    summary: text,
    steps: [
      aStep.create({ ...person, profile: text, fields: { firstName: text, title: text } }),
      aStep.update({ ...person, changes: [{ field: 'title', from: text, to: text }], approvedBy: text }),
      aStep.deactivate({ ...person, holds: [aHold('back-off', 'approval', text)] }),
    ],
    findings: [
      aFinding({ kind: 'mail-conflict', people: [aPersonRef(person)], members: [member], detail: text, advice: text }),
    ],
    seating: aSeating({ currency: text, idle: [{ ...aSeating().idle![0]!, member }] }),
    offboarding: {
      leavers: [sheet],
      orphans: { count: 1, tickets: [{ ticket, because: 'owner', members: [member] }], lookedThrough: 1, unseen: [] },
    },
  });
}

/** Elements and attributes without their values and without text. */
const skeleton = (page: string): string => page.replace(/>[^<]*/g, '>').replace(/="[^"]*"/g, '=');
const HOSTILE = [
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(2)>'],
  ['an attribute’s end', `" onmouseover="alert(1)" x='`],
  ['an entity', '&lt;b&gt; &amp;amp;'],
  ['a right-to-left override', '\u202egnp.exe\u202c admin'],
  ['emoji and other scripts', '👩‍💻 Zoë 陳大文 مرحبا'],
  ['placeholders', '${process.env} {{7*7}} %s $&'],
] as const;

describe.each(HOSTILE)('with %s wherever text from outside stands', (_what, text) => {
  const plain = pagesOf(everywhere('Plain words'), 'Plain words');
  const hostile = pagesOf(everywhere(text), text);

  test.each(Object.keys(plain))('the page %s has the same elements, and no more', (name) => {
    expect(skeleton(hostile[name] ?? '')).toBe(skeleton(plain[name] ?? ''));
    expect(hostile[name]).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

describe.each(
  Object.entries(
    pagesOf(anAppliedReport({ offboarding: everywhere('Words').offboarding, seating: aSeating() }), 'Words'),
  ),
)('the page %s', (_name, page) => {
  test('has its landmarks, one heading of the first level, and none that is skipped', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));

    expect(page.match(/<(main|header|footer)\b/g)).toEqual(['<header', '<main', '<footer']);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(page).toContain('<a class="skip" href="#main">');
  });

  test('has tables with a caption and headers that say for what they are', () => {
    const tables = page.match(/<table[\s\S]*?<\/table>/g) ?? [];

    expect(tables.filter((table) => !table.includes('<caption'))).toEqual([]);
    expect(tables.flatMap((table) => table.match(/<th(?![a-z])(?![^>]*scope=)[^>]*>/g) ?? [])).toEqual([]);
  });

  test('has no style and no script of its own, and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/);
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script src="/api/app/-/a.js?code=a+key%26%22" defer>']);
    expect(page.match(/<(?:link|img|iframe)[^>]*(?:href|src)="(?!\/api\/app\/|data:,)[^"]*"/g)).toBeNull();
  });

  test('takes the key along to every other page', () => {
    const addresses = [...page.matchAll(/(?:href|action)="(\/api\/[^"]*)"/g)].map(([, address]) => address ?? '');
    const asking = page.match(/<form[^>]*method="get"/g)?.length ?? 0;

    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.filter((address) => !address.includes('code=a+key%26%22'))).toHaveLength(asking);
    expect(page.match(/name="code" value="a key&amp;&quot;"/g)?.length ?? 0).toBe(asking);
  });
});

test('without a key in the address none is in the pages', () => {
  const pages = pagesOf(anAppliedReport(), 'Words', { ...AROUND, links: createLinks(null) });

  expect(Object.values(pages).filter((page) => page.includes('code='))).toEqual([]);
  expect(Object.values(pages).filter((page) => page.includes('name="code"'))).toEqual([]);
});

test('a long plan is shown a page at a time, with the way to the next one', () => {
  const steps = Array.from({ length: 2000 }, (_unused, index) =>
    aStep.deactivate({
      identifier: `m${index}`,
      name: `Person ${index}`,
      holds: [aHold('limit-per-run', 'approval', 'Too many.')],
    }),
  );
  const page = renderRun(
    { report: aReport({ steps }), filter: { ...ANY, standing: 'waiting' }, rulings: [], page: 2 },
    AROUND,
  );

  expect(page.match(/data-copy=/g)).toHaveLength(100);
  expect(page).toContain('101 to 200 of 2,000');
  expect(page).toMatch(/rel="next" href="[^"]*standing=waiting&amp;page=3&amp;code=/);
});
