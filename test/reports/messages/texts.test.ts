/** The words of messages and tickets: every kind of matter, few lines, and nothing of anybody beyond name and Member ID. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import type { Matter, MatterTopic, Subject } from '../../../src/domain/messages/matter.ts';
import { matterPart, type Teller } from '../../../src/reports/messages/matter-part.ts';
import { matterParts } from '../../../src/reports/messages/message-parts.ts';
import { subjectLines } from '../../../src/reports/messages/subject-lines.ts';
import { testMessage } from '../../../src/reports/messages/test-message.ts';
import { changeNote, closingNote, ticketSummary, ticketText } from '../../../src/reports/messages/ticket-text.ts';
import { HOSTILE } from '../../support/builders/a-message.ts';
import { digestOfText } from '../../support/builders/a-step.ts';

const RUN = runId('20261123T101500Z-1a2b3c');
const TELLER: Teller = {
  connection: connectionName('harborpine'),
  names: true,
  owners: { 'idle-seats': 'Rosa Delgado' },
  pages: {
    home: 'https://x/home',
    waiting: 'https://x/waiting',
    findings: 'https://x/findings',
    run: (run) => `https://x/${run}`,
  },
};
const SAM: Subject = { memberId: 'sabbott', name: 'Sam Abbott' };

function aMatter(topic: MatterTopic, subjects: readonly Subject[] = [SAM]): Matter {
  const items = subjects.map((subject, at) => ({ key: digestOfText(String(at)), subjects: [subject] }));
  return { key: digestOfText(topic.kind), ...topic, items, run: topic.kind === 'missing-run' ? null : RUN };
}
const held = (release: 'approval' | 'config' | 'source' | 'time'): MatterTopic => ({
  kind: 'hold',
  guard: 'limit-per-run',
  action: 'deactivate',
  release,
  urgent: true,
});

test.each<[MatterTopic, string, RegExp | null, string]>([
  [held('approval'), '1 deactivation waits: the limit per run', /^Approve it/, 'https://x/waiting'],
  [held('config'), '1 deactivation waits: the limit per run', /^Change the configuration/, 'https://x/waiting'],
  [{ kind: 'failure', action: 'reassign' }, '1 handover of work failed', /in the report/, `https://x/${RUN}`],
  [{ kind: 'failed-run' }, 'The latest run failed', /report says why/, `https://x/${RUN}`],
  [{ kind: 'frozen' }, 'A source cannot be trusted', /until it is settled/, `https://x/${RUN}`],
  [
    { kind: 'missing-run', staleAfterHours: 2, unusable: [] },
    'No good run for more than 2 hours',
    /rollcall check --connection harborpine/,
    'https://x/home',
  ],
  [
    {
      kind: 'missing-run',
      staleAfterHours: 2,
      unusable: Array.from({ length: 7 }, (_unused, index) => `connections[0].psa.key${index}`),
    },
    'No good run for more than 2 hours',
    /^Nothing runs, because secrets .* cannot be used: connections\[0\]\.psa\.key0, .*key4 and 2 more\. .*health/,
    'https://x/home',
  ],
  [{ kind: 'finding', finding: 'idle-seats', severity: 'act' }, 'Seats that nobody uses', null, 'https://x/findings'],
])('%j', (topic, heading, advice, url) => {
  const part = matterPart(aMatter(topic), TELLER);

  expect(part).toMatchObject({ heading, lines: ['Sam Abbott (sabbott)'], link: { url } });
  expect(part.advice === null ? null : advice?.test(part.advice)).toBe(advice === null ? null : true);
  expect(part.owner).toBe(topic.kind === 'finding' ? 'Rosa Delgado' : null);
  expect(matterPart(aMatter(topic), { ...TELLER, pages: null }).link).toBeNull();
});

test('findings of one kind are one part', () => {
  const finding = (key: string): Matter => ({
    ...aMatter({ kind: 'finding', finding: 'idle-seats', severity: 'act' }),
    key: digestOfText(key),
  });

  expect(matterParts([finding('a'), finding('b')], TELLER).map(({ heading }) => heading)).toEqual([
    'Seats that nobody uses (2)',
  ]);
});

describe('whom it is about', () => {
  const many = (count: number): readonly Subject[] =>
    Array.from({ length: count }, (_, at) => ({ memberId: `m${at}`, name: `Name ${at}` }));

  test.each<[readonly Subject[], boolean, readonly string[], number]>([
    [[SAM], true, ['Sam Abbott (sabbott)'], 0],
    [[SAM], false, ['sabbott'], 0],
    [[{ memberId: null, name: 'Gus' }], true, ['Gus'], 0],
    [[{ memberId: null, name: 'Gus' }], false, [], 1],
    [[{ memberId: 'x', name: ' ' }], true, ['x'], 0],
    [many(7), true, ['Name 0 (m0)', 'Name 1 (m1)', 'Name 2 (m2)', 'Name 3 (m3)', 'Name 4 (m4)'], 2],
    [[], true, [], 0],
  ])('%j, names %j', (subjects, names, lines, more) => {
    expect(subjectLines(subjects, names)).toEqual({ lines, more });
  });

  test('each line is one line, cut, and shows what hides', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        for (const line of subjectLines([{ memberId: 'x', name }], true).lines) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(Array.from(line).length).toBeLessThanOrEqual(64);
        }
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });
});

describe('a ticket', () => {
  test('says in its summary what it is about, in 100 characters at most, whoever it is', () => {
    const summary = (memberId: string) => ticketSummary(aMatter(held('approval'), [{ memberId, name: null }]), TELLER);

    expect(summary('sabbott')).toBe('Rollcall, harborpine: Deactivations wait: the limit per run (sabbott)');
    for (const hostile of [...HOSTILE, '😀'.repeat(100)]) {
      expect(summary(hostile).length).toBeLessThanOrEqual(100);
      expect(summary(hostile)).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(summary(hostile).isWellFormed()).toBe(true);
    }
    expect(ticketSummary(aMatter(held('approval'), [SAM, SAM]), TELLER)).toBe(
      'Rollcall, harborpine: Deactivations wait: the limit per run',
    );
  });

  test('says what stands, what to do, where to look, and by what it is found again', () => {
    const subjects = Array.from({ length: 7 }, (_, at) => ({ memberId: `m${at}`, name: null }));

    expect(ticketText(aMatter(held('approval'), subjects), TELLER, 'rollcall:harborpine:0123').split('\n')).toEqual([
      '7 deactivations wait: the limit per run',
      ...['- m0', '- m1', '- m2', '- m3', '- m4', '- and 2 more'],
      'Approve it if it is right.',
      'What waits: https://x/waiting',
      `See: rollcall show ${RUN} --connection harborpine`,
      '',
      'Rollcall opened this ticket and closes it when the matter is over. If you close it, it stays closed until the matter has ended and comes again.',
      'Reference: rollcall:harborpine:0123',
    ]);
  });

  test('says who looks after it, what has changed, and when it is over', () => {
    expect(changeNote(aMatter({ kind: 'finding', finding: 'idle-seats', severity: 'act' }), TELLER)).toContain(
      'Looked after by: Rosa Delgado',
    );
    expect(changeNote(aMatter({ kind: 'missing-run', staleAfterHours: 2, unusable: [] }, []), TELLER)).toMatch(
      /^This has changed\. Now:\nNo good run/,
    );
    expect(closingNote()).toMatch(/^This is over/);
  });
});

test('a test message says nothing of anybody', () => {
  const message = testMessage(TELLER.connection, TELLER.pages, { id: 'msg_1', at: '2026-11-23T10:00:00.000Z' });

  expect(message).toMatchObject({ kind: 'test', link: { url: 'https://x/home' }, parts: [{ lines: [], more: 0 }] });
  expect(testMessage(TELLER.connection, null, { id: 'msg_1', at: '' }).link).toBeNull();
});
