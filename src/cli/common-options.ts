/** Options that several commands have, in the same words for all: `.option(...CONFIG)`. */
export const CONNECTION = ['-c, --connection <name>', 'which connection; needed when there are several'] as const;
export const CONFIG = ['--config <place>', 'path or blob URL of the configuration'] as const;
export const SETTINGS = [
  '--settings <file>',
  'settings for what the environment does not have; default: local.settings.json',
] as const;
export const JSON_ONLY = ['--json', 'print the result as JSON on stdout, and nothing else'] as const;
export const VERBOSE = ['--verbose', 'log to stderr what is done'] as const;
