/** What is deployed: the compiled functions with all that they reach, and the packages that those need to run. Nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { packagesFor } from './packages.ts';
import { reachOf } from './reach.ts';

/** Path in the package -> its bytes. */
export type Contents = ReadonlyMap<string, Uint8Array>;

const manifestShape = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  type: z.string(),
  main: z.string(),
  engines: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

/** Files that no running program loads. Licences stay. */
const UNUSED = /\.(?:d\.[cm]?ts|[cm]?ts|map|md|markdown|flow|tsbuildinfo)$/i;
/** Builds for surroundings that are no server, beside the ones that are. */
const FOREIGN_BUILDS = ['dist/browser/', 'dist/react-native/', 'dist/workerd/'];
/** Folders that are for browsers alone; two of them are twenty times as large as what a server loads. */
const BROWSER_DIST = [
  'node_modules/echarts/dist/',
  'node_modules/zrender/dist/',
  'node_modules/write-excel-file/bundle/',
];

export interface Packed {
  readonly contents: Contents;
  readonly version: string;
  /** Folders of the packages that came along. */
  readonly packages: readonly string[];
}

/** `root`: the project, built and installed. Throws where something is missing. */
export function packedContents(root: URL): Packed {
  const read = (path: string): Uint8Array => readFileSync(new URL(path, root));
  const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
  // By the sources: an earlier build may have left functions that are no more.
  const entries = readdirSync(new URL('functions/', root)).map((file) => `dist/functions/${file.replace(/ts$/, 'js')}`);
  const unbuilt = entries.filter((path) => !existsSync(new URL(path, root)));
  if (unbuilt.length > 0) throw new RangeError(`There is no ${unbuilt.join(', no ')}; build first: npm run build`);
  const reach = reachOf(root, entries);
  const manifest = manifestShape.parse(json('package.json'));
  const packages = packagesFor(json('package-lock.json'), reach.packages);
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).filter(([name]) => reach.packages.includes(name)),
  );
  return {
    contents: new Map([
      ['host.json', read('host.json')],
      ['package.json', Buffer.from(`${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`)],
      ['LICENSE', read('LICENSE')],
      ...reach.files.map((path) => [path, read(path)] as const),
      ...packages.flatMap((folder) => filesOf(root, folder).map((path) => [path, read(path)] as const)),
    ]),
    version: manifest.version,
    packages,
  };
}

/** Of one package alone: those inside of it are packages of their own. */
function filesOf(root: URL, folder: string): readonly string[] {
  const base = fileURLToPath(new URL(`${folder}/`, root));
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('node_modules/') && !UNUSED.test(path))
    .filter((path) => !FOREIGN_BUILDS.some((build) => path.startsWith(build)))
    .map((path) => `${folder}/${path}`)
    .filter((path) => !BROWSER_DIST.some((build) => path.startsWith(build)))
    .toSorted();
}
