/** Signs what is sent as Standard Webhooks describes it: HMAC-SHA256 over id, timestamp and body. */
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** `body`: the very text that is sent. `timestamp`: whole seconds since 1970. */
export function signedHeaders(
  secret: string,
  sent: { readonly id: string; readonly timestamp: number; readonly body: string },
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${sent.id}.${sent.timestamp}.${sent.body}`, 'utf8')
    .digest('base64');
  return {
    'webhook-id': sent.id,
    'webhook-timestamp': String(sent.timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}

/** A secret that begins with `whsec_` is Base64 behind it; any other is taken as it stands. */
function keyOf(secret: string): Buffer {
  return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
}
