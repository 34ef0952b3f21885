// Lists files in the order of their whole paths, folder by folder, and reads no folder that cannot hold a wanted one.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './fault.ts';

export interface Wanted {
  readonly prefix: string;
  /** Exclusive; undefined: from the beginning. */
  readonly after: string | undefined;
}

/** Paths relative to the root, with `/`, ascending by code unit. `folder` is empty or ends with `/`. Names that begin with a dot are left out. */
export async function* walk(root: string, wanted: Wanted, folder = ''): AsyncGenerator<string, void> {
  // A folder sorts as its files do, by its name with the slash: `a-b/x` comes before `a/x`.
  const names = (await readFolder(root, folder)).sort();
  for (const name of names) {
    const path = folder + name;
    if (path.endsWith('/')) {
      if (mayHold(path, wanted)) yield* walk(root, wanted, path);
    } else if (path.startsWith(wanted.prefix) && (wanted.after === undefined || path > wanted.after)) yield path;
  }
}

function mayHold(folder: string, { prefix, after }: Wanted): boolean {
  if (!folder.startsWith(prefix) && !prefix.startsWith(folder)) return false;
  return after === undefined || folder > after || after.startsWith(folder);
}

async function readFolder(root: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    return entries
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch (error) {
    // Removed since its parent was read. The root itself was looked at before.
    if (folder !== '' && codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
