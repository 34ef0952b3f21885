/** What a secret must look like before anybody is asked with it. */
import type { CheckAnswer } from './questions.ts';
import type { ConfigProblem } from '../../../errors.ts';
import { secretReader } from '../../../config/secrets/resolve-secrets.ts';

/** As the configuration judges it, in words that know of no variable. */
export const checkSecret: CheckAnswer = (answer) => {
  if (answer === '') return 'Nothing was entered; expected the secret itself.';
  const problems: ConfigProblem[] = [];
  secretReader({ ANSWER: answer }, problems)({ env: 'ANSWER' }, '');
  return problems.length === 0
    ? null
    : 'This is a reference to Key Vault; here the secret itself is needed, as it was shown when it was made.';
};
