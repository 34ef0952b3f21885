import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSet } from '../../../../src/adapters/connectwise/api/id-set.ts';

const ids = fc.oneof(fc.nat(2100), fc.maxSafeInteger(), fc.constantFrom(0, 31, 32, 1023, 1024, 1055, 2 ** 31, 2 ** 32));

test('it tells new ids from known ones as a Set does', () => {
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 400 }), (list) => {
      const known = new Set<number>();
      const set = createIdSet();
      const told = list.map((id) => [set.add(id), set.size()]);
      const expected = list.map((id) => {
        const isNew = !known.has(id);
        known.add(id);
        return [isNew, known.size];
      });
      expect(told).toEqual(expected);
    }),
  );
});
