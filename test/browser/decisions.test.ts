/** Deciding on the page, in a real browser over `rollcall serve`: what Enter does not decide, without a script, taken back, and whose word counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  isClean,
  leaver as leaverOf,
  openBrowserDesk,
  reach,
  type BrowserDesk,
  type Leaver,
} from '../support/served/browse.ts';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { PageDesk } from '../support/served/page-desk.ts';
import { z } from 'zod';

let pages: BrowserDesk;
let desk: PageDesk;
beforeAll(async () => {
  pages = await openBrowserDesk();
  ({ desk } = pages);
}, 120_000);
afterAll(() => pages.stop());

const leaver = (index: number): Leaver => leaverOf(pages.leavers, index);
const visit = <Result>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<Result>) =>
  pages.visit(desk.page(path), options, ({ page }) => look(page));
const WAITING = () => `/${desk.connection}/waiting`;

describe('by keyboard alone', () => {
  test('Enter in a field, or on a mark, decides nothing', async () => {
    await visit(WAITING(), {}, async (page) => {
      await reach(page, `Choose deactivate ${leaver(1).member}`);
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await reach(page, 'Until (optional)');
      await page.keyboard.press('Enter');

      expect(page.url()).not.toContain('decision=');
      expect(await page.locator('.notice').count()).toBe(0);
    });
  });

  test('nor does it without a script, and says so', async () => {
    await visit(WAITING(), { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel(`Choose deactivate ${leaver(1).member}`).focus();
      await page.keyboard.press('Space');
      await Promise.all([page.waitForURL(/approvals/), page.keyboard.press('Enter')]);

      expect(await page.locator('main').textContent()).toContain('Enter alone decides nothing.');
      await page.goto(desk.page(WAITING()));
      expect(await page.locator('main').textContent()).not.toContain(`deactivate ${leaver(1).member} (`);
    });
  });
});

test('without a script one is denied with a reason, shown as denied, and taken back', async () => {
  const { member } = leaver(2);
  await visit(WAITING(), { javaScriptEnabled: false }, async (page) => {
    await page.getByLabel(`Choose deactivate ${member}`).check();
    await page.getByLabel('Note, kept').first().fill('On <b>leave</b>');
    await Promise.all([page.waitForURL(/decision=dec-/), page.getByRole('button', { name: 'Deny' }).first().click()]);
    const denied = page.locator('section', { has: page.locator('#decided') });
    expect(await page.locator('.notice').textContent()).toContain('Note: On <b>leave</b>');
    expect(await denied.textContent()).toContain(member);

    await page.locator('form', { hasText: 'Take back' }).getByLabel(`Choose deactivate ${member}`).check();
    await Promise.all([page.waitForURL(/decision=dec-/), page.getByRole('button', { name: 'Take back' }).click()]);
    expect(await page.locator('.notice').textContent()).toContain('Taken back by');
    expect(await page.getByText('Denied or set aside').count()).toBe(0);
  });
});

test('the whole set is set aside by one mark, and the page is clean with nothing left to wait', async () => {
  await visit(WAITING(), {}, async (page) => {
    await page
      .getByRole('checkbox', { name: /^All \d of this set$/ })
      .first()
      .check();
    expect(await page.locator('input[name=digest]:checked').count()).toBeGreaterThan(5);
    await page.getByLabel('Until (optional)').first().fill('2999-01-31');
    await Promise.all([
      page.waitForURL(/decision=dec-/),
      page.getByRole('button', { name: 'Set aside' }).first().click(),
    ]);

    expect(await page.locator('.notice').textContent()).toMatch(/Set aside by \S+ until 2999-01-31: \d steps/);
    expect(await page.locator('h2', { hasText: 'Held by the limit per run' }).count()).toBe(0);
    await isClean(page);
  });
});

describe('over the wire', () => {
  const approvals = () => `${desk.app.url}/api/app/${desk.connection}/approvals`;

  test.each<[string, RequestInit, number]>([
    ['without a key', { headers: {} }, 401],
    ['from another site', { headers: { 'x-functions-key': 'the-function-key', 'sec-fetch-site': 'cross-site' } }, 403],
    ['of another origin', { headers: { 'x-functions-key': 'the-function-key', origin: 'https://evil.example' } }, 403],
    ['without a token', { headers: { 'x-functions-key': 'the-function-key', 'sec-fetch-site': 'same-origin' } }, 403],
  ])('a form %s decides nothing', async (_what, init, status) => {
    const body = new URLSearchParams({ decision: 'approve', digest: leaver(3).digest });

    const answer = await fetch(approvals(), { method: 'POST', redirect: 'manual', body, ...init });

    expect(answer.status).toBe(status);
    const told = z
      .object({
        decisions: z.array(z.object({ steps: z.array(z.object({ digest: z.string() })), decision: z.string() })),
      })
      .parse(await (await desk.app.call(`/api/connections/${desk.connection}/approvals`)).json());
    const approved = told.decisions.filter(({ decision }) => decision === 'approve').flatMap(({ steps }) => steps);
    expect(approved.map(({ digest }) => digest)).not.toContain(leaver(3).digest);
  });

  test('the API says as whom it takes a decision, and a made-up principal changes nothing about it', async () => {
    const answer = await desk.app.call(`/api/connections/${desk.connection}/approvals`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-ms-client-principal': Buffer.from('{"claims":[{"typ":"name","val":"the boss"}]}').toString('base64'),
      },
      body: JSON.stringify({ decision: 'deny', digests: [leaver(4).digest], note: 'By the API' }),
    });

    expect(answer.status).toBe(200);
    const said = z.object({ by: z.string(), signedIn: z.boolean() }).parse(await answer.json());
    expect([said.by.includes('boss'), said.signedIn]).toEqual([false, false]);
  });
});
