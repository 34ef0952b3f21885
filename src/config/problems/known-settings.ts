/** Which settings there are at a place of the configuration, and which of them somebody probably meant. */
import { configJsonSchema } from '../schema/json-schema.ts';
import type { z } from 'zod';

type Schema = z.core.JSONSchema._JSONSchema | undefined;

/** Names of the settings at `path` under every `kind` that the place may have. */
export function settingsAt(path: readonly PropertyKey[]): readonly string[] {
  const at = path.reduce<readonly Schema[]>(
    (schemas, part) =>
      schemas.flatMap((schema) =>
        alternatives(typeof part === 'number' ? itemsOf(schema) : propertiesOf(schema)[String(part)]),
      ),
    alternatives(configJsonSchema()),
  );
  return [...new Set(at.flatMap((schema) => Object.keys(propertiesOf(schema))))];
}

/** The one that differs by a slip of the keyboard (case, or two characters at most); undefined: none is that near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter((each) => each.distance <= Math.min(2, Math.floor(each.candidate.length / 2)))
    .sort((left, right) => left.distance - right.distance);
  return best?.candidate;
}

function alternatives(schema: Schema): readonly Schema[] {
  if (typeof schema !== 'object') return [];
  return [schema, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(alternatives)];
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return typeof schema === 'object' ? (schema.properties ?? {}) : {};
}

function itemsOf(schema: Schema): Schema {
  return typeof schema === 'object' && !Array.isArray(schema.items) ? schema.items : undefined;
}

/** Characters to insert, delete or replace (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_unused, index) => index);
  for (const [index, character] of Array.from(left).entries()) {
    const next = [index + 1];
    for (const [at, other] of Array.from(right).entries()) {
      const replaced = (row[at] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
