/** Microsoft Entra ID keeps the directory contract. */
import { createEntraDirectory } from '../../../src/adapters/entra/directory.ts';
import { groupId, personId } from '../../../src/domain/ids.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { describeDirectory } from './describe-directory.ts';

describeDirectory({
  name: 'Microsoft Entra ID',
  system: 'graph',
  create: (sandbox, { credential, ...wiring }) =>
    createEntraDirectory({
      graphUrl: sandbox.urls.graph,
      credential: {
        kind: 'fixed-token',
        token: credential === 'good' ? SANDBOX_CREDENTIALS.graphToken : 'wrong-token',
      },
      ...wiring,
    }),
  personId,
  groupId,
  membersOf: (guid) => new RegExp(`/groups/${guid}/transitiveMembers`),
  large: { people: 2100, quirks: {} },
  page: (people, next) => ({
    kind: 'answer',
    status: 200,
    body: JSON.stringify({
      '@odata.count': people.length,
      '@odata.nextLink': next,
      value: people.map((person) => ({ id: person.id, accountEnabled: true, userPrincipalName: person.login })),
    }),
  }),
  nextLink: (sandbox) => `${sandbox.urls.graph}/v1.0/groups/next?$skiptoken=RFNwdAoAAQ`,
  keepStatesSecret: (sandbox) => {
    sandbox.world.permissions.readUsers = false;
  },
  keepsDeleted: true,
});
