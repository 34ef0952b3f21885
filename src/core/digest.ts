/** Canonical JSON and its SHA-256: the same value gives the same digest, whatever the order of its keys. */
import { createHash } from 'node:crypto';
import { digest, type Digest } from '../domain/ids.ts';

/** Digest of any JSON value. */
export function digestOf(value: unknown): Digest {
  return digestOfText(canonicalJson(value));
}

/** Digest of a text's UTF-8 bytes: of a stored report.json, for the chain. */
export function digestOfText(text: string): Digest {
  return digest(createHash('sha256').update(text, 'utf8').digest('hex'));
}

/** JSON with keys in code-unit order and without white space; undefined members are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isPlainObject(inner) ? sorted(inner) : inner));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
