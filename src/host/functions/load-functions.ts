/** Imports every file of a functions folder with the host's module in the place of `@azure/functions-core`, and answers what they registered. */
import * as nodeModule from 'node:module';
import { ConfigError, RefusedError } from '../../errors.ts';
import { hearLibrary, readRegistered, type Registration } from './core-module.ts';
import { extname } from 'node:path';
import type { LibraryLog } from '../host-log.ts';
import type { ProgrammingModel } from './programming-model.ts';
import { readdir } from 'node:fs/promises';

/** `functions/` beside `src/`, of the sources or of the build, whichever this file is part of. */
export const OWN_FUNCTIONS = new URL('../../../functions/', import.meta.url);

export interface LoadedFunctions {
  readonly model: ProgrammingModel;
  readonly registrations: readonly Registration[];
}

/**
 * Modules register once per process, so one process can host one folder. Throws RefusedError where Node cannot do it, ConfigError when the folder holds no
 * functions, and what a file throws while it is imported.
 */
export async function loadFunctions(folder: URL, log: LibraryLog): Promise<LoadedFunctions> {
  const files = await listFunctionFiles(folder);
  hearLibrary(log);
  const hooks = standInForCore();
  try {
    for (const file of files) await import(new URL(file, folder).href);
  } finally {
    // The library asks for its host once, at the first registration.
    hooks.deregister();
  }
  const { model, registrations } = readRegistered();
  if (model === undefined || registrations.length === 0)
    throw new ConfigError([{ path: folder.pathname, message: 'No file here registers a function.' }]);
  return { model, registrations };
}

async function listFunctionFiles(folder: URL): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  });
  const files = names.filter((name) => /(?<!\.d)\.(ts|js)$/.test(name)).toSorted();
  if (files.length > 0) return files;
  throw new ConfigError([
    { path: folder.pathname, message: 'There are no functions here. A build makes them: npm run build' },
  ]);
}

function standInForCore(): { deregister(): void } {
  if (!canHook())
    throw new RefusedError(
      400,
      `rollcall serve needs Node 22.15 or later (module.registerHooks); this is ${process.version}. The project brings its own: npm ci, then npm run serve`,
    );
  const own = new URL(`./core-module${extname(import.meta.url)}`, import.meta.url).href;
  return nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core' ? { url: own, shortCircuit: true } : next(specifier, context),
  });
}

/** Asked at run time: the types know no older Node. */
function canHook(): boolean {
  return typeof Reflect.get(nodeModule, 'registerHooks') === 'function';
}
