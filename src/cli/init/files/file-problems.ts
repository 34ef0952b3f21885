/** Holds answers up against the real schema and its rules. Pure; secrets are not looked for. */
import { configSchema } from '../../../config/schema/schema.ts';
import type { ConfigProblem } from '../../../errors.ts';
import { ruleProblems } from '../../../config/rules/rules.ts';
import { schemaProblems } from '../../../config/problems/schema-problems.ts';

/** Every problem of a configuration file. */
export function fileProblems(file: unknown): readonly ConfigProblem[] {
  const parsed = configSchema.safeParse(file);
  return parsed.success ? ruleProblems(parsed.data) : schemaProblems(parsed.error);
}

/** A connection without fault, for the parts that nobody has answered yet. Nothing of it is ever written. */
export const SAMPLE_CONNECTION = {
  name: 'sample',
  directory: {
    kind: 'entra',
    tenantId: '00000000-0000-0000-0000-000000000000',
    credential: { kind: 'managed-identity' },
  },
  psa: {
    site: 'https://psa.example',
    companyId: 'sample',
    publicKey: { env: 'SAMPLE' },
    privateKey: { env: 'SAMPLE' },
    clientId: { env: 'SAMPLE' },
  },
  profiles: [
    { name: 'sample', groups: ['sample'], licenseClass: 'F', securityRole: 'sample', memberTemplate: 'sample' },
  ],
} as const;

/** A file with these parts and the sample's others. */
export function sampleFile({ connection = {}, storage = { kind: 'folder' } }: AnsweredPart): object {
  return { version: 1, storage, connections: [{ ...SAMPLE_CONNECTION, ...connection }] };
}

export interface AnsweredPart {
  readonly connection?: object;
  readonly storage?: object;
}

/** What is wrong at `path` (`psa.site` of the connection, `storage.blobUrl`); null: nothing. */
export function answerProblem(part: AnsweredPart, path: string): string | null {
  const place = part.storage === undefined ? `connections[0].${path}` : path;
  const found = fileProblems(sampleFile(part)).find((problem) => problem.path.startsWith(place));
  return found === undefined ? null : (EXPECTED.get(found.message) ?? found.message);
}

/** Of somebody who types, more is expected than of a file: what it should have been. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['Invalid URL.', 'Expected a whole address, such as https://harborpine.example.'],
  ['Too small: expected string to have >=1 characters.', 'Nothing was entered; expected what is asked for.'],
]);
