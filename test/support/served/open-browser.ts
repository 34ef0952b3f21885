/** Debian's Chromium, or whichever CHROMIUM_PATH names, without a window. */
import { chromium, type Browser } from 'playwright-core';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Throws in words when there is none: pages that no browser has seen are not shown to work. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  const place = (named === undefined ? PLACES : [named]).find(existsSync);
  if (place === undefined)
    throw new Error(
      `No browser can be had, so nothing is known of the pages: there is none at ${named ?? PLACES.join(', ')}. Install one (apt-get install chromium), or set CHROMIUM_PATH.`,
    );
  return chromium.launch({ executablePath: place, args: ['--no-sandbox'] });
}
