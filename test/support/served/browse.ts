/** How a browser test has its browser and its pages: Chromium over a served app with the reports of real runs, each visit in a context of its own. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import axe from 'axe-core';
import { expect } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { openPageDesk, type PageDesk } from './page-desk.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Visit {
  readonly page: Page;
  /** What the browser complained of, such as a breach of the content security policy. */
  readonly complaints: readonly string[];
}

export interface Downloaded {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface BrowserDesk {
  readonly desk: PageDesk;
  /** Of the bad day: everybody whose deactivation waits for approval, in the order of the page. */
  readonly leavers: readonly Leaver[];
  /** Nothing is left of the context afterwards. */
  readonly visit: <Result>(
    url: string,
    options: BrowserContextOptions,
    look: (visit: Visit) => Promise<Result>,
  ) => Promise<Result>;
  readonly stop: () => Promise<void>;
}

export interface Leaver {
  readonly member: string;
  readonly name: string;
  readonly login: string;
  readonly digest: string;
}

export async function openBrowserDesk(): Promise<BrowserDesk> {
  const browser = await openBrowser();
  try {
    const desk = await openPageDesk();
    return {
      desk,
      leavers: leaversOf(desk),
      visit: (url, options, look) => visit(browser, url, options, look),
      stop: async () => {
        await browser.close();
        await desk.stop();
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function leaversOf({ reports }: PageDesk): readonly Leaver[] {
  return reports[2].steps.flatMap(({ verdict, action, digest }) =>
    verdict === 'hold' && action.kind === 'deactivate' && action.person !== null
      ? [{ member: action.member.identifier, name: action.person.name, login: action.person.login, digest }]
      : [],
  );
}

/** Throws when fewer wait. */
export function leaver(leavers: readonly Leaver[], index: number): Leaver {
  const found = leavers[index];
  if (found === undefined) throw new RangeError(`Fewer than ${index + 1} wait on the bad day`);
  return found;
}

async function visit<Result>(
  browser: Browser,
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

/** `act` starts the download. */
export async function downloaded(page: Page, act: (page: Page) => Promise<void>): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent('download'), act(page)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const SAID = `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()`;

/** Tabs on until what has the focus is called `name`, as a screen reader would. Throws when nothing is. */
export async function reach(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (String(await page.evaluate(SAID)) === name) return;
  }
  throw new RangeError(`Nothing that says "${name}" can be reached by the Tab key`);
}

/** `solid`: whoever looks sees where the focus is. */
export async function focusOutline(page: Page): Promise<string> {
  return String(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'));
}

export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join(' '))))`);
  return z.array(z.string()).parse(found);
}

/** For everybody, in light and dark, and nothing wider than the screen from a phone to a wide one. */
export async function isClean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await violationsOf(page)]).toEqual([colorScheme, []]);
  }
  for (const width of [390, 720, 900, 1024, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
    expect([width, beyond]).toEqual([width, 0]);
  }
}
