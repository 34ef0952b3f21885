/** Complete answers of which each test changes something, and canaries in the place of secrets. */
import { parseAnswers, type Answers } from '../../../src/cli/init/answers.ts';

export const CANARIES = {
  secret: 'canary-secret-Aa1~0123456789',
  publicKey: 'canaryPublicKey01',
  privateKey: 'canaryPrivateKey2',
  clientId: 'ca9a41e5-0000-4000-8000-000000000003',
} as const;

export function someAnswers(over: { readonly storage?: object; readonly connection?: object } = {}): Answers {
  const connection = {
    name: 'harborpine',
    directory: {
      kind: 'entra',
      tenantId: '00000000-0000-0000-0000-000000000000',
      credential: { kind: 'client-secret', clientId: 'app', secret: CANARIES.secret },
    },
    psa: {
      site: 'https://api-na.myconnectwise.net',
      companyId: 'harborpine',
      publicKey: CANARIES.publicKey,
      privateKey: CANARIES.privateKey,
      clientId: CANARIES.clientId,
    },
    profiles: [
      {
        name: 'technicians',
        groups: ['PSA Technicians'],
        licenseClass: 'F',
        securityRole: 'Technician',
        defaultLocation: 'Portland',
        defaultDepartment: 'Service',
      },
    ],
  };
  const { storage } = over;
  const answers = { ...(storage !== undefined && { storage }), connection: { ...connection, ...over.connection } };
  return parseAnswers(JSON.stringify(answers), 'answers.json');
}
