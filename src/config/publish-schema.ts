// Writes config.schema.json next to this file: `node src/config/publish-schema.ts`. Run by hand when the configuration changes; nothing imports it.
import { renderConfigSchema } from './schema/json-schema.ts';
import { writeFileSync } from 'node:fs';

writeFileSync(new URL('./config.schema.json', import.meta.url), renderConfigSchema());
