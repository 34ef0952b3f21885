/** Turns what zod found into sentences with a path: what is there, what was expected. No value is ever repeated: it may be a secret. */
import { nearest, settingsAt } from './known-settings.ts';
import type { ConfigProblem } from '../../errors.ts';
import type { z } from 'zod';

export function schemaProblems(error: z.ZodError): readonly ConfigProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(issue.path, key));
    return [{ path: dotted(issue.path), message: sentence(words(issue)) }];
  });
}

function words(issue: Exclude<z.core.$ZodIssue, z.core.$ZodIssueUnrecognizedKeys>): string {
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return `expected one of ${issue.options.map(quoted).join(', ')}`;
  if (issue.code === 'invalid_value')
    return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(quoted).join(', ')}`;
  return issue.message
    .replace(/^Invalid input: expected (.+), received undefined$/, 'missing; expected $1')
    .replace(/^Invalid input: expected (.+), received (.+)$/, 'expected $1, not $2');
}

function unknownSetting(path: readonly PropertyKey[], key: string): ConfigProblem {
  const known = settingsAt(path);
  const meant = nearest(key, known);
  const advice = known.includes(key)
    ? 'It belongs to another "kind".'
    : meant === undefined
      ? `There are ${known.join(', ')}.`
      : `Did you mean "${meant}"?`;
  return { path: dotted([...path, key]), message: `Unknown setting. ${advice}` };
}

/** connections[0].psa.site */
function dotted(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? '(the whole file)' : text.replace(/^\./, '');
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/([^.])$/, '$1.');
}
