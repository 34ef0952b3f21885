/** The problems of a file that is not the configuration itself, each under the file's name. */
import type { ConfigProblem } from '../../errors.ts';
import { schemaProblems } from './schema-problems.ts';
import type { z } from 'zod';

export function problemsIn(place: string, error: z.ZodError): readonly ConfigProblem[] {
  return schemaProblems(error).map(({ path, message }) => ({ path: `${place}: ${path}`, message }));
}
