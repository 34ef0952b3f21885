/** Keeps the import rule and the house rules that no other tool keeps. */
import { describe, expect, test } from 'vitest';
import { readSource, reachOf, sourceFiles } from './architecture/source-files.ts';
import { importViolations } from './architecture/import-rules.ts';
import { posix } from 'node:path';
import { z } from 'zod';

const files = sourceFiles();
const code = files.filter((path) => path.endsWith('.ts'));
const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readSource('package.json')));

const DRAWERS = ['index', 'utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'lib', 'shared'];
/** These bring in what everything else gets passed in. */
const READS_ENVIRONMENT = /\bprocess\s*(\?\.|\.|\[\s*['"])\s*env\b|\benv\b[^;]*(\bfrom 'node:process'|\} = process\b)/;
const READS_CLOCK = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/;
const CLOCKLESS = /^src\/(domain|core|app|reports|pages|adapters)\//;

function withoutComments(path: string): string {
  return readSource(path).replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}

describe('the import rule', () => {
  test('has files to judge in every layer', () => {
    const layers = new Set(code.map((path) => path.replace(/^(src\/adapters\/[^/]+|src\/[^/]+|functions).*$/, '$1')));

    expect([...layers].toSorted()).toEqual([
      'functions',
      ...['azure', 'connectwise', 'entra', 'folder', 'http', 'notify', 'okta', 'records', 'telemetry'].map(
        (name) => `src/adapters/${name}`,
      ),
      ...[
        'app',
        'cli',
        'config',
        'core',
        'domain',
        'errors.ts',
        'host',
        'pages',
        'ports',
        'reports',
        'runtime',
        'sandbox',
      ].map((name) => `src/${name}`),
    ]);
  });

  test('is kept by every file', () => {
    expect(code.flatMap((path) => importViolations(path, readSource(path)))).toEqual([]);
  });

  test.each([
    ['a decision that reads a file', 'src/core/decide.ts', "import { readFile } from 'node:fs/promises';"],
    ['a decision that parses', 'src/core/decide.ts', "import { z } from 'zod';"],
    [
      'a decision that knows its ports',
      'src/core/guards/judge.ts',
      "import type { Psa } from '../../ports/run-ports.ts';",
    ],
    [
      'a word that knows a decision',
      'src/domain/planning/plan.ts',
      "export type { Decide } from '../../core/decide.ts';",
    ],
    ['a use case that knows an adapter', 'src/app/run.ts', "const { a } = await import('../adapters/azure/blobs.ts');"],
    ['a use case that logs by a package', 'src/app/run.ts', "import pc from 'picocolors';"],
    ['an adapter that knows another', 'src/adapters/okta/x.ts', "import { a } from '../entra/fault.ts';"],
    [
      'an adapter that knows a use case',
      'src/adapters/http/x.ts',
      "import type { RunResult } from '../../app/run.ts';",
    ],
    ['an adapter with the SDK of another', 'src/adapters/entra/x.ts', "import axios from 'axios';"],
    ['an adapter that tells of itself', 'src/adapters/okta/x.ts', "import { trace } from '@opentelemetry/api';"],
    ['a use case that traces by a package', 'src/app/x.ts', "import { trace } from '@opentelemetry/api';"],
    ['a page that reads', 'src/pages/frame.ts', "import type { Archive } from '../ports/run-ports.ts';"],
    ['a page that draws where it should not', 'src/pages/frame.ts', "import { init } from 'echarts/core';"],
    [
      'a report that draws workbooks where it should not',
      'src/reports/files.ts',
      "import a from 'write-excel-file/node';",
    ],
    ['a use case that knows a page', 'src/app/x.ts', "import { a } from '../pages/frame.ts';"],
    ['a report that reads', 'src/reports/html.ts', "type A = import('../ports/run-ports.ts').Archive;"],
    ['a configuration that runs', 'src/config/load.ts', "import { a } from '../runtime/compose.ts';"],
    ['wiring with more than types of its host', 'src/runtime/x.ts', "import { app } from '@azure/functions';"],
    ['a command around the wiring', 'src/cli/x.ts', "import { a } from '../adapters/folder/files.ts';"],
    ['a command with the sandbox', 'src/cli/commands/x.ts', "import { a } from '../../sandbox/start.ts';"],
    ['a host that knows what it hosts', 'src/host/x.ts', "import { a } from '../runtime/handlers.ts';"],
    ['a host that speaks for the library', 'src/host/x.ts', "import { app } from '@azure/functions';"],
    ['a host with a computed import elsewhere', 'src/host/x.ts', 'const a = await import(name);'],
    ['a command with the host', 'src/cli/commands/x.ts', "import { a } from '../../host/start-host.ts';"],
    ['a sandbox that knows what it tests', 'src/sandbox/x.ts', "import type { Psa } from '../ports/run-ports.ts';"],
    ['a function that decides', 'functions/x.ts', "import { runConnection } from '../src/app/run/run.ts';"],
    ['a function that uses another', 'functions/x.ts', "import './health.ts';"],
    ['an import of something computed', 'src/runtime/x.ts', 'const a = await import(name);'],
    ['require', 'src/core/x.ts', "const a = require('axios');"],
    ['a folder that nobody has thought of', 'src/helpers/x.ts', ''],
  ])('catches %s', (_what, path, text) => {
    expect(importViolations(path, text)).toHaveLength(1);
  });

  test.each([
    ['a neighbour', 'src/core/decide.ts', "import { a } from './match.ts';"],
    ['types of the host', 'src/runtime/x.ts', "import type { Timer } from '@azure/functions';"],
    ['the frame of HTTP', 'src/adapters/okta/x.ts', "import { a } from '../http/client.ts';"],
    ['a part of a package', 'src/sandbox/x.ts', "import { a } from 'hono/http-exception';"],
    ['an import in a text', 'src/core/x.ts', 'const a = "import \'axios\'"; // import "axios"'],
  ])('lets %s pass', (_what, path, text) => {
    expect(importViolations(path, text)).toEqual([]);
  });
});

describe('what is deployed', () => {
  const entries = files.filter((path) => path.startsWith('functions/'));

  test.each([...entries, 'src/runtime/handlers.ts'])('%s reaches no development dependency and no sandbox', (entry) => {
    const reach = reachOf(entry, { dynamic: true });

    expect(reach.packages.filter((name) => !(name in manifest.dependencies))).toEqual([]);
    expect(reach.files.filter((path) => /^src\/(sandbox|host|cli)\//.test(path))).toEqual([]);
  });

  test.each(['http/reports', 'http/exports', 'dashboard/dashboard'])(
    '%s loads what draws workbooks only when one is asked for',
    (name) => {
      const entry = `src/runtime/${name}.ts`;

      expect(reachOf(entry, { dynamic: false }).packages).not.toContain('write-excel-file');
      expect(reachOf(entry, { dynamic: true }).packages).toContain('write-excel-file');
    },
  );

  test('the command line loads the sandbox for the demo alone, and the host for serve', () => {
    const atStart = reachOf('src/cli/main.ts', { dynamic: false });
    const withDemo = reachOf('src/cli/main.ts', { dynamic: true });

    expect(atStart.files.filter((path) => /^src\/(sandbox|host)\//.test(path))).toEqual([]);
    expect(atStart.packages.filter((name) => !(name in manifest.dependencies))).toEqual([]);
    expect(withDemo.files).toContain('src/sandbox/start.ts');
  });
});

describe('telemetry', () => {
  const isTelemetry = (name: string): boolean => /^@opentelemetry\/|monitor-opentelemetry/.test(name);
  const ADAPTER = 'src/adapters/telemetry/';

  test.each(['src/cli/main.ts', 'src/runtime/work/queued-work.ts', 'src/runtime/compose/compose.ts'])(
    '%s does not load it at once, and would later',
    (entry) => {
      const atOnce = reachOf(entry, { dynamic: false });
      const later = reachOf(entry, { dynamic: true });

      expect(atOnce.packages.filter(isTelemetry)).toEqual([]);
      expect(atOnce.files.filter((path) => path.startsWith(ADAPTER))).toEqual([]);
      expect(later.packages.filter(isTelemetry)).not.toEqual([]);
    },
  );

  test('is loaded by one file only', () => {
    const loading = code.filter(
      (path) => !path.startsWith(ADAPTER) && /import\('[^']*adapters\/telemetry\//.test(readSource(path)),
    );

    expect(loading).toEqual(['src/runtime/compose/open-telemetry.ts']);
  });
});

describe('house rules', () => {
  test('only src/config/environment.ts reads the environment', () => {
    expect(code.filter((path) => READS_ENVIRONMENT.test(withoutComments(path)))).toEqual(['src/config/environment.ts']);
  });

  test.each([
    ["process.env['HOME']", true],
    ["process['env']", true],
    ['const { env } = process;', true],
    ["import { env } from 'node:process';", true],
    ['const env = ref.env;', false],
    ['process.argv', false],
  ])('%s reads the environment: %s', (text, expected) => {
    expect(READS_ENVIRONMENT.test(text)).toBe(expected);
  });

  test.each([
    ['Date.now()', true],
    ['new Date()', true],
    ['Math.random()', true],
    ['performance.now()', true],
    ['new Date(text)', false],
    ['clock.now()', false],
  ])('%s brings in time or randomness: %s', (text, expected) => {
    expect(READS_CLOCK.test(text)).toBe(expected);
  });

  test('time and randomness are passed in', () => {
    expect(code.filter((path) => CLOCKLESS.test(path) && READS_CLOCK.test(withoutComments(path)))).toEqual([]);
    expect(code.filter((path) => READS_CLOCK.test(withoutComments(path)))).toContain('src/runtime/system.ts');
  });

  test('nothing but the sandbox knows the flag by which the PSA deletes open time sheets', () => {
    const knowing = code.filter((path) => /deleteOpenTimeSheets/i.test(withoutComments(path)));

    expect(knowing.filter((path) => !path.startsWith('src/sandbox/'))).toEqual([]);
    expect(knowing).not.toEqual([]);
  });

  test('no file is longer than 250 lines', () => {
    const long = code.map((path) => [path, readSource(path).trimEnd().split('\n').length] as const);

    expect(long.filter(([, lines]) => lines > 250)).toEqual([]);
  });

  test('a file is named in kebab-case for what it exports, not for a drawer', () => {
    const names = code.map((path) => [path, posix.basename(path, '.ts')] as const);

    expect(names.filter(([, name]) => DRAWERS.includes(name)).map(([path]) => path)).toEqual([]);
    expect(names.filter(([, name]) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)).map(([path]) => path)).toEqual([]);
  });

  test('nothing but code, schemas and maps lies among the sources', () => {
    expect(files.filter((path) => !/\.(ts|json|md)$/.test(path))).toEqual([]);
  });
});
