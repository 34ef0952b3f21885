/** Which function answers which request. */
import { describe, expect, test } from 'vitest';
import type { ConfigProblem } from '../../../src/errors.ts';
import { createRouter } from '../../../src/host/http/routes.ts';
import fc from 'fast-check';
import { parseTemplate } from '../../../src/host/http/route-template.ts';

function routerOf(routes: Readonly<Record<string, string>>, prefix = 'api') {
  const problems: ConfigProblem[] = [];
  const targets = Object.entries(routes).map(([name, line]) => {
    const [methods = '', route = ''] = line.split(' ');
    return { name, route, methods: methods.split(',') };
  });
  return { router: createRouter(targets, prefix, problems), problems };
}

/** "name a=1 b=2", "405 GET,POST", "404" or "400". */
function answerOf({ router }: ReturnType<typeof routerOf>, method: string, path: string): string {
  const match = router.match(method, path);
  switch (match.kind) {
    case 'found':
      return [match.target.name, ...Object.entries(match.params).map(([key, value]) => `${key}=${value}`)].join(' ');
    case 'method':
      return `405 ${match.allow.join(',')}`;
    case 'unknown':
      return '404';
    case 'malformed':
      return '400';
  }
}

describe('a path', () => {
  const routes = routerOf({
    health: 'GET health',
    reports: 'GET connections/{connection}/runs/{run?}/{file?}',
    ask: 'POST connections/{connection}/runs',
    latest: 'GET connections/{connection}/runs/latest',
    anything: 'GET files/{*path}',
    named: 'GET files/{name}',
  });

  test.each([
    ['a literal', 'GET', '/api/health', 'health'],
    ['a literal in another case', 'GET', '/API/Health', 'health'],
    ['a slash at the end', 'GET', '/api/health/', 'health'],
    ['two slashes at the end', 'GET', '/api/health//', '404'],
    ['more than the template', 'GET', '/api/health/x', '404'],
    ['less than the template', 'GET', '/api/connections/acme', '404'],
    ['without the prefix', 'GET', '/health', '404'],
    ['nothing', 'GET', '/', '404'],
    ['a parameter, and none of the optional ones', 'GET', '/api/connections/acme/runs', 'reports connection=acme'],
    ['one optional parameter', 'GET', '/api/connections/acme/runs/1f', 'reports connection=acme run=1f'],
    ['all optional ones', 'GET', '/api/connections/acme/runs/1f/a.csv', 'reports connection=acme run=1f file=a.csv'],
    ['the same template with another method', 'POST', '/api/connections/acme/runs', 'ask connection=acme'],
    ['plain text before a parameter', 'GET', '/api/connections/acme/runs/latest', 'latest connection=acme'],
    ['a parameter in its own case', 'GET', '/api/connections/AcMe/runs/latest', 'latest connection=AcMe'],
    ['an empty parameter', 'GET', '/api/connections//runs', '404'],
    ['percent signs', 'GET', '/api/connections/a%20b%2Fc%C3%A9/runs', 'reports connection=a b/cé'],
    ['percent signs that are not decoded twice', 'GET', '/api/connections/%2525/runs', 'reports connection=%25'],
    ['percent signs that mean nothing', 'GET', '/api/connections/%zz/runs', '400'],
    ['percent signs that are no UTF-8', 'GET', '/api/connections/%ff/runs', '400'],
    ['a parameter before the rest', 'GET', '/api/files/a', 'named name=a'],
    ['the rest', 'GET', '/api/files/a/b/c', 'anything path=a/b/c'],
    ['no rest', 'GET', '/api/files', 'anything'],
    ['a method that nobody takes', 'DELETE', '/api/health', '405 GET'],
    ['a method that no function of the path takes', 'PUT', '/api/connections/acme/runs', '405 GET,POST'],
    ['a method that only a less specific one takes', 'POST', '/api/connections/acme/runs/latest', '405 GET'],
  ])('with %s', (_what, method, path, expected) => {
    const [kind, ...methods] = answerOf(routes, method, path).split(/[ ,]/);
    const found = kind === '405' ? `405 ${methods.toSorted().join(',')}` : answerOf(routes, method, path);

    expect(found).toBe(expected);
  });

  test('needs no prefix where host.json has none', () => {
    expect(answerOf(routerOf({ health: 'GET health' }, ''), 'GET', '/health')).toBe('health');
  });

  test('of nothing but the prefix can be a route', () => {
    expect(answerOf(routerOf({ home: 'GET ' }), 'GET', '/api')).toBe('home');
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(() => routes.router.match('GET', `/${path}`)).not.toThrow();
      }),
    );
  });

  test('gives back what was put into its parameters', () => {
    const segment = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(segment, segment, (connection, run) => {
        fc.pre(run.toLowerCase() !== 'latest');
        const path = `/api/connections/${encodeURIComponent(connection)}/runs/${encodeURIComponent(run)}`;

        expect(routes.router.match('GET', path)).toMatchObject({ kind: 'found', params: { connection, run } });
      }),
    );
  });
});

test('the order of registration decides nothing', () => {
  const routes = Object.entries({ word: 'GET a/b', tail: 'GET a/{x?}', rest: 'GET {*all}', other: 'GET {y}/b' });
  const answers = (order: typeof routes) =>
    ['/api/a/b', '/api/a', '/api/a/c', '/api/c/b', '/api/c/d'].map((path) =>
      answerOf(routerOf(Object.fromEntries(order)), 'GET', path),
    );

  expect(answers(routes)).toEqual(['word', 'tail', 'tail x=c', 'other y=c', 'rest all=c/d']);
  expect(answers(routes.toReversed())).toEqual(answers(routes));
});

describe('a template', () => {
  test.each([
    ['/health', /^has an empty segment/],
    ['health/', /^has an empty segment/],
    ['a//b', /^has an empty segment/],
    ['a/{id:int}', /^has "\{id:int\}"; expected plain text, \{name\}, \{name\?\} or \{\*rest\}$/],
    ['a/{id=1}', /^has "\{id=1\}"/],
    ['a/{b}c', /^has "\{b\}c"/],
    ['a/{}', /^has "\{\}"/],
    ['a/{*rest?}', /^has "\{\*rest\?\}"/],
    ['a/b?c', /^has "b\?c"/],
    ['{*rest}/b', /^goes on after \{\*rest\}/],
    ['{a?}/b', /^has "b" after the optional \{a\?\}/],
    ['{a?}/{b}', /^has "\{b\}" after the optional \{a\?\}/],
    ['{a}/{a}', /^has two parameters named "a"$/],
  ])('%s is refused in words', (template, words) => {
    const parsed = parseTemplate(template);

    expect(parsed.kind === 'problem' ? parsed.message : parsed).toMatch(words);
  });

  test('that is not understood is a problem of its function', () => {
    expect(routerOf({ odd: 'GET a/{id:int}' }).problems).toEqual([
      {
        path: 'function odd',
        message: 'The route "a/{id:int}" has "{id:int}"; expected plain text, {name}, {name?} or {*rest}.',
      },
    ]);
  });

  test.each([
    ['the same', 'GET a/{x}', 'GET,POST a/{x}', true],
    ['the same but for a name', 'GET a/{x}', 'GET a/{y}', true],
    ['the same but for case', 'GET A/{x}', 'GET a/{y}', true],
    ['with other methods', 'GET a/{x}', 'POST a/{x}', false],
    ['of another shape', 'GET a/{x}', 'GET a/{x?}', false],
    ['of other text', 'GET a/{x}', 'GET b/{x}', false],
  ])('beside one that is %s: a problem is %4$s', (_what, one, other, expected) => {
    const { problems } = routerOf({ one, other });

    expect(problems.length === 1).toBe(expected);
  });
});
