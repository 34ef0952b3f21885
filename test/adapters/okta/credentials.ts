/** Both ways to sign in to the sandbox's org. */
import { generateKeyPairSync } from 'node:crypto';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const BY_KEY = {
  kind: 'private-key',
  clientId: SANDBOX_CREDENTIALS.oktaClientId,
  privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  keyId: null,
} as const;
export const BY_TOKEN = { kind: 'api-token', token: SANDBOX_CREDENTIALS.oktaToken } as const;
