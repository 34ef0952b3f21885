/** A PSA that does not show what it holds, or is not the PSA at all. In doubt nothing is written to it. Over real HTTP, with each directory. */
import { createServer } from 'node:https';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { WorldReference } from '../../../src/sandbox/world.ts';
import { SELF_SIGNED } from '../../adapters/http/self-signed.ts';
import { openCompany, type Change, type Company } from '../company.ts';
import {
  aBusyDay,
  expectNoSecrets,
  MEMBERS,
  play,
  psaFault,
  SIGN_IN_PAGE,
  SOUND,
  SOUND_WRITES,
  writesOf,
  type Trouble,
} from './trouble.ts';
import { listen } from '../../support/served/listen.ts';

const HELD = SOUND.map((step) => step.replace('done', 'held by source-integrity'));
const list = z.array(z.unknown());

function technicianRole({ sandbox }: Company): WorldReference {
  const role = sandbox.world.references['securityRoles']?.find(({ name }) => name === 'Technician');
  if (role === undefined) throw new Error('The sandbox has no technicians');
  return role;
}
const TROUBLES: readonly Trouble[] = [
  {
    name: 'a page of HTML in place of the company: nothing is written',
    arrange: psaFault(/./, SIGN_IN_PAGE),
    outcome: 'failed',
    says: [
      /PSA answered 200 with an HTML or XML page instead of JSON \(GET \/login\/companyinfo\/harborpine\)/,
      /Check that the address is the right one/,
    ],
  },
  {
    name: 'a page of HTML in place of the members: nothing is written',
    arrange: psaFault(MEMBERS, SIGN_IN_PAGE),
    outcome: 'failed',
    says: [/an HTML or XML page instead of JSON \(GET \/system\/members\)\. Check that the address is the right one/],
  },
  {
    name: 'an empty body in place of the members: nothing is written',
    arrange: psaFault(MEMBERS, { kind: 'answer', status: 200, body: '' }),
    outcome: 'failed',
    says: [/PSA answered 200 with nothing at all \(GET \/system\/members\)/],
  },
  {
    name: 'a list that breaks off: nothing is written',
    arrange: psaFault(MEMBERS, { kind: 'cut' }),
    outcome: 'failed',
    says: [/PSA answered 200 with JSON that ends or breaks after \d+ characters \(GET \/system\/members\)/],
  },
  {
    name: 'a redirect to another host: nothing is sent there',
    arrange: (company) => {
      const headers = { location: `${company.sandbox.urls.graph}/stolen` };
      psaFault(MEMBERS, { kind: 'answer', status: 302, headers })(company);
    },
    outcome: 'failed',
    says: [/PSA answered 302, a redirect, which is not followed \(GET \/system\/members\)/],
    proves: ({ sandbox }) => {
      expect(sandbox.traffic.filter(({ path }) => path.includes('stolen'))).toEqual([]);
    },
  },
  {
    name: 'a count of more members than were shown: nothing is written, not even what is surely right',
    arrange: psaFault(/members\/count/, { kind: 'edit', edit: () => ({ count: 40 }) }),
    outcome: 'frozen',
    says: [
      /members: the PSA counts 40, but 22 different ones were read\nNothing is written to the PSA until this is settled/,
    ],
    steps: HELD,
  },
  {
    name: 'a member who comes twice: nothing is written',
    arrange: psaFault(MEMBERS, {
      kind: 'edit',
      edit: (body) => {
        const members = list.parse(body);
        return [...members, members[0]];
      },
    }),
    outcome: 'frozen',
    says: [/members: a record came twice; the list moved while it was read, so others may be missing/],
    steps: HELD,
  },
  {
    name: 'three members fewer than before, and a count that agrees: nothing is written',
    arrange: (company) => {
      psaFault(MEMBERS, { kind: 'edit', edit: (body) => list.parse(body).slice(3) })(company);
      psaFault(/members\/count/, { kind: 'edit', edit: () => ({ count: 19 }) })(company);
    },
    outcome: 'frozen',
    says: [
      /The PSA shows 19 members; the last good run \(\S+\) read 22\. Members cannot be deleted, so the API member's role hides some/,
    ],
    // Those who were not shown would be made a second time.
    steps: [
      ...HELD.slice(0, 3).map((step) => `${step}+source-integrity`),
      ...['sabbott', 'sbryant', 'scastro'].map(
        (who) => `create ${who}: held by source-integrity+source-integrity+identity`,
      ),
      'create sunderwood: held by source-integrity+source-integrity',
    ],
  },
  {
    name: 'a role that does not exist: nobody is created with that profile, the rest goes on',
    arrange: (company) => {
      technicianRole(company).name = 'Field Technician';
    },
    outcome: 'converged',
    says: [
      /Profile "technicians": security role "Technician" does not exist in the PSA\. Nobody is created/,
      /Correct the name in the configuration, or make the record in the PSA \(rollcall check lists what there is\)/,
    ],
    steps: SOUND.slice(0, 3),
    writes: SOUND_WRITES.slice(0, 3),
  },
  {
    name: 'a role that is inactive: nobody is created with that profile',
    arrange: (company) => {
      technicianRole(company).inactiveFlag = true;
    },
    outcome: 'converged',
    says: [/security role "Technician" is inactive in the PSA\. Nobody is created .* until that is settled/],
    steps: SOUND.slice(0, 3),
    writes: SOUND_WRITES.slice(0, 3),
  },
  {
    name: 'two roles of one name: nobody is created with that profile',
    arrange: ({ sandbox }) => {
      sandbox.world.references['securityRoles']?.push({ id: 99, name: 'technician' });
    },
    outcome: 'converged',
    says: [/security role "Technician" stands for 2 records in the PSA, so it is not clear which one is meant/],
    steps: SOUND.slice(0, 3),
    writes: SOUND_WRITES.slice(0, 3),
  },
];

describe.each(['entra', 'okta'] as const)('with %s,', (directory) => {
  test.each(TROUBLES)('$name', async (trouble) => {
    await play(directory, trouble);
  });
});

describe('a certificate that nobody vouches for', () => {
  test.each<['entra' | 'okta', string, (site: string) => Change]>([
    ['entra', 'ConnectWise PSA', (site) => ({ psa: { site } })],
    ['entra', 'Microsoft Entra ID', (graphUrl) => ({ directory: { graphUrl } })],
    ['okta', 'Okta', (orgUrl) => ({ directory: { orgUrl } })],
  ])('(%s: %s) gets no credentials and ends the run', async (directory, system, change) => {
    let served = 0;
    const server = createServer(SELF_SIGNED, (_request, response) => {
      served += 1;
      response.end('[]');
    });
    const port = await listen(server);
    const company = await openCompany(directory, 'folder');
    try {
      aBusyDay(company);
      company.configure(change(`https://127.0.0.1:${port}`));

      const report = await company.run(true);

      expect(report).toMatchObject({ outcome: 'failed', steps: [] });
      expect(report.summary).toMatch(new RegExp(`^${system} shows a self-signed certificate`));
      expect([writesOf(company), served]).toEqual([[], 0]);
      expectNoSecrets(company, report);
    } finally {
      server.close();
      await company.stop();
    }
  });
});
