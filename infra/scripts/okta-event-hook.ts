/**
 * node infra/scripts/okta-event-hook.ts ADDRESS [NAME] < SECRET
 *
 * Makes the event hook in Okta, or gives the one of that name a new secret, and has it verified. ADDRESS is https://APP/api/webhooks/okta/CONNECTION; the
 * connection has to be configured with `events` by then, or nobody answers the verification. Environment: OKTA_ORG_URL, OKTA_ADMIN_TOKEN.
 */
import { text } from 'node:stream/consumers';
import { adminFrom } from './okta-api.ts';
import { putEventHook } from './okta-set-up.ts';

const [address, name = 'Rollcall'] = process.argv.slice(2);
if (address === undefined || !URL.canParse(address))
  throw new RangeError('Usage: node infra/scripts/okta-event-hook.ts ADDRESS [NAME] < SECRET');

const secret = (await text(process.stdin)).trim();
if (!/^[\x21-\x7e]{16,128}$/.test(secret))
  throw new RangeError('The secret on stdin has to be 16 to 128 printable characters: openssl rand -hex 32');

const id = await putEventHook(adminFrom(process.env), { name, address, secret });
process.stdout.write(`The event hook ${id} is verified and delivers to ${address}\n`);
