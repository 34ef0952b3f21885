/** The templates by themselves: they can be read, everything is described, everything that is referred to is there, and nothing in them is a secret. */
import { describe, expect, test } from 'vitest';
import { filesIn, readInfra, templateAt, templates, templateTexts } from './bicep/templates.ts';
import { posix } from 'node:path';
import { syntaxProblems } from './bicep/grammar.ts';
import type { Template } from './bicep/template.ts';
import { z } from 'zod';

const all = [...templates];
const main = templateAt('main.bicep');
const parametersFile = z
  .object({ parameters: z.record(z.string(), z.object({ value: z.string() })) })
  .parse(JSON.parse(readInfra('main.parameters.json')));

const modulesOf = (path: string, { modules }: Template) =>
  modules.map((module) => ({ ...module, file: posix.join(posix.dirname(path), module.path) }));

describe('the grammar reads', () => {
  test.each([...templateTexts])('%s', (_path, text) => {
    expect(syntaxProblems(text)).toEqual([]);
  });

  test.each([
    ['a bracket that is not closed', "param a object = { b: 'c'"],
    ['a value that is missing', 'var a ='],
    ['a word in the wrong place', "resource a b 'c@d' = {}"],
  ])('and does not read %s', (_what, text) => {
    expect(syntaxProblems(text)).not.toEqual([]);
  });
});

describe.each(all)('%s', (path, template) => {
  test('describes every parameter and every output', () => {
    const bare = [...template.parameters, ...template.outputs].filter(({ description = '' }) => description.length < 5);

    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('uses every parameter, variable and output of a module', () => {
    const code = template.text.replace(/^\s*\/\/.*$/gm, '');
    const used = (name: string): number => code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
    const names = [...template.parameters.map(({ name }) => name), ...template.variables.keys()];

    expect(names.filter((name) => used(name) < 2)).toEqual([]);
  });

  test('refers to modules that there are, with the parameters that they have', () => {
    const problems = modulesOf(path, template).flatMap(({ symbol, file, given }) => {
      const { parameters } = templateAt(file);
      const known = parameters.map(({ name }) => name);
      const due = parameters.filter(({ initial }) => initial === undefined).map(({ name }) => name);
      return [
        ...given.filter((name) => !known.includes(name)).map((name) => `${symbol} is given ${name}, which it has not`),
        ...due.filter((name) => !given.includes(name)).map((name) => `${symbol} is not given ${name}`),
      ];
    });

    expect(problems).toEqual([]);
  });

  test('uses outputs that there are', () => {
    const modules = modulesOf(path, template);
    const missing = template.usedOutputs.filter(({ module, output }) => {
      const file = modules.find(({ symbol }) => symbol === module)?.file;
      return file === undefined || !templateAt(file).outputs.some(({ name }) => name === output);
    });

    expect(missing).toEqual([]);
  });
});

test('every module is used, and so is every output of one', () => {
  const used = all.flatMap(([path, template]) =>
    modulesOf(path, template).flatMap(({ symbol, file }) => [
      file,
      ...template.usedOutputs.filter(({ module }) => module === symbol).map(({ output }) => `${file} ${output}`),
    ]),
  );
  const offered = all
    .filter(([path]) => path !== 'main.bicep')
    .flatMap(([path, { outputs }]) => [path, ...outputs.map(({ name }) => `${path} ${name}`)]);

  expect(offered.filter((one) => !used.includes(one))).toEqual([]);
});

describe('what azd fills in', () => {
  const given = Object.entries(parametersFile.parameters).map(([name, { value }]) => {
    const [, variable = '', initial] = /^\$\{(\w+)(?:=(.*))?\}$/.exec(value) ?? [];
    return { name, variable, initial };
  });

  test('are parameters of main.bicep, and all that have no default', () => {
    const known = main.parameters.map(({ name }) => name);
    const due = main.parameters.filter(({ initial }) => initial === undefined).map(({ name }) => name);

    expect(given.filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(due.filter((one) => !given.some(({ name }) => name === one))).toEqual([]);
  });

  test.each(given)('$name has one default and is in the page', ({ name, variable, initial }) => {
    const own = main.parameters.find((one) => one.name === name)?.initial;

    expect(readInfra('README.md')).toMatch(new RegExp(`^\\| \`${variable}\` +\\| \`${name}\` `, 'm'));
    expect(own?.kind === 'text' ? own.text : '').toBe(initial ?? '');
  });
});

describe('no secret, key or connection string', () => {
  const SECRET =
    /listKeys|listAccountSas|AccountKey|SharedAccess(?:Key|Signature)|InstrumentationKey|-----BEGIN|\bpassword\b|[?&]sig=|ConnectionString/i;
  /** It says where telemetry goes; data is taken from identities only. */
  const ADDRESS_ALONE = 'APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString';
  const files = [
    ...templateTexts.keys(),
    'main.parameters.json',
    ...filesIn('scripts/').map((name) => `scripts/${name}`),
    ...filesIn('queries/').map((name) => `queries/${name}`),
  ];

  test.each(files)('%s', (path) => {
    const lines = readInfra(path).split('\n');

    expect(lines.filter((line) => SECRET.test(line) && line.trim() !== ADDRESS_ALONE)).toEqual([]);
  });

  test('where Application Insights takes data from identities only', () => {
    expect(readInfra('modules/monitoring.bicep')).toContain('DisableLocalAuth: true');
  });

  test.each(['modules/records.bicep', 'modules/host-storage.bicep'])(
    '%s opens neither keys nor anonymous reading',
    (path) => {
      const text = readInfra(path);

      for (const line of ['allowSharedKeyAccess: false', 'allowBlobPublicAccess: false', "minimumTlsVersion: 'TLS1_2'"])
        expect(text).toContain(line);
    },
  );
});
