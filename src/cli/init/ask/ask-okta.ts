/** How Okta is read. */
import { answerProblem } from '../files/file-problems.ts';
import { askPemFile } from './ask-pem-file.ts';
import { checkSecret } from './check-secret.ts';
import type { DirectoryAnswers } from '../answers.ts';
import { filled, suggestOne, suggestText } from './suggest.ts';
import type { Questions } from './questions.ts';

const SIGN_INS = [
  { value: 'private-key', name: 'Service app with a private key (recommended: read-only scopes)' },
  { value: 'api-token', name: 'API token' },
] as const;

export async function askOkta(questions: Questions, before: DirectoryAnswers | undefined): Promise<DirectoryAnswers> {
  const orgUrl = await questions.text({
    message: 'Address of the org, such as https://acme.okta.com',
    ...suggestText(before?.['orgUrl']),
    check: (answer) => {
      const credential = { kind: 'api-token', token: { env: 'SAMPLE' } };
      return answerProblem(
        { connection: { directory: { kind: 'okta', orgUrl: answer, credential } } },
        'directory.orgUrl',
      );
    },
  });
  const kind = await questions.choose({
    message: 'How does Rollcall sign in?',
    choices: SIGN_INS,
    ...suggestOne(SIGN_INS, before?.credential.kind),
  });
  if (kind === 'api-token') {
    const token = await questions.secret({ message: 'API token', check: checkSecret });
    return { kind: 'okta', orgUrl, credential: { kind, token } };
  }
  const clientId = await questions.text({
    message: 'Client id of the service app',
    ...suggestText(before?.credential['clientId']),
    check: filled('the client id of the service app, such as 0oa…'),
  });
  const keyId = await questions.text({
    message: 'Key id, when the app has several keys (empty: it has one)',
    check: () => null,
  });
  const privateKey = await askPemFile(questions, 'File with the private key, PEM');
  return { kind: 'okta', orgUrl, credential: { kind, clientId, privateKey, ...(keyId !== '' && { keyId }) } };
}
