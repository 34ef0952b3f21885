/** Made-up deliveries are believed, or they would rehearse nothing. */
import { expect, test } from 'vitest';
import { aConfigFile, ENV } from '../../config/a-config-file.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { rehearseDeliveries } from '../../../src/runtime/warm-up/rehearse-deliveries.ts';

const SECRETS = { OKTA_HOOK: 'okta-hook-secret-of-today-4711', ENTRA_STATE: 'b1b0d0d2f6b84a9aa1c4c9a1f0b8f3a7' };
const ENTRA = [
  'connections[0].directory.events',
  { notificationUrl: 'https://app.example/api/webhooks/entra/harborpine', secrets: [{ env: 'ENTRA_STATE' }] },
] as const;
const TENANT = ['connections[0].directory.tenantId', '7f9d0b1e-4c1f-4d55-9d7e-2f3a4b5c6d7e'] as const;
const OKTA = ['connections[1].directory.events', { secrets: [{ env: 'OKTA_HOOK' }] }] as const;

test.each([
  { what: 'no connection listens', changes: [], believed: 0 },
  { what: 'one listens to Okta', changes: [OKTA], believed: 300 },
  { what: 'one listens to Graph', changes: [TENANT, ENTRA], believed: 300 },
  { what: 'both are listened to', changes: [OKTA, TENANT, ENTRA], believed: 600 },
])('where $what, $believed of them', async ({ changes, believed }) => {
  const config = loadConfig(aConfigFile(...changes), 'the test', { ...ENV, ...SECRETS });

  expect(await rehearseDeliveries(config)).toBe(believed);
});
