/** Okta keeps the directory contract. */
import { createOktaDirectory } from '../../../src/adapters/okta/directory.ts';
import { groupId, personId } from '../../../src/domain/ids.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { oktaGroupId, oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import { describeDirectory } from './describe-directory.ts';

describeDirectory({
  name: 'Okta',
  system: 'okta',
  create: (sandbox, { credential, ...wiring }) =>
    createOktaDirectory({
      orgUrl: sandbox.urls.okta,
      credential: { kind: 'api-token', token: credential === 'good' ? SANDBOX_CREDENTIALS.oktaToken : 'wrong-token' },
      ...wiring,
    }),
  personId: (guid) => personId(oktaUserId(guid)),
  groupId: (guid) => groupId(oktaGroupId(guid)),
  membersOf: (guid) => new RegExp(`/groups/${oktaGroupId(guid)}/users`),
  large: { people: 450, quirks: { oktaMaxPage: 200 } },
  page: (people, next) => ({
    kind: 'answer',
    status: 200,
    headers: { link: `<${next}>; rel="next"` },
    body: JSON.stringify(
      people.map((person) => ({
        id: oktaUserId(person.id),
        status: 'ACTIVE',
        profile: { login: person.login, email: person.mail, firstName: person.firstName, lastName: person.lastName },
      })),
    ),
  }),
  nextLink: (sandbox) => `${sandbox.urls.okta}/api/v1/groups/next/users?after=00uAAAAAAAAAAAAAAAAA&limit=200`,
  keepStatesSecret: (sandbox) => {
    sandbox.addFault({
      system: 'okta',
      path: /\/groups\/[^/]+\/users/,
      times: Infinity,
      effect: { kind: 'edit', edit: withoutKnownStatus },
    });
  },
  keepsDeleted: false,
});

function withoutKnownStatus(body: unknown): unknown {
  if (!Array.isArray(body)) throw new Error('Expected a list of users');
  return body.map((user: object) => ({ ...user, status: 'HIBERNATING' }));
}
