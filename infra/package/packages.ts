/** Which installed packages some of them need to run, by the lock file: exactly the versions that were tested. */
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const entryShape = z.looseObject({
  version: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});
const lockShape = z.object({ packages: z.record(z.string(), entryShape) });

/** Folders below the root, such as `node_modules/a/node_modules/b`, in order. Throws on one that the lock file does not have. */
export function packagesFor(lock: unknown, wanted: readonly string[]): readonly string[] {
  const { packages } = lockShape.parse(lock);
  const found = new Set<string>();
  const due = wanted.map((name) => ({ name, from: '', needed: true }));
  for (const { name, from, needed } of due) {
    const folder = resolveFolder(packages, name, from);
    if (folder === undefined) {
      if (needed) throw new RangeError(`The lock file has no ${name} for ${from === '' ? 'the project' : from}`);
      continue;
    }
    if (found.has(folder)) continue;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[folder] ?? {};
    for (const each of Object.keys(dependencies)) due.push({ name: each, from: folder, needed: true });
    // What need not be there is there only if somebody else brought it.
    for (const each of [...Object.keys(optionalDependencies), ...Object.keys(peerDependencies)])
      due.push({ name: each, from: folder, needed: false });
  }
  return [...found].toSorted();
}

/** As Node looks: in the package's own folder, then further up. */
function resolveFolder(packages: Readonly<Record<string, unknown>>, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (folder in packages) return folder;
    if (at === '') return undefined;
  }
}
