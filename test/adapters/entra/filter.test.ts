import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressFilters, chunksOf, nameFilters } from '../../../src/adapters/entra/filter.ts';

describe('filters', () => {
  test('for one address ask for it as mail, login, proxy address and other mail', () => {
    const filters = addressFilters(['ada@contoso.example']);

    expect(filters).toEqual([
      { text: "mail eq 'ada@contoso.example'", advanced: false },
      { text: "userPrincipalName eq 'ada@contoso.example'", advanced: false },
      { text: "proxyAddresses/any(a:a eq 'smtp:ada@contoso.example')", advanced: true },
      { text: "otherMails/any(a:a eq 'ada@contoso.example')", advanced: true },
    ]);
  });

  test('for several names list them, with quotes doubled', () => {
    const filters = nameFilters(["L'équipe", 'Team']);

    expect(filters).toEqual([{ text: "displayName in ('L''équipe','Team')", advanced: false }]);
  });

  test('for nothing are none', () => {
    const filters = [...addressFilters([]), ...nameFilters([])];

    expect(filters).toEqual([]);
  });

  test('never hold more than 15 values, nor more than an address of a request takes, and leave none out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 320 }).filter((text) => text.isWellFormed())),
        (values) => {
          const filters = nameFilters(values);

          const held = filters.map(({ text }) =>
            [...text.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1] ?? ''),
          );
          expect(held.flat().map((text) => text.replaceAll("''", "'"))).toEqual(values);
          expect(held.every((list) => list.length <= 15)).toBe(true);
          expect(
            filters.every(({ text }, at) => encodeURIComponent(text).length <= 1500 || held[at]?.length === 1),
          ).toBe(true);
        },
      ),
    );
  });

  test('keep every value inside its quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const [filter] = nameFilters([value]);

        const inner = /^displayName eq '(.*)'$/su.exec(filter?.text ?? '')?.[1] ?? 'no match';
        expect(inner.replaceAll("''", '')).not.toContain("'");
        expect(inner.replaceAll("''", "'")).toBe(value);
      }),
    );
  });
});

test('chunks keep the order and the size', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});
