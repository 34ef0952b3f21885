// What App Service Authentication tells of whoever it let in: base64 of JSON, in a header.
import { z } from 'zod';

export const PRINCIPAL_HEADER = 'x-ms-client-principal';

const principalShape = z.object({
  role_typ: z.string().nullish(),
  name_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

type Principal = z.infer<typeof principalShape>;

/** App roles. None where nobody signed in (null), or where what is there cannot be read. */
export function rolesIn(header: string | null): readonly string[] {
  const principal = readPrincipal(header);
  if (principal === undefined) return [];
  const types = ['roles', principal.role_typ];
  return principal.claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val);
}

/** What people know each other by, the name to sign in with first; undefined: nobody signed in, or the token has no name. */
export function nameIn(header: string | null): string | undefined {
  const principal = readPrincipal(header);
  const types = ['preferred_username', 'name', principal?.name_typ];
  const named = types.map((type) => principal?.claims.find(({ typ }) => typ === type)?.val);
  return named.find((name) => name !== undefined && name !== '');
}

/** What stays the same when somebody is renamed; undefined: nobody signed in, or the token has none. */
export function idIn(header: string | null): string | undefined {
  const principal = readPrincipal(header);
  const found = ID_CLAIMS.map((type) => principal?.claims.find(({ typ }) => typ === type)?.val);
  return found.find((id) => id !== undefined && id !== '');
}

const ID_CLAIMS = ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid', 'sub'];

function readPrincipal(header: string | null): Principal | undefined {
  if (header === null) return undefined;
  try {
    return principalShape.safeParse(JSON.parse(Buffer.from(header, 'base64').toString('utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
