/** What GitHub runs: actions by commit alone, rights as few as can be, scripts and files that there are. */
import { describe, expect, test } from 'vitest';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const ROOT = new URL('../../', import.meta.url);
const readRoot = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const WORKFLOWS = '.github/workflows/';
const workflows = readdirSync(new URL(WORKFLOWS, ROOT)).map((name) => ({
  name,
  text: readRoot(`${WORKFLOWS}${name}`),
}));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readRoot('package.json')));

/** Looked up in the action's own repository: the commit to which the tag points. */
const ACTIONS = [
  'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2',
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  'actions/dependency-review-action@2031cfc080254a8a887f58cffee85186f0e49e48 # v4.9.0',
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0',
];

describe.each(workflows)('$name', ({ text }) => {
  test('uses actions by the commits that were looked up', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action.trim());

    expect(used.filter((action) => !ACTIONS.includes(action))).toEqual([]);
  });

  test('may read by default, and keeps no token where it checks out', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
  });

  test('takes no secret, and nothing that a stranger writes into a command', () => {
    expect(text).not.toMatch(/secrets\.|pull_request_target|github\.event|github\.head_ref/);
  });

  test('runs scripts that there are', () => {
    const run = [...text.matchAll(/npm run (\w[\w-]*)/g)].map(([, script = '']) => script);

    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('every action of the table is used', () => {
  expect(ACTIONS.filter((action) => !workflows.some(({ text }) => text.includes(`uses: ${action}`)))).toEqual([]);
});

describe('pages for people', () => {
  test.each(['.github/SECURITY.md', '.github/CONTRIBUTING.md', 'infra/README.md'])(
    '%s names files that there are',
    (page) => {
      const named = [...readRoot(page).matchAll(/`((?:src|infra|functions|test|\.github)\/[\w./-]+)`/g)].map(
        ([, path = '']) => path,
      );
      const linked = [...readRoot(page).matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)].map(([, path = '']) => path);

      expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
      expect(linked.filter((path) => !existsSync(new URL(path, new URL(page, ROOT))))).toEqual([]);
    },
  );
});

describe('azure.yaml', () => {
  test('has the folder that the package leaves deployed as it is, with its packages', () => {
    const text = readRoot('azure.yaml');

    expect(text).toContain('dist: dist/package');
    expect(text).toContain('remoteBuild: false');
    expect(text).toContain('run: npm run package');
    expect(readRoot('infra/package/pack.ts')).toContain("new URL('dist/package/', root)");
    // With it excluded, azd would refuse a package that brings its own.
    expect(readRoot('.funcignore')).not.toMatch(/node_modules/);
    expect(readRoot('infra/modules/app.bicep')).toContain("'azd-service-name': 'app'");
  });
});
