/**
 * Compares a secret that came with a request. How long an ordinary comparison takes tells how far it agreed, and with enough requests that gives a secret away
 * letter by letter; so the digests are compared, which have one length whatever was sent, in constant time, and always with every accepted secret.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../config/secrets/secret.ts';

/** null: nothing was sent. */
export type SecretCheck = (sent: string | null) => boolean;

/** An empty secret, or a list without any, accepts nothing. The accepted ones are hashed once, for a delivery may bring thousands to compare. */
export function createSecretCheck(accepted: readonly Secret[]): SecretCheck {
  const digests = accepted
    .map((secret) => secret.reveal())
    .filter((value) => value.trim() !== '')
    .map(digestOf);
  return (sent) => {
    if (sent === null) return false;
    const digest = digestOf(sent);
    return digests.filter((one) => timingSafeEqual(one, digest)).length > 0;
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
