/** The resources of the templates against the models that Azure's own management SDKs publish: types, versions, names of properties, kinds of values. */
import { describe, expect, test } from 'vitest';
import { problemsOf, type Schema } from './models/schema.ts';
import { readModels, type Models } from './models/mappers.ts';
import { RESOURCE_TYPES, type Published } from './models/resource-types.ts';
import { templates } from './bicep/templates.ts';
import { readTemplate, type Resource } from './bicep/template.ts';
import type { Value } from './bicep/value.ts';

/** What Bicep says about a resource, and no API. */
const LANGUAGE = ['name', 'parent', 'scope', 'dependsOn'];

const packages = [
  ...new Set(Object.values(RESOURCE_TYPES).flatMap((one) => (one.kind === 'elsewhere' ? [] : [one.package]))),
];
const models = new Map<string, Models>();
for (const name of packages) models.set(name, await readModels(name));

const resources = [...templates].flatMap(([path, template]) =>
  template.resources.map((resource) => ({ ...resource, place: `${path} ${resource.symbol}` })),
);
const held = resources.filter((resource) => publishedOf(resource).kind !== 'elsewhere');

function publishedOf({ type }: Resource): Published {
  const found = RESOURCE_TYPES[type];
  if (found === undefined) throw new RangeError(`Nobody has said where ${type} is published`);
  return found;
}

function modelsOf(published: Exclude<Published, { kind: 'elsewhere' }>): Models {
  const found = models.get(published.package);
  if (found === undefined) throw new RangeError(`${published.package} was not read`);
  return found;
}

function schemaFor(resource: Resource): Schema {
  const published = publishedOf(resource);
  if (published.kind === 'elsewhere') throw new RangeError(`${resource.type} has no published model here`);
  if (published.kind === 'model') return modelsOf(published).schemaOf(published.model);
  const name = propertiesOf(resource.body).find((one) => one.name === 'name')?.value;
  const model = name?.kind === 'text' ? published.models[name.text] : undefined;
  if (model === undefined) throw new RangeError(`${resource.symbol} has a name without a model`);
  return modelsOf(published).schemaOf(model);
}

function propertiesOf(value: Value) {
  if (value.kind !== 'object') throw new RangeError('A resource is an object');
  return value.properties;
}

function problemsIn(resource: Resource): readonly string[] {
  const properties = propertiesOf(resource.body).filter(({ name }) => !LANGUAGE.includes(name));
  return problemsOf({ kind: 'object', properties }, schemaFor(resource), resource.symbol);
}

test('every type of the templates is in the table, and no other', () => {
  expect([...new Set(resources.map(({ type }) => type))].toSorted()).toEqual(Object.keys(RESOURCE_TYPES).toSorted());
});

describe('a version that the published SDK speaks', () => {
  test.each(held)('$place', (resource) => {
    const published = publishedOf(resource);
    if (published.kind === 'elsewhere') throw new RangeError('It is held against nothing');

    expect(modelsOf(published).versions).toContain(resource.version);
  });
});

describe('properties that the published model has', () => {
  test.each(held.filter(({ existing }) => !existing))('$place', (resource) => {
    expect(problemsIn(resource)).toEqual([]);
  });
});

describe('a slip is noticed', () => {
  const declared = (body: string) =>
    `resource a 'Microsoft.Storage/storageAccounts${body.includes('leaseState') ? '/blobServices/containers' : ''}@2025-06-01' = ${body}`;
  test.each([
    [
      'a property that there is none of',
      "{ kind: 'StorageV2', location: l, sku: { name: s }, propertys: {} }",
      'a.propertys: unknown',
    ],
    [
      'a property in the wrong place',
      "{ kind: 'StorageV2', location: l, sku: { name: s }, allowSharedKeyAccess: false }",
      'a.allowSharedKeyAccess: unknown',
    ],
    ['one that is missing', "{ kind: 'StorageV2', sku: { name: s } }", 'a.location: missing'],
    [
      'another kind of value',
      "{ kind: 'StorageV2', location: l, sku: { name: s }, properties: { allowBlobPublicAccess: 'false' } }",
      'a.properties.allowBlobPublicAccess: text, expected boolean',
    ],
    [
      'a value that is not allowed, in one branch of a choice',
      "{ kind: 'StorageV2', location: l, sku: { name: s }, properties: { networkAcls: { defaultAction: p ? 'Deny' : 'Denied' } } }",
      'a.properties.networkAcls.defaultAction: "Denied", expected Allow or Deny',
    ],
    [
      'something that the service fills',
      "{ properties: { leaseState: 'Leased' } }",
      'a.properties.leaseState: read only',
    ],
    [
      'a slip in a loop',
      "{ kind: 'StorageV2', location: l, sku: { name: s }, properties: { networkAcls: { defaultAction: 'Deny', ipRules: [for one in all: { address: one }] } } }",
      'a.properties.networkAcls.ipRules[0].address: unknown',
    ],
  ])('%s', (_what, body, problem) => {
    const [resource] = readTemplate(declared(body)).resources;
    if (resource === undefined) throw new RangeError('A resource was written');

    expect(problemsIn(resource)).toContain(problem);
  });
});
