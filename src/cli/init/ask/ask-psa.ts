/** Which PSA, and the keys to it. */
import { answerProblem, SAMPLE_CONNECTION } from '../files/file-problems.ts';
import { checkSecret } from './check-secret.ts';
import type { PsaAnswers } from '../answers.ts';
import type { Questions } from './questions.ts';

const SITES = [
  { value: 'https://api-na.myconnectwise.net', name: 'North America (api-na.myconnectwise.net)' },
  { value: 'https://api-eu.myconnectwise.net', name: 'Europe (api-eu.myconnectwise.net)' },
  { value: 'https://api-au.myconnectwise.net', name: 'Australia (api-au.myconnectwise.net)' },
  { value: null, name: 'Another address (self-hosted, staging)' },
] as const;

export async function askPsa(questions: Questions, before: PsaAnswers | undefined): Promise<PsaAnswers> {
  const check = (field: 'site' | 'companyId') => (answer: string) =>
    answerProblem({ connection: { psa: { ...SAMPLE_CONNECTION.psa, [field]: answer } } }, `psa.${field}`);
  const chosen = await questions.choose({ message: 'Where is the ConnectWise PSA?', choices: SITES });
  const site =
    chosen ??
    (await questions.text({ message: 'Address of the PSA, such as https://psa.acme.com', check: check('site') }));
  const companyId = await questions.text({
    message: 'Company id, as typed when signing in to the PSA',
    ...(typeof before?.['companyId'] === 'string' && { suggested: before['companyId'] }),
    check: check('companyId'),
  });
  const secret = (message: string) => questions.secret({ message, check: checkSecret });
  return {
    site,
    companyId,
    publicKey: await secret("Public key of the API member's key pair"),
    privateKey: await secret('Private key'),
    clientId: await secret('Client id from developer.connectwise.com'),
  };
}
