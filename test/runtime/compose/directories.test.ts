/** What a connection's settings make of its directory. */
import { expect, test } from 'vitest';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { openDirectory } from '../../../src/runtime/compose/directories.ts';
import { aConfigFile, ENV, type Edit } from '../../config/a-config-file.ts';

test.each<[string, readonly Edit[], 'read' | 'not read']>([
  ['is not read where no events are configured', [], 'not read'],
  [
    'is read where events are configured',
    [['connections[1].directory.events', { secrets: [{ env: 'HOOK_SECRET' }] }]],
    'read',
  ],
])('the event log of Okta %s', async (_case, edits, expected) => {
  const env = { ...ENV, HOOK_SECRET: 'a-secret-for-this-test-alone' };
  const [, connection] = loadConfig(aConfigFile(...edits), 'rollcall.json', env).connections;
  if (connection === undefined) throw new RangeError('The file has no second connection');

  const directory = await openDirectory(connection.directory, {
    meter: createRequestMeter(),
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    delay: async () => undefined,
    random: () => 0.5,
  });

  expect(directory.kind).toBe('okta');
  expect(directory.eventLog === null ? 'not read' : 'read').toBe(expected);
});
