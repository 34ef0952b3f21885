/** Reads from an access token which application permissions it carries. For diagnosis alone: only Graph's own answer decides what may be done. */
import { z } from 'zod';

const claims = z.object({ roles: z.array(z.string()) });

/** null: the token does not tell, or is none that can be read. */
export function rolesOf(token: string): readonly string[] | null {
  const [, payload, ...rest] = token.split('.');
  if (payload === undefined || rest.length !== 1) return null;
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data?.roles ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
