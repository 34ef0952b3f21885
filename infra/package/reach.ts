/** What compiled files load, at once or later, beginning with some of them. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

export interface Reach {
  /** Relative to the root, with `/`. */
  readonly files: readonly string[];
  /** Names of packages. */
  readonly packages: readonly string[];
}

/** Every import is written with a literal; the house rules keep it so. */
export function reachOf(root: URL, entries: readonly string[]): Reach {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const path of files) {
    if (!path.endsWith('.js')) continue;
    const text = readFileSync(new URL(path, root), 'utf8');
    for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
      if (specifier.startsWith('.')) files.add(posix.join(posix.dirname(path), specifier));
      else if (!isBuiltin(specifier)) packages.add(packageOf(specifier));
    }
  }
  return { files: [...files].toSorted(), packages: [...packages].toSorted() };
}

/** `@azure/identity` of `@azure/identity/x`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
