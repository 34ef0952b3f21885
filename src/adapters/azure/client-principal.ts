// What App Service Authentication tells of whoever it let in: base64 of JSON, in a header.
import { z } from 'zod';

export const PRINCIPAL_HEADER = 'x-ms-client-principal';

const principalShape = z.object({
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/** App roles. None where nobody signed in (null), or where what is there cannot be read. */
export function rolesIn(header: string | null): readonly string[] {
  if (header === null) return [];
  try {
    const principal = principalShape.safeParse(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
    if (!principal.success) return [];
    const types = ['roles', principal.data.role_typ];
    return principal.data.claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
