import { createDesk, RE_READ_MS, type Desk } from '../../../src/runtime/webhooks/desk.ts';
import { expect, test } from 'vitest';
import { aConfigFile, ENV } from '../../config/a-config-file.ts';
import { createFixedClock } from '../../support/fixed-clock.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';

/** A desk over a text that the test may change, and what it did. */
function aDesk() {
  const clock = createFixedClock();
  const file = { text: aConfigFile(), place: 'rollcall.json' };
  const did: string[] = [];
  const open = createDesk({
    clock,
    readText: async () => {
      did.push('read');
      return { ...file };
    },
    open: async ({ text, place }): Promise<Desk> => {
      did.push('open');
      const config = loadConfig(text, place, ENV);
      const storage = await openStorage(config.storage);
      return { config, storage, knownSubscriptions: async () => new Set() };
    },
  });
  return { clock, file, did, open };
}

test('the text is read at most every five seconds, and what is open stays open while it is the same', async () => {
  const { clock, did, open } = aDesk();
  const first = await open();
  clock.advance(RE_READ_MS - 1);
  const second = await open();
  clock.advance(1);
  const third = await open();

  expect(did).toEqual(['read', 'open', 'read']);
  expect([second, third].every((desk) => desk === first)).toBe(true);
});

test.each([
  ['another text', { text: aConfigFile(['connections[0].name', 'cascade']) }],
  ['another place', { place: 'other.json' }],
])('%s is opened anew', async (_what, change) => {
  const { clock, file, did, open } = aDesk();
  const first = await open();
  Object.assign(file, change);
  clock.advance(RE_READ_MS);

  expect(await open()).not.toBe(first);
  expect(did).toEqual(['read', 'open', 'read', 'open']);
});

test('deliveries at the same time share one look', async () => {
  const { did, open } = aDesk();
  const desks = await Promise.all([open(), open(), open()]);

  expect(did).toEqual(['read', 'open']);
  expect(new Set(desks).size).toBe(1);
});

test('a broken text is a fault each time, nothing older is used for it, and what is mended is seen at once', async () => {
  const { clock, file, did, open } = aDesk();
  await open();
  const { text } = file;
  file.text = '{';
  clock.advance(RE_READ_MS);

  await expect(open()).rejects.toThrow('This is no valid JSON');
  await expect(open()).rejects.toThrow('This is no valid JSON');
  file.text = text;
  await open();

  expect(did).toEqual(['read', 'open', 'read', 'open', 'read', 'open', 'read']);
});
