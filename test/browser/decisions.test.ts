/** Deciding on the page, in a real browser over `rollcall serve`: by keyboard alone, without a script, and seen to be done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

/** Of the bad day: everybody whose deactivation waits for approval. */
function waiting() {
  return desk.reports[2].steps.flatMap(({ verdict, action, digest }) =>
    verdict === 'hold' && action.kind === 'deactivate' && action.person !== null
      ? [{ member: action.member.identifier, name: action.person.name, digest }]
      : [],
  );
}
function leaver(index: number) {
  const found = waiting()[index];
  if (found === undefined) throw new RangeError(`Fewer than ${index + 1} wait on the bad day`);
  return found;
}

async function visit<Result>(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(desk.page(path));
    return await look(page);
  } finally {
    await context.close();
  }
}
const WAITING = () => `/${desk.connection}/waiting`;

/** Tabs on until what has the focus fits. */
async function reach(page: Page, fits: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(
      `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()`,
    );
    if (said === fits) return;
  }
  throw new RangeError(`Nothing that says "${fits}" can be reached by the Tab key`);
}
const focusOutline = (page: Page) => page.evaluate('getComputedStyle(document.activeElement).outlineStyle');

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join(' '))))`);
  return z.array(z.string()).parse(found);
}

async function isClean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await violationsOf(page)]).toEqual([colorScheme, []]);
  }
  for (const width of [390, 1024, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
    expect([width, beyond]).toEqual([width, 0]);
  }
}

describe('by keyboard alone', () => {
  test('somebody new finds the held deactivations, reads why, approves one, and sees it done', async () => {
    const { member, name } = leaver(0);
    await visit(`/${desk.connection}`, {}, async (page) => {
      await reach(page, 'Waiting');
      await Promise.all([page.waitForURL(/waiting/), page.keyboard.press('Enter')]);
      expect(await page.locator('h2').first().textContent()).toContain('Held by limit per run');
      expect(await page.locator('main').textContent()).toMatch(/9 deactivations in one run; at most 5 pass/);

      await reach(page, `Choose deactivate ${member}`);
      expect(await focusOutline(page)).toBe('solid');
      await page.keyboard.press('Space');
      await reach(page, 'Note, kept with the decision (optional)');
      await page.keyboard.type('Confirmed by phone');
      await reach(page, 'Approve');
      expect(await focusOutline(page)).toBe('solid');
      await Promise.all([page.waitForURL(/decision=dec-/), page.keyboard.press('Enter')]);

      expect(await page.title()).toContain('Approved by ');
      const notice = page.locator('section.notice');
      expect(await notice.textContent()).toContain(`deactivate ${member} (${name})`);
      expect(await notice.textContent()).toContain('Note: Confirmed by phone');
      await isClean(page);
      await desk.app.logged(
        (line) => line['function'] === 'carry-out-approval' && line.message === 'invocation succeeded',
      );
      await page.reload();
      expect(await notice.textContent()).toMatch(/Approved by \S+: 1 step\s*Done/);
      expect(await notice.textContent()).toContain('Done and verified.');
      expect(await page.locator('h2', { hasText: 'Held by limit per run' }).textContent()).toContain('(8)');

      await notice.getByRole('link', { name }).focus();
      await Promise.all([page.waitForURL(/people/), page.keyboard.press('Enter')]);
      expect(await page.locator('section', { hasText: 'What was decided of them' }).textContent()).toContain('Done');
    });
  }, 60_000);

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
    expect(await page.locator('h2', { hasText: 'Held by limit per run' }).count()).toBe(0);
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
