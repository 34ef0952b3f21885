/**
 * node infra/scripts/okta-service-app.ts KEY-FILE [LABEL]
 *
 * Makes a key pair and a service app in Okta that may read groups, users and the log with it. The private key is written to KEY-FILE, for its owner alone, and
 * goes nowhere else; put it into the vault with put-secret.sh. Environment: OKTA_ORG_URL, OKTA_ADMIN_TOKEN.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { adminFrom } from './okta-api.ts';
import { createServiceApp } from './okta-set-up.ts';

const [file, label = 'Rollcall'] = process.argv.slice(2);
if (file === undefined) throw new RangeError('Usage: node infra/scripts/okta-service-app.ts KEY-FILE [LABEL]');

const admin = adminFrom(process.env);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
// Before anything is made in Okta: a key that cannot be kept must not be registered. An existing file stays.
writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
const kid = randomUUID();
const clientId = await createServiceApp(admin, {
  label,
  publicKey: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
});
process.stdout.write(`directory.credential of the configuration:
{ "kind": "private-key", "clientId": "${clientId}", "keyId": "${kid}", "privateKey": { "env": "NAME" } }
`);
