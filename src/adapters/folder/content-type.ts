// A plain folder keeps no content types, so they follow from the extension: one type for each kind of file that Rollcall writes.
import { extname } from 'node:path';

const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.html': 'text/html; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export function contentTypeOf(path: string): string {
  return BY_EXTENSION[extname(path)] ?? 'application/octet-stream';
}
