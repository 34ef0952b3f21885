// The content type of a file that is created by its first line, where nobody names one.
export function contentTypeOf(path: string): string {
  return path.endsWith('.jsonl') ? 'application/x-ndjson' : 'text/plain; charset=utf-8';
}
