import { z } from 'zod';

/** How a secret is written; said wherever something else stands in its place. */
const HOW = 'a secret is only named here: write { "env": "NAME" } and put it into that environment variable';

/** A secret is only ever named: `{ "env": "NAME" }`. Its value comes from the environment (in Azure: an app setting that references Key Vault). */
export function secretRef(description: string) {
  return z
    .strictObject(
      { env: z.string({ error: HOW }).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, `no name of an environment variable; ${HOW}`) },
      {
        // Texts of its own for what people write first: the secret itself.
        error: ({ code, input }) =>
          code !== 'invalid_type'
            ? undefined
            : input === undefined
              ? `missing; ${HOW}`
              : `expected { "env": "NAME" }, not ${typeof input === 'string' ? 'a text' : 'this'}; ${HOW}`,
      },
    )
    .describe(`${description} { "env": "NAME" } names the environment variable that holds it.`);
}
