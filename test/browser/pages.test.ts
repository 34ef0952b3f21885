/** The pages in a real browser, over reports of real runs: for everybody, in light and dark, from a phone to a wide screen, by keyboard alone and without a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageDesk, type PageDesk } from '../support/page-desk.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import axe from 'axe-core';
import { openBrowser } from '../support/open-browser.ts';
import { z } from 'zod';

let browser: Browser;
let desk: PageDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await openPageDesk();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** Every page there is: its path below the connection, with its query. */
const PAGES: Readonly<Record<string, () => string>> = {
  'all connections': () => desk.page(''),
  'a connection': () => at(''),
  'its runs': () => at('/runs'),
  'what waits': () => at('/waiting'),
  'its findings': () => at('/findings'),
  'orphaned work': () => at('/orphans'),
  seats: () => at('/seats'),
  leavers: () => at('/leavers'),
  'nobody yet': () => at('/people'),
  'a person': () => at('/people', { who: waiting().login }),
  'a run': () => at(`/runs/${desk.reports[1].run}`),
  'some of a run': () => at(`/runs/${desk.reports[1].run}`, { standing: 'done', action: 'create', q: 'a' }),
  'a leaver': () => at(`/runs/${desk.reports[2].run}/leavers/${leaver()}`),
  'what is not there': () => desk.page('/nobody'),
};

const at = (path: string, query?: Readonly<Record<string, string>>): string =>
  desk.page(`/${desk.connection}${path}`, query);

/** Of the bad day: somebody whose deactivation waits for approval. */
function waiting() {
  const step = desk.reports[2].steps.find((one) => one.verdict === 'hold' && one.action.kind === 'deactivate');
  const person = step?.action.person ?? null;
  if (step === undefined || person === null) throw new RangeError('Nobody waits on the bad day');
  return { ...person, digest: step.digest };
}

function leaver(): number {
  const sheet = desk.reports[2].offboarding?.leavers[0];
  if (sheet === undefined) throw new RangeError('Nobody leaves on the bad day');
  return sheet.member.key;
}

interface Visit {
  readonly page: Page;
  /** What the browser complained of, such as a breach of the content security policy. */
  readonly complaints: readonly string[];
}

async function visit<Result>(
  url: string,
  options: BrowserContextOptions,
  look: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(url);
    return await look({ page, complaints });
  } finally {
    await context.close();
  }
}

const violationsShape = z.array(z.string());

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join(' '))))`);
  return violationsShape.parse(found);
}

const WIDTHS = [390, 1024, 1600];

test.each(Object.entries(PAGES))(
  '%s: axe finds nothing, nothing is wider than the screen, nothing is refused',
  async (name, url) => {
    await visit(url(), {}, async ({ page, complaints }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, await violationsOf(page)]).toEqual([colorScheme, []]);
      }
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const beyond = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
        expect([width, beyond]).toEqual([width, 0]);
      }
      expect(await page.locator('h1').count()).toBe(1);
      // A browser says aloud that a page was answered with 404.
      expect(name === 'what is not there' ? [] : complaints).toEqual([]);
    });
  },
  60_000,
);

test('axe finds what is wrong where something is', async () => {
  await visit('data:text/html,<p style="color:%23ccc">Pale</p><img src="data:,">', {}, async ({ page }) => {
    const found = (await violationsOf(page)).join();

    expect(found).toContain('color-contrast');
    expect(found).toContain('image-alt');
  });
});

test('by keyboard alone, somebody new finds what waits, reads why, and gets to the person', async () => {
  await visit(PAGES['all connections']?.() ?? '', {}, async ({ page }) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await reach(page, desk.connection);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await Promise.all([page.waitForURL(/harborpine\?/), page.keyboard.press('Enter')]);
    await reach(page, 'Waiting');
    await Promise.all([page.waitForURL(/waiting/), page.keyboard.press('Enter')]);
    expect(await page.locator('h2').first().textContent()).toContain('Held by limit per run');
    expect(await page.locator('main').textContent()).toMatch(/9 deactivations in one run; at most 5 pass/);
    await reach(page, waiting().name);
    await Promise.all([page.waitForURL(/people/), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').textContent()).toBe(waiting().name);
  });
});

/** Tabs on until what has the focus says `text`. */
async function reach(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (String(await page.evaluate('document.activeElement.textContent.trim()')) === text) return;
  }
  throw new RangeError(`Nothing that says "${text}" can be reached by the Tab key`);
}

test('without a script the filters work, and the report is there to download', async () => {
  await visit(at(`/runs/${desk.reports[2].run}`), { javaScriptEnabled: false }, async ({ page }) => {
    await page.selectOption('#action', 'deactivate');
    await page.fill('#q', waiting().name);
    await Promise.all([page.waitForURL(/action=deactivate/), page.click('button[type=submit]')]);
    expect(await page.locator('table.steps tbody tr').count()).toBe(1);
    expect(await page.locator('table.steps tbody').textContent()).toContain(waiting().digest.slice(0, 12));

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'actions.csv' }).click();
    expect((await download).suggestedFilename()).toBe(`harborpine-${desk.reports[2].run}-actions.csv`);
  });
});

test('with it, rows are narrowed while somebody types, and a digest is copied whole', async () => {
  const options = { permissions: ['clipboard-read', 'clipboard-write'] };
  await visit(at(`/runs/${desk.reports[2].run}`), options, async ({ page, complaints }) => {
    await page.locator('#q').pressSequentially(waiting().name);
    expect(await page.locator('table.steps tbody tr:visible').count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toMatch(/^1 of the \d+ rows on this page fit/);

    await page.locator('table.steps tbody tr:visible').getByRole('button').click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(waiting().digest);
    expect(complaints).toEqual([]);
  });
});

test('a name that is HTML is shown as it is written', async () => {
  await visit(at('/runs'), {}, async ({ page, complaints }) => {
    expect(await page.locator('table.runs tbody tr').first().textContent()).toContain('dana <script>');
    expect(complaints).toEqual([]);
  });
});

test('without the key the host shows nothing, and a page is headed the same over the wire', async () => {
  const [refused, page] = await Promise.all([fetch(`${desk.app.url}/api/app`), fetch(desk.page(''))]);

  expect([refused.status, await refused.text()]).toEqual([401, '']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('whoever sits at this machine is told whom the page takes them for', async () => {
  await visit(PAGES['a connection']?.() ?? '', {}, async ({ page }) => {
    expect(await page.locator('.viewer').textContent()).toMatch(/^On this machine; you are taken for \S+$/);
  });
});
