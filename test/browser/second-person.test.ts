/** Two people who have signed in agree on the page, each in their own browser; one of them alone, or somebody who may only read, does not. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { contextOf } from '../functions/app/call-function.ts';
import { NAME, openHeldApp, principal, type HeldApp } from '../functions/app/held-app.ts';
import { onCarryOutApproval } from '../../src/runtime/handlers.ts';
import { openBrowser } from '../support/served/open-browser.ts';
import { SESSION, startPlatformFront, type PlatformFront } from '../functions/app/platform-front.ts';

let browser: Browser;
let app: HeldApp;
let front: PlatformFront;
beforeAll(async () => {
  [browser, app, front] = await Promise.all([openBrowser(), openHeldApp(), startPlatformFront()]);
  await app.reset();
  app.configure({ harborpine: { approvals: { secondPerson: true, expiresHours: 8 } } });
  vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
}, 120_000);
afterAll(async () => {
  await Promise.all([browser.close(), front.stop()]);
  await app.stop();
});

/** The page "Waiting" as that person sees it. */
async function visitAs<Result>(
  name: string,
  role: 'Reader' | 'Approver',
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext();
  try {
    const value = encodeURIComponent(principal(name, [`Rollcall.${role}`]));
    await context.addCookies([{ name: SESSION, value, url: front.url, httpOnly: true }]);
    const page = await context.newPage();
    await page.goto(`${front.url}/api/app/harborpine/waiting`);
    return await look(page);
  } finally {
    await context.close();
  }
}

async function approve(page: Page): Promise<string> {
  await page.getByLabel('Choose deactivate sabbott').check();
  await Promise.all([page.waitForURL(/decision=dec-/), page.getByRole('button', { name: 'Approve' }).first().click()]);
  return (await page.locator('.notice').textContent()) ?? '';
}

test('whoever may only read has no form, and is told who can decide', async () => {
  await visitAs('rae@harborpine.example', 'Reader', async (page) => {
    expect(await page.locator('form').count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain('You cannot decide here. This needs the app role');
  });
});

test('one word waits, however often it is given; the word of another person lets it be done', async () => {
  await visitAs('dana@harborpine.example', 'Approver', async (page) => {
    expect(await page.locator('main').textContent()).toContain('You decide as dana@harborpine.example');
    expect(await page.locator('main').textContent()).toContain('once two different people, both signed in');
    expect(await approve(page)).toContain('Waits for a second person');
    expect(await approve(page)).toContain('Waits for a second person');
  });

  await visitAs('eli@harborpine.example', 'Approver', async (page) => {
    const row = page.locator('tr', { has: page.getByLabel('Choose deactivate sabbott') });
    expect(await row.textContent()).toContain('Approved by dana@harborpine.example until');
    expect(await approve(page)).toContain('Being carried out');
    const decision = new URL(page.url()).searchParams.get('decision');
    await onCarryOutApproval({ version: 1, connection: NAME, decision }, contextOf('carry-out-approval', app.log));
    await page.reload();
    expect(await page.locator('.notice').textContent()).toContain('Done and verified.');
    await page.locator('.notice').getByRole('link', { name: /^run / }).last().click();
    expect(await page.locator('main').textContent()).toContain(
      'approved by dana@harborpine.example and eli@harborpine.example',
    );
  });
  expect(app.company.member('sabbott')?.inactiveFlag).toBe(true);
}, 60_000);
