/** The pages in a real browser, over reports of real runs: for everybody, in light and dark, from a phone to a wide screen, with and without a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  isClean,
  leaver as leaverOf,
  openBrowserDesk,
  violationsOf,
  type BrowserDesk,
  type Leaver,
} from '../support/served/browse.ts';
import type { PageDesk } from '../support/served/page-desk.ts';

let pages: BrowserDesk;
let desk: PageDesk;
beforeAll(async () => {
  pages = await openBrowserDesk();
  ({ desk } = pages);
}, 120_000);
afterAll(() => pages.stop());

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
  'a person as they are now': () => at('/people', { who: waiting().login, now: 'yes' }),
  'a run': () => at(`/runs/${desk.reports[1].run}`),
  'some of a run': () => at(`/runs/${desk.reports[1].run}`, { standing: 'done', action: 'create', q: 'a' }),
  'a leaver': () => at(`/runs/${desk.reports[2].run}/leavers/${leaver()}`),
  'what is not there': () => desk.page('/nobody'),
};

const at = (path: string, query?: Readonly<Record<string, string>>): string =>
  desk.page(`/${desk.connection}${path}`, query);

const waiting = (): Leaver => leaverOf(pages.leavers, 0);

function leaver(): number {
  const sheet = desk.reports[2].offboarding?.leavers[0];
  if (sheet === undefined) throw new RangeError('Nobody leaves on the bad day');
  return sheet.member.key;
}

test.each(Object.entries(PAGES))(
  '%s: axe finds nothing, nothing is wider than the screen, nothing is refused',
  async (name, url) => {
    await pages.visit(url(), {}, async ({ page, complaints }) => {
      await isClean(page);
      expect(await page.locator('h1').count()).toBe(1);
      // A browser says aloud that a page was answered with 404.
      expect(name === 'what is not there' ? [] : complaints).toEqual([]);
    });
  },
  60_000,
);

test('axe finds what is wrong where something is', async () => {
  await pages.visit('data:text/html,<p style="color:%23ccc">Pale</p><img src="data:,">', {}, async ({ page }) => {
    const found = (await violationsOf(page)).join();

    expect(found).toContain('color-contrast');
    expect(found).toContain('image-alt');
  });
});

test('without a script the filters work, and the report is there to download', async () => {
  await pages.visit(at(`/runs/${desk.reports[2].run}`), { javaScriptEnabled: false }, async ({ page }) => {
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
  await pages.visit(at(`/runs/${desk.reports[2].run}`), options, async ({ page, complaints }) => {
    await page.locator('#q').pressSequentially(waiting().name);
    expect(await page.locator('table.steps tbody tr:visible').count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toMatch(/^1 of the \d+ rows on this page fit/);

    await page.locator('table.steps tbody tr:visible').getByRole('button').click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(waiting().digest);
    expect(complaints).toEqual([]);
  });
});

test('a person is looked at as they are now, by a button and without a script', async () => {
  await pages.visit(at('/people', { who: waiting().login }), { javaScriptEnabled: false }, async ({ page }) => {
    expect(await page.locator('#now').count()).toBe(0);
    await Promise.all([page.waitForURL(/now=yes/), page.getByRole('button', { name: 'Look now' }).click()]);

    expect(await page.locator('#now dt').allTextContents()).toEqual([
      'Source',
      'Scope',
      'Match',
      'Decision',
      'Guards',
      'Next',
    ]);
    expect(await page.locator('#now').textContent()).toContain('Held by the limit per run');
  });
});

test('a name that is HTML is shown as it is written', async () => {
  await pages.visit(at('/runs'), {}, async ({ page, complaints }) => {
    expect(await page.locator('table.stacked tbody tr').first().textContent()).toContain('dana <script>');
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
  await pages.visit(PAGES['a connection']?.() ?? '', {}, async ({ page }) => {
    expect(await page.locator('.viewer').textContent()).toMatch(/^On this machine; you are taken for \S+$/);
  });
});
