// Writes report.schema.json next to this file: `node src/reports/publish-schema.ts`. Run by hand when the report changes; nothing imports it.
import { writeFileSync } from 'node:fs';
import { renderReportSchema } from './schema/schema.ts';

writeFileSync(new URL('./report.schema.json', import.meta.url), renderReportSchema());
