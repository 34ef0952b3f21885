/** A configuration file that loads, as plain JSON, to be broken in one place at a time. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** `connections[0].psa.site` and what stands there instead; undefined takes it away. */
export type Edit = readonly [path: string, value: Json | undefined];

export const ENV = {
  STORAGE: 'UseDevelopmentStorage=true',
  GRAPH_SECRET: 'graph-secret-value',
  OKTA_TOKEN: 'okta-token-value',
  CW_PUBLIC: 'public-key-value',
  CW_PRIVATE: 'private-key-value',
  CW_CLIENT: 'client-id-value',
};

const PSA = {
  site: 'https://api-na.myconnectwise.net',
  companyId: 'harborpine',
  publicKey: { env: 'CW_PUBLIC' },
  privateKey: { env: 'CW_PRIVATE' },
  clientId: { env: 'CW_CLIENT' },
};

const PROFILE = {
  name: 'technicians',
  groups: ['PSA Technicians'],
  licenseClass: 'F',
  securityRole: 'Technician',
  defaultLocation: 'Portland',
  defaultDepartment: 'Service',
};

const FILE: Json = {
  version: 1,
  storage: { kind: 'connection-string', connectionString: { env: 'STORAGE' } },
  connections: [
    {
      name: 'harborpine',
      directory: {
        kind: 'entra',
        tenantId: 'harborpine.example',
        credential: { kind: 'client-secret', clientId: 'app', secret: { env: 'GRAPH_SECRET' } },
      },
      psa: PSA,
      profiles: [PROFILE],
    },
    {
      name: 'pinecrest',
      directory: {
        kind: 'okta',
        orgUrl: 'https://pinecrest.okta.com',
        credential: { kind: 'api-token', token: { env: 'OKTA_TOKEN' } },
      },
      psa: { ...PSA, companyId: 'pinecrest' },
      profiles: [PROFILE],
    },
  ],
};

/** The text of the file with these edits. Throws when an edit leads nowhere. */
export function aConfigFile(...edits: readonly Edit[]): string {
  const file = edits.reduce<Json>((json, [path, value]) => edited(json, path.match(/[^.[\]]+/g) ?? [], value), FILE);
  return JSON.stringify(file);
}

function edited(json: Json, path: readonly string[], value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) throw new RangeError('An edit needs a path');
  if (typeof json !== 'object' || json === null) throw new RangeError(`There is no place for "${key}"`);
  const before = Object.entries(json).find(([name]) => name === key)?.[1];
  if (before === undefined && (value === undefined || rest.length > 0)) throw new RangeError(`There is no "${key}"`);
  const after = rest.length === 0 ? value : edited(before ?? null, rest, value);
  const entries = Object.entries(json).filter(([name]) => name !== key);
  const all = after === undefined ? entries : [...entries, [key, after] as const];
  return Array.isArray(json)
    ? all.toSorted(([left], [right]) => Number(left) - Number(right)).map(([, item]) => item)
    : Object.fromEntries(all);
}
