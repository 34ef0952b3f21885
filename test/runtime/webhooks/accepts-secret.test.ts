import { expect, test } from 'vitest';
import { acceptsSecret } from '../../../src/runtime/webhooks/accepts-secret.ts';
import { createSecret } from '../../../src/config/secret.ts';

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

  expect(acceptsSecret(sent, secrets)).toBe(expected);
});

test('every accepted secret is compared, whichever agrees', () => {
  const looked: string[] = [];
  const watched = [NEW, OLD].map((value, at) => ({
    name: `SECRET_${at}`,
    reveal: () => {
      looked.push(value);
      return value;
    },
  }));

  acceptsSecret(NEW, watched);
  acceptsSecret('neither', watched);

  expect(looked).toEqual([NEW, OLD, NEW, OLD]);
});
