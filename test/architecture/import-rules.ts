/** The import rule: who may use what. `functions, cli → runtime → app → core, reports → domain`, and packages at the edges alone. */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { readImports, type Import } from './read-imports.ts';

interface Rule {
  /** Files of this project, as beginnings of their paths. */
  readonly files: readonly string[];
  /** npm packages. */
  readonly packages: readonly string[];
  /** Packages of which only the types are used. */
  readonly types?: readonly string[];
  /** Built-in modules: all, or these. */
  readonly node: 'all' | readonly string[];
}

const BELOW_APP = ['src/domain/', 'src/ports/', 'src/errors.ts'] as const;
const EDGE = [...BELOW_APP, 'src/adapters/http/'] as const;
const RUNTIME = [
  ...BELOW_APP,
  ...['src/core/', 'src/reports/', 'src/pages/', 'src/app/', 'src/adapters/', 'src/config/'],
] as const;
const CLI = [...BELOW_APP, 'src/reports/', 'src/app/', 'src/config/', 'src/runtime/'] as const;

/** The first rule whose place fits a file is its rule. A rule's own place is always allowed. */
const RULES: readonly (readonly [place: string, rule: Rule])[] = [
  ['src/domain/', { files: [], packages: [], node: [] }],
  ['src/errors.ts', { files: [], packages: [], node: [] }],
  ['src/ports/run-ports.ts', { files: ['src/domain/', 'src/ports/duty-ports.ts'], packages: [], node: [] }],
  ['src/ports/approval-ports.ts', { files: ['src/domain/'], packages: [], node: [] }],
  ['src/ports/duty-ports.ts', { files: ['src/domain/'], packages: [], node: [] }],
  ['src/ports/telemetry-port.ts', { files: ['src/domain/'], packages: [], node: [] }],
  ['src/ports/event-ports.ts', { files: ['src/domain/', 'src/ports/run-ports.ts'], packages: [], node: [] }],
  ['src/ports/message-ports.ts', { files: ['src/domain/', 'src/ports/run-ports.ts'], packages: [], node: [] }],
  ['src/core/', { files: ['src/domain/'], packages: [], node: ['crypto'] }],
  ['src/reports/publish-schema.ts', { files: ['src/reports/'], packages: [], node: ['fs'] }],
  // The one place that draws workbooks.
  [
    'src/reports/workbook/draw-workbook.ts',
    { files: ['src/reports/workbook/'], packages: ['write-excel-file'], node: [] },
  ],
  ['src/reports/', { files: ['src/domain/'], packages: ['zod'], node: [] }],
  // The one place that draws.
  ['src/pages/charts/draw-chart.ts', { files: ['src/pages/charts/', 'src/reports/'], packages: ['echarts'], node: [] }],
  ['src/pages/', { files: ['src/domain/', 'src/reports/'], packages: [], node: [] }],
  ['src/app/', { files: [...BELOW_APP, 'src/core/', 'src/reports/'], packages: [], node: [] }],
  ['src/adapters/http/', { files: BELOW_APP, packages: ['axios', 'zod'], node: 'all' }],
  ['src/adapters/connectwise/', { files: EDGE, packages: ['axios', 'zod'], node: 'all' }],
  [
    'src/adapters/entra/',
    { files: EDGE, packages: ['@microsoft/microsoft-graph-client', '@azure/identity', 'zod'], node: 'all' },
  ],
  ['src/adapters/okta/', { files: EDGE, packages: ['@okta/okta-sdk-nodejs', 'zod'], node: 'all' }],
  [
    'src/adapters/azure/',
    { files: EDGE, packages: ['@azure/storage-blob', '@azure/storage-queue', '@azure/identity', 'zod'], node: 'all' },
  ],
  ['src/adapters/folder/', { files: EDGE, packages: ['zod'], node: 'all' }],
  [
    'src/adapters/telemetry/',
    {
      files: EDGE,
      packages: [
        ...['api', 'resources', 'sdk-trace-node', 'sdk-metrics'].map((name) => `@opentelemetry/${name}`),
        ...['@opentelemetry/exporter-trace-otlp-http', '@opentelemetry/exporter-metrics-otlp-http'],
        ...['@azure/monitor-opentelemetry-exporter', '@azure/identity'],
      ],
      node: 'all',
    },
  ],
  ['src/adapters/notify/', { files: EDGE, packages: [], node: ['crypto'] }],
  ['src/adapters/records/', { files: EDGE, packages: ['zod'], node: 'all' }],
  ['src/config/publish-schema.ts', { files: ['src/config/'], packages: [], node: ['fs'] }],
  ['src/config/', { files: ['src/domain/', 'src/errors.ts'], packages: ['zod'], node: [] }],
  ['src/runtime/', { files: RUNTIME, packages: ['any-ascii', 'croner'], types: ['@azure/functions'], node: 'all' }],
  [
    // The one place that imports what it finds in a folder.
    'src/host/functions/load-functions.ts',
    { files: ['src/host/', 'src/errors.ts'], packages: ['(computed)'], node: 'all' },
  ],
  [
    'src/host/',
    {
      files: ['src/domain/', 'src/errors.ts', 'src/config/'],
      packages: ['@azure/storage-queue', 'croner', 'zod'],
      types: ['@azure/functions'],
      node: 'all',
    },
  ],
  ['src/cli/serve/', { files: [...CLI, 'src/cli/', 'src/host/'], packages: ['commander'], node: 'all' }],
  ['src/cli/demo/', { files: [...CLI, 'src/cli/', 'src/sandbox/'], packages: ['commander'], node: 'all' }],
  [
    // The one place that knows what draws the questions.
    'src/cli/init/ask/inquirer-questions.ts',
    { files: ['src/cli/init/ask/'], packages: ['@inquirer/prompts'], node: 'all' },
  ],
  ['src/cli/init/', { files: [...CLI, 'src/cli/'], packages: ['commander', 'zod'], node: 'all' }],
  ['src/cli/', { files: CLI, packages: ['commander', 'ora', 'picocolors'], node: 'all' }],
  ['src/sandbox/', { files: [], packages: ['hono', '@hono/node-server', 'azurite', 'zod'], node: 'all' }],
  ['functions/', { files: ['src/runtime/handlers.ts'], packages: ['@azure/functions'], node: [] }],
];

/** Each import that breaks the rule, in words. `path` is relative to the root of the project, with `/`. */
export function importViolations(path: string, text: string): readonly string[] {
  const found = RULES.find(([place]) => path.startsWith(place));
  if (found === undefined) return [`${path} lies in no layer`];
  const [place, rule] = found;
  return readImports(path, text)
    .filter((one) => !isAllowed(one, { path, place, rule }))
    .map(({ specifier }) => `${path} must not import ${specifier}`);
}

function isAllowed(
  { specifier, typeOnly }: Import,
  { path, place, rule }: { readonly path: string; readonly place: string; readonly rule: Rule },
): boolean {
  const file = resolveFile(path, specifier);
  if (file !== undefined) {
    const own = place === 'functions/' ? [] : [place];
    return [...own, ...rule.files].some((beginning) => file.startsWith(beginning));
  }
  const builtin = builtinOf(specifier);
  if (builtin !== undefined) return rule.node === 'all' || rule.node.includes(builtin);
  const name = packageOf(specifier);
  return rule.packages.includes(name) || (typeOnly && (rule.types ?? []).includes(name));
}

/** Of a file in this project; undefined: a package, a built-in module, or something computed. */
export function resolveFile(path: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
}

export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** `crypto` of `node:crypto`; undefined: not built in. */
export function builtinOf(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  return builtinModules.includes(name) ? name : undefined;
}
