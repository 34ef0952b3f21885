/** npm run package: leaves what is deployed in dist/package, and the same as dist/rollcall-VERSION.zip. Prints what it is and how large. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedContents } from './contents.ts';
import { zipOf } from './zip.ts';

const root = new URL('../../', import.meta.url);
const { contents, packages, version } = packedContents(root);

const folder = new URL('dist/package/', root);
rmSync(folder, { recursive: true, force: true });
for (const [path, bytes] of contents) {
  const file = fileURLToPath(new URL(path, folder));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

const name = `dist/rollcall-${version}.zip`;
const zip = zipOf(contents);
writeFileSync(new URL(name, root), zip);

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const unpacked = [...contents.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0);
process.stdout.write(
  `${name}: ${megabytes(zip.byteLength)}, unpacked ${megabytes(unpacked)}; ${contents.size} files, ${packages.length} packages\n` +
    `sha256 ${createHash('sha256').update(zip).digest('hex')}\n`,
);
