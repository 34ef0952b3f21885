/** A sender waits three seconds, a start from cold included: what the webhooks may load is counted here, now or later. */
import { expect, test } from 'vitest';
import { reachOf } from '../../architecture/source-files.ts';

const ENTRIES = [
  ...['answer-delivery', 'okta-events', 'entra-notifications'].map((name) => `src/runtime/webhooks/${name}.ts`),
  'src/runtime/warm-up/warm-up.ts',
];
const reaches = ENTRIES.map((entry) => reachOf(entry, { dynamic: true }));

test('the webhooks, and what warms them up, load the parser and the storage SDK, and no other package', () => {
  const packages = new Set(reaches.flatMap((reach) => reach.packages));

  expect([...packages].toSorted()).toEqual(['@azure/identity', '@azure/storage-blob', '@azure/storage-queue', 'zod']);
});

test('the webhooks decide nothing and ask no directory and no PSA', () => {
  const files = new Set(reaches.flatMap((reach) => reach.files));

  expect([...files]).toContain('src/app/events/accept-events.ts');
  expect(
    [...files].filter((path) =>
      /^src\/(app\/(run|write|approve)\/|core\/(decide|matching|planning|guards)|reports\/|adapters\/connectwise\/|adapters\/(okta|entra)\/(api\/|directory)|runtime\/(compose|unattended|directories)\.)/.test(
        path,
      ),
    ),
  ).toEqual([]);
});
