/** Which directory adapter stands behind which kind. Each is imported only when a connection uses it: one of them costs half a second. */
import type { Directory } from '../../ports/run-ports.ts';
import type { Subscriptions } from '../../ports/event-ports.ts';
import type { DirectoryConfig } from '../../config/config.ts';
import type { EntraCredential } from '../../adapters/entra/api/credential.ts';
import type { EntraOptions } from '../../adapters/entra/api/open-graph.ts';
import type { OktaCredential } from '../../adapters/okta/api/settings.ts';

type Kind = DirectoryConfig['kind'];
type EntraConfig = Extract<DirectoryConfig, { kind: 'entra' }>;
type Surroundings = Pick<EntraOptions, 'meter' | 'clock' | 'delay' | 'random'>;

export const DIRECTORY_NAMES = { entra: 'Microsoft Entra ID', okta: 'Okta' } as const satisfies Record<Kind, string>;

const OPEN = {
  async entra(config, surroundings) {
    const { createEntraDirectory } = await import('../../adapters/entra/directory.ts');
    return createEntraDirectory({ ...surroundings, ...entraAccess(config) });
  },
  async okta(config, surroundings) {
    const { createOktaDirectory } = await import('../../adapters/okta/directory.ts');
    return createOktaDirectory({
      ...surroundings,
      orgUrl: config.orgUrl,
      credential: oktaCredential(config),
      pageSize: config.pageSize,
      readsEventLog: config.events !== undefined,
      timeoutMs: config.timeoutSeconds * 1000,
    });
  },
} satisfies {
  [K in Kind]: (config: Extract<DirectoryConfig, { kind: K }>, surroundings: Surroundings) => Promise<Directory>;
};

export async function openDirectory(config: DirectoryConfig, surroundings: Surroundings): Promise<Directory> {
  return config.kind === 'entra' ? OPEN.entra(config, surroundings) : OPEN.okta(config, surroundings);
}

/** Entra alone has subscriptions to keep; Okta's event hook is entered once, by hand, and stays. `clientState`: what new ones are to carry. */
export async function openSubscriptions(
  config: EntraConfig,
  clientState: string,
  surroundings: Surroundings,
): Promise<Subscriptions> {
  const { createEntraSubscriptions } = await import('../../adapters/entra/events/subscriptions.ts');
  return createEntraSubscriptions({ ...surroundings, ...entraAccess(config), clientState });
}

function entraAccess(config: EntraConfig): Pick<EntraOptions, 'graphUrl' | 'credential' | 'timeoutMs'> {
  return {
    graphUrl: config.graphUrl,
    credential: entraCredential(config),
    timeoutMs: config.timeoutSeconds * 1000,
  };
}

function entraCredential({ tenantId, credential }: EntraConfig): EntraCredential {
  switch (credential.kind) {
    case 'managed-identity':
      return { kind: 'managed-identity', clientId: credential.clientId ?? null };
    case 'client-secret':
      return { kind: 'client-secret', tenantId, clientId: credential.clientId, secret: credential.secret.reveal() };
    case 'certificate':
      return {
        kind: 'certificate',
        tenantId,
        clientId: credential.clientId,
        certificatePem: credential.certificate.reveal(),
      };
    case 'fixed-token':
      return { kind: 'fixed-token', token: credential.token.reveal() };
  }
}

function oktaCredential({ credential }: Extract<DirectoryConfig, { kind: 'okta' }>): OktaCredential {
  return credential.kind === 'api-token'
    ? { kind: 'api-token', token: credential.token.reveal() }
    : {
        kind: 'private-key',
        clientId: credential.clientId,
        privateKeyPem: credential.privateKey.reveal(),
        keyId: credential.keyId ?? null,
      };
}
