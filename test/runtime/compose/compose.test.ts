/** Which directory and which PSA a connection's memory is kept for: what the administrator configured, and nothing that a re-read could change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { aConfigFile, ENV, type Edit } from '../../config/a-config-file.ts';
import { composeConnection } from '../../../src/runtime/compose/compose.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config/load.ts';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';
import type { Sides } from '../../../src/domain/memory/memory.ts';
import { tmpdir } from 'node:os';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function sidesOf(index: number, ...edits: readonly Edit[]): Promise<Sides> {
  const connection = loadConfig(aConfigFile(...edits), 'rollcall.json', ENV).connections[index];
  if (connection === undefined) throw new RangeError(`There is no connection ${index}`);
  const storage = await openStorage({ kind: 'folder', path: folder });
  const logger = createLogger(() => undefined, 'error');
  const ports = await composeConnection(connection, storage, {
    logger,
    progress: { phase: () => undefined, done: () => undefined },
  });
  return ports.sides;
}

const ENTRA = { directory: 'entra harborpine.example', psa: 'api-na.myconnectwise.net harborpine' };

test.each<[string, number, readonly Edit[], Sides]>([
  ['the tenant, and the host and company of the PSA', 0, [], ENTRA],
  ['the org of Okta', 1, [], { directory: 'okta pinecrest.okta.com', psa: 'api-na.myconnectwise.net pinecrest' }],
  [
    'another tenant',
    0,
    [['connections[0].directory.tenantId', 'other.example']],
    { ...ENTRA, directory: 'entra other.example' },
  ],
  [
    'another company',
    0,
    [['connections[0].psa.companyId', 'other']],
    { ...ENTRA, psa: 'api-na.myconnectwise.net other' },
  ],
  [
    'another site',
    0,
    [['connections[0].psa.site', 'https://api-eu.myconnectwise.net']],
    { ...ENTRA, psa: 'api-eu.myconnectwise.net harborpine' },
  ],
  [
    'the same in another spelling',
    0,
    [
      ['connections[0].psa.site', 'https://API-NA.myconnectwise.net:443/'],
      ['connections[0].psa.companyId', 'HarborPine'],
      ['connections[0].directory.tenantId', 'HarborPine.example'],
    ],
    ENTRA,
  ],
  ['the same with other keys', 0, [['connections[0].psa.publicKey', { env: 'CW_PRIVATE' }]], ENTRA],
])('%s', async (_what, index, edits, sides) => {
  expect(await sidesOf(index, ...edits)).toEqual(sides);
});
