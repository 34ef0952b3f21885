/** Every source file of the project, and what a program reaches from one of them. */
import { builtinOf, packageOf, resolveFile } from './import-rules.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { readImports, type Import } from './read-imports.ts';

const ROOT = new URL('../../', import.meta.url);

export function readSource(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** Paths of all files under src and functions, with `/`, relative to the root. */
export function sourceFiles(): readonly string[] {
  return ['src', 'functions'].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(ROOT.pathname.length)}/${entry.name}`.replaceAll('\\', '/')),
  );
}

export interface Reach {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** What starting `entry` loads at once, and with `dynamic` also what it may load later. Types load nothing. */
export function reachOf(entry: string, { dynamic }: { readonly dynamic: boolean }): Reach {
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const path of files) {
    for (const one of importsOf(path)) {
      if (one.typeOnly || (one.dynamic && !dynamic)) continue;
      const file = resolveFile(path, one.specifier);
      if (file !== undefined) files.add(file);
      else if (builtinOf(one.specifier) === undefined) packages.add(packageOf(one.specifier));
    }
  }
  return { files: [...files], packages: [...packages] };
}

const known = new Map<string, readonly Import[]>();

function importsOf(path: string): readonly Import[] {
  const imports = known.get(path) ?? readImports(path, readSource(path));
  known.set(path, imports);
  return imports;
}
