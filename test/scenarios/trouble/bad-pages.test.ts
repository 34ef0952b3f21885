/** Pages that break off, come again, lose people or lead elsewhere: a part is never taken for the whole. Over real HTTP, with each directory. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Company } from '../company.ts';
import { directoryFault, PEOPLE, play, PRESENT, PRESENT_WRITES, TOBIN_ONLY, type Trouble } from './trouble.ts';

const graphPage = z.looseObject({ value: z.array(z.unknown()) });

/** Where the people were read from in the run before: path and query. */
function lastPeoplePath({ sandbox }: Company): string {
  const request = sandbox.traffic.find(({ path }) => PEOPLE.test(path));
  if (request === undefined) throw new Error('Nobody has read the group yet');
  return request.path;
}
function nothingStolen({ sandbox }: Company): void {
  expect(sandbox.traffic.filter(({ path }) => path.includes('stolen'))).toEqual([]);
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'a list that breaks off on its first page',
    arrange: directoryFault(PEOPLE, { kind: 'cut' }),
    outcome: 'failed',
    says: [/answered 200 with JSON that ends or breaks after \d+ characters .*\. Try again later\.$/],
  },
];

/** Of the half that was not shown, those who are in the group after all are left alone; one is out of it, one is disabled. */
const halfHeldBy = (guards: string) => [`deactivate ssawyer: held by ${guards}`, 'deactivate stobin: done'];
const LAG = /The direct membership check finds 8 people in a mapped group whose list did not show them\./;

const ENTRA: readonly Trouble[] = [
  {
    name: 'a page that lost half of its people: the count contradicts it',
    arrange: directoryFault(PEOPLE, {
      kind: 'edit',
      edit: (body) => {
        const page = graphPage.parse(body);
        return { ...page, value: page.value.slice(0, 10) };
      },
    }),
    outcome: 'frozen',
    says: [/group PSA Technicians: The directory counts 20 people, but listed 10\./, LAG],
    steps: halfHeldBy('source-integrity+source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a page that comes again and again',
    arrange: (company) => {
      const link = `${company.sandbox.urls.graph}${lastPeoplePath(company)}`;
      directoryFault(PEOPLE, {
        kind: 'edit',
        edit: (body) => ({ ...graphPage.parse(body), '@odata.nextLink': link }),
      })(company);
    },
    outcome: 'frozen',
    says: [/group PSA Technicians: After page \d+ with 20 people the next links repeat/],
    steps: PRESENT,
    writes: PRESENT_WRITES,
  },
  {
    name: 'a second page that breaks off',
    arrange: (company) => {
      // The same request in other words, so that it passes for another page.
      const link = `${company.sandbox.urls.graph}${lastPeoplePath(company).replace('$count', '%24count')}`;
      const edit = (body: unknown) => ({ ...graphPage.parse(body), '@odata.nextLink': link });
      directoryFault(PEOPLE, { kind: 'edit', edit }, { times: 1 })(company);
      directoryFault(PEOPLE, { kind: 'cut' })(company);
    },
    outcome: 'frozen',
    says: [/After page 1 with 20 people: Microsoft Entra ID answered 200 with JSON that ends or breaks/],
    steps: PRESENT,
    writes: PRESENT_WRITES,
  },
  {
    name: 'a next page on another host: nothing is sent there',
    arrange: (company) => {
      const link = `${company.sandbox.urls.psa}/v1.0/stolen`;
      directoryFault(PEOPLE, {
        kind: 'edit',
        edit: (body) => ({ ...graphPage.parse(body), '@odata.nextLink': link }),
      })(company);
    },
    outcome: 'frozen',
    says: [/answered with a next link that leads elsewhere \(http:\/\/127\.0\.0\.1:\d+\)/],
    steps: PRESENT,
    writes: PRESENT_WRITES,
    proves: nothingStolen,
  },
];

const PAGES_OF_10 = { directory: { pageSize: 10 } };
const OKTA: readonly Trouble[] = [
  {
    name: 'a page that lost half of its people: the last good run contradicts it',
    arrange: directoryFault(PEOPLE, {
      kind: 'edit',
      edit: (body) => z.array(z.unknown()).parse(body).slice(0, 10),
    }),
    outcome: 'frozen',
    says: [/The mapped groups hold 10 people; the last good run \(\S+\) read 20\. Below 80 % nobody/, LAG],
    steps: halfHeldBy('source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a page that comes again and again',
    change: PAGES_OF_10,
    arrange: (company) => {
      const link = `<${company.sandbox.urls.okta}${lastPeoplePath(company).replace('1000', '10')}>; rel="next"`;
      directoryFault(PEOPLE, { kind: 'answer', status: 200, body: '[]', headers: { link } }, { skip: 1 })(company);
    },
    outcome: 'frozen',
    says: [/group PSA Technicians: After page \d+ with 10 people the next links run in a circle/, LAG],
    steps: halfHeldBy('source-integrity+source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a second page that breaks off',
    change: PAGES_OF_10,
    arrange: directoryFault(PEOPLE, { kind: 'cut' }, { skip: 1 }),
    outcome: 'frozen',
    says: [/After page 1 with 10 people: Okta answered 200 with JSON that ends or breaks/, LAG],
    steps: halfHeldBy('source-integrity+source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a next page on another host: nothing is sent there',
    change: PAGES_OF_10,
    arrange: (company) => {
      const link = `<${company.sandbox.urls.psa}/stolen>; rel="next"`;
      directoryFault(PEOPLE, { kind: 'answer', status: 200, body: '[]', headers: { link } }, { skip: 1 })(company);
    },
    outcome: 'frozen',
    says: [/Okta names http:\/\/127\.0\.0\.1:\d+ as the place to go on reading\. That is not the configured org/, LAG],
    steps: halfHeldBy('source-integrity+source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
    proves: nothingStolen,
  },
];

describe.each([
  ['entra', ENTRA],
  ['okta', OKTA],
] as const)('with %s,', (directory, own) => {
  test.each([...TROUBLES, ...own])('$name', async (trouble) => {
    await play(directory, trouble);
  });
});
