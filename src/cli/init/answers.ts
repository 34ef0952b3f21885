/** The answers that a configuration is made of: the connection as the configuration has it, with each secret itself, or the name of where it is. */
import { ConfigError } from '../../errors.ts';
import { parseJson } from '../../config/problems/parse-json.ts';
import { problemsIn } from '../../config/problems/problems-in.ts';
import { z } from 'zod';

const EXPECTED = 'expected the secret itself, or { "env": "NAME" } for one that the environment has already';
const secret = z.union([z.string().trim().min(1, EXPECTED), z.strictObject({ env: z.string() })], { error: EXPECTED });
export type SecretAnswer = z.infer<typeof secret>;

/** Only what has to be known to take the secrets out: the real schema judges the rest. */
export const answersSchema = z.strictObject({
  /** Absent: what the configuration file says already, else the folder .rollcall. */
  storage: z.looseObject({ kind: z.string(), connectionString: secret.optional() }).optional(),
  connection: z.looseObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'expected lower-case letters, digits and dashes, 50 at most'),
    mode: z
      .undefined({
        error:
          'leave it out: a connection starts with "observe". Change it in the configuration when the plans are right',
      })
      .optional(),
    directory: z.looseObject({
      kind: z.enum(['entra', 'okta']),
      credential: z.looseObject({
        kind: z.string(),
        secret: secret.optional(),
        certificate: secret.optional(),
        token: secret.optional(),
        privateKey: secret.optional(),
      }),
    }),
    psa: z.looseObject({ publicKey: secret, privateKey: secret, clientId: secret }),
    profiles: z.array(z.looseObject({})),
  }),
});

export type Answers = z.infer<typeof answersSchema>;
export type ConnectionAnswers = Answers['connection'];
export type DirectoryAnswers = ConnectionAnswers['directory'];
export type PsaAnswers = ConnectionAnswers['psa'];
export type StorageAnswers = NonNullable<Answers['storage']>;

/** `place` is the file's name. Throws ConfigError with every problem; no value is ever repeated in it. */
export function parseAnswers(text: string, place: string): Answers {
  const parsed = answersSchema.safeParse(parseJson(text, place));
  if (!parsed.success) throw new ConfigError(problemsIn(place, parsed.error));
  return parsed.data;
}
