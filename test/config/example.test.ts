/** What is handed out as an example works: the configuration, the settings it needs, and the published schema agree. */
import { describe, expect, test } from 'vitest';
import { CONFIG_SETTING } from '../../src/runtime/read-config.ts';
import { configJsonSchema } from '../../src/config/schema/json-schema.ts';
import { configSchema } from '../../src/config/schema/schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const settingsFile = z
  .strictObject({ IsEncrypted: z.literal(false), Values: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('local.settings.example.json')));
const EXAMPLE = read('src/config/example.config.json');
/** Read by the Functions host itself. */
const OF_THE_HOST = ['AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME'];

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), (found) => found[1] ?? '');
}

describe('the example configuration', () => {
  test('loads with the settings of local.settings.example.json', () => {
    const config = loadConfig(EXAMPLE, 'example.config.json', settingsFile.Values);

    expect(config.connections.map(({ name, mode, directory }) => [name, mode, directory.kind])).toEqual([
      ['harborpine', 'observe', 'entra'],
      ['pinecrest', 'observe', 'okta'],
    ]);
  });

  test('points to the schema that lies beside it', () => {
    expect(configSchema.parse(JSON.parse(EXAMPLE)).$schema).toBe('./config.schema.json');
  });
});

describe('local.settings.example.json', () => {
  const code = [...readdirSync(new URL('../../functions', import.meta.url)).map((file) => read(`functions/${file}`))];
  const needed = new Set([
    ...namesIn(EXAMPLE, /"env": "(\w+)"/g),
    ...namesIn([...code, read('host.json')].join('\n'), /%(\w+)%/g),
    ...namesIn(code.join('\n'), /connection: '(\w+)'/g),
    ...OF_THE_HOST,
    CONFIG_SETTING,
  ]);

  test('has every setting that is needed, and no other', () => {
    expect(Object.keys(settingsFile.Values).toSorted()).toEqual([...needed].toSorted());
  });

  test('holds placeholders: plain words, or what Azurite understands', () => {
    for (const [name, value] of Object.entries(settingsFile.Values).filter(([key]) =>
      /KEY|SECRET|STATE$|_ID$|STORAGE/i.test(key),
    ))
      expect(`${name}=${value}`).toMatch(/=(UseDevelopmentStorage=true|[a-z]+( [A-Za-z.,]+)+|[a-z]+(-[a-z0-9]+)+)$/);
  });
});

describe('the published schema', () => {
  const published = z.record(z.string(), z.unknown()).parse(JSON.parse(read('src/config/config.schema.json')));

  test('is the one that the code has (written by `node src/config/publish-schema.ts`)', () => {
    expect(published).toEqual(configJsonSchema());
  });

  test('says which draft it is, and asks only for what has no default', () => {
    expect(published).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:rollcall:config:1',
      title: 'Rollcall configuration',
      required: ['version', 'storage', 'connections'],
      additionalProperties: false,
    });
  });

  test('explains every setting of a connection', () => {
    const connection = z
      .object({
        properties: z.object({
          connections: z.object({
            items: z.object({ properties: z.record(z.string(), z.object({ description: z.string().optional() })) }),
          }),
        }),
      })
      .parse(published).properties.connections.items.properties;

    const silent = Object.entries(connection).flatMap(([name, { description }]) =>
      description === undefined ? [name] : [],
    );

    expect(Object.keys(connection)).toContain('guards');
    expect(silent).toEqual([]);
  });
});
