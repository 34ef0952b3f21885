// Given to a process by --import: writes every module that it loaded into the file that ROLLCALL_TEST_LOADED names, when it ends.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    loaded.add(url);
    return next(url, context);
  },
});
process.on('exit', () => {
  writeFileSync(process.env['ROLLCALL_TEST_LOADED'] ?? '', [...loaded].join('\n'));
});
