/**
 * Compares a secret that came with a request. How long an ordinary comparison takes tells how far it agreed, and with enough requests that gives a secret away
 * letter by letter; so the digests are compared, which have one length whatever was sent, in constant time, and always with every accepted secret.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../config/secret.ts';

/** `sent` null: nothing came. An empty secret, or a list without any, accepts nothing. */
export function acceptsSecret(sent: string | null, accepted: readonly Secret[]): boolean {
  const digest = digestOf(sent ?? '');
  const agreeing = accepted
    .map((secret) => secret.reveal())
    .filter((value) => {
      const agrees = timingSafeEqual(digest, digestOf(value));
      return agrees && value.trim() !== '';
    });
  return agreeing.length > 0;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
