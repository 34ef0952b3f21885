/** What a published model allows, and what of a value it does not. */
import type { Value } from '../bicep/value.ts';

export type Schema =
  | { readonly kind: 'any' }
  | { readonly kind: 'text'; readonly allowed: readonly string[] | null }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly item: Schema }
  | {
      readonly kind: 'object';
      /** Called when it is needed: models refer to each other in circles. */
      readonly fields: () => ReadonlyMap<string, Field>;
      /** Of names that are not among the fields; null: there are none. */
      readonly others: Schema | null;
    };

export interface Field {
  readonly schema: Schema;
  readonly required: boolean;
  /** The service fills it; sent along it is ignored or refused. */
  readonly readOnly: boolean;
}

/** Each as `path: what is wrong`. What is only known when it is deployed is let pass. */
export function problemsOf(value: Value, schema: Schema, path: string): readonly string[] {
  if (value.kind === 'unknown' || value.kind === 'null' || schema.kind === 'any') return [];
  if (value.kind === 'either') return value.options.flatMap((option) => problemsOf(option, schema, path));
  if (value.kind === 'list' && schema.kind === 'list')
    return value.items.flatMap((item, index) => problemsOf(item, schema.item, `${path}[${index}]`));
  if (value.kind === 'object' && schema.kind === 'object') return objectProblems(value.properties, schema, path);
  if (value.kind !== schema.kind) return [`${path}: ${value.kind}, expected ${schema.kind}`];
  if (value.kind === 'text' && schema.kind === 'text' && schema.allowed?.includes(value.text) === false)
    return [`${path}: "${value.text}", expected ${schema.allowed.join(' or ')}`];
  return [];
}

function objectProblems(
  properties: Extract<Value, { kind: 'object' }>['properties'],
  { fields, others }: Extract<Schema, { kind: 'object' }>,
  path: string,
): readonly string[] {
  const known = fields();
  const missing = [...known].filter(
    ([name, { required, readOnly }]) => required && !readOnly && !properties.some((one) => one.name === name),
  );
  return [
    ...missing.map(([name]) => `${path}.${name}: missing`),
    ...properties.flatMap(({ name, value }) => {
      const field = known.get(name);
      if (field?.readOnly === true) return [`${path}.${name}: read only`];
      const schema = field?.schema ?? others;
      return schema === null ? [`${path}.${name}: unknown`] : problemsOf(value, schema, `${path}.${name}`);
    }),
  ];
}
