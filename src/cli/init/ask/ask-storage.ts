/** Where plans, the journal and reports are kept. */
import { answerProblem } from '../files/file-problems.ts';
import { checkSecret } from './check-secret.ts';
import type { Questions } from './questions.ts';
import type { StorageAnswers } from '../answers.ts';

const SAMPLE_URL = 'https://sample.blob.core.windows.net';

export async function askStorage(questions: Questions): Promise<StorageAnswers> {
  const kind = await questions.choose({
    message: 'Where are plans, the journal and reports kept?',
    choices: [
      { value: 'folder' as const, name: 'A folder on this machine (the command line alone; nothing runs by itself)' },
      { value: 'connection-string' as const, name: 'A storage account, by connection string (or Azurite)' },
      { value: 'identity' as const, name: 'A storage account, by identity' },
    ],
  });
  switch (kind) {
    case 'folder':
      return {
        kind,
        path: await questions.text({
          message: 'Folder',
          suggested: '.rollcall',
          check: (path) => answerProblem({ storage: { kind: 'folder', path } }, 'storage.path'),
        }),
      };
    case 'connection-string':
      return {
        kind,
        connectionString: await questions.secret({ message: 'Connection string', check: checkSecret }),
        container: await askContainer(questions),
      };
    case 'identity': {
      const url = (service: 'blob' | 'queue') => {
        const field = `${service}Url`;
        return questions.text({
          message: `Address of the ${service}s, such as https://ACCOUNT.${service}.core.windows.net`,
          check: (answer) =>
            answerProblem(
              { storage: { kind: 'identity', blobUrl: SAMPLE_URL, queueUrl: SAMPLE_URL, [field]: answer } },
              `storage.${field}`,
            ),
        });
      };
      return {
        kind,
        blobUrl: await url('blob'),
        queueUrl: await url('queue'),
        container: await askContainer(questions),
      };
    }
  }
}

function askContainer(questions: Questions): Promise<string> {
  return questions.text({
    message: 'Blob container',
    suggested: 'rollcall',
    check: (container) =>
      answerProblem(
        { storage: { kind: 'connection-string', connectionString: { env: 'SAMPLE' }, container } },
        'storage.container',
      ) === null
        ? null
        : 'Expected 3 to 63 lower-case letters, digits and single dashes, such as "rollcall".',
  });
}
