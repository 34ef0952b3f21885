/** What is deployed: what is in the zip, what is not, and that the functions run from it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { packedContents, type Packed } from '../../infra/package/contents.ts';
import { packagesFor } from '../../infra/package/packages.ts';
import { promisify } from 'node:util';
import { tmpdir } from 'node:os';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { zipOf } from '../../infra/package/zip.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LOADER = fileURLToPath(new URL('../functions/app/load-registrations.ts', import.meta.url));
const names = z.record(z.string(), z.string());
const manifest = z
  .looseObject({ dependencies: names, devDependencies: names.optional(), scripts: names.optional() })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const lock = z
  .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));

let folder: string;
let packed: Packed;
/** Where the zip was unpacked. */
let app: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-package-'));
  const project = join(folder, 'project');
  app = join(folder, 'app');
  mkdirSync(project);
  for (const name of ['functions', 'host.json', 'package.json', 'package-lock.json', 'LICENSE', 'node_modules'])
    symlinkSync(join(ROOT, name), join(project, name));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [
    compiler,
    '-p',
    join(ROOT, 'tsconfig.json'),
    '--outDir',
    join(project, 'dist'),
    '--noCheck',
  ]);
  packed = packedContents(pathToFileURL(`${project}/`));
  for (const [path, bytes] of Object.entries(unzipSync(zipOf(packed.contents)))) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    writeFileSync(join(app, path), bytes);
  }
}, 300_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const paths = (): readonly string[] => [...packed.contents.keys()];

describe('what is in it', () => {
  test('every function, the host’s settings, the manifest, the licence, packages, and nothing beside them', () => {
    expect([...new Set(paths().map((path) => path.replace(/\/.*$/, '')))].toSorted()).toEqual([
      'LICENSE',
      'dist',
      'host.json',
      'node_modules',
      'package.json',
    ]);
    expect(readdirSync(join(app, 'dist/functions')).toSorted()).toEqual(
      readdirSync(join(ROOT, 'functions')).map((file) => file.replace(/ts$/, 'js')),
    );
  });

  test('a manifest without scripts and development dependencies, which still says where the functions are', () => {
    const inside = z
      .looseObject({ main: z.string(), type: z.string(), dependencies: names })
      .parse(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')));

    expect(inside.main).toBe(manifest['main']);
    expect(inside).not.toHaveProperty('scripts');
    expect(inside).not.toHaveProperty('devDependencies');
    for (const [name, range] of Object.entries(inside.dependencies)) expect(manifest.dependencies[name]).toBe(range);
  });

  test('packages of the lock file alone, none of them for development', () => {
    expect(packed.packages.length).toBeGreaterThan(20);
    expect(
      packed.packages.filter((one) => lock.packages[one] === undefined || lock.packages[one].dev === true),
    ).toEqual([]);
  });
});

describe('what is not in it', () => {
  test('the sandbox, the command line and its host', () => {
    expect(paths().filter((path) => /^dist\/src\/(?:sandbox|cli|host)\//.test(path))).toEqual([]);
  });

  test.each(['commander', 'ora', 'picocolors'])('%s, which only the command line needs', (name) => {
    expect(manifest.dependencies).toHaveProperty(name);
    expect(packed.packages).not.toContain(`node_modules/${name}`);
  });

  // Some packages ask for @types/node themselves; of that one only the manifest comes along.
  const forDevelopment = Object.keys(manifest.devDependencies ?? {}).filter(
    (name) => lock.packages[`node_modules/${name}`]?.dev === true,
  );
  test.each(forDevelopment)('%s, a development dependency', (name) => {
    expect(packed.packages).not.toContain(`node_modules/${name}`);
  });

  test('secrets, settings, tests, sources and maps', () => {
    expect(paths().filter((path) => /(?:^|\/)(?:local\.settings|rollcall\.json|\.env)/.test(path))).toEqual([]);
    expect(paths().filter((path) => /\.(?:ts|map)$/.test(path))).toEqual([]);
    expect(paths().filter((path) => /^(?:test|infra|src|functions)\//.test(path))).toEqual([]);
  });
});

describe('from the unpacked zip', () => {
  test('the host loads every function, and nothing from anywhere else', async () => {
    const files = readdirSync(join(app, 'dist/functions')).map(
      (file) => pathToFileURL(join(app, 'dist/functions', file)).href,
    );
    const { stdout } = await run(process.execPath, [LOADER, ...files], { env: { NODE_NO_WARNINGS: '1' } });
    const { registrations, loaded } = z
      .object({ registrations: z.array(z.object({ name: z.string() })), loaded: z.array(z.string()) })
      .parse(JSON.parse(stdout));

    expect(registrations.map(({ name }) => `${name}.js`).toSorted()).toEqual(readdirSync(join(app, 'dist/functions')));
    const own = pathToFileURL(`${app}/`).href;
    expect(loaded.filter((url) => !url.startsWith(own) && !/^node:|recording-core\.ts$/.test(url))).toEqual([]);
  });

  test('everything that may be loaded later is there', async () => {
    const sources = paths().filter((path) => /^dist\/src\/.*\.js$/.test(path));
    const inside = z.object({ dependencies: names }).parse(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')));
    // The library of the functions asks for the host's own module, which is not there; the other one has no entry of its own name, and what draws with it is among the sources.
    const packages = Object.keys(inside.dependencies).filter(
      (name) => !['@azure/functions', 'write-excel-file'].includes(name),
    );
    writeFileSync(
      join(app, 'load-all.mjs'),
      [...sources.map((path) => `./${path}`), ...packages]
        .map((one) => `await import(${JSON.stringify(one)});\n`)
        .join(''),
    );

    const { stderr } = await run(process.execPath, [join(app, 'load-all.mjs')], { env: { NODE_NO_WARNINGS: '1' } });

    expect(stderr).toBe('');
    expect(sources.length).toBeGreaterThan(100);
  });
});

test('the same files make the same bytes, in whatever order they come', () => {
  const files: (readonly [string, Uint8Array])[] = [
    ['b.js', Buffer.from('b')],
    ['a/a.js', Buffer.from('a')],
  ];

  expect(zipOf(new Map(files))).toEqual(zipOf(new Map(files.toReversed())));
});

describe('packages are found as Node finds them', () => {
  const packages = {
    'node_modules/a': {
      dependencies: { b: '1', c: '1' },
      optionalDependencies: { gone: '1' },
      peerDependencies: { p: '1' },
    },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': { dependencies: { d: '1' } },
    'node_modules/c': {},
    'node_modules/d': {},
    'node_modules/p': {},
  };

  test.each([
    ['the nearest copy, and peers that are there', ['a'], ['a', 'a/node_modules/b', 'c', 'p']],
    ['the upper copy for everybody else', ['b'], ['b', 'd']],
    ['nothing for nothing', [], []],
  ])('%s', (_what, wanted, expected) => {
    expect(packagesFor({ packages }, wanted)).toEqual(expected.map((one) => `node_modules/${one}`));
  });

  test('one that is missing is a fault', () => {
    expect(() => packagesFor({ packages }, ['x'])).toThrow('The lock file has no x for the project');
  });
});
