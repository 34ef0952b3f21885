/** The whole story of somebody who has never seen the pages: what is held, why, one approved, seen done, and the workbook of it; once with the mouse, once by keyboard alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  downloaded,
  focusOutline,
  isClean,
  leaver,
  openBrowserDesk,
  reach,
  type BrowserDesk,
  type Downloaded,
  type Leaver,
} from '../support/served/browse.ts';
import type { LogLine } from '../support/served/serve-app.ts';
import type { Page } from 'playwright-core';
import { readWorkbook } from '../support/readers/read-workbook.ts';
import { z } from 'zod';

let pages: BrowserDesk;
beforeAll(async () => {
  pages = await openBrowserDesk();
}, 120_000);
afterAll(() => pages.stop());

/** Why they wait, above all that wait for the same. */
async function readsWhy(page: Page): Promise<void> {
  expect(await page.locator('h2').first().textContent()).toContain('Held by the limit per run');
  expect(await page.locator('p.reason').first().textContent()).toMatch(/9 deactivations in one run; at most 5 pass/);
}

/** Lines of the log that an earlier story waited for. */
const carriedOut = new Set<LogLine>();

/** Being carried out at first; done once the page is loaded after the work. */
async function seesItDone(page: Page, { member, name, digest }: Leaver, left: number): Promise<void> {
  const { app } = pages.desk;
  const decision = new URL(page.url()).searchParams.get('decision');
  expect(decision).toMatch(/^dec-/);
  expect(await page.title()).toContain('Approved by ');
  const line = await app.logged(
    (one) => !carriedOut.has(one) && one['function'] === 'carry-out-approval' && one.message === 'invocation succeeded',
  );
  carriedOut.add(line);
  await page.reload();
  const notice = page.locator('section.notice');
  expect(await notice.textContent()).toContain('Done and verified.');
  expect(await notice.textContent()).toMatch(/Approved by \S+: 1 step\s*Done/);
  expect(await notice.textContent()).toContain(`deactivate ${member} (${name})`);
  expect(await page.locator('h2', { hasText: 'Held by the limit per run' }).textContent()).toContain(`(${left})`);
  expect(await page.locator(`input[name=digest][value="${digest}"]`).count()).toBe(0);
}

/** The one step that somebody approved is done in it, and nothing else was deactivated. */
function holdsThatOne({ name, bytes }: Downloaded, { digest, member }: Leaver): void {
  expect(name).toMatch(/^harborpine-.+-report\.xlsx$/);
  const actions = readWorkbook(bytes).find((sheet) => sheet.name === 'Actions');
  const texts = (actions?.rows ?? []).map((row) =>
    ['action', 'member_id', 'status', 'digest'].map((title) => {
      const cell = row[title];
      return cell?.kind === 'text' ? cell.text : null;
    }),
  );
  expect(texts.filter(([action, , status]) => action === 'deactivate' && status === 'done')).toEqual([
    ['deactivate', member, 'done', digest],
  ]);
}

/** What Tab comes to from the top of the page until it leaves it: whether its place can be seen, and whether it comes after the one before. */
const STOPS = `(() => {
  const box = document.activeElement.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const before = window.lastStop;
  window.lastStop = document.activeElement;
  return {
    what: document.activeElement === document.body ? null : document.activeElement.outerHTML.slice(0, 120),
    seen,
    outline: getComputedStyle(document.activeElement).outlineStyle,
    same: before === document.activeElement,
    after: before === undefined || Boolean(before.compareDocumentPosition(document.activeElement) & 4),
  };
})()`;
const stopShape = z.object({
  what: z.string().nullable(),
  seen: z.boolean(),
  outline: z.string(),
  same: z.boolean(),
  after: z.boolean(),
});

async function tabStops(page: Page): Promise<readonly z.infer<typeof stopShape>[]> {
  const stops: z.infer<typeof stopShape>[] = [];
  while (stops.length < 200) {
    await page.keyboard.press('Tab');
    const stop = stopShape.parse(await page.evaluate(STOPS));
    if (stop.what === null) return stops;
    // The parts of a date, and the button of its calendar, are stops within one field; the browser marks them itself.
    if (!stop.same) stops.push(stop);
  }
  throw new RangeError('Tab never leaves the page');
}

test('with the mouse: found, read why, one approved, seen done, and its workbook opened', async () => {
  const one = leaver(pages.leavers, 0);
  await pages.visit(pages.desk.page(''), {}, async ({ page, complaints }) => {
    await page.getByRole('link', { name: pages.desk.connection, exact: true }).click();
    await page.getByRole('link', { name: 'Waiting', exact: true }).first().click();
    await readsWhy(page);
    const row = page.locator('tr', { has: page.getByLabel(`Choose deactivate ${one.member}`) });
    expect(await row.textContent()).toContain(one.name);
    expect(await row.locator('code').textContent()).toBe(one.digest.slice(0, 12));

    await row.getByRole('checkbox').check();
    expect(await page.locator('input[name=digest]:checked').count()).toBe(1);
    const approve = page.getByRole('button', { name: 'Approve' }).first();
    await Promise.all([page.waitForURL(/decision=dec-/), approve.click()]);
    await seesItDone(page, one, 8);

    const run = page.locator('section.notice').getByRole('link', { name: /^run / }).last();
    await Promise.all([page.waitForURL(/\/runs\//), run.click()]);
    const file = await downloaded(page, () => page.getByRole('link', { name: 'report.xlsx' }).click());
    holdsThatOne(file, one);
    expect(complaints).toEqual([]);
  });
}, 60_000);

describe('by keyboard alone', () => {
  test('on what waits, every stop of Tab is seen, comes in the order of the page, and Tab leaves it again', async () => {
    await pages.visit(pages.desk.page(`/${pages.desk.connection}/waiting`), {}, async ({ page }) => {
      const stops = await tabStops(page);

      expect(stops.length).toBeGreaterThan(20);
      expect(stops.filter(({ seen, outline, after }) => !seen || outline !== 'solid' || !after)).toEqual([]);
    });
  }, 60_000);

  test('found, read why, one approved with a note, seen done, its workbook opened, and the person looked at', async () => {
    const one = leaver(pages.leavers, 1);
    await pages.visit(pages.desk.page(''), {}, async ({ page }) => {
      const follow = (to: RegExp) => Promise.all([page.waitForURL(to), page.keyboard.press('Enter')]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
      await page.keyboard.press('Enter');
      await reach(page, pages.desk.connection);
      expect(await focusOutline(page)).toBe('solid');
      await follow(/harborpine\?/);
      await reach(page, 'Waiting');
      await follow(/waiting/);
      await readsWhy(page);

      await reach(page, `Choose deactivate ${one.member}`);
      await page.keyboard.press('Space');
      await reach(page, 'Note, kept with the decision (optional)');
      await page.keyboard.type('Confirmed by phone');
      await reach(page, 'Approve');
      expect(await focusOutline(page)).toBe('solid');
      await follow(/decision=dec-/);
      expect(await page.locator('section.notice').textContent()).toContain('Note: Confirmed by phone');
      await isClean(page);
      await seesItDone(page, one, 7);

      const waiting = page.url();
      const run = page.locator('section.notice').getByRole('link', { name: /^run / }).last();
      await reach(page, ((await run.textContent()) ?? '').trim());
      await follow(/\/runs\//);
      await reach(page, 'report.xlsx');
      holdsThatOne(await downloaded(page, () => page.keyboard.press('Enter')), one);

      await page.goto(waiting);
      await reach(page, one.name);
      await follow(/people/);
      expect(await page.locator('section', { hasText: 'What was decided of them' }).textContent()).toContain('Done');
    });
  }, 60_000);
});
