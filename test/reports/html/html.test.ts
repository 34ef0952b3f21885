import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/reports/html/html.ts';
import { renderMarkup } from '../../../src/reports/html/markup.ts';
import { PAGE_STYLE } from '../../../src/reports/html/page-style.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aFinding, aHold, aStep } from '../../support/builders/a-step.ts';

const PAGES = [
  ['planned', renderHtml(aReport())],
  ['applied', renderHtml(anAppliedReport())],
  ['quiet', renderHtml(aQuietReport())],
  ['died', renderHtml(aQuietReport({ outcome: 'failed', planDigest: null, previous: null, seats: [], requests: [] }))],
] as const;

describe('the page', () => {
  // To publish a wanted change: write renderHtml(aReport()) to that file and look at it in a browser.
  test('of a planned run is the golden one', () => {
    const golden = readFileSync(new URL('./planned-page.html.golden', import.meta.url), 'utf8');

    expect(renderHtml(aReport())).toBe(golden);
  });

  test.each(PAGES)('of a %s run loads nothing, runs nothing and forbids both', (_, page) => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form|base)\b/i);
    expect(page).not.toMatch(/\b(src|href|action|on\w+)\s*=/i);
    expect(page).not.toMatch(/url\(|@import/i);
  });

  test.each(PAGES)(
    'of a %s run has balanced tags, one first heading, and a caption and scopes in every table',
    (_, page) => {
      const open: string[] = [];
      for (const [, end, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
        if (name === 'meta') continue;
        if (end === '') open.push(name!);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
      expect(page.match(/<h1\b/g)).toHaveLength(1);
      expect(page.match(/<caption\b/g)?.length).toBe(page.match(/<table\b/g)?.length);
      expect(page.match(/<th(?![a-z])(?![^>]*scope=)/g)).toBeNull();
    },
  );

  test('tells what became of each step and how to release what waits', () => {
    const page = renderHtml(anAppliedReport());

    expect(page).toContain(
      '<strong class="bad">refused</strong>: The PSA says: &quot;Member has open time sheets&quot;.',
    );
    expect(page).toContain('Single sign-on was unlinked.');
    expect(page.replace(/<\/?span[^>]*>/g, '')).toMatch(
      /<code>rollcall approve [0-9a-f]{12} --connection harborpine<\/code>/,
    );
    expect(page).toContain('Both sides were read whole');
  });

  test.each([
    ['a run that died', aQuietReport({ outcome: 'failed', planDigest: null }), /ended before both sides had been read/],
    ['a frozen run', aReport({ outcome: 'frozen' }), /a check of what was read did not pass/],
    [
      'a failed run that found a source in doubt',
      anAppliedReport({ findings: [aFinding({ kind: 'source-problem' })] }),
      /a check of what was read did not pass/,
    ],
    [
      'a failed run that holds a step for its source',
      anAppliedReport({
        steps: [
          aStep.deactivate({ identifier: 'a', name: 'A', holds: [aHold('source-integrity', 'source', 'Shrunk.')] }),
        ],
      }),
      /a check of what was read did not pass/,
    ],
    [
      'a source with a problem',
      aReport({
        source: { ...aReport().source, problems: [{ check: 'cut', place: 'members', detail: '900 of 1,000 came.' }] },
      }),
      /<bdi>members<\/bdi> ended early<\/strong>\n<p>900 of 1,000 came\./,
    ],
  ])('never calls the sources whole for %s', (_, report, words) => {
    const page = renderHtml(report);

    expect(page).toMatch(words);
    expect(page).not.toContain('read whole');
  });

  test('refers to the file when a list is longer than anybody reads', () => {
    const steps = Array.from({ length: 1003 }, (_, index) =>
      aStep.create({ identifier: `m${index}`, name: 'Jo Hart' }),
    );

    const page = renderHtml(aReport({ steps }));

    expect(page).toContain('To do (1,003)');
    expect(page).toContain('… and 3 more, see actions.csv.');
    expect(page.match(/<bdi>Jo Hart<\/bdi>/g)).toHaveLength(1000);
  });
});

describe('the colours of the page', () => {
  const themes = [...renderMarkup(PAGE_STYLE).matchAll(/:root \{([^}]*)\}/g)].map(([, block]) =>
    Object.fromEntries([...block!.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!])),
  );
  const pairs = ['text', 'quiet', 'good', 'warn', 'bad', 'info'].flatMap((ink) =>
    ['ground', 'panel'].map((paper) => [ink, paper] as const),
  );

  test('are set for light, dark and paper', () => {
    expect(themes).toHaveLength(3);
  });

  test.each([...pairs, ['text', 'code'] as const])(
    '%s on %s can be read (WCAG AA, 4.5 to 1) in each of them',
    (ink, paper) => {
      for (const theme of themes) expect(contrast(theme[ink]!, theme[paper]!)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
