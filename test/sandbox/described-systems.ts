/** The three systems that have a description: where their API begins, how they are signed in to, and the description itself. */
import { SANDBOX_CREDENTIALS, type SandboxSystem } from '../../src/sandbox/context.ts';
import { loadDescription, type ApiDescription } from './api-description.ts';
import { PSA_HEADERS } from './connectwise/psa-caller.ts';
import { amendGraph, amendPsa, withoutNulls } from './description-amendments.ts';

export const ROOTS = { psa: '/v4_6_release/apis/3.0', graph: '/v1.0', okta: '' } as const;
export const HEADERS = {
  psa: PSA_HEADERS,
  graph: { authorization: `Bearer ${SANDBOX_CREDENTIALS.graphToken}`, consistencylevel: 'eventual' },
  okta: { authorization: `SSWS ${SANDBOX_CREDENTIALS.oktaToken}` },
} as const satisfies Record<SandboxSystem, Record<string, string>>;

export async function loadDescriptions(): Promise<Readonly<Record<SandboxSystem, ApiDescription>>> {
  return {
    psa: await loadDescription('connectwise-openapi-subset.json', amendPsa),
    graph: await loadDescription('msgraph-idp-slice.openapi3.json', amendGraph),
    okta: withSoftLog(await loadDescription('okta-idp-slice.yaml')),
  };
}

function withSoftLog(okta: ApiDescription): ApiDescription {
  return {
    problemsOf: (exchange) =>
      okta.problemsOf(
        exchange.path.startsWith('/api/v1/logs') ? { ...exchange, answer: withoutNulls(exchange.answer) } : exchange,
      ),
  };
}
