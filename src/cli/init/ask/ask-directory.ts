/** Which directory, and how it is read. */
import { askEntra } from './ask-entra.ts';
import { askOkta } from './ask-okta.ts';
import type { DirectoryAnswers } from '../answers.ts';
import type { Questions } from './questions.ts';

/** `before`: what was answered last, to start from. */
export async function askDirectory(
  questions: Questions,
  before: DirectoryAnswers | undefined,
): Promise<DirectoryAnswers> {
  const kind = await questions.choose({
    message: 'Where are the people and their groups?',
    choices: [
      { value: 'entra', name: 'Microsoft Entra ID' },
      { value: 'okta', name: 'Okta' },
    ],
    ...(before !== undefined && { suggested: before.kind }),
  });
  const same = before?.kind === kind ? before : undefined;
  return kind === 'entra' ? askEntra(questions, same) : askOkta(questions, same);
}
