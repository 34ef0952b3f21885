/** A key of many lines comes from its file: no terminal takes it in one answer. */
import { checkSecret } from './check-secret.ts';
import type { Questions } from './questions.ts';
import { readFileSync } from 'node:fs';

const PEM = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The file's text. */
export async function askPemFile(questions: Questions, message: string): Promise<string> {
  let text = '';
  await questions.text({
    message,
    check: (path) => {
      const read = readPem(path);
      if (typeof read === 'string') return read;
      ({ text } = read);
      return checkSecret(text);
    },
  });
  return text;
}

/** What is wrong with it, or its text; nothing of the text is ever told. */
function readPem(path: string): string | { readonly text: string } {
  if (path === '') return 'Nothing was entered; expected the path of a file.';
  try {
    const text = readFileSync(path, 'utf8').trim();
    return PEM.test(text)
      ? { text }
      : 'No private key is in this file; expected PEM, with a line "-----BEGIN PRIVATE KEY-----".';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read (${code}).`;
  }
}
