import { expect, test, vi } from 'vitest';
import { timingSafeEqual } from 'node:crypto';
import { createSecretCheck } from '../../../src/runtime/webhooks/secret-check.ts';
import { createSecret } from '../../../src/config/secrets/secret.ts';

// The real one, watched.
vi.mock('node:crypto', { spy: true });

const [NEW, OLD] = ['f3a7-new-secret-of-today', 'b1b0-old-secret-of-yesterday'];

test.each<[string, string | null, readonly string[], boolean]>([
  ['the only secret', NEW, [NEW], true],
  ['the first of two', NEW, [NEW, OLD], true],
  ['the second of two', OLD, [NEW, OLD], true],
  ['the same twice', NEW, [NEW, NEW], true],
  ['nothing', null, [NEW, OLD], false],
  ['an empty text', '', [NEW, OLD], false],
  ['another of the same length', NEW.replace('n', 'm'), [NEW], false],
  ['its beginning', NEW.slice(0, -1), [NEW], false],
  ['more than it', `${NEW}x`, [NEW], false],
  ['other letters', NEW.toUpperCase(), [NEW], false],
  ['a blank before it', ` ${NEW}`, [NEW], false],
  ['both, as a header that was sent twice', `${NEW}, ${NEW}`, [NEW], false],
  ['anything, where none is accepted', NEW, [], false],
  ['nothing, where none is accepted', null, [], false],
  ['an empty text, where the secret is empty', '', [''], false],
  ['blanks, where the secret is blanks', '   ', ['   '], false],
  ['nothing, where the secret is empty', null, [''], false],
  ['the other, beside an empty one', NEW, ['', NEW], true],
  ['a very long text', 'x'.repeat(100_000), [NEW], false],
])('%s', (_what, sent, accepted, expected) => {
  const secrets = accepted.map((value, at) => createSecret(`SECRET_${at}`, value));

  expect(createSecretCheck(secrets)(sent)).toBe(expected);
});

test('every accepted secret is compared, whichever agrees, and in constant time', () => {
  const isAccepted = createSecretCheck([NEW, OLD].map((value) => createSecret('SECRET', value)));

  const before = vi.mocked(timingSafeEqual).mock.calls.length;

  for (const sent of [NEW, OLD, 'neither']) isAccepted(sent);

  expect(vi.mocked(timingSafeEqual).mock.calls.length - before).toBe(6);
});
