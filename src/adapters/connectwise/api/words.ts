/** Finds the PSA's own explanation in an error body. Its wording is kept, its length and characters are not trusted, and secrets are blotted out. */
import { z } from 'zod';
import type { Body } from '../../http/body.ts';
import { quoted } from '../../http/redact.ts';

const text = z.string().nullish();
const errorBody = z.object({
  code: text,
  message: text,
  error: text,
  errors: z.array(z.object({ code: text, message: text, field: text })).nullish(),
});

export interface Words {
  /** `ObjectExists`, `MissingRequiredField` …: the code of the whole, then of each part. */
  readonly codes: readonly string[];
  /** One line for a message: "member object is invalid: title is too long (title)". */
  readonly line: string;
}

/** null: the body is no error object, or an empty one. */
export function wordsOf(body: Body, secrets: readonly string[]): Words | null {
  const parsed = body.kind === 'json' ? errorBody.safeParse(body.value) : null;
  if (parsed?.success !== true) return null;
  const { code, message, error, errors } = parsed.data;
  const parts = (errors ?? []).map((part) => {
    const said = part.message ?? part.code ?? '';
    return part.field == null || part.field === '' ? said : `${said} (field ${part.field})`;
  });
  const whole = message ?? error ?? code ?? '';
  const line = [whole, parts.filter((part) => part !== '').join('; ')].filter((part) => part !== '').join(': ');
  if (line === '') return null;
  const codes = [code, ...(errors ?? []).map((part) => part.code)].filter((known) => known != null);
  return { codes, line: quoted(line, secrets) };
}
