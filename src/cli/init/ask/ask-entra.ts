/** How Microsoft Entra ID is read. */
import { answerProblem } from '../files/file-problems.ts';
import { askPemFile } from './ask-pem-file.ts';
import { checkSecret } from './check-secret.ts';
import type { DirectoryAnswers } from '../answers.ts';
import { filled, suggestOne, suggestText } from './suggest.ts';
import { isLoopback } from '../../../domain/loopback.ts';
import type { Questions } from './questions.ts';

const WORLDWIDE = 'https://graph.microsoft.com';
const CLOUDS = [
  { value: WORLDWIDE, name: 'Worldwide' },
  { value: 'https://graph.microsoft.us', name: 'US government (GCC High)' },
  { value: 'https://dod-graph.microsoft.us', name: 'US government (DoD)' },
  { value: 'https://microsoftgraph.chinacloudapi.cn', name: 'China (21Vianet)' },
  { value: null, name: 'Another address' },
] as const;

const SIGN_INS = [
  { value: 'client-secret', name: 'App registration with a client secret' },
  { value: 'certificate', name: 'App registration with a certificate' },
  {
    value: 'managed-identity',
    name: 'Managed identity (works in Azure alone, so nothing can be looked up from here)',
  },
] as const;
const FIXED_TOKEN = { value: 'fixed-token', name: 'Fixed token (for a stand-in on this machine)' } as const;

export async function askEntra(questions: Questions, before: DirectoryAnswers | undefined): Promise<DirectoryAnswers> {
  const graphUrl = await askGraphUrl(questions, before);
  const tenantId = await questions.text({
    message: 'Directory (tenant) id',
    ...suggestText(before?.['tenantId']),
    check: (answer) => problem({ tenantId: answer }, 'tenantId'),
  });
  return {
    kind: 'entra',
    tenantId,
    ...(graphUrl !== WORLDWIDE && { graphUrl }),
    credential: await askCredential(questions, graphUrl, before),
  };
}

async function askGraphUrl(questions: Questions, before: DirectoryAnswers | undefined): Promise<string> {
  const known = before === undefined ? undefined : (before['graphUrl'] ?? WORLDWIDE);
  const elsewhere = known !== undefined && !CLOUDS.some(({ value }) => value === known);
  const cloud = await questions.choose({
    message: 'Which cloud?',
    choices: CLOUDS,
    ...suggestOne(CLOUDS, elsewhere ? null : known),
  });
  if (cloud !== null) return cloud;
  return questions.text({
    message: 'Address of Microsoft Graph',
    ...(elsewhere && suggestText(known)),
    check: (answer) => problem({ graphUrl: answer }, 'graphUrl'),
  });
}

async function askCredential(
  questions: Questions,
  graphUrl: string,
  before: DirectoryAnswers | undefined,
): Promise<DirectoryAnswers['credential']> {
  const signIns = [...SIGN_INS, ...(isLoopback(new URL(graphUrl)) ? [FIXED_TOKEN] : [])];
  const kind = await questions.choose({
    message: 'How does Rollcall sign in?',
    choices: signIns,
    ...suggestOne(signIns, before?.credential.kind),
  });
  const known = suggestText(before?.credential['clientId']);
  const application = () =>
    questions.text({
      message: 'Application (client) id',
      ...known,
      check: filled('the application (client) id of the app registration'),
    });
  switch (kind) {
    case 'fixed-token':
      return { kind, token: await questions.secret({ message: 'Token', check: checkSecret }) };
    case 'managed-identity': {
      const message = 'Client id of a user-assigned identity (empty: the system-assigned one)';
      const clientId = await questions.text({ message, check: () => null });
      return { kind, ...(clientId !== '' && { clientId }) };
    }
    case 'client-secret': {
      const clientId = await application();
      const message = 'Client secret (its value, not its id)';
      return { kind, clientId, secret: await questions.secret({ message, check: checkSecret }) };
    }
    case 'certificate': {
      const clientId = await application();
      const message = 'File with the certificate and its private key, PEM';
      return { kind, clientId, certificate: await askPemFile(questions, message) };
    }
  }
}

function problem(part: object, field: string): string | null {
  const directory = { kind: 'entra', tenantId: 'sample', credential: { kind: 'managed-identity' }, ...part };
  return answerProblem({ connection: { directory } }, `directory.${field}`);
}
