// A Store in memory, for tests of whatever stands on one. Etags, conditional writes, appends and listing behave as the port says;
// it also tells what was read and lets a test step in between a read and a write.
import type { Store } from '../../../src/ports/run-ports.ts';

export interface MemoryStore extends Store {
  /** What is stored now, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Every path that was read or opened, in order. */
  readonly reads: readonly string[];
  /** Puts a file there as another process would: without an expectation, with a new etag. */
  put(path: string, text: string): void;
  /** Runs once, right before the next write decides whether its expectation holds. */
  beforeNextWrite(act: () => void): void;
}

interface StoredFile {
  readonly text: string;
  readonly etag: string;
  readonly contentType: string;
}

export function createMemoryStore(): MemoryStore {
  const stored = new Map<string, StoredFile>();
  const reads: string[] = [];
  const interruptions: (() => void)[] = [];
  let versions = 0;

  function keep(path: string, text: string, contentType: string): void {
    versions += 1;
    stored.set(path, { text, contentType, etag: `"v${versions}"` });
  }

  return {
    get files() {
      return new Map([...stored].map(([path, file]) => [path, file.text]));
    },
    reads,
    put(path, text) {
      keep(checked(path), text, 'application/octet-stream');
    },
    beforeNextWrite(act) {
      interruptions.push(act);
    },
    async read(path) {
      reads.push(path);
      const file = stored.get(checked(path));
      return file === undefined ? undefined : { text: file.text, etag: file.etag };
    },
    async write(path, text, { contentType, expect }) {
      interruptions.shift()?.();
      const file = stored.get(checked(path));
      if (expect === 'absent' && file !== undefined) return false;
      if (typeof expect === 'object' && file?.etag !== expect.etag) return false;
      keep(path, text, contentType);
      return true;
    },
    async append(path, line) {
      if (/[\r\n]/.test(line)) throw new RangeError(`Only whole lines are appended, "${line}" holds a line break`);
      const file = stored.get(checked(path));
      keep(path, `${file?.text ?? ''}${line}\n`, file?.contentType ?? 'application/x-ndjson');
    },
    async list(prefix, { after, limit }) {
      if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A listing's limit is at least 1, not ${limit}`);
      return [...stored.keys()]
        .filter((path) => path.startsWith(prefix) && (after === undefined || path > after))
        .sort(byCodeUnit)
        .slice(0, limit);
    },
    async open(path) {
      reads.push(path);
      const file = stored.get(checked(path));
      if (file === undefined) return undefined;
      const bytes = new TextEncoder().encode(file.text);
      return { stream: chunks(bytes), size: bytes.byteLength, contentType: file.contentType };
    },
    async prepare() {
      // A map is always there.
    },
    async check() {
      return [{ name: 'Storage: write and read back', result: 'ok', detail: 'in memory', fix: null }];
    },
  };
}

function checked(path: string): string {
  if (
    path === '' ||
    path.startsWith('/') ||
    path.includes('\\') ||
    path.split('/').some((part) => /^\.{0,2}$/.test(part))
  )
    throw new RangeError(`"${path}" is not a path that Rollcall makes`);
  return path;
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const size = 16_384;
  for (let start = 0; start < bytes.byteLength; start += size) yield bytes.subarray(start, start + size);
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
