/** Ways to spoil what was good. */
import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

/** A text that is nearly one of these, and none of them; fit for a header. */
export function nearMiss(random: Random, secrets: readonly string[]): string {
  const secret = random.of(secrets);
  const at = random.below(secret.length);
  const cut = (from: number, to?: number): string => secret.slice(from, to);
  const missed = random.of([
    `${cut(0, at)}${cut(at + 1)}`,
    `${cut(0, at)}~${cut(at)}`,
    `${cut(0, at)}~${cut(at + 1)}`,
    cut(0, at),
    `${secret}${cut(at)}`,
    `${secret}, ${secret}`,
    secrets.join(','),
    secret.toUpperCase(),
    `Bearer ${secret}`,
    `"${secret}"`,
    encodeURIComponent(`${secret} `),
    Buffer.from(secret).toString('base64'),
    createHash('sha256').update(secret).digest('hex'),
    Array.from(secret).reverse().join(''),
    'undefined',
    'null',
    '',
    'x'.repeat(8_000),
  ]);
  return secrets.includes(missed) ? `${missed}~` : missed;
}

/** Names of no connection, most of them meant to be a path or a member of every object. */
export const STRANGE_NAMES = [
  '',
  '.',
  '..',
  '../pinecrest',
  '../../harborpine',
  'harborpine/../pinecrest',
  'pinecrest/..',
  '%2e%2e%2fpinecrest',
  '..\\pinecrest',
  '/etc/passwd',
  'harborpine\0',
  'pinecrest\n',
  ' pinecrest',
  'Pinecrest',
  'HARBORPINE',
  'p\u0456necrest',
  'harborpine?validationToken=x',
  '__proto__',
  'constructor',
  'toString',
  'length',
  '0',
  'quiet-entra',
  'quiet-okta',
  'x'.repeat(5_000),
] as const;

/** Bytes of this text with one that UTF-8 does not have in their midst. */
export function spoilUtf8(random: Random, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  const at = random.below(bytes.length);
  const bad = random.of([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]]);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(bad), bytes.subarray(at)]);
}

/** A text that is no JSON any more. */
export function spoilJson(random: Random, text: string): string {
  return random.of([
    text.slice(0, 1 + random.below(text.length - 1)),
    `${text}${text}`,
    `)]}',\n${text}`,
    text.replaceAll('"', "'"),
    text.replace('{', '{,'),
    `<html>${text}</html>`,
    encodeURIComponent(text),
    '',
    ' ',
  ]);
}

/** The same value inside so many lists or objects. */
export function nested(random: Random, depth: number, inner: string): string {
  return random.below(2) === 0
    ? `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`
    : `${'{"data":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;
}

/** The text of an object whose good part only its prototype would have. */
export function onPrototype(random: Random, good: unknown): string {
  const text = JSON.stringify(good);
  return random.of([
    `{"__proto__":${text}}`,
    `{"constructor":{"prototype":${text}}}`,
    `{"prototype":${text},"__proto__":${text}}`,
    `{"__proto__":{"__proto__":${text}}}`,
  ]);
}

/** `data/events/0/uuid` with something else in its place. Throws when the path leads nowhere. */
export function replaced(value: unknown, path: string, put: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path.split('/');
  if (path === '' || key === undefined) return put(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    throw new RangeError(`There is no ${path}`);
  const inner = (old: unknown): unknown => replaced(old, rest.join('/'), put);
  return Array.isArray(value)
    ? value.map((item: unknown, at) => (String(at) === key ? inner(item) : item))
    : Object.fromEntries(
        Object.entries(value).map(([name, item]: [string, unknown]) => [name, name === key ? inner(item) : item]),
      );
}

/** Something of another type than what stands there; never null, which says nothing. */
export function ofAnotherType(random: Random, old: unknown): unknown {
  const never = [0, 7, -1.5, true, false];
  if (typeof old === 'string') return random.of([...never, [], {}, [old], [[old]], { value: old }, { length: 1 }]);
  const others = [...never, '', 'text', JSON.stringify(old)];
  if (!Array.isArray(old)) return random.of([...others, [], [old], [[old]]]);
  return random.of([...others, {}, Object.assign({}, old), { value: old }]);
}
