// Run in a process of its own: imports the given functions as the host would, and prints what they registered and every module that was loaded for it.
import { registerHooks } from 'node:module';
import { registrations } from './recording-core.ts';

const loaded: string[] = [];
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@azure/functions-core'
      ? { url: new URL('./recording-core.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});

for (const path of process.argv.slice(2)) await import(path);
process.stdout.write(JSON.stringify({ registrations, loaded }));
