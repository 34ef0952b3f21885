/** A directory that is not what it claims: absence proves nothing then, and what is surely known still flows. Over real HTTP, with each directory. */
import { describe, expect, test } from 'vitest';
import { addGroup, addMember } from '../../../src/sandbox/empty-world.ts';
import { storyOf, type Company } from '../company.ts';
import { directoryFault, massHeldBy, PEOPLE, play, runAt, SIGN_IN_PAGE, TOBIN_ONLY, type Trouble } from './trouble.ts';

const ANOTHER_ADDRESS =
  /Check that the address is the right one; a proxy or a sign-in page may answer in its place\.$/m;

function nothingStolen({ sandbox }: Company): void {
  expect(sandbox.traffic.filter(({ path }) => path.includes('stolen'))).toEqual([]);
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'a group that is not there under its name',
    arrange: (company) => {
      company.group().name = 'PSA Engineers';
    },
    outcome: 'frozen',
    says: [
      /group PSA Technicians: .* no group named "PSA Technicians"/,
      /Check the name, or give the group's (object )?id/,
    ],
    steps: massHeldBy('source-integrity+source-integrity+absence'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'two groups of one name: neither is taken',
    arrange: ({ sandbox }) => {
      addGroup(sandbox.world, { name: 'psa technicians' });
    },
    outcome: 'frozen',
    says: [/2 groups are named "PSA Technicians" \(\S+, \S+\)\. Give the (object )?id of the one that is meant\./],
    steps: massHeldBy('source-integrity+source-integrity+absence'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a group that is empty on the very first run',
    after: 'nothing',
    arrange: (company) => {
      company.group().people = [];
    },
    outcome: 'frozen',
    says: [/Group "PSA Technicians" is empty\. If that is right, list it under "mayBeEmpty"\./],
    steps: massHeldBy('source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a group that has become empty',
    arrange: (company) => {
      company.group().people = [];
    },
    outcome: 'frozen',
    says: [/Group "PSA Technicians" is empty/, /hold 0 people; the last good run \(\S+\) read 20\. Below 80 %/],
    steps: massHeldBy('source-integrity+source-integrity'),
    writes: TOBIN_ONLY,
  },
  {
    name: 'a page of HTML in place of an answer',
    arrange: directoryFault(/./, SIGN_IN_PAGE),
    outcome: 'failed',
    says: [
      /(Entra ID|Okta) answered 200 with an HTML or XML page instead of JSON \(GET \S+\/groups\)/,
      ANOTHER_ADDRESS,
    ],
  },
  {
    name: 'a page of HTML in place of the people',
    arrange: directoryFault(PEOPLE, SIGN_IN_PAGE),
    outcome: 'failed',
    says: [/instead of JSON \(GET \S+\/groups\/\S+\)/, ANOTHER_ADDRESS],
  },
  {
    name: 'an empty body in place of the people',
    arrange: directoryFault(PEOPLE, { kind: 'answer', status: 200, body: '' }),
    outcome: 'failed',
    says: [/(Entra ID|Okta) answered 200 with nothing at all/, ANOTHER_ADDRESS],
  },
  {
    name: 'a redirect to another host: nothing is sent there',
    arrange: (company) => {
      const headers = { location: `${company.sandbox.urls.psa}/stolen` };
      directoryFault(PEOPLE, { kind: 'answer', status: 302, headers })(company);
    },
    outcome: 'failed',
    says: [/answered 302, a redirect, which is not followed/, /Use the address that it redirects to/],
    proves: nothingStolen,
  },
  {
    name: 'a member whose address is a filter of its own: it is looked up as it stands, and finds nobody',
    after: 'a quiet day',
    arrange: ({ sandbox }) => {
      addMember(sandbox.world, {
        identifier: 'bobby',
        record: {
          officeEmail: `x' or accountEnabled eq true or mail eq 'a@harborpine.example`,
          homeEmail: 'x" or status eq "ACTIVE" or profile.email eq "a@harborpine.example',
          mobileEmail: 's%*@harborpine.example',
        },
      });
    },
    outcome: 'converged',
    says: [/unmanaged-member: .*bobby/],
  },
];

function deleteReyes(company: Company): void {
  company.person('Reyes').state = 'deleted';
}
const ENTRA: readonly Trouble[] = [
  {
    name: 'a person who was deleted between two runs: listed among the deleted, which is proof enough',
    after: 'a quiet day',
    arrange: deleteReyes,
    outcome: 'converged',
    says: [/^1 change made and verified\.$/m],
    steps: ['deactivate sreyes: done'],
    writes: ['POST /system/members/sreyes/deactivate'],
    proves: (_company, report) => {
      expect(report.steps[0]?.action).toMatchObject({ because: 'deleted' });
    },
  },
];
const OKTA: readonly Trouble[] = [
  {
    name: 'a person who was deleted between two runs: Okta keeps no trace, so a later run has to agree',
    after: 'a quiet day',
    arrange: deleteReyes,
    outcome: 'converged-with-holds',
    says: [/First seen absent in this run; a second complete run, half an hour later or more, has to agree\./],
    steps: ['deactivate sreyes: held by absence'],
    proves: async (company) => {
      const soon = await runAt(company, new Date(Date.now() + 20 * 60_000));
      const later = await runAt(company, new Date(Date.now() + 40 * 60_000));

      expect([storyOf(soon), storyOf(later)]).toEqual([
        ['deactivate sreyes: held by absence'],
        ['deactivate sreyes: done'],
      ]);
    },
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
