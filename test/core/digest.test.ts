import { describe, expect, test } from 'vitest';
import { canonicalJson, digestOf, digestOfText } from '../../src/core/digest.ts';

describe('canonical JSON', () => {
  test.each([
    [
      'has its keys in order, at every depth',
      { b: 1, a: { d: [{ z: 0, y: 0 }], c: 2 } },
      '{"a":{"c":2,"d":[{"y":0,"z":0}]},"b":1}',
    ],
    ['keeps the order of a list', [3, 1, 2], '[3,1,2]'],
    ['has no undefined members', { b: undefined, a: null }, '{"a":null}'],
    ['orders by code unit, not by language', { ä: 1, Z: 2, a: 3 }, '{"Z":2,"a":3,"ä":1}'],
    ['of a text is that text', 'a "b"', '"a \\"b\\""'],
  ])('%s', (_name, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });
});

describe('a digest', () => {
  test('is the SHA-256 of the canonical JSON', () => {
    expect(digestOf({ b: 1, a: 2 })).toBe('d3626ac30a87e6f7a6428233b3c68299976865fa5508e4267c5415c76af7a772');
  });

  test('of a text is the one of its UTF-8 bytes', () => {
    expect(digestOfText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digestOfText('ä')).not.toBe(digestOfText('\u0061\u0308'));
  });

  test('does not depend on the order of keys, but on every value', () => {
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
    expect(digestOf({ a: 1, b: 2 })).not.toBe(digestOf({ a: 1, b: 3 }));
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });
});
