/** A configuration file for one connection to a running sandbox, and the environment that holds its secrets. Used by the demo, the bench and the scenarios. */
import { MSP_CANARY, MSP_PROFILES, MSP_PROTECTED, MSP_SEATS, type MspProfile } from './msp/profiles.ts';
import { SANDBOX_CREDENTIALS, type Sandbox } from './context.ts';

export interface ConnectionFileOptions {
  readonly directory: 'entra' | 'okta';
  /** The configuration's `storage`. */
  readonly storage: Readonly<Record<string, unknown>>;
  readonly profiles?: readonly MspProfile[];
  /** The directory's `events`. */
  readonly events?: object;
  /** Laid over the connection: mode, guards, seats … */
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Further variables, such as the storage's connection string. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ConnectionFileText {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
}

export function sandboxConnectionFile(
  sandbox: Pick<Sandbox, 'urls'>,
  options: ConnectionFileOptions,
): ConnectionFileText {
  const { psa, graphToken, graphTenantId, oktaToken } = SANDBOX_CREDENTIALS;
  const config = {
    version: 1,
    storage: options.storage,
    connections: [
      {
        name: 'harborpine',
        directory: {
          ...(options.directory === 'entra'
            ? {
                kind: 'entra',
                tenantId: graphTenantId,
                graphUrl: sandbox.urls.graph,
                credential: { kind: 'fixed-token', token: { env: 'SANDBOX_GRAPH_TOKEN' } },
              }
            : {
                kind: 'okta',
                orgUrl: sandbox.urls.okta,
                credential: { kind: 'api-token', token: { env: 'SANDBOX_OKTA_TOKEN' } },
              }),
          ...(options.events !== undefined && { events: options.events }),
        },
        psa: {
          site: sandbox.urls.psa,
          companyId: psa.companyId,
          publicKey: { env: 'SANDBOX_CW_PUBLIC_KEY' },
          privateKey: { env: 'SANDBOX_CW_PRIVATE_KEY' },
          clientId: { env: 'SANDBOX_CW_CLIENT_ID' },
        },
        profiles: (options.profiles ?? MSP_PROFILES).map(toProfileFile),
        seats: MSP_SEATS,
        protected: MSP_PROTECTED,
        guards: { canaries: [MSP_CANARY] },
        ...options.connection,
      },
    ],
  };
  return {
    text: JSON.stringify(config),
    env: {
      SANDBOX_GRAPH_TOKEN: graphToken,
      SANDBOX_OKTA_TOKEN: oktaToken,
      SANDBOX_CW_PUBLIC_KEY: psa.publicKey,
      SANDBOX_CW_PRIVATE_KEY: psa.privateKey,
      SANDBOX_CW_CLIENT_ID: psa.clientId,
      ...options.env,
    },
  };
}

function toProfileFile({ name, groups, licenseClass, references, memberTemplate }: MspProfile) {
  return { name, groups, licenseClass, ...references, ...(memberTemplate !== null && { memberTemplate }) };
}
