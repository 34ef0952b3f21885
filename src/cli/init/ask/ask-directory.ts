/** Which directory, and how it is read. */
import type { DirectoryAnswers } from '../answers.ts';
import { answerProblem } from '../files/file-problems.ts';
import { askPemFile } from './ask-pem-file.ts';
import { checkSecret } from './check-secret.ts';
import { isLoopback } from '../../../domain/loopback.ts';
import type { Questions } from './questions.ts';

const CLOUDS = [
  { value: 'https://graph.microsoft.com', name: 'Worldwide' },
  { value: 'https://graph.microsoft.us', name: 'US government (GCC High)' },
  { value: 'https://dod-graph.microsoft.us', name: 'US government (DoD)' },
  { value: 'https://microsoftgraph.chinacloudapi.cn', name: 'China (21Vianet)' },
  { value: null, name: 'Another address' },
] as const;

export async function askDirectory(
  questions: Questions,
  before: DirectoryAnswers | undefined,
): Promise<DirectoryAnswers> {
  const kind = await questions.choose({
    message: 'Where are the people and their groups?',
    choices: [
      { value: 'entra' as const, name: 'Microsoft Entra ID' },
      { value: 'okta' as const, name: 'Okta' },
    ],
    ...(before !== undefined && { suggested: before.kind }),
  });
  const same = before?.kind === kind ? before : undefined;
  return kind === 'entra' ? askEntra(questions, same) : askOkta(questions, same);
}

async function askEntra(questions: Questions, before: DirectoryAnswers | undefined): Promise<DirectoryAnswers> {
  const credential = { kind: 'managed-identity' };
  const cloud = await questions.choose({ message: 'Which cloud?', choices: CLOUDS });
  const graphUrl =
    cloud ??
    (await questions.text({
      message: 'Address of Microsoft Graph',
      check: (answer) =>
        answerProblem(
          { connection: { directory: { kind: 'entra', tenantId: 'x', graphUrl: answer, credential } } },
          'directory.graphUrl',
        ),
    }));
  const tenantId = await questions.text({
    message: 'Directory (tenant) id',
    ...suggested(before?.['tenantId']),
    check: (answer) =>
      answerProblem(
        { connection: { directory: { kind: 'entra', tenantId: answer, credential } } },
        'directory.tenantId',
      ),
  });
  return {
    kind: 'entra',
    tenantId,
    ...(graphUrl !== CLOUDS[0].value && { graphUrl }),
    credential: await askEntraCredential(questions, graphUrl, before),
  };
}

async function askEntraCredential(
  questions: Questions,
  graphUrl: string,
  before: DirectoryAnswers | undefined,
): Promise<DirectoryAnswers['credential']> {
  const kind = await questions.choose({
    message: 'How does Rollcall sign in?',
    choices: [
      { value: 'client-secret' as const, name: 'App registration with a client secret' },
      { value: 'certificate' as const, name: 'App registration with a certificate' },
      {
        value: 'managed-identity' as const,
        name: 'Managed identity (works in Azure alone, so nothing can be looked up from here)',
      },
      ...(isLoopback(new URL(graphUrl))
        ? [{ value: 'fixed-token' as const, name: 'Fixed token (for a stand-in on this machine)' }]
        : []),
    ],
  });
  if (kind === 'fixed-token') return { kind, token: await questions.secret({ message: 'Token', check: checkSecret }) };
  if (kind === 'managed-identity') {
    const clientId = await questions.text({
      message: 'Client id of a user-assigned identity (empty: the system-assigned one)',
      check: () => null,
    });
    return { kind, ...(clientId !== '' && { clientId }) };
  }
  const clientId = await questions.text({
    message: 'Application (client) id',
    ...suggested(before?.credential['clientId']),
    check: filled('the application (client) id of the app registration'),
  });
  return kind === 'client-secret'
    ? {
        kind,
        clientId,
        secret: await questions.secret({ message: 'Client secret (its value, not its id)', check: checkSecret }),
      }
    : {
        kind,
        clientId,
        certificate: await askPemFile(questions, 'File with the certificate and its private key, PEM'),
      };
}

async function askOkta(questions: Questions, before: DirectoryAnswers | undefined): Promise<DirectoryAnswers> {
  const orgUrl = await questions.text({
    message: 'Address of the org, such as https://acme.okta.com',
    ...suggested(before?.['orgUrl']),
    check: (answer) =>
      answerProblem(
        {
          connection: {
            directory: { kind: 'okta', orgUrl: answer, credential: { kind: 'api-token', token: { env: 'SAMPLE' } } },
          },
        },
        'directory.orgUrl',
      ),
  });
  const kind = await questions.choose({
    message: 'How does Rollcall sign in?',
    choices: [
      { value: 'private-key' as const, name: 'Service app with a private key (recommended: read-only scopes)' },
      { value: 'api-token' as const, name: 'API token' },
    ],
  });
  if (kind === 'api-token')
    return {
      kind: 'okta',
      orgUrl,
      credential: { kind, token: await questions.secret({ message: 'API token', check: checkSecret }) },
    };
  const clientId = await questions.text({
    message: 'Client id of the service app',
    ...suggested(before?.credential['clientId']),
    check: filled('the client id of the service app, such as 0oa…'),
  });
  const keyId = await questions.text({
    message: 'Key id, when the app has several keys (empty: it has one)',
    check: () => null,
  });
  const privateKey = await askPemFile(questions, 'File with the private key, PEM');
  return { kind: 'okta', orgUrl, credential: { kind, clientId, privateKey, ...(keyId !== '' && { keyId }) } };
}

function filled(expected: string): (answer: string) => string | null {
  return (answer) => (answer === '' ? `Nothing was entered; expected ${expected}.` : null);
}

function suggested(value: unknown): { readonly suggested?: string } {
  return typeof value === 'string' ? { suggested: value } : {};
}
