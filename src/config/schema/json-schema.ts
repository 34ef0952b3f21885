/** The published form of the configuration, for editors that complete and check while somebody types. */
import { configSchema } from './schema.ts';
import { z } from 'zod';

/** JSON Schema (draft 2020-12) of the file as people write it: what has a default may be left out. */
export function configJsonSchema(): z.core.JSONSchema.JSONSchema {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    ...($schema !== undefined && { $schema }),
    $id: 'urn:rollcall:config:1',
    title: 'Rollcall configuration',
    ...schema,
  };
}

/** The text of src/config/config.schema.json. */
export function renderConfigSchema(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}
