import { expect, test } from 'vitest';
import { runId } from '../../src/domain/ids.ts';
import type { LeaverSheet } from '../../src/domain/offboarding/leaver.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { renderLeavers } from '../../src/pages/connection/leavers.ts';
import { createLinks } from '../../src/pages/page-links.ts';
import { aLeaver } from '../support/builders/a-leaver.ts';
import { aReport } from '../support/builders/a-report.ts';
import { aRunEntry } from '../support/builders/a-run-entry.ts';
import { aMemberRef } from '../support/builders/a-step.ts';

const AROUND = {
  links: createLinks(null),
  viewer: { kind: 'key' },
  assets: { style: 'a.css', script: 'a.js' },
} as const;
const GONE = aLeaver({ because: 'disabled' });
const GONE_EARLIER = aLeaver({ because: null });
const OTHER = aLeaver({ member: aMemberRef({ identifier: 'tmarlow', name: 'Tina Marlow' }), person: null });

function run(time: string, leavers: readonly LeaverSheet[]): RunReport {
  return aReport({
    run: runId(`20261123T${time.replace(':', '')}00Z-1a2b3c`),
    startedAt: `2026-11-23T${time}:00.000Z`,
    finishedAt: `2026-11-23T${time}:02.000Z`,
    offboarding: { leavers, orphans: null },
  });
}

const page = (...reports: readonly RunReport[]): string =>
  renderLeavers(
    { connection: 'harborpine', reports, lookedThrough: reports.map(({ startedAt }) => aRunEntry(startedAt)) },
    AROUND,
  ).replace(/\s+/g, ' ');

const leaverLink = (time: string, { member }: LeaverSheet): string =>
  `/runs/20261123T${time}00Z-1a2b3c/leavers/${member.key}"`;

test('whoever several runs tell of is there once, by the newest sheet, with the first one beside it', () => {
  const shown = page(run('12:00', [GONE_EARLIER]), run('11:00', [GONE_EARLIER]), run('10:00', [GONE]));

  expect(shown).toContain('1 member in the 3 latest runs over everybody');
  expect(shown.split('>jsmith<')).toHaveLength(2);
  expect(shown).toContain('switched off in an earlier run');
  expect(shown).toContain(leaverLink('1200', GONE));
  expect(shown).not.toContain(leaverLink('1100', GONE));
  expect(shown).toContain(leaverLink('1000', GONE));
  expect(shown).toMatch(/first told of in the <a href="[^"]*T100000Z[^"]*">/);
});

test('whom the newest run names comes first, then whoever was told of before', () => {
  const shown = page(run('12:00', [OTHER]), run('11:00', [GONE, OTHER]));

  expect([...shown.matchAll(/>(tmarlow|jsmith)</g)].map(([, name]) => name)).toEqual(['tmarlow', 'jsmith']);
});

test('of one run alone there is no first sheet', () => {
  expect(page(run('12:00', [GONE]))).not.toContain('first told of');
});

test('where nobody left, that is said', () => {
  const shown = page(run('12:00', []));

  expect(shown).toContain('Nobody in the 1 latest run over everybody');
  expect(shown).not.toContain('<table');
});
