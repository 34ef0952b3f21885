// What every Store must do, whatever it stands on.
import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { InvariantError, RemoteError } from '../../../src/errors.ts';
import type { Store } from '../../../src/ports/run-ports.ts';

export interface StoreUnderTest {
  /** Opens a store on one and the same place each time, as another process would. */
  readonly open: () => Store;
  /** A store on a place that was never prepared. */
  readonly openUnprepared: () => Store;
}

const TEXT = { contentType: 'text/plain; charset=utf-8' } as const;

export function storeContract(name: string, start: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a Store`, () => {
    let subject: StoreUnderTest;
    let store: Store;

    beforeAll(async () => {
      subject = await start();
      store = subject.open();
      await store.prepare();
    });

    async function etagOf(path: string): Promise<string> {
      const stored = await store.read(path);
      if (stored === undefined) throw new RangeError(`${path} is not there`);
      return stored.etag;
    }

    test('a file that is not there reads and opens as undefined', async () => {
      const path = 'missing/nothing.json';

      expect(await store.read(path)).toBeUndefined();
      expect(await store.open(path)).toBeUndefined();
      expect(await store.read('missing')).toBeUndefined();
    });

    test.each([
      ['an empty text', ''],
      ['text in many alphabets', 'Grüße, 日本, 👩🏽‍💻, İstanbul'],
      ['line breaks and NUL as they are', 'a\r\nb\nc\u0000d\n'],
    ])('keeps %s', async (what, text) => {
      const path = `kept/${createHash('sha256').update(what).digest('hex')}.txt`;

      const written = await store.write(path, text, { ...TEXT, expect: 'any' });

      expect(written).toBe(true);
      expect((await subject.open().read(path))?.text).toBe(text);
    });

    describe('conditions', () => {
      test.each([
        { expect: 'any', there: false, written: true },
        { expect: 'any', there: true, written: true },
        { expect: 'absent', there: false, written: true },
        { expect: 'absent', there: true, written: false },
        { expect: 'current etag', there: true, written: true },
        { expect: 'stale etag', there: true, written: false },
        { expect: 'etag', there: false, written: false },
      ])(
        'expecting $expect with a file there: $there, writes: $written',
        async ({ expect: expected, there, written }) => {
          const path = `conditions/${expected.replace(' ', '-')}-${String(there)}.txt`;
          if (expected === 'stale etag') await store.write(path, 'older', { ...TEXT, expect: 'any' });
          const stale = expected === 'stale etag' ? await etagOf(path) : '"0x8D"';
          if (there) await store.write(path, 'before', { ...TEXT, expect: 'any' });
          const condition =
            expected === 'any' || expected === 'absent'
              ? expected
              : { etag: expected === 'current etag' ? await etagOf(path) : stale };

          const answer = await store.write(path, 'after', { ...TEXT, expect: condition });

          expect(answer).toBe(written);
          expect((await store.read(path))?.text).toBe(written ? 'after' : there ? 'before' : undefined);
        },
      );

      test('of 20 who replace the same version at once, exactly one does, in every round', async () => {
        const path = 'races/replace.txt';
        const writers = Array.from({ length: 20 }, () => subject.open());
        await store.write(path, 'start', { ...TEXT, expect: 'absent' });

        for (const round of [1, 2, 3, 4]) {
          const etag = await etagOf(path);
          const answers = await Promise.all(
            writers.map((writer, index) => writer.write(path, `${round}.${index}`, { ...TEXT, expect: { etag } })),
          );

          expect(answers.filter(Boolean)).toHaveLength(1);
          expect((await store.read(path))?.text).toBe(`${round}.${answers.indexOf(true)}`);
        }
      });

      test('of 20 who create the same file at once, exactly one does', async () => {
        const writers = Array.from({ length: 20 }, () => subject.open());

        const answers = await Promise.all(
          writers.map((writer, index) => writer.write('races/create.txt', `${index}`, { ...TEXT, expect: 'absent' })),
        );

        expect(answers.filter(Boolean)).toHaveLength(1);
        expect((await store.read('races/create.txt'))?.text).toBe(`${answers.indexOf(true)}`);
      });
    });

    describe('append', () => {
      test('creates the file and keeps the order of the calls, also of calls that do not wait for each other', async () => {
        const lines = Array.from({ length: 25 }, (_, index) => `{"line":${index}}`);

        await Promise.all(lines.map((line) => store.append('lines/order.jsonl', line)));

        expect((await store.read('lines/order.jsonl'))?.text).toBe(lines.map((line) => `${line}\n`).join(''));
      });

      test('keeps every line whole and each writer’s lines in order when several append at once, equal lines too', async () => {
        const writers = ['a', 'b', 'c', 'd'];
        const path = 'lines/several.jsonl';

        await Promise.all(
          writers.map(async (writer) => {
            const own = subject.open();
            for (const number of [1, 2, 3, 4, 5]) {
              await own.append(path, `${writer}${number}`);
              await own.append(path, 'same');
            }
          }),
        );

        const lines = ((await store.read(path))?.text ?? '').split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.filter((line) => line === 'same')).toHaveLength(20);
        for (const writer of writers)
          expect(lines.filter((line) => line.startsWith(writer))).toEqual(
            [1, 2, 3, 4, 5].map((number) => `${writer}${number}`),
          );
      });

      test('changes the etag, so that a reader sees that there is more', async () => {
        await store.append('lines/etag.jsonl', 'one');
        const before = await etagOf('lines/etag.jsonl');

        await store.append('lines/etag.jsonl', 'two');

        expect(await etagOf('lines/etag.jsonl')).not.toBe(before);
      });

      test.each(['two\nlines', 'carriage\rreturn', 'ended\n'])('refuses %j, which is not one line', async (line) => {
        const attempt = store.append('lines/refused.jsonl', line);

        await expect(attempt).rejects.toThrow(InvariantError);
        expect(await store.read('lines/refused.jsonl')).toBeUndefined();
      });
    });

    describe('list', () => {
      const many = Array.from({ length: 1500 }, (_, index) => `many/${String(index).padStart(5, '0')}.json`);
      const mixed = [
        'mixed/a-b/x.txt',
        'mixed/a.txt',
        'mixed/a/x.txt',
        'mixed/a/y/z.txt',
        'mixed/a0.txt',
        'mixed/b.txt',
      ];

      beforeAll(async () => {
        for (let from = 0; from < many.length; from += 50)
          await Promise.all(
            many.slice(from, from + 50).map((path) => store.write(path, '{}', { ...TEXT, expect: 'any' })),
          );
        for (const path of mixed) await store.write(path, 'x', { ...TEXT, expect: 'any' });
      });

      test.each([1, 499, 500, 1499, 1500, 1501, 5000])(
        'answers at most %d of 1,500 paths, in ascending order',
        async (limit) => {
          const paths = await store.list('many/', { limit });

          expect(paths).toEqual(many.slice(0, limit));
        },
      );

      test.each([250, 700, 1500])(
        'pages of %d, each after the last of the one before, give every path once',
        async (limit) => {
          const seen: string[] = [];
          for (;;) {
            const after = seen.at(-1);
            const page = await store.list('many/', after === undefined ? { limit } : { limit, after });
            seen.push(...page);
            if (page.length < limit) break;
          }

          expect(seen).toEqual(many);
        },
      );

      test.each([
        ['the folders between', 'mixed/', undefined, mixed],
        ['a prefix that ends in a name', 'mixed/a', undefined, mixed.slice(0, 5)],
        ['after a path that is there', 'mixed/', 'mixed/a/x.txt', mixed.slice(3)],
        ['after a path that is not there', 'mixed/', 'mixed/a/x', mixed.slice(2)],
        ['after a folder', 'mixed/', 'mixed/a/', mixed.slice(2)],
        ['after everything', 'mixed/', 'mixed/z', []],
        ['after something before the prefix', 'mixed/', 'a', mixed],
        ['after something behind the prefix', 'mixed/', 'n', []],
        ['nothing under the prefix', 'mixed/c/', undefined, []],
      ])('sorts by the whole path: %s', async (_, prefix, after, wanted) => {
        const paths = await store.list(prefix, after === undefined ? { limit: 100 } : { limit: 100, after });

        expect(paths).toEqual(wanted);
      });

      test.each([0, -1, 1.5])('refuses the limit %d', async (limit) => {
        await expect(store.list('mixed/', { limit })).rejects.toThrow(InvariantError);
      });
    });

    describe('open', () => {
      test('streams a file of 5 MB in pieces, with its size', async () => {
        const text = randomBytes(2_500_000).toString('hex');
        await store.write('large/five-megabytes.txt', text, { ...TEXT, expect: 'any' });

        const file = await store.open('large/five-megabytes.txt');
        const chunks: Uint8Array[] = [];
        for await (const chunk of file?.stream ?? []) chunks.push(chunk);

        expect(file?.size).toBe(5_000_000);
        expect(chunks.length).toBeGreaterThan(10);
        expect(Buffer.concat(chunks).toString('latin1') === text).toBe(true);
      });

      test('may be left in the middle', async () => {
        await store.write('large/left.txt', 'x'.repeat(1_000_000), { ...TEXT, expect: 'any' });

        const file = await store.open('large/left.txt');
        for await (const chunk of file?.stream ?? []) {
          expect(chunk.byteLength).toBeGreaterThan(0);
          break;
        }

        expect((await store.read('large/left.txt'))?.text).toHaveLength(1_000_000);
      });

      test.each([
        ['types/a.json', 'application/json'],
        ['types/a.html', 'text/html; charset=utf-8'],
        ['types/a.csv', 'text/csv; charset=utf-8'],
        ['types/a.txt', 'text/plain; charset=utf-8'],
      ])('tells the content type that %s was written with', async (path, contentType) => {
        await store.write(path, '', { contentType, expect: 'any' });

        const file = await store.open(path);

        expect(file).toMatchObject({ size: 0, contentType });
        for await (const chunk of file?.stream ?? []) expect(chunk.byteLength).toBe(0);
      });

      test('tells that lines are lines', async () => {
        await store.append('types/lines.jsonl', '{}');

        const file = await store.open('types/lines.jsonl');

        expect(file).toMatchObject({ size: 3, contentType: 'application/x-ndjson' });
        for await (const chunk of file?.stream ?? []) expect(Buffer.from(chunk).toString()).toBe('{}\n');
      });
    });

    test.each([
      '',
      '/absolute.txt',
      'a//b.txt',
      'a/',
      '../outside.txt',
      'a/../../outside.txt',
      'a/./b.txt',
      'a\\b.txt',
      'nul\u0000byte.txt',
      'dot./b.txt',
    ])('refuses the path %j for everything', async (path) => {
      await expect(store.read(path)).rejects.toThrow(InvariantError);
      await expect(store.open(path)).rejects.toThrow(InvariantError);
      await expect(store.append(path, 'line')).rejects.toThrow(InvariantError);
      await expect(store.write(path, '', { ...TEXT, expect: 'any' })).rejects.toThrow(InvariantError);
    });

    describe('a place that does not exist', () => {
      test.each<[string, (store: Store) => Promise<unknown>]>([
        ['read', (unprepared) => unprepared.read('a.txt')],
        ['open', (unprepared) => unprepared.open('a.txt')],
        ['list', (unprepared) => unprepared.list('', { limit: 10 })],
        ['append', (unprepared) => unprepared.append('a.jsonl', 'line')],
        ['write', (unprepared) => unprepared.write('a.txt', '', { ...TEXT, expect: 'any' })],
        ['write when absent', (unprepared) => unprepared.write('a.txt', '', { ...TEXT, expect: 'absent' })],
        ['replace', (unprepared) => unprepared.write('a.txt', '', { ...TEXT, expect: { etag: '"1"' } })],
      ])('is a fault for %s, never an empty store', async (_, act) => {
        const fault: unknown = await act(subject.openUnprepared()).catch((error: unknown) => error);

        expect(fault).toBeInstanceOf(RemoteError);
        expect(fault).toMatchObject({ system: 'storage', reason: 'missing' });
        expect(fault).toHaveProperty('advice', expect.stringContaining('Create it'));
      });

      test('fails the self-test with what to do', async () => {
        const checks = await subject.openUnprepared().check();

        expect(checks.map(({ result }) => result)).toContain('fail');
        expect(checks.find(({ result }) => result === 'fail')?.fix).toContain('Create it');
      });
    });

    test('preparing again changes nothing', async () => {
      await store.write('prepared.txt', 'kept', { ...TEXT, expect: 'any' });

      await subject.open().prepare();

      expect((await store.read('prepared.txt'))?.text).toBe('kept');
    });

    test('the self-test passes and leaves nothing behind', async () => {
      const before = await store.list('', { limit: 5000 });

      const checks = await store.check();

      expect(checks.map(({ result, fix }) => ({ result, fix }))).toEqual([{ result: 'ok', fix: null }]);
      expect(await store.list('', { limit: 5000 })).toEqual(before);
    });
  });
}
